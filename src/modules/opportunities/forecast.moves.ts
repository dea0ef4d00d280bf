import { type RawBuilder, sql } from 'kysely'
import { badRequest } from '#platform/errors.ts'
import type { NamedCondition } from '#platform/records/module.ts'

/** What can become of an opportunity in a forecast from one day to another. */
export const forecastMoves = ['added', 'movedIn', 'up', 'down', 'movedOut', 'won', 'lost'] as const
export type ForecastMove = (typeof forecastMoves)[number]

/** Since which kept day, and of which months: what is expected from a day on, and before another. */
export interface MoveAsk {
  since: string
  from: string
  until: string
}

/**
 * Two rows beside an opportunity `t`: `w` as it was kept on that day and `f` with what follows. An opportunity is in the forecast of some
 * months while it runs, is expected in them and is not omitted. `moves` are what became of it, each with its amount: in one currency one move, or none where nothing
 * changed; of a changed currency two, out of the old and into the new.
 */
export const movesOf = (alias: string, { since, from, until }: MoveAsk): RawBuilder<unknown> => {
  const col = (column: string) => sql.ref(`${alias}.${column}`)
  const inMonths = (row: RawBuilder<unknown>) => sql`${row} >= ${from}::date and ${row} < ${until}::date`
  return sql`left join forecast_snapshots w on w.taken_on = ${since}::date and w.opportunity_id = ${col('id')}
    cross join lateral (select
      coalesce(w.opportunity_id is not null and ${inMonths(sql`w.expected_close_on`)} and w.category is distinct from 'omitted', false) as was_in,
      coalesce(${col('state')} = 'open' and ${inMonths(col('expected_close_on'))} and ${col('forecast_category')} is distinct from 'omitted', false) as is_in,
      coalesce(w.amount, 0) as was_amount, coalesce(${col('amount')}, 0) as now_amount) f
    left join lateral (
      select 'won' as move, w.currency, f.was_amount as amount where f.was_in and ${col('state')} = 'won'
      union all select 'lost', w.currency, f.was_amount where f.was_in and ${col('state')} in ('lost', 'invalid')
      union all select 'movedOut', w.currency, f.was_amount
        where f.was_in and ${col('state')} = 'open' and (not f.is_in or w.currency is distinct from ${col('currency')})
      union all select case when w.opportunity_id is null then 'added' else 'movedIn' end, ${col('currency')}, f.now_amount
        where f.is_in and (not f.was_in or w.currency is distinct from ${col('currency')})
      union all select case when f.now_amount > f.was_amount then 'up' else 'down' end, ${col('currency')}, abs(f.now_amount - f.was_amount)
        where f.was_in and f.is_in and w.currency is not distinct from ${col('currency')} and f.now_amount <> f.was_amount) m on true`
}

/**
 * What became of an opportunity in the forecast since a kept day: `{ field: 'forecastMove', op: 'is', value: 'movedOut 2026-11-23 2026-12-01 2027-01-01' }`:
 * the move, the day, the first day of the months meant and the first day after them, and if wanted a currency. `was` are those that were in it then.
 */
export const forecastMove: NamedCondition = {
  from: ['amount', 'currency', 'expectedCloseOn', 'forecastCategory', 'state'],
  sql: (_ctx, asked, alias) => {
    const [move = '', since = '', from = '', until = '', currency] = String(asked.value ?? '').split(' ')
    const isKnown = move === 'was' || (forecastMoves as readonly string[]).includes(move)
    if (
      asked.op !== 'is' ||
      !isKnown ||
      ![since, from, until].every(isDay) ||
      (currency !== undefined && !/^[A-Z]{3}$/u.test(currency))
    )
      throw badRequest('filter.bad_value', { field: asked.field })
    const own = sql`(select ${sql.ref(`${alias}.id`)}, ${sql.ref(`${alias}.state`)}, ${sql.ref(`${alias}.expected_close_on`)},
      ${sql.ref(`${alias}.forecast_category`)}, ${sql.ref(`${alias}.currency`)}, ${sql.ref(`${alias}.amount`)}) as o`
    if (move === 'was')
      return sql<boolean>`exists (select from forecast_snapshots w where w.taken_on = ${since}::date
        and w.opportunity_id = ${sql.ref(`${alias}.id`)} and w.expected_close_on >= ${from}::date
        and w.expected_close_on < ${until}::date and w.category is distinct from 'omitted' and (${currency ?? null}::text is null or w.currency = ${currency ?? null}))`
    return sql<boolean>`exists (select from ${own} ${movesOf('o', { since, from, until })} where m.move = ${move}
      and (${currency ?? null}::text is null or m.currency = ${currency ?? null}))`
  },
}

/** A day of the calendar as the API writes it. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
