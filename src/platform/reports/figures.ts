import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { Problem } from '../errors.ts'
import { columnOf, Exact, type FieldDefinition, type Filter, type ObjectDefinition } from '../objects/index.ts'
import { type PeriodUnit, periodCode } from '../query/calendar-days.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import type { Dimension, Measure } from './define-report.ts'
import { columnOfPath, type FieldPath, fieldPath, joinsOf } from './field-path.ts'

/** One part of a group's key: an id, an option, the code of a period, or null for rows that lack the field. */
export type KeyPart = string | number | null

/** A measure's value: a number, text per currency (null: no amount is known), or null where there is nothing to divide by. */
export type Figure = number | Record<string, string> | null

export interface FigureRow {
  key: KeyPart[]
  values: Record<string, Figure>
  /** By measure: how many of its rows it had to leave out, because their amount or one of their dates is unknown. */
  unknown: Record<string, number>
}

export interface Figures {
  rows: FigureRow[]
  totals: FigureRow
}

/** More groups than a person can read; whoever asks for so many wants a list. */
const maxGroups = 2000

/**
 * Computes measures by dimensions, and over all rows, within the actor's scope and in one pass over the rows. Without dimensions there
 * are only totals. @throws Problem `report.too_many_groups` (422)
 */
export async function figures(
  ctx: Context,
  object: ObjectDefinition,
  asked: { dimensions: readonly Dimension[]; measures: readonly Measure[]; filter: Filter | undefined },
): Promise<Figures> {
  const dimensions = asked.dimensions.map(dimension => ({ dimension, path: fieldPath(ctx, object, dimension.field) }))
  const inputs = asked.measures.map((measure, index) => inputsOf(ctx, object, measure, index))
  const currencies = [...new Set(inputs.flatMap(input => input.currencies))]
  const groups = dimensions.map((_, index) => sql.ref(`d${index}`))
  const currencyRefs = currencies.map((_, index) => sql.ref(`c${index}`))
  const rows = sql`select ${sql.join([
    sql`1 as row`,
    ...dimensions.map(({ dimension, path }, index) => sql`${groupExpression(ctx, dimension, path)} as ${sql.ref(`d${index}`)}`),
    ...currencies.map((name, index) => sql`${currencyExpression(ctx, name)} as ${sql.ref(`c${index}`)}`),
    ...inputs.flatMap(input => input.columns),
  ])} from ${sql.table(tableOf(object))} as t ${joinsOf(dimensions.map(({ path }) => path))}
    where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, asked.filter, 't')}`
  // Every set of groups also once per currency: a sum belongs to one currency, a count to all of them.
  const withCurrencies = (set: RawBuilder<unknown>[]): RawBuilder<unknown>[] => [
    sql`(${list(set)})`,
    ...currencyRefs.map(currency => sql`(${list([...set, currency])})`),
  ]
  const sets = [...(groups.length > 0 ? withCurrencies(groups) : []), ...withCurrencies([])]
  const flags = [
    ...(groups.length > 0 ? [sql`grouping(d0) as total`] : []),
    ...currencies.map((_, index) => sql`grouping(${sql.ref(`c${index}`)}) as ${sql.ref(`gc${index}`)}`),
  ]
  const statement = sql<Row>`select ${list([...groups, ...currencyRefs, ...flags, ...inputs.flatMap(input => input.aggregates)])}
    from (${rows}) as r group by grouping sets (${list(sets)}) limit ${(maxGroups + 1) * (currencies.length * 20 + 1)}`
  const found = (await statement.execute(ctx.db)).rows
  return gather(ctx, { found, dimensions: asked.dimensions, measures: asked.measures, inputs, currencies })
}

type Row = Record<string, unknown>

const list = (parts: RawBuilder<unknown>[]): RawBuilder<unknown> => (parts.length === 0 ? sql`` : sql.join(parts))

/** What a measure needs of each row, what is aggregated of it, and how its value is read from an aggregated row. */
interface Inputs {
  columns: RawBuilder<unknown>[]
  aggregates: RawBuilder<unknown>[]
  /** Of a sum: the field that holds its currency, 'base' for the company's. */
  currencies: string[]
  read(row: Row): Figure
  unknown(row: Row): number
}

function inputsOf(ctx: Context, object: ObjectDefinition, measure: Measure, index: number): Inputs {
  const name = (prefix: string): string => `${prefix}${index}`
  const ref = (prefix: string): RawBuilder<unknown> => sql.ref(name(prefix))
  const count = (where: RawBuilder<unknown>, as: string): RawBuilder<unknown> => sql`count(*) filter (where ${where}) as ${ref(as)}`
  const condition = (filter: Filter | undefined, as: string): RawBuilder<unknown> =>
    sql`coalesce(${filterSql(ctx, object, filter, 't')}, false) as ${ref(as)}`
  const numberIn = (row: Row, prefix: string): number => Number(row[name(prefix)] ?? 0)
  const only = condition(measure.filter, 'f')
  const nothing = { currencies: [], unknown: () => 0 }
  switch (measure.kind) {
    case 'count':
      return { ...nothing, columns: [only], aggregates: [count(ref('f'), 'n')], read: row => numberIn(row, 'n') }
    case 'countWithout': {
      const column = columnOfPath(fieldPath(ctx, object, measure.field))
      return {
        ...nothing,
        columns: [only, sql`${column} is null as ${ref('u')}`],
        aggregates: [count(sql`${ref('f')} and ${ref('u')}`, 'n')],
        read: row => numberIn(row, 'n'),
      }
    }
    case 'sum': {
      const { field } = fieldPath(ctx, object, measure.field)
      return {
        columns: [only, sql`${columnOfPath(fieldPath(ctx, object, measure.field))} as ${ref('v')}`],
        aggregates: [
          sql`sum(${ref('v')}) filter (where ${ref('f')}) as ${ref('s')}`,
          count(sql`${ref('f')} and ${ref('v')} is null`, 'u'),
        ],
        currencies: [field.currency ?? 'base'],
        read: row => (row[name('s')] as string | null) as unknown as Figure,
        unknown: row => numberIn(row, 'u'),
      }
    }
    case 'share':
      return {
        ...nothing,
        columns: [only, condition(measure.among, 'a')],
        aggregates: [count(sql`${ref('f')} and ${ref('a')}`, 'n'), count(ref('a'), 'm')],
        read: row => quotient(numberIn(row, 'n'), numberIn(row, 'm'), 4),
      }
    case 'meanDays':
    case 'medianDays':
      return daysInputs(ctx, object, { measure, only, name })
  }
}
