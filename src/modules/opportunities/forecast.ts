import { sql } from 'kysely'
import { visible } from '#platform/access/visible.ts'
import { mayReadField } from '#platform/access/readable.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { currencies, Exact, type Filter } from '#platform/objects/index.ts'
import { addMonths, startOf } from '#platform/query/calendar-days.ts'
import { filterSql } from '#platform/query/filter-sql.ts'
import type { Context } from '#platform/records/index.ts'
import { type ForecastMove, forecastMoves, type MoveAsk, movesOf } from './forecast.moves.ts'
import { forecastDays } from './forecast.snapshots.ts'

/** An amount of one currency with how many opportunities make it; those of unknown amount are in the count alone. */
export interface Sum {
  currency: string
  count: number
  /** Null to whoever may not read amounts. */
  amount: string | null
}

/** What is asked: so many months from one on (its first day), compared with a day on which the forecast was kept; of the opportunities that a filter finds. */
export interface ForecastAsk {
  from: string
  months: number
  since: string | null
  filter: Filter | null
}

/** A figure of the forecast: a month (its first day), what is overdue, or what has no date; a category or what was won. */
export interface ForecastCell extends Sum {
  month: string
  category: string
  weighted: string | null
  withoutAmount: number
}

/** What became of the forecast of these months since a day: before, by what it changed, after. Each adds up per currency. */
export interface ForecastChanges {
  since: string
  at: string
  opening: Sum[]
  moves: (Sum & { move: ForecastMove })[]
  closing: Sum[]
}

/** The forecast of some months: what is expected in each by category, weighed and not; what was won in them; and what has changed since a kept day. */
export async function forecastOf(ctx: Context, { from, months, since, filter }: ForecastAsk) {
  const object = objectOf(ctx.catalog, 'opportunity')
  const until = addMonths(from, months)
  const where = (alias: string) =>
    sql`${visible(ctx, object, alias)} and ${filterSql(ctx, object, filter ?? undefined, alias)}`
  const { rows } = await sql<RawCell>`
    select case when t.expected_close_on is null then 'undated' when t.expected_close_on < ${from}::date then 'overdue'
        when t.expected_close_on >= ${until}::date then 'later' else to_char(t.expected_close_on, 'YYYY-MM-01') end as month,
      coalesce(t.forecast_category, 'pipeline') as category, coalesce(t.currency, ${ctx.company.baseCurrency}) as currency,
      count(*)::int as count, coalesce(sum(t.amount), 0)::text as amount,
      coalesce(sum(t.amount * t.probability) / 100, 0)::text as weighted, count(*) filter (where t.amount is null)::int as "withoutAmount"
    from opportunities t where t.state = 'open' and ${where('t')} group by 1, 2, 3
    union all
    select to_char(t.closed_on, 'YYYY-MM-01'), 'won', coalesce(t.currency, ${ctx.company.baseCurrency}), count(*)::int,
      coalesce(sum(t.amount), 0)::text, coalesce(sum(t.amount), 0)::text, count(*) filter (where t.amount is null)::int
    from opportunities t where t.state = 'won' and t.closed_on >= ${from}::date and t.closed_on < ${until}::date and ${where('t')}
    group by 1, 2, 3`.execute(ctx.db)
  const days = await forecastDays(ctx)
  const kept = since === null ? days[0] : days.find(one => one.on === since)
  const isHidden = !mayReadField(ctx, object, 'amount')
  const shown = (value: string, currency: string) => (isHidden ? null : money(value, currency))
  const cells: ForecastCell[] = rows.map(row => ({
    ...row,
    amount: shown(row.amount, row.currency),
    weighted: shown(row.weighted, row.currency),
  }))
  return {
    from,
    until,
    months: Array.from({ length: months }, (_one, place) => addMonths(from, place)),
    cells,
    days,
    changes: kept ? await changesOf(ctx, { ask: { since: kept.on, from, until }, at: kept.at, where, isHidden }) : null,
  }
}

type RawCell = ForecastCell & { amount: string; weighted: string }

const money = (value: string, currency: string): string => {
  const decimals = currencies[currency] ?? 2
  return new Exact(value).toDecimalPlaces(decimals, Exact.ROUND_HALF_UP).toFixed(decimals)
}

interface ChangesAsk {
  ask: MoveAsk
  at: string
  where: (alias: string) => ReturnType<typeof sql>
  isHidden: boolean
}

/** Only what was or is expected in these months is looked at, found by index on both sides. */
async function changesOf(ctx: Context, { ask, at, where, isHidden }: ChangesAsk): Promise<ForecastChanges> {
  const { rows } = await sql<Sum & { kind: string; amount: string }>`
    with concerned as (
      select opportunity_id as id from forecast_snapshots
      where taken_on = ${ask.since}::date and expected_close_on >= ${ask.from}::date and expected_close_on < ${ask.until}::date
      union select id from opportunities
      where state = 'open' and deleted_at is null and expected_close_on >= ${ask.from}::date and expected_close_on < ${ask.until}::date),
    moved as (
      select t.currency as now_currency, w.currency as was_currency, f.was_in, f.is_in, f.was_amount, f.now_amount, m.move, m.currency, m.amount, t.id
      from concerned c join opportunities t on t.id = c.id ${movesOf('t', ask)} where ${where('t')})
    select 'opening' as kind, was_currency as currency, count(distinct id)::int as count, sum(was_amount)::text as amount
      from (select distinct id, was_currency, was_amount from moved where was_in) o group by 2
    union all select 'closing', now_currency, count(distinct id)::int, sum(now_amount)::text
      from (select distinct id, now_currency, now_amount from moved where is_in) o group by 2
    union all select move, currency, count(*)::int, sum(amount)::text from moved where move is not null group by 1, 2`.execute(
    ctx.db,
  )
  const shown = (kind: string): Sum[] =>
    rows
      .filter(row => row.kind === kind)
      .map(({ kind: _kind, ...row }) => {
        const currency = row.currency ?? ctx.company.baseCurrency
        return { currency, count: row.count, amount: isHidden ? null : money(row.amount, currency) }
      })
  return {
    since: ask.since,
    at,
    opening: shown('opening'),
    moves: forecastMoves.flatMap(move => shown(move).map(sum => ({ move, ...sum }))),
    closing: shown('closing'),
  }
}

/** The first day of the month in which a day lies. */
export const monthOf = (ctx: Context, day: string): string => startOf('month', day, ctx.company)
