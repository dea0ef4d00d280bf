import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import type { Context, Written } from '#platform/records/index.ts'
import type { PooledNoun } from './memberships.ts'
import { idIn } from './pooled.ts'

/** Writes down when a record came into a pool and when it left it, by whatever way, in the transaction of that change. */
export const keepStays =
  (noun: PooledNoun) =>
  async (ctx: Context, written: readonly Written[]): Promise<void> => {
    const moved = written.filter(({ before, values }) => idIn(before?.pool) !== idIn(values?.pool))
    const left = moved.filter(({ before }) => idIn(before?.pool) !== null)
    const entered = moved.filter(({ values }) => idIn(values?.pool) !== null)
    const now = ctx.now().toISOString()
    for (const { id, values } of left)
      await sql`update pool_stays set left_at = ${now}::timestamptz, left_to_id = ${idIn(values?.owner)}::uuid, left_by_id = ${ctx.actor.userId}::uuid
        where record_id = ${id}::uuid and left_at is null`.execute(ctx.db)
    if (entered.length === 0) return
    const rows = entered.map(({ id, values, reason }) => ({
      id: newId(),
      object: noun,
      record_id: id,
      pool_id: idIn(values?.pool),
      cause: values?.poolCause ?? null,
      rule: values?.recoverRule ?? null,
      reason: reason ?? ctx.reason,
      previous_owner_id: idIn(values?.previousOwner),
      entered_at: now,
      entered_by_id: ctx.actor.userId,
      batch_id: ctx.batch,
    }))
    await sql`insert into pool_stays (id, object, record_id, pool_id, cause, rule, reason, previous_owner_id, entered_at, entered_by_id, batch_id)
      select id, object, record_id, pool_id, cause, rule, reason, previous_owner_id, entered_at, entered_by_id, batch_id
      from jsonb_populate_recordset(null::pool_stays, ${JSON.stringify(rows)}::jsonb)
      on conflict (record_id) where left_at is null do nothing`.execute(ctx.db)
  }
