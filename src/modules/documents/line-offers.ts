import { sql } from 'kysely'
import { z } from 'zod'
import { visible } from '#platform/access/visible.ts'
import { maySeeField } from '#platform/access/readable.ts'
import { currencies, dayAt } from '#platform/objects/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, named, text, uuid, yesNo } from '#platform/http/shapes.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { type CatalogueProduct, levelsOf, productsNamed } from './catalogue.ts'
import { fillLines, type LineDraft, offeredPrice } from './line.derive.ts'
import { usualEntity } from './usual-entity.ts'

const figure = z.string().regex(/^\d{1,18}(\.\d{1,8})?$/)
const asked = z.strictObject({
  currency: z.enum(Object.keys(currencies) as [string, ...string[]]).optional(),
  on: z.iso.date().optional(),
  customer: uuid.nullish(),
  legalEntity: uuid.nullish(),
  lines: z
    .array(
      z.strictObject({
        product: uuid.nullish(),
        find: z.string().max(200).optional(),
        quantity: figure.nullish(),
        unit: z.string().max(20).nullish(),
      }),
    )
    .max(500),
})
const orNothing = text.nullable()
const offeredLine = z.object({
  product: named.nullable(),
  isOnSale: yesNo,
  name: orNothing,
  code: orNothing,
  specification: orNothing,
  unit: orNothing,
  units: z.array(z.object({ name: text, factor: text })),
  taxCode: orNothing,
  taxRate: named.nullable(),
  taxKind: orNothing,
  taxPercent: z.number().nullable(),
  unitPrice: orNothing,
  price: z
    .object({ list: text, level: orNothing, minQuantity: orNothing, from: day.nullable(), until: day.nullable() })
    .nullable(),
})
const answer = z.object({ lines: z.array(offeredLine) })

/**
 * `POST /api/line-offers`: what a line of a document would be filled with if it named these products, or what was written of them, and by which
 * price: what the editor of lines shows before anything is saved. It is the filling of the documents themselves.
 */
export function lineOfferRoutes(server: ApiServer): void {
  server.post(
    '/api/line-offers',
    says({
      id: 'documents.offer',
      body: asked,
      example: { currency: 'CNY', lines: [{ find: 'A-100', quantity: '10' }] },
      answer,
      isHarmlessTwice: true,
      of: ['product'],
    }),
    async request => ({ lines: await offersFor(await contextOf(request), parseBody(asked, request.body)) }),
  )
}

async function offersFor(ctx: Context, given: z.output<typeof asked>): Promise<z.output<typeof offeredLine>[]> {
  const currency = given.currency ?? ctx.company.baseCurrency
  const on = given.on ?? dayAt(ctx.now(), ctx.company.timeZone)
  const products = await seenProducts(ctx, given.lines)
  const customer = given.customer && (await maySeeLevelOf(ctx, given.customer)) ? given.customer : null
  const level = customer ? ((await levelsOf(ctx, [customer])).get(customer) ?? null) : null
  const found = given.lines.map(line => products.by(line))
  const lines = found.map(
    (product, index): LineDraft => ({
      product: product ? { id: product.id, title: product.name } : null,
      quantity: given.lines[index]?.quantity ?? '1',
      unit: given.lines[index]?.unit ?? null,
    }),
  )
  const legalEntity = given.legalEntity ? { id: given.legalEntity, title: '' } : await usualEntity(ctx)
  const values = { currency, customer: customer ? { id: customer } : null, legalEntity, lines }
  const draft: Draft = { id: '', values, before: null, isHistory: true, problems: [] }
  await fillLines(ctx, [draft], { lines: 'lines', dayOf: () => on })
  return lines.map((line, index) => offerOf(line, found[index], { currency, level, on }))
}

function offerOf(
  line: LineDraft,
  product: CatalogueProduct | undefined,
  asked: { currency: string; level: string | null; on: string },
): z.output<typeof offeredLine> {
  const unit = wordOf(line.unit)
  const offer = product ? offeredPrice(product, { ...asked, unit, quantity: String(line.quantity) }).offer : null
  return {
    product: line.product as { id: string; title: string } | null,
    isOnSale: product?.isOnSale ?? true,
    name: wordOf(line.name),
    code: wordOf(line.code),
    specification: wordOf(line.specification),
    unit,
    units: product?.units ?? [],
    taxCode: wordOf(line.taxCode),
    taxRate: line.taxRate as { id: string; title: string } | null,
    taxKind: wordOf(line.taxKind),
    taxPercent: (line.taxPercent as number | null) ?? null,
    unitPrice: wordOf(line.unitPrice),
    price: offer && {
      list: offer.list,
      level: offer.level,
      minQuantity: offer.minQuantity,
      from: offer.from,
      until: offer.until,
    },
  }
}

const wordOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The products that are meant, as far as the actor sees them; those that are only written about only when they are on sale. */
async function seenProducts(
  ctx: Context,
  lines: z.output<typeof asked>['lines'],
): Promise<{
  by: (line: { product?: string | null | undefined; find?: string | undefined }) => CatalogueProduct | undefined
}> {
  const ids = [...new Set(lines.flatMap(line => line.product ?? []))]
  const words = [...new Set(lines.flatMap(line => (line.product || !line.find ? [] : wordIn(line.find))))]
  const product = objectOf(ctx.catalog, 'product')
  const { rows } = await sql<{ id: string; name: string; code: string | null; is_on_sale: boolean }>`
    select p.id, lower(p.name) as name, lower(p.code) as code, p.state is distinct from 'offSale' as is_on_sale from products p
    where ${visible(ctx, product, 'p')} and (p.id = any(${ids}::uuid[]) or lower(p.code) = any(${words}) or lower(p.name) = any(${words}))
    order by p.id`.execute(ctx.db)
  const known = await productsNamed(
    ctx,
    rows.map(row => row.id),
  )
  const onSale = rows.filter(row => row.is_on_sale)
  return {
    by: ({ product: id, find }) => {
      const word = find && wordIn(find)
      const row = id
        ? rows.find(one => one.id === id)
        : word
          ? (onSale.find(one => one.code === word) ?? onSale.find(one => one.name === word))
          : undefined
      return row && known.get(row.id)
    },
  }
}

const wordIn = (find: string): string => find.trim().toLowerCase()

async function maySeeLevelOf(ctx: Context, id: string): Promise<boolean> {
  const customer = objectOf(ctx.catalog, 'customer')
  if (!maySeeField(ctx, customer, 'level')) return false
  const { rows } = await sql<{ id: string }>`
    select c.id from customers c where c.id = ${id}::uuid and ${visible(ctx, customer, 'c')}`.execute(ctx.db)
  return rows.length > 0
}
