import { sql } from 'kysely'
import { startOf } from '#platform/query/calendar-days.ts'
import type { Context } from '#platform/records/index.ts'

/** A day on which the forecast was kept. */
export interface ForecastDay {
  on: string
  at: string
}

/**
 * Keeps what runs on the first day of each week, as it is expected then; a program that stood still on that day keeps it on the first day on which it
 * runs again. Of two processes at once one keeps it. What is older than 400 days goes.
 */
export async function keepForecast(ctx: Context, day: string): Promise<void> {
  const week = startOf('week', day, ctx.company)
  await sql`with kept as (
      insert into forecast_days (taken_on, taken_at) select ${day}::date, ${ctx.now().toISOString()}::timestamptz
      where not exists (select from forecast_days where taken_on >= ${week}::date and taken_on <= ${day}::date)
      on conflict do nothing returning taken_on)
    insert into forecast_snapshots (taken_on, opportunity_id, owner_id, stage_id, category, expected_close_on, currency, amount, probability)
    select kept.taken_on, o.id, o.owner_id, o.stage_id, o.forecast_category, o.expected_close_on, o.currency, o.amount, o.probability
    from kept cross join opportunities o where o.state = 'open' and o.deleted_at is null`.execute(ctx.db)
  await sql`delete from forecast_snapshots where taken_on < ${day}::date - 400`.execute(ctx.db)
  await sql`delete from forecast_days where taken_on < ${day}::date - 400`.execute(ctx.db)
}

/** The days on which it was kept, the newest first. */
export async function forecastDays(ctx: Context): Promise<ForecastDay[]> {
  const { rows } = await sql<{ on: string; at: Date | string }>`
    select taken_on::text as "on", taken_at as at from forecast_days order by taken_on desc limit 60`.execute(ctx.db)
  return rows.map(({ on, at }) => ({ on, at: new Date(at).toISOString() }))
}
