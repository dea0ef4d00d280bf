import { sql } from 'kysely'
import { mayReadField } from '#platform/access/readable.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type ApiRecord, type Context, get } from '#platform/records/index.ts'
import { quote } from './quote.object.ts'

type Values = Record<string, unknown>

/** A quote as it goes out of the house: what its reader may see of it, and who offers. */
export interface Offer {
  record: ApiRecord
  lines: Values[]
  brochures: { id: string; title: string; size: number; type: string }[]
  seller: { name: string; taxNo: string | null; address: string | null; phone: string | null }
  owner: { name: string; phone: string | null }
  customer: string
  currency: string
}

/** Reads a quote to be shown or printed. What `ctx` may not see of it is left out. @throws Problem 404 */
export async function readOffer(ctx: Context, id: string): Promise<Offer> {
  const record = await get(ctx, quote, id)
  const titleOf = (name: string): string => (record[name] as { title: string } | null)?.title ?? ''
  return {
    record,
    lines: (record.lines ?? []) as Values[],
    brochures: (record.brochures ?? []) as Offer['brochures'],
    seller: await sellerOf(ctx, record),
    owner: { name: titleOf('owner'), phone: await phoneOf(ctx, record) },
    customer: titleOf('customer'),
    currency: String(record.currency ?? ctx.company.baseCurrency),
  }
}

/** The legal entity that offers; without one the company by its name. */
async function sellerOf(ctx: Context, { legalEntity }: ApiRecord): Promise<Offer['seller']> {
  const id = (legalEntity as { id: string } | null | undefined)?.id
  const nothing = { name: ctx.company.name, taxNo: null, address: null, phone: null }
  if (!id) return nothing
  const { rows } = await sql<Offer['seller']>`
    select e.name, e.tax_no as "taxNo", e.address->>'text' as address,
      (select p.raw from contact_points p where p.object = 'legalEntity' and p.record_id = e.id and p.field = 'phones'
        order by p.is_primary desc, p.position limit 1) as phone
    from legal_entities e where e.id = ${id}::uuid`.execute(ctx.db)
  return rows[0] ?? nothing
}

async function phoneOf(ctx: Context, { owner }: ApiRecord): Promise<string | null> {
  const id = (owner as { id: string } | null | undefined)?.id
  if (!id || !mayReadField(ctx, objectOf(ctx.catalog, 'user'), 'phones')) return null
  const { rows } = await sql<{ raw: string }>`select raw from contact_points
    where object = 'user' and record_id = ${id}::uuid and field = 'phones' order by is_primary desc, position limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.raw ?? null
}
