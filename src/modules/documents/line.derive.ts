import { sql } from 'kysely'
import { type Offered, priceOf, refuseOffSale } from '#modules/products/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { type CatalogueProduct, levelsOf, productsNamed } from './catalogue.ts'
import { inOwnUnit, priceInUnit } from './line-price.rules.ts'

/** A line in the making, by field. */
export type LineDraft = Record<string, unknown> & { id?: string }

/**
 * Fills what lines of documents leave open, in place, with a few queries for all of them: words, price and tax code of a product that was newly
 * chosen, the tax of the product or the one that is usual for the legal entity. A line's tax keeps the percent of its day: it is read anew only
 * when another rate is chosen. The price is that of the price lists for the document's customer, quantity, currency and day, else the list price.
 */
export async function fillLines(
  ctx: Context,
  drafts: readonly Draft[],
  { lines: field, dayOf }: { lines: string; dayOf: (draft: Draft) => string },
): Promise<void> {
  const lines = drafts.flatMap(draft => linesOf(draft, field))
  if (lines.length === 0) return
  const products = await productsNamed(ctx, [...new Set(lines.flatMap(({ line }) => idOf(line.product) ?? []))])
  const levels = await levelsOf(ctx, [...new Set(drafts.flatMap(({ values }) => idOf(values.customer) ?? []))])
  await refuseOffSale(ctx, drafts, field)
  for (const placed of lines) {
    const product = products.get(idOf(placed.line.product) ?? '')
    if (!product || idOf(placed.before?.product) === product.id) continue
    const { currency, customer } = placed.draft.values
    const level = levels.get(idOf(customer) ?? '') ?? null
    fillWords(placed.line, product, { currency: String(currency), level, on: dayOf(placed.draft) })
  }
  await fillTaxes(ctx, lines, products)
  for (const { line, draft, position } of lines)
    for (const name of ['name', 'unitPrice'])
      if (line[name] === null || line[name] === undefined || line[name] === '')
        draft.problems.push({ path: `${field}.${position}.${name}`, code: 'field.required' })
}

/** What one unit of a product costs a customer, and by which price of which list; null price where nobody has set one. */
export function offeredPrice(
  product: CatalogueProduct,
  asked: { quantity: string; unit: string | null; currency: string; level: string | null; on: string },
): { price: string | null; offer: Offered | null } {
  const factor = product.units.find(unit => unit.name === asked.unit)?.factor ?? '1'
  const offer = priceOf(product.offers, { ...asked, quantity: inOwnUnit(asked.quantity, factor) })
  const price = offer?.price ?? (product.currency === asked.currency ? product.listPrice : null)
  return { price: price === null ? null : priceInUnit(price, factor), offer }
}

interface Placed {
  line: LineDraft
  before: LineDraft | undefined
  draft: Draft
  position: number
}

interface Rate {
  id: string
  name: string
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

function fillWords(
  line: LineDraft,
  product: CatalogueProduct,
  asked: { currency: string; level: string | null; on: string },
): void {
  line.name ??= product.name
  line.code ??= product.code
  line.specification ??= product.specification
  line.unit ??= product.unit
  line.taxCode ??= product.taxCode
  if (line.unitPrice !== null && line.unitPrice !== undefined) return
  const unit = (line.unit as string | null) ?? null
  line.unitPrice = offeredPrice(product, { ...asked, unit, quantity: String(line.quantity ?? '1') }).price
}

async function fillTaxes(
  ctx: Context,
  lines: readonly Placed[],
  products: Map<string, CatalogueProduct>,
): Promise<void> {
  const { rows } = await sql<Rate>`
    select id, name, kind, percent::text, usual_for from tax_rates order by deleted_at is not null, id`.execute(ctx.db)
  const rates = new Map(rows.map(row => [row.id, row]))
  const taxpayers = await taxpayersOf(ctx, lines)
  for (const { line, before, draft } of lines) {
    const own = products.get(idOf(line.product) ?? '')?.taxRate
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
    line.taxRate = rate ? { id: rate.id, title: rate.name } : null
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
