import { type RawBuilder, sql } from 'kysely'
import { Exact, type Filter, type ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'
import type { Measure } from './define-report.ts'
import { columnOfPath, type FieldPath, fieldPath } from './field-path.ts'

/** A row as PostgreSQL gives it. */
export type Row = Record<string, unknown>

/** An aggregate and its name. One that `adds` up over parts of the rows need not see them all at once. */
export interface Aggregate {
  expression: RawBuilder<unknown>
  name: string
  adds: boolean
}

/** What a measure needs of each row, what is aggregated of it, and how it is read from an aggregated row. */
export interface MeasureInputs {
  columns: RawBuilder<unknown>[]
  aggregates: Aggregate[]
  /** Of a sum: the field that holds its currency, or 'base' for the company's own; null for all else. */
  currency: string | null
  /** Of a sum the total of one currency, as PostgreSQL writes it. */
  read(row: Row): number | string | null
  /** How many of its rows it left out, because their amount or one of their dates is unknown. */
  unknown(row: Row): number
}

/** The SQL of one measure. Its columns carry the measure's place in the report, so that several stand side by side. */
export function measureInputs(ctx: Context, object: ObjectDefinition, measure: Measure, place: number): MeasureInputs {
  const names: Names = {
    name: prefix => `${prefix}${place}`,
    ref: prefix => sql.ref(`${prefix}${place}`),
    is: (prefix, filter) =>
      sql`${filter ? sql`coalesce(${filterSql(ctx, object, filter, 't')}, false)` : sql`true`} as ${sql.ref(`${prefix}${place}`)}`,
    count: (prefix, where) => ({
      expression: sql`count(*) filter (where ${where})`,
      name: `${prefix}${place}`,
      adds: true,
    }),
    number: (row, prefix) => Number(row[`${prefix}${place}`] ?? 0),
  }
  const { ref, is, count, number } = names
  const path = (name: string): FieldPath => ownField(ctx, object, name)
  const plain = { currency: null, unknown: () => 0 }
  switch (measure.kind) {
    case 'count':
      return {
        ...plain,
        columns: [is('matches', measure.filter)],
        aggregates: [count('count', ref('matches'))],
        read: row => number(row, 'count'),
      }
    case 'countWithout':
      return {
        ...plain,
        columns: [
          is('matches', measure.filter),
          sql`${columnOfPath(path(measure.field), 't')} is null as ${ref('lacks')}`,
        ],
        aggregates: [count('count', sql`${ref('matches')} and ${ref('lacks')}`)],
        read: row => number(row, 'count'),
      }
    case 'sum':
      return sumInputs(names, measure.filter, path(measure.field))
    case 'share':
      return {
        ...plain,
        columns: [is('matches', measure.filter), is('among', measure.among)],
        aggregates: [count('part', sql`${ref('matches')} and ${ref('among')}`), count('whole', ref('among'))],
        read: row => quotient(number(row, 'part'), number(row, 'whole'), 4),
      }
    case 'meanDays':
    case 'medianDays':
      return daysInputs(names, measure, [dayIn(ctx, path(measure.from), 't'), dayIn(ctx, path(measure.to), 't')])
  }
}

/** The calendar day in a date or, by the company's clocks, in an instant. */
export const dayIn = (ctx: Context, path: FieldPath, alias: string): RawBuilder<unknown> =>
  path.field.type === 'instant'
    ? sql`(${columnOfPath(path, alias)} at time zone ${ctx.company.timeZone})::date`
    : columnOfPath(path, alias)

/** @throws for a step through a reference: measures are over the object's own fields. */
function ownField(ctx: Context, object: ObjectDefinition, name: string): FieldPath {
  const path = fieldPath(ctx, object, name)
  if (path.through) throw new Error(`a measure is over ${name}, which is not a field of ${object.name} itself`)
  return path
}

/** Names of one measure's columns, and the pieces that all kinds are made of. */
interface Names {
  name(prefix: string): string
  ref(prefix: string): RawBuilder<unknown>
  is(prefix: string, filter: Filter | undefined): RawBuilder<unknown>
  count(prefix: string, where: RawBuilder<unknown>): Aggregate
  number(row: Row, prefix: string): number
}

const sumInputs = (
  { name, ref, is, count, number }: Names,
  filter: Filter | undefined,
  path: FieldPath,
): MeasureInputs => ({
  columns: [is('matches', filter), sql`${columnOfPath(path, 't')} as ${ref('amount')}`],
  aggregates: [
    { expression: sql`sum(${ref('amount')}) filter (where ${ref('matches')})`, name: name('sum'), adds: true },
    count('unknown', sql`${ref('matches')} and ${ref('amount')} is null`),
  ],
  currency: path.field.currency ?? 'base',
  read: row => (row[name('sum')] as string | null) ?? null,
  unknown: row => number(row, 'unknown'),
})

function daysInputs(
  { name, ref, is, count, number }: Names,
  measure: Measure & { kind: 'meanDays' | 'medianDays' },
  [from, to]: [RawBuilder<unknown>, RawBuilder<unknown>],
): MeasureInputs {
  const timed = sql`${ref('matches')} and ${ref('days')} is not null`
  const isMean = measure.kind === 'meanDays'
  return {
    columns: [is('matches', measure.filter), sql`${to} - ${from} as ${ref('days')}`],
    aggregates: [
      isMean
        ? { expression: sql`sum(${ref('days')}) filter (where ${timed})`, name: name('sum'), adds: true }
        : {
            expression: sql`percentile_cont(0.5) within group (order by ${ref('days')}) filter (where ${timed})`,
            name: name('median'),
            adds: false,
          },
      count('count', timed),
      count('unknown', sql`${ref('matches')} and ${ref('days')} is null`),
    ],
    currency: null,
    read: row =>
      isMean
        ? quotient(number(row, 'sum'), number(row, 'count'), 2)
        : quotient(number(row, 'median'), Math.min(number(row, 'count'), 1), 2),
    unknown: row => number(row, 'unknown'),
  }
}

/** Divided exactly, then rounded half up; null when there is nothing to divide by. */
const quotient = (part: number, whole: number, decimals: number): number | null =>
  whole === 0 ? null : new Exact(part).dividedBy(whole).toDecimalPlaces(decimals).toNumber()
