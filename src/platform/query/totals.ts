import { sql } from 'kysely'
import { mayReadField } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { fieldOf } from '../objects/catalog.ts'
import { columnOf, type Filter, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import { filterSql } from './filter-sql.ts'
import { assertNarrow } from './narrow.ts'
import { valueSql } from './value-sql.ts'

/** Counting stops here unless an exact number is asked for: "10,000+". */
export const countCap = 10_000

/** How many records match, up to `countCap` unless `isExact`. */
export async function count(
  ctx: Context,
  object: ObjectDefinition,
  filter: Filter | undefined,
  isExact = false,
): Promise<{ value: number; capped: boolean }> {
  await assertNarrow(ctx, object, { filter })
  const cap = isExact ? sql`` : sql`limit ${countCap + 1}`
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from (
    select from ${sql.table(tableOf(object))} t where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')} ${cap}) as counted`.execute(
    ctx.db,
  )
  const value = Number(rows[0]?.n ?? 0)
  return isExact || value <= countCap ? { value, capped: false } : { value: countCap, capped: true }
}

/** The sum of a money field per currency; currencies are never netted. Unknown amounts are left out. */
export async function sums(
  ctx: Context,
  object: ObjectDefinition,
  filter: Filter | undefined,
  name: string,
): Promise<Record<string, string>> {
  const field = fieldOf(object, name)
  if (field?.type !== 'money' || !mayReadField(ctx, object, name))
    throw badRequest('sum.unknown_field', { field: name })
  await assertNarrow(ctx, object, { filter })
  const currency =
    field.currency === 'base' || !field.currency
      ? sql`${ctx.company.baseCurrency}`
      : sql.ref(`t.${columnOf(field.currency, 'currency')}`)
  const { rows } = await sql<{ currency: string | null; total: string | null }>`
    select ${currency} as currency, sum(${valueSql('t', name, field)})::text as total
    from ${sql.table(tableOf(object))} t where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')}
    group by 1 order by 1`.execute(ctx.db)
  const known = rows.filter(row => row.total !== null)
  return Object.fromEntries(
    known.map(row => [row.currency ?? ctx.company.baseCurrency, moneyText(row.total as string, row.currency)]),
  )
}
