import { sql } from 'kysely'
import { conflict } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { Door } from './door.ts'

/** Whether opening a record counts here for whoever stands at the door: managers and those who see everything anyway are not counted. */
export const isCounted = ({ pool, isManager, isMember, ctx }: Door): boolean =>
  pool.viewsPerDay !== null && !isManager && isMember && ctx.actor.userId !== null

/**
 * Uses up one of the records that a member may open today in this pool; the same record counts once a day, managers and those who see everything
 * are not counted. Gives how many are left, null when they are not counted. @throws Problem `pool.views_used` (409)
 */
export async function useView(door: Door, recordId: string): Promise<number | null> {
  const { ctx, pool } = door
  const { userId } = ctx.actor
  if (pool.viewsPerDay === null || !isCounted(door)) return null
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  // One statement under a lock of the person and the pool: those who open many at once cannot slip past.
  await sql`with held as (select pg_advisory_xact_lock(hashtextextended(${`views ${pool.id} ${userId}`}, 0)))
    insert into pool_views (user_id, pool_id, on_day, record_id)
    select ${userId}::uuid, ${pool.id}::uuid, ${today}::date, ${recordId}::uuid from held on conflict do nothing`.execute(
    ctx.db,
  )
  const seen = await viewsOf(door, today)
  const place = seen.indexOf(recordId)
  if (place >= pool.viewsPerDay || place < 0) throw conflict('pool.views_used', { max: pool.viewsPerDay })
  return Math.max(0, pool.viewsPerDay - seen.length)
}

/** How many more records somebody may open today; null when they are not counted. */
export async function viewsLeft(door: Door): Promise<number | null> {
  const { pool, ctx } = door
  if (pool.viewsPerDay === null || !isCounted(door)) return null
  const seen = await viewsOf(door, dayAt(ctx.now(), ctx.company.timeZone))
  return Math.max(0, pool.viewsPerDay - seen.length)
}

/** What he opened today, in the order of opening; only the first so many were shown. */
async function viewsOf({ ctx, pool }: Door, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select record_id as id from pool_views
    where user_id = ${ctx.actor.userId}::uuid and pool_id = ${pool.id}::uuid and on_day = ${today}::date order by at, record_id`.execute(
    ctx.db,
  )
  return rows.map(row => row.id)
}
