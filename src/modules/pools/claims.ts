import { sql } from 'kysely'
import { conflict } from '#platform/errors.ts'
import { newId } from '#platform/db/id.ts'
import { dayAt } from '#platform/fields/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import type { Context } from '#platform/records/index.ts'
import type { PoolSettings } from './door.ts'
import { idIn } from './pooled.ts'

/**
 * Uses up one claim of the actor's of today. Whoever claims holds a lock of the transaction on himself and the pool, and his claims are
 * counted anew. @throws Problem `pool.barred`, `pool.claims_used` (409)
 */
export async function useClaim(
  ctx: Context,
  pool: PoolSettings,
  record: { id: string } & Record<string, unknown>,
): Promise<void> {
  const { userId } = ctx.actor
  if (userId === null) throw conflict('pool.claim_by_people')
  const until = barredUntil(ctx, pool, record)
  if (until !== null && idIn(record.previousOwner) === userId) throw conflict('pool.barred', { until })
  await sql`select pg_advisory_xact_lock(hashtextextended(${`claims ${pool.id} ${userId}`}, 0))`.execute(ctx.db)
  const left = await claimsLeft(ctx, pool, userId)
  if (left !== null && left <= 0) throw conflict('pool.claims_used', { max: pool.claimsPerDay })
  await sql`insert into pool_claims (id, pool_id, user_id, on_day, record_id, at)
    values (${newId()}, ${pool.id}::uuid, ${userId}::uuid, ${today(ctx)}::date, ${record.id}::uuid, ${ctx.now().toISOString()}::timestamptz)`.execute(
    ctx.db,
  )
}

/** How many claims somebody has left today in this pool; null when they are not counted. */
export async function claimsLeft(ctx: Context, pool: PoolSettings, userId: string): Promise<number | null> {
  if (pool.claimsPerDay === null) return null
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from pool_claims
    where user_id = ${userId}::uuid and pool_id = ${pool.id}::uuid and on_day = ${today(ctx)}::date`.execute(ctx.db)
  return Math.max(0, pool.claimsPerDay - Number(rows[0]?.n ?? 0))
}

/** The first day on which whoever had it last may claim it again; null when that is not in the future. */
export function barredUntil(ctx: Context, pool: PoolSettings, record: Record<string, unknown>): string | null {
  const entered = record.enteredPoolAt as string | null | undefined
  if (!pool.barDays || !entered) return null
  const until = addDays(dayAt(new Date(entered), ctx.company.timeZone), pool.barDays)
  return until > today(ctx) ? until : null
}

const today = (ctx: Context): string => dayAt(ctx.now(), ctx.company.timeZone)
