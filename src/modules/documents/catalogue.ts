import { sql } from 'kysely'
import type { Offered } from '#modules/products/index.ts'
import type { Context } from '#platform/records/index.ts'

/** A product as a line of a document takes it over; what it costs is no part of that. */
export interface CatalogueProduct {
  id: string
  name: string
  code: string | null
  specification: string | null
  unit: string | null
  taxCode: string | null
  taxRate: string | null
  listPrice: string | null
  currency: string | null
  isOnSale: boolean
  /** Further units, with how many of the product's own they are. */
  units: { name: string; factor: string }[]
  /** Prices of price lists in use. */
  offers: Offered[]
}

/** Products as the catalogue has them today, by id: one statement for all. Who may see which is asked where they are chosen. */
export async function productsNamed(ctx: Context, ids: readonly string[]): Promise<Map<string, CatalogueProduct>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<CatalogueProduct>`
    select p.id, p.name, p.code, p.specification, p.unit, p.tax_code as "taxCode", p.tax_rate_id as "taxRate",
      p.list_price::text as "listPrice", p.currency, p.state is distinct from 'offSale' as "isOnSale",
      coalesce((select json_agg(json_build_object('name', u.name, 'factor', u.factor::text) order by u.position)
        from product_units u where u.product_id = p.id and u.deleted_at is null), '[]') as units,
      coalesce((select json_agg(json_build_object('id', l.id, 'list', b.name, 'currency', b.currency, 'level', l.level,
          'minQuantity', l.min_quantity::text, 'price', l.price::text, 'from', l."from", 'until', l.until))
        from price_list_lines l join price_lists b on b.id = l.price_list_id
        where l.product_id = p.id and l.deleted_at is null and b.deleted_at is null and b.state = 'active'), '[]') as offers
    from products p where p.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, row]))
}

/** The levels of customers, by id. */
export async function levelsOf(ctx: Context, customers: readonly string[]): Promise<Map<string, string | null>> {
  if (customers.length === 0) return new Map()
  const { rows } = await sql<{ id: string; level: string | null }>`
    select id, level from customers where id = any(${[...customers]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, level }) => [id, level]))
}
