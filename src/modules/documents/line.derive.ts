import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

/** A line in the making, by field. */
export type LineDraft = Record<string, unknown> & { id?: string }

/**
 * Fills what lines of documents leave open, in place, with two queries for all of them: words, price and tax code of a product that was newly
 * chosen, the tax of the product or the one that is usual for the legal entity. A line's tax keeps the percent of its day: it is read anew only
 * when another rate is chosen.
 */
export async function fillLines(ctx: Context, drafts: readonly Draft[], field: string): Promise<void> {
  const lines = drafts.flatMap(draft => linesOf(draft, field))
  if (lines.length === 0) return
  const products = await productsOf(ctx, lines)
  for (const { line, before, draft } of lines) fillWords(line, before, products.get(idOf(line.product) ?? ''), draft)
  await fillTaxes(ctx, lines, products)
  for (const { line, draft, position } of lines)
    for (const name of ['name', 'unitPrice'])
      if (line[name] === null || line[name] === undefined || line[name] === '')
        draft.problems.push({ path: `${field}.${position}.${name}`, code: 'field.required' })
}

interface Placed {
  line: LineDraft
  before: LineDraft | undefined
  draft: Draft
  position: number
}

interface Product {
  id: string
  name: string
  code: string | null
  specification: string | null
  unit: string | null
  tax_code: string | null
  tax_rate_id: string | null
  list_price: string | null
  currency: string | null
}

interface Rate {
  id: string
  kind: string
  percent: string
  usual_for: string | null
}

const linesOf = (draft: Draft, field: string): Placed[] => {
  const before = new Map(((draft.before?.[field] ?? []) as LineDraft[]).map(line => [line.id, line]))
  return ((draft.values[field] ?? []) as LineDraft[]).map((line, position) => ({
    line,
    before: before.get(line.id),
    draft,
    position,
  }))
}

/** Products as the catalogue has them; what a line says of one is told to whoever may write the line. */
async function productsOf(ctx: Context, lines: readonly Placed[]): Promise<Map<string, Product>> {
  const ids = [...new Set(lines.flatMap(({ line }) => idOf(line.product) ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Product>`
    select id, name, code, specification, unit, tax_code, tax_rate_id, list_price::text, currency
    from products where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row]))
}

function fillWords(line: LineDraft, before: LineDraft | undefined, product: Product | undefined, draft: Draft): void {
  if (!product || idOf(before?.product) === product.id) return
  line.name ??= product.name
  line.code ??= product.code
  line.specification ??= product.specification
  line.unit ??= product.unit
  line.taxCode ??= product.tax_code
  if (line.unitPrice === null || line.unitPrice === undefined)
    line.unitPrice = product.currency === draft.values.currency ? product.list_price : null
}

async function fillTaxes(ctx: Context, lines: readonly Placed[], products: Map<string, Product>): Promise<void> {
  const { rows } = await sql<Rate>`select id, kind, percent::text, usual_for from tax_rates`.execute(ctx.db)
  const rates = new Map(rows.map(row => [row.id, row]))
  const taxpayers = await taxpayersOf(ctx, lines)
  for (const { line, before, draft } of lines) {
    const own = products.get(idOf(line.product) ?? '')?.tax_rate_id
    const usual = rows.find(
      rate => rate.usual_for === (taxpayers.get(idOf(draft.values.legalEntity) ?? '') ?? 'general'),
    )
    const chosen = idOf(line.taxRate) ?? (before ? undefined : (own ?? usual?.id))
    if (before && idOf(before.taxRate) === chosen) {
      line.taxKind = before.taxKind
      line.taxPercent = before.taxPercent
      continue
    }
    const rate = rates.get(chosen ?? '')
    line.taxRate = rate ? { id: rate.id, title: '' } : null
    line.taxKind = rate?.kind ?? null
    line.taxPercent = rate ? Number(rate.percent) : null
  }
}

async function taxpayersOf(ctx: Context, lines: readonly Placed[]): Promise<Map<string, string | null>> {
  const ids = [...new Set(lines.flatMap(({ draft }) => idOf(draft.values.legalEntity) ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; taxpayer_type: string | null }>`
    select id, taxpayer_type from legal_entities where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row.taxpayer_type]))
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
