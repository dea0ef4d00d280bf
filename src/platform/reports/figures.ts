import { sql } from 'kysely'
import { tableOf, visible } from '../access/visible.ts'
import { Problem } from '../errors.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { periodCode } from '../query/calendar-days.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import { moneyText } from '../records/row.ts'
import type { Dimension, Measure } from './define-report.ts'
import { aggregated, currencyKey, dimensionKey } from './grouping.ts'
import { type MeasureInputs, measureInputs, type Row } from './measure-inputs.ts'

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
  const keys = [
    ...asked.dimensions.map((dimension, place) => dimensionKey(ctx, object, { dimension, place })),
    ...currencies.map((name, place) => currencyKey(ctx, object, { name, place })),
  ]
  const rows = sql`select ${sql.join([
    sql`1 as row`,
    ...keys.map(key => sql`${key.raw} as ${sql.ref(`raw_${key.name}`)}`),
    ...inputs.flatMap(input => input.columns),
  ])} from ${sql.table(tableOf(object))} as t where ${visible(ctx, object, 't')} and ${filterSql(ctx, object, asked.filter, 't')}`
  const aggregates = inputs.flatMap(input => input.aggregates)
  // Each group has a row for itself and one per currency.
  const limit = maxGroups * (1 + 30 * currencies.length) + 1
  const { rows: found } = await aggregated({
    rows,
    keys,
    aggregates,
    dimensions: asked.dimensions.length,
    limit,
  }).execute(ctx.db)
  return gather(ctx, { found, dimensions: asked.dimensions, measures: asked.measures, inputs, currencies })
}

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
