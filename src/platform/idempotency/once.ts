import { sql } from 'kysely'
import type { Transaction } from '../db/server.ts'
import { Problem } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { RequestKey } from './request-key.ts'

/** For how long a request sent again is known, in hours. */
export const keptHours = 24

/**
 * Does `work` in the caller's transaction unless the same request did it before; then gives what it gave: ids, from which the answer is
 * made anew. The key is written in the same transaction, so it stands exactly when the work does; the same request in flight waits
 * here until the first has ended. What `work` gives must be JSON.
 * @throws Problem `idempotency.other_request` (422) for a key that was used for something else
 */
export async function once<T>(
  ctx: Context & { db: Transaction },
  { request, part }: { request: RequestKey; part: number },
  work: () => Promise<T>,
): Promise<T> {
  const { userId } = ctx.actor
  if (userId === null) return work()
  const { route, key, hash } = request
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const { rows } = await sql`
    insert into idempotency_keys as known (user_id, route, key, part, request_hash, made_at)
    values (${userId}::uuid, ${route}, ${key}, ${part}, ${hash}, ${now})
    on conflict (user_id, route, key, part) do update set request_hash = excluded.request_hash, made_at = excluded.made_at, result = null
      where known.made_at < ${now} - interval '1 hour' * ${keptHours}
    returning part`.execute(ctx.db)
  const which = sql`user_id = ${userId}::uuid and route = ${route} and key = ${key} and part = ${part}`
  if (rows.length === 0) return replay<T>(ctx, request, which)
  const result = await work()
  await sql`update idempotency_keys set result = ${JSON.stringify({ value: result })}::jsonb where ${which}`.execute(
    ctx.db,
  )
  return result
}

async function replay<T>(ctx: Context, request: RequestKey, which: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await sql<{ request_hash: Buffer; result: { value?: T } | null }>`
    select request_hash, result from idempotency_keys where ${which}`.execute(ctx.db)
  const known = rows[0]
  if (!known?.request_hash.equals(request.hash)) throw new Problem(422, 'idempotency.other_request')
  request.isReplay = true
  return known.result?.value as T
}
