import { sql } from 'kysely'
import { closedAmong } from '#modules/documents/index.ts'
import { dayAt } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'

/** The company's day today. */
export const todayOf = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)

/**
 * The day on which something counts that belongs to `on`: that day, unless finance has closed its month (facts 24). Then it is today, or, when this month
 * is closed as well, the first day of the next one that is open.
 */
export async function postingDay(ctx: Context, on: string, legalEntity: string | null): Promise<string> {
  const today = todayOf(ctx)
  const asked = [on, today].map(day => ({ path: 'on', on: day, legalEntity }))
  const closed = await closedAmong(ctx, asked)
  if (!closed.has(0)) return on
  if (!closed.has(1) && today > on) return today
  const from = today > on ? today : on
  const { rows } = await sql<{ day: string }>`
    select to_char(month, 'YYYY-MM-DD') as day
    from generate_series(date_trunc('month', ${from}::date) + interval '1 month', ${from}::date + interval '20 years', interval '1 month') as month
    where not exists (select from closed_months c where c.month = month::date
      and (c.legal_entity_id is null or c.legal_entity_id = ${legalEntity}::uuid))
    order by month limit 1`.execute(ctx.db)
  return rows[0]?.day ?? from
}
