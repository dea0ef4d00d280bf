import { type RawBuilder, sql } from 'kysely'
import { mayReadField } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { Exact } from '../fields/index.ts'
import { fieldOf } from '../objects/catalog.ts'
import { columnOf, type FieldDefinition, type Filter, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import { filterSql } from './filter-sql.ts'
import { assertNarrow } from './narrow.ts'
import { valueSql } from './value-sql.ts'

/** What the values of one field come to over a whole list; decimal strings. `count` is of records that have a value. */
export interface ListFigures {
  count: number
  sum: string
  average: string
  min: string
  max: string
}

/** Fields that figures can be made of. */
const figureTypes: readonly string[] = ['money', 'number', 'decimal', 'percent']

/**
 * Sum, average, least and greatest of fields over all that a filter finds, in one statement: of money by currency, of other numbers under ''.
 * Records without a value count in none. @throws Problem `sum.unknown_field` (400)
 */
export async function listFigures(
  ctx: Context,
  object: ObjectDefinition,
  filter: Filter | undefined,
  names: readonly string[],
): Promise<Record<string, Record<string, ListFigures>>> {
  const fields = names.map(name => [name, figureField(ctx, object, name)] as const)
  await assertNarrow(ctx, object, { filter })
  const unpivoted = fields.map(
    ([name, field]) => sql`(${name}::text, ${currencyOf(ctx, field)}::text, ${valueSql('t', name, field)}::numeric)`,
  )
  const { rows } = await sql<Row>`
    select f.name, coalesce(f.currency, '') as currency, count(*)::int as count, sum(f.value)::text as sum, avg(f.value)::text as average,
      min(f.value)::text as min, max(f.value)::text as max
    from ${sql.table(tableOf(object))} t cross join lateral (values ${sql.join(unpivoted)}) as f (name, currency, value)
    where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')} and f.value is not null
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  const figures: Record<string, Record<string, ListFigures>> = Object.fromEntries(names.map(name => [name, {}]))
  for (const row of rows) {
    const of = figures[row.name]
    if (of) of[row.currency] = inWords(row)
  }
  return figures
}

interface Row extends ListFigures {
  name: string
  currency: string
}

function figureField(ctx: Context, object: ObjectDefinition, name: string): FieldDefinition {
  const field = fieldOf(object, name)
  if (!field || !figureTypes.includes(field.type) || !mayReadField(ctx, object, name))
    throw badRequest('sum.unknown_field', { field: name })
  return field
}

function currencyOf(ctx: Context, field: FieldDefinition): RawBuilder<unknown> {
  if (field.type !== 'money') return sql`null`
  if (field.currency === 'base' || !field.currency) return sql`${ctx.company.baseCurrency}`
  return sql`coalesce(${sql.ref(`t.${columnOf(field.currency, 'currency')}`)}, ${ctx.company.baseCurrency})`
}

/** Amounts as the API writes them; other figures without needless noughts, an average to four decimals. */
function inWords({ currency, count, sum, average, min, max }: Row): ListFigures {
  const say = (value: string, decimals = 8): string => {
    const rounded = new Exact(value).toDecimalPlaces(decimals)
    return currency === '' ? rounded.toFixed() : moneyText(rounded.toFixed(), currency)
  }
  return { count, sum: say(sum), average: say(average, currency === '' ? 4 : 2), min: say(min), max: say(max) }
}
