import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

type Line = Record<string, unknown> & { id?: string }

/**
 * What is off sale is not newly chosen: a problem at each line of drafts that names such a product and did not before. Verbs that copy lines, and
 * what comes from elsewhere, keep it.
 */
export async function refuseOffSale(ctx: Context, drafts: readonly Draft[], field: string): Promise<void> {
  if (ctx.isWithinVerb) return
  const chosen = drafts.flatMap(draft => (draft.isHistory ? [] : newlyChosen(draft, field)))
  if (chosen.length === 0) return
  const ids = [...new Set(chosen.map(one => one.product))]
  const { rows } = await sql<{ id: string }>`
    select id from products where id = any(${ids}::uuid[]) and state = 'offSale'`.execute(ctx.db)
  const gone = new Set(rows.map(row => row.id))
  for (const { draft, position, product } of chosen)
    if (gone.has(product)) draft.problems.push({ path: `${field}.${position}.product`, code: 'product.off_sale' })
}

function newlyChosen(draft: Draft, field: string): { draft: Draft; position: number; product: string }[] {
  const before = new Map(((draft.before?.[field] ?? []) as Line[]).map(line => [line.id, idOf(line.product)]))
  return ((draft.values[field] ?? []) as Line[]).flatMap((line, position) => {
    const product = idOf(line.product)
    return product && before.get(line.id) !== product ? [{ draft, position, product }] : []
  })
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
