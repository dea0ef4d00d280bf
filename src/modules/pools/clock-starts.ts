import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import type { Context, Written } from '#platform/records/index.ts'
import { idIn } from './pooled.ts'

/**
 * Who brings records over from another system, or out of the bin, has them with dates of long ago, which stay as they are. Their clock begins
 * today, so that nothing falls in the first night that nobody could have followed up.
 */
export async function keepStarts(ctx: Context, written: readonly Written[]): Promise<void> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const old = written.filter(
    ({ before, values }) => before === null && values !== null && receivedBefore(ctx, values, today),
  )
  if (old.length === 0) return
  // What was put into the bin only today was never away: a removal or a merge taken back.
  await sql`insert into pool_clock_starts (record_id, from_on)
    select id, ${today}::date from unnest(${old.map(({ id }) => id)}::uuid[]) as given (id)
    where not exists (select from history h where h.record_id = given.id and h.verb = 'remove'
      and (h.at at time zone ${ctx.company.timeZone})::date = ${today}::date)
    on conflict (record_id) do update set from_on = excluded.from_on`.execute(ctx.db)
}

/** Whether somebody has owned it since an earlier day, or since nobody knows when. */
function receivedBefore(ctx: Context, values: Record<string, unknown>, today: string): boolean {
  const { owner, receivedAt } = values
  if (idIn(owner) === null) return false
  return !receivedAt || dayAt(new Date(String(receivedAt)), ctx.company.timeZone) < today
}
