import { sql } from 'kysely'
import { z } from 'zod'
import { mayReadField } from '#platform/access/readable.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { text, uuid, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { type MarginGiven, marginsOf } from './margin.rules.ts'
import { quote, quoteLine } from './quote.object.ts'

const margin = z.object({
  revenue: text,
  cost: text.nullable(),
  margin: text.nullable(),
  rate: z.number().nullable(),
})
const answer = z.object({
  currency: text,
  whole: margin,
  /** Lines whose cost nobody knows are not in it. */
  isPartial: yesNo,
  lines: z.array(margin.extend({ id: uuid, name: text })),
})
export type QuoteMargin = z.infer<typeof answer>

/** What is left of a quote after what its goods cost today: for whoever may read what products cost, and the prices of the quote. */
export function marginRoutes(server: ApiServer): void {
  server.get('/api/quotes/:id/margin', says({ id: 'quotes.margin', of: ['quote'], answer }), async request => {
    const ctx = await contextOf(request)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound('quote')
    return marginOf(ctx, id.toLowerCase())
  })
}

/** Whether the actor may know what quotes leave: without one of these he could work it out, or would be told what he may not read. */
export function maySeeMargin(ctx: Context): boolean {
  const product = objectOf(ctx.catalog, 'product')
  const line = objectOf(ctx.catalog, quoteLine.name)
  const asked = ['product', 'quantity', 'unit', 'amount', 'amountExcludingTax']
  return (
    mayReadField(ctx, product, 'cost') &&
    mayReadField(ctx, objectOf(ctx.catalog, quote.name), 'lines') &&
    asked.every(name => mayReadField(ctx, line, name))
  )
}

/** @throws Problem 404 for a quote that one may not see, 403 for who may not know costs */
async function marginOf(ctx: Context, id: string): Promise<QuoteMargin> {
  const record = await get(ctx, quote, id)
  if (!maySeeMargin(ctx)) throw forbidden('product.cost')
  const lines = (record.lines ?? []) as ({ id: string } & Record<string, unknown>)[]
  const currency = String(record.currency ?? ctx.company.baseCurrency)
  const costs = await costsOf(ctx, lines, currency)
  const given = lines.map(
    (line): MarginGiven => ({
      quantity: String(line.quantity ?? '1'),
      revenue: String(line.amountExcludingTax ?? line.amount ?? '0'),
      unitCost: costs.get(line.id) ?? null,
    }),
  )
  const { lines: each, whole, isPartial } = marginsOf(given)
  return {
    currency,
    whole,
    isPartial,
    lines: each.map((one, index) => ({ ...one, id: lines[index]?.id ?? '', name: String(lines[index]?.name ?? '') })),
  }
}

/** What a unit of each line costs us, in its own unit; not of products that are priced in another currency. */
async function costsOf(
  ctx: Context,
  lines: readonly ({ id: string } & Record<string, unknown>)[],
  currency: string,
): Promise<Map<string, string>> {
  const asked = lines.flatMap(({ id, product, unit }) =>
    product ? [{ id, product: (product as { id: string }).id, unit: unit ?? null }] : [],
  )
  if (asked.length === 0) return new Map()
  const { rows } = await sql<{ id: string; cost: string }>`
    select asked.id, (p.cost * coalesce(u.factor, 1))::text as cost
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(id uuid, product uuid, unit text)
    join products p on p.id = asked.product
    left join product_units u on u.product_id = p.id and u.name = asked.unit and u.deleted_at is null
    where p.cost is not null and p.currency = ${currency}`.execute(ctx.db)
  return new Map(rows.map(({ id, cost }) => [id, cost]))
}
