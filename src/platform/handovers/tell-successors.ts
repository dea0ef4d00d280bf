import { sql } from 'kysely'
import { notifyAll } from '../notify/notify.ts'
import type { Context } from '../records/context.ts'
import type { DomainEvent } from '../records/module.ts'
import type { Handover } from './handover.ts'

/** Tells each successor once how much came to him, in the caller's transaction; again only when more has come since. */
export async function tellSuccessors(ctx: Context, { id, leaverId }: Handover): Promise<void> {
  const { rows } = await sql<{ to_id: string; count: number; leaver: string }>`
    select r.to_id, count(distinct r.record_id) as count, (select name from users where id = ${leaverId}::uuid) as leaver from handover_rows r
    where r.handover_id = ${id}::uuid and r.is_done and r.problem is null and r.to_id is distinct from ${ctx.actor.userId}::uuid
    group by r.to_id`.execute(ctx.db)
  await notifyAll(
    ctx,
    rows.map(({ to_id: to, count, leaver }) => ({
      kind: 'handover.received',
      to: [to],
      about: { object: 'handover', id },
      params: { by: leaver, count: Number(count) },
      cause: `handover ${id} ${count}`,
    })),
  )
}

/** Tells whoever got records by a transfer of many, once per batch, how many they are. */
export async function tellOfBatch(ctx: Context, { payload, userId }: DomainEvent): Promise<void> {
  if (payload.verb !== 'transfer') return
  const { rows } = await sql<{ to_id: string; count: number; by: string | null }>`
    select h.changes->'owner'->1->>'id' as to_id, count(*) as count, (select name from users where id = ${userId}::uuid) as by
    from history h where h.batch_id = ${String(payload.batch)}::uuid and h.changes ? 'owner' group by 1`.execute(ctx.db)
  await notifyAll(
    ctx,
    rows
      .filter(({ to_id: to }) => to && to !== userId)
      .map(({ to_id: to, count, by }) => ({
        kind: 'transfer.receivedMany',
        to: [to],
        about: { object: String(payload.noun), id: String(payload.batch) },
        params: { by: by ?? '', count: Number(count) },
        cause: `transfer ${String(payload.batch)}`,
      })),
  )
}
