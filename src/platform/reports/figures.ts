import { type RawBuilder, sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { Problem } from '../errors.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { type PeriodUnit, periodCode, unitLength } from '../query/calendar-days.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import type { Dimension, Measure } from './define-report.ts'
import { columnOfPath, type FieldPath, fieldPath, joinsOf } from './field-path.ts'
import { type Aggregate, dayIn, type MeasureInputs, measureInputs, type Row } from './measure-inputs.ts'

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

/** More groups than anybody reads; who asks for so many wants a list. */
const maxGroups = 2000

/**
 * Computes measures by dimensions and over all rows, within the actor's scope and in one pass over the rows. Without dimensions there
 * are only totals. @throws Problem `report.too_many_groups` (422)
 */
export async function figures(
  ctx: Context,
  object: ObjectDefinition,
  asked: { dimensions: readonly Dimension[]; measures: readonly Measure[]; filter: Filter | undefined },
): Promise<Figures> {
  const inputs = asked.measures.map((measure, place) => measureInputs(ctx, object, measure, place))
  const currencies = [...new Set(inputs.flatMap(input => input.currency ?? []))]
  const keys = asked.dimensions.map((_, place) => sql.ref(`key${place}`))
  const currencyKeys = currencies.map((_, place) => sql.ref(`currency${place}`))
  const paths = asked.dimensions.map(dimension => fieldPath(ctx, object, dimension.field))
  const rows = sql`select ${sql.join([
    sql`1 as row`,
    ...paths.map((path, place) => sql`${keyExpression(ctx, path, asked.dimensions[place]?.period)} as ${keys[place]}`),
    ...currencies.map((name, place) => sql`${currencyExpression(ctx, object, name)} as ${currencyKeys[place]}`),
    ...inputs.flatMap(input => input.columns),
  ])} from ${sql.table(tableOf(object))} as t ${joinsOf(paths)}
    where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, asked.filter, 't')}`
  const aggregates = inputs.flatMap(input => input.aggregates)
  const { rows: found } = await aggregated({ rows, keys, currencyKeys, aggregates }).execute(ctx.db)
  return gather(ctx, { found, dimensions: asked.dimensions, measures: asked.measures, inputs, currencies })
}

interface Aggregation {
  rows: RawBuilder<unknown>
  keys: RawBuilder<unknown>[]
  currencyKeys: RawBuilder<unknown>[]
  aggregates: Aggregate[]
}

/**
 * By the keys and over all; each also once per currency, because a sum belongs to one currency and a count to all of them. Where all
 * aggregates add up, the rows are grouped once, which several processes may share, and only the few groups are added up further.
 */
function aggregated({ rows, keys, currencyKeys, aggregates }: Aggregation): RawBuilder<Row> {
  const named = ({ expression, name }: Aggregate): RawBuilder<unknown> => sql`${expression} as ${sql.ref(name)}`
  const addsUp = aggregates.every(aggregate => aggregate.adds)
  const all = [...keys, ...currencyKeys]
  const by = all.length === 0 ? sql`` : sql`group by ${sql.join(all)}`
  const source = addsUp ? sql`select ${sql.join([...all, ...aggregates.map(named)])} from (${rows}) as r ${by}` : rows
  const added = aggregates.map(({ name }) => named({ expression: sql`sum(${sql.ref(name)})`, name, adds: true }))
  const sets = groupingSets(keys, currencyKeys)
  return sql<Row>`select ${sql.join([...sets.columns, ...(addsUp ? added : aggregates.map(named))])} from (${source}) as g
    group by grouping sets (${sql.join(sets.sets)}) limit ${maxGroups * (1 + 30 * currencyKeys.length) + 1}`
}

function groupingSets(
  keys: RawBuilder<unknown>[],
  currencies: RawBuilder<unknown>[],
): { columns: RawBuilder<unknown>[]; sets: RawBuilder<unknown>[] } {
  const set = (refs: RawBuilder<unknown>[]): RawBuilder<unknown> =>
    refs.length === 0 ? sql`()` : sql`(${sql.join(refs)})`
  const withCurrencies = (refs: RawBuilder<unknown>[]) => [set(refs), ...currencies.map(ref => set([...refs, ref]))]
  const first = keys[0]
  return {
    columns: [
      ...keys,
      ...currencies,
      sql`${first ? sql`grouping(${first})` : sql`1`} as is_total`,
      ...currencies.map((ref, place) => sql`grouping(${ref}) as ${sql.ref(`all_currencies${place}`)}`),
    ],
    sets: [...(first ? withCurrencies(keys) : []), ...withCurrencies([])],
  }
}

function keyExpression(ctx: Context, path: FieldPath, period: PeriodUnit | undefined): RawBuilder<unknown> {
  return period ? firstDay(ctx, dayIn(ctx, path), period) : columnOfPath(path)
}

/** In SQL what `startOf` is for one day. */
function firstDay(ctx: Context, day: RawBuilder<unknown>, unit: PeriodUnit): RawBuilder<unknown> {
  const { days, months } = unitLength[unit]
  if (days === 1) return day
  if (days === 7) return sql`${day} - (extract(isodow from ${day})::int - ${ctx.company.weekStart}::int + 7) % 7`
  const shift = unit.startsWith('fiscal') ? ctx.company.fiscalYearStart - 1 : 0
  const month = sql`(extract(year from ${day})::int * 12 + extract(month from ${day})::int - 1 - ${shift}::int)`
  const start = sql`(${month} - ${month} % ${months}::int + ${shift}::int)`
  return sql`make_date(${start} / 12, ${start} % 12 + 1, 1)`
}

/** An amount without a currency of its own is in the company's. */
const currencyExpression = (ctx: Context, object: ObjectDefinition, name: string): RawBuilder<unknown> =>
  name === 'base'
    ? sql`${ctx.company.baseCurrency}::text`
    : sql`coalesce(${columnOfPath(fieldPath(ctx, object, name))}::text, ${ctx.company.baseCurrency})`

interface Found {
  found: Row[]
  dimensions: readonly Dimension[]
  measures: readonly Measure[]
  inputs: MeasureInputs[]
  currencies: string[]
}

function gather(ctx: Context, { found, dimensions, measures, inputs, currencies }: Found): Figures {
  const groups = new Map<string, FigureRow>()
  const totals: FigureRow = { key: [], values: {}, unknown: {} }
  const groupOf = (row: Row): FigureRow => {
    if (row.is_total === 1) return totals
    const key = dimensions.map((dimension, place) => keyPart(ctx, dimension, row[`key${place}`]))
    const group = groups.get(JSON.stringify(key)) ?? { key, values: {}, unknown: {} }
    groups.set(JSON.stringify(key), group)
    return group
  }
  for (const row of found) {
    const group = groupOf(row)
    const inCurrency = currencies.findIndex((_, place) => row[`all_currencies${place}`] === 0)
    for (const [place, measure] of measures.entries()) {
      const input = inputs[place]
      if (!input) continue
      if (inCurrency === -1) {
        group.unknown[measure.name] = input.unknown(row)
        if (input.currency === null) group.values[measure.name] = input.read(row) as number | null
        else group.values[measure.name] ??= null
      } else if (input.currency === currencies[inCurrency]) {
        const [sum, currency] = [input.read(row), String(row[`currency${inCurrency}`])]
        const known = group.values[measure.name]
        const others = typeof known === 'object' ? known : null
        if (sum !== null) group.values[measure.name] = { ...others, [currency]: moneyText(String(sum), currency) }
      }
    }
  }
  if (groups.size > maxGroups) throw new Problem(422, 'report.too_many_groups', { params: { max: maxGroups } })
  return { rows: [...groups.values()], totals }
}

function keyPart(ctx: Context, dimension: Dimension, value: unknown): KeyPart {
  if (value === null || value === undefined) return null
  if (dimension.period) return periodCode(dimension.period, String(value), ctx.company)
  return typeof value === 'number' ? value : String(value)
}
