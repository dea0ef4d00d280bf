import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { copyFiles, signCopies } from '#platform/files/copy-files.ts'
import { type Context, createMany, get } from '#platform/records/index.ts'
import { quote } from './quote.object.ts'

/** What a next version takes over; the rest (dates, states, amounts) is its own. */
const kept = [
  'name',
  'customer',
  'contact',
  'opportunity',
  'legalEntity',
  'currency',
  'priceIncludesTax',
  'discountAmount',
  'terms',
  'remark',
  'owner',
] as const

/** What a line takes over; a quote without lines takes its typed amount. */
const keptOfLines = [
  'product',
  'name',
  'code',
  'specification',
  'unit',
  'taxCode',
  'quantity',
  'unitPrice',
  'discountRate',
  'taxRate',
  'remark',
] as const

/** A quote has one next version; after that was removed it may have another. @throws Problem 409 `quote.has_next_version` */
export async function assertNoNextVersion(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{ revision: string; name: string }>`select revision::text, name from quotes
    where previous_id = ${id}::uuid and deleted_at is null`.execute(ctx.db)
  if (rows[0]) throw conflict('quote.has_next_version', { revision: Number(rows[0].revision) })
}

/**
 * Makes the next version of a quote, a draft with its words, lines and brochures, for the same owner. People whom it names may have left.
 * Lines have today's catalogue price and tax beside them.
 */
export async function makeNextVersion(ctx: Context, id: string): Promise<void> {
  // What whoever revises may not read is taken over all the same.
  const from = await get({ ...ctx, actor: systemActor('revise') }, quote, id)
  const lines = (from.lines ?? []) as Record<string, unknown>[]
  const files = ((from.brochures ?? []) as { id: string }[]).map(file => file.id)
  const copies = await copyFiles(ctx, { object: quote.name, id, files })
  const custom = Object.entries(from).filter(([name]) => name.startsWith('cf_'))
  const owner = from.owner as { id: string } | null
  const { refused } = await createMany(
    { ...ctx, alreadyNamed: owner ? [owner.id] : [] },
    quote,
    [
      {
        values: {
          ...part(from, kept),
          ...Object.fromEntries(custom),
          ...(lines.length > 0 ? {} : { amount: from.amount }),
          brochures: files.flatMap(file => copies.get(file) ?? []).map(copy => ({ id: copy })),
          lines: lines.map(line => part(line, keptOfLines)),
          previous: { id },
          revision: Number(from.revision ?? 1) + 1,
        },
      },
    ],
    { byVerb: true },
  )
  if (refused[0]) throw invalid(refused[0].fields)
  await signCopies(ctx, copies)
}

const part = (of: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map(name => [name, of[name] ?? null]))
