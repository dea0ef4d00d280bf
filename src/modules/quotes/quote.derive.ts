import { sql } from 'kysely'
import { deriveDocument, levelsOf, offeredPrice, productsNamed } from '#modules/documents/index.ts'
import { dayAt, Exact } from '#platform/fields/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { greatestDiscount, usualValidity } from './quote.rules.ts'

type Line = Record<string, unknown> & { id?: string }

/**
 * What follows in a quote: dated today and valid for 30 days unless said otherwise, its money, the catalogue price beside each line and how far
 * below it the quote goes. An opportunity must be the customer's.
 */
export async function deriveQuote(ctx: Context, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  for (const draft of drafts) settleDays(ctx, draft)
  await fillFromOpportunity(ctx, drafts)
  await deriveDocument(ctx, drafts, { lines: 'lines', day: 'quotedOn' })
  await noteListPrices(ctx, drafts)
  for (const draft of drafts) noteDiscount(draft)
  await assertOneCustomer(ctx, drafts)
}

function settleDays(ctx: Context, { values, before, isHistory, problems }: Draft): void {
  if (before === null && !isHistory) {
    values.quotedOn ??= dayAt(ctx.now(), ctx.company.timeZone)
    values.validUntil ??= addDays(String(values.quotedOn), usualValidity)
  }
  const [from, until] = [values.quotedOn, values.validUntil]
  if (from && until && String(until) < String(from))
    problems.push({ path: 'validUntil', code: 'quote.valid_before_quoted' })
}

/** A new quote that names an opportunity and no customer is for that opportunity's. */
async function fillFromOpportunity(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const without = drafts.filter(({ values, before }) => before === null && values.opportunity && !values.customer)
  if (without.length === 0) return
  const ids = without.map(({ values }) => idOf(values.opportunity))
  const { rows } = await sql<{ id: string; customer: string | null }>`
    select id, customer_id as customer from opportunities where id = any(${ids}::uuid[])`.execute(ctx.db)
  const customers = new Map(rows.map(row => [row.id, row.customer]))
  for (const { values } of without) {
    const customer = customers.get(idOf(values.opportunity) ?? '')
    if (customer) values.customer = { id: customer, title: '' }
  }
}

/**
 * What the company itself asks for a line's product: the price of its price lists for this customer, quantity and day, else the catalogue's. A line
 * keeps it as it keeps the product's words, until product, quantity or unit become others.
 */
async function noteListPrices(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const fresh = drafts.flatMap(draft => {
    const was = new Map(((draft.before?.lines ?? []) as Line[]).map(line => [line.id, line]))
    return ((draft.values.lines ?? []) as Line[]).flatMap(line => {
      const before = was.get(line.id)
      const isKept = before !== undefined && isSameOffer(line, before)
      line.listPrice = isKept ? before.listPrice : null
      return isKept || !idOf(line.product) ? [] : [{ line, values: draft.values }]
    })
  })
  if (fresh.length === 0) return
  const products = await productsNamed(ctx, [...new Set(fresh.flatMap(({ line }) => idOf(line.product) ?? []))])
  const levels = await levelsOf(ctx, [...new Set(fresh.flatMap(({ values }) => idOf(values.customer) ?? []))])
  for (const { line, values } of fresh) {
    const product = products.get(idOf(line.product) ?? '')
    if (!product) continue
    line.listPrice = offeredPrice(product, {
      quantity: String(line.quantity ?? '1'),
      unit: (line.unit as string | null) ?? null,
      currency: String(values.currency),
      level: levels.get(idOf(values.customer) ?? '') ?? null,
      on: String(values.quotedOn ?? dayAt(ctx.now(), ctx.company.timeZone)),
    }).price
  }
}

const isSameOffer = (line: Line, before: Line): boolean =>
  idOf(before.product) === idOf(line.product) &&
  String(before.unit ?? '') === String(line.unit ?? '') &&
  new Exact(String(before.quantity ?? '1')).equals(String(line.quantity ?? '1')) &&
  before.currency === line.currency

function noteDiscount({ values, problems }: Draft): void {
  if (problems.length > 0) return
  const lines = (values.lines ?? []) as Line[]
  values.greatestDiscount =
    lines.length === 0
      ? null
      : greatestDiscount(
          lines.map(line => ({
            quantity: String(line.quantity ?? '1'),
            unitPrice: String(line.unitPrice ?? '0'),
            discountRate: line.discountRate as number | null,
            listPrice: line.listPrice ? String(line.listPrice) : null,
            gross: String(line.gross ?? '0'),
            amount: String(line.amount ?? '0'),
          })),
        )
}

async function assertOneCustomer(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap((draft, index) => {
    const { values, before } = draft
    const [opportunity, customer] = [idOf(values.opportunity), idOf(values.customer)]
    const isSame = before !== null && idOf(before.opportunity) === opportunity && idOf(before.customer) === customer
    return opportunity && customer && !isSame ? [{ index, opportunity, customer }] : []
  })
  if (asked.length === 0) return
  const { rows } = await sql<{ index: number }>`
    select asked.index from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(index int, opportunity uuid, customer uuid)
    join opportunities o on o.id = asked.opportunity
    where o.customer_id is not null and o.customer_id <> asked.customer`.execute(ctx.db)
  for (const { index } of rows)
    drafts[index]?.problems.push({ path: 'opportunity', code: 'quote.opportunity_of_other_customer' })
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
