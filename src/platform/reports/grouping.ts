import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type PeriodUnit, unitLength } from '../query/calendar-days.ts'
import type { Context } from '../records/context.ts'
import type { Dimension } from './define-report.ts'
import { columnOfPath, fieldPath, stepOf } from './field-path.ts'
import { type Aggregate, dayIn, type Row } from './measure-inputs.ts'

/** By what rows are grouped: `raw` of the row itself, then, for each group only, `final` made of it with the help of a join. */
interface Key {
  name: string
  raw: RawBuilder<unknown>
  final: RawBuilder<unknown>
  join: RawBuilder<unknown>
}

interface Aggregation {
  rows: RawBuilder<unknown>
  /** Of the dimensions first, then of the currencies. */
  keys: Key[]
  dimensions: number
  aggregates: Aggregate[]
  limit: number
}

/**
 * By the keys and over all; each also once per currency, because a sum belongs to one currency and a count to all of them. Where all
 * aggregates add up, the rows are grouped by what stands in the row itself, which several processes and an index may do, and only the few
 * groups are joined and added up further.
 */
export function aggregated({ rows, keys, dimensions, aggregates, limit }: Aggregation): RawBuilder<Row> {
  const named = ({ expression, name }: Aggregate): RawBuilder<unknown> => sql`${expression} as ${sql.ref(name)}`
  const addsUp = aggregates.every(aggregate => aggregate.adds)
  const raw = keys.map(key => sql.ref(`raw_${key.name}`))
  const by = raw.length === 0 ? sql`` : sql`group by ${sql.join(raw)}`
  const source = addsUp ? sql`select ${sql.join([...raw, ...aggregates.map(named)])} from (${rows}) as r ${by}` : rows
  const final = keys.map(key => sql`, ${key.final} as ${sql.ref(key.name)}`)
  const joins = keys.map(key => key.join)
  const refs = keys.map(key => sql.ref(key.name))
  const sets = groupingSets(refs.slice(0, dimensions), refs.slice(dimensions))
  const added = aggregates.map(({ name }) => named({ expression: sql`sum(${sql.ref(name)})`, name, adds: true }))
  return sql<Row>`select ${sql.join([...sets.columns, ...(addsUp ? added : aggregates.map(named))])}
    from (select g.*${sql.join(final, sql``)} from (${source}) as g ${sql.join(joins, sql` `)}) as n
    group by grouping sets (${sql.join(sets.sets)}) limit ${limit}`
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

/** The key of a dimension: in the row the reference through which it goes, or its own value; a date is one by its period. */
export function dimensionKey(
  ctx: Context,
  object: ObjectDefinition,
  { dimension, place }: { dimension: Dimension; place: number },
): Key {
  const path = fieldPath(ctx, object, dimension.field)
  const [name, alias] = [`key${place}`, `through${place}`]
  const raw = sql.ref(`g.raw_${name}`)
  const value = (of: string): RawBuilder<unknown> =>
    dimension.period ? firstDay(ctx, dayIn(ctx, path, of), dimension.period) : columnOfPath(path, of)
  const step = stepOf(path)
  if (step === null) return { name, raw: value('t'), final: raw, join: sql`` }
  const join = sql`left join ${sql.table(tableOf(path.object))} as ${sql.ref(alias)} on ${sql.ref(`${alias}.id`)} = ${raw}`
  return { name, raw: step, final: value(alias), join }
}

/** The currency of a sum; an amount without a currency of its own is in the company's. */
export function currencyKey(
  ctx: Context,
  object: ObjectDefinition,
  { name: field, place }: { name: string; place: number },
): Key {
  const name = `currency${place}`
  const ours = sql`${ctx.company.baseCurrency}::text`
  if (field === 'base') return { name, raw: ours, final: sql.ref(`g.raw_${name}`), join: sql`` }
  const raw = columnOfPath(fieldPath(ctx, object, field), 't')
  return { name, raw, final: sql`coalesce(${sql.ref(`g.raw_${name}`)}::text, ${ours})`, join: sql`` }
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
