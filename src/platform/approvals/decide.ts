import { sql } from 'kysely'
import { conflict, notFound, Problem } from '../errors.ts'
import { settleNotices } from '../notify/notify.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { askingKinds, endApproval, goOn, type TaskRow, tellRequester } from './advance.ts'
import { wayOf } from './approval.ts'
import { asApproval, lockRunning, moveRecord, type Running, tellRecord } from './running.ts'
import { takeSnapshot } from './snapshot.ts'

/**
 * Approves what the actor is asked about, in the caller's transaction; the last of the course makes the record approved.
 * @throws Problem 404 for a stranger; 403 `approval.not_asked`; 409 `approval.ended`, `approval.decided`, `approval.not_yet`, `approval.changed`
 */
export async function approve(ctx: Context, id: string, opinion: string | null): Promise<void> {
  const running = await lockRunning(ctx, id)
  const task = await ownTask(ctx, running)
  const { digest } = await takeSnapshot(ctx, running.object, running.approval, running.recordId)
  if (digest !== running.digest) throw conflict('approval.changed')
  await closeTask(ctx, running, { task, state: 'approved', opinion })
  const step = { id: task.step, mode: task.mode }
  const outcome = await goOn(ctx, running, { step, opinion })
  if (outcome === 'goesOn') await tellRecord(ctx, running, { verb: 'approveStep', reason: opinion })
}

/** Refuses, which ends the round: the record goes back to whoever submitted it. @throws Problem as `approve` */
export async function refuse(ctx: Context, id: string, opinion: string): Promise<void> {
  const running = await lockRunning(ctx, id)
  const { approval, recordId } = running
  const task = await ownTask(ctx, running)
  await closeTask(ctx, running, { task, state: 'refused', opinion })
  const now = ctx.now().toISOString()
  await sql`update approval_steps set state = 'refused', closed_at = ${now}::timestamptz where id = ${task.step}::uuid`.execute(
    ctx.db,
  )
  await endApproval(ctx, running, { state: 'refused', reason: opinion })
  await moveRecord(ctx, running, {
    to: wayOf(approval, running.rules.from).back,
    verb: 'refuse',
    event: 'refused',
    reason: opinion,
  })
  await approval.onRefused?.(asApproval(ctx), recordId)
  await tellRequester(ctx, running, 'approval.refused')
}

/** Decides the round of a record that runs now. @throws Problem 404 when none does, else as `approve` */
export async function decideOn(
  ctx: Context,
  object: ObjectDefinition,
  { id, verb, opinion }: { id: string; verb: 'approve' | 'refuse'; opinion: string },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from approvals
    where object = ${object.name} and record_id = ${id}::uuid and state = 'running'`.execute(ctx.db)
  if (!rows[0]) throw notFound('approval')
  await (verb === 'approve' ? approve : refuse)(ctx, rows[0].id, opinion)
}

/** What the actor is asked now. @throws Problem why he is not */
export async function ownTask(ctx: Context, { id, object, recordId }: Running): Promise<TaskRow> {
  const { rows } = await sql<TaskRow>`select t.id, t.step_id as step, t.user_id as "user", t.turn, t.state, s.mode
    from approval_tasks t join approval_steps s on s.id = t.step_id
    where t.approval_id = ${id}::uuid and t.user_id = ${ctx.actor.userId}::uuid
    order by (t.state = 'asked') desc, t.decided_at desc nulls last`.execute(ctx.db)
  // A stranger does not learn that there is something to decide, and nobody decides on what he may not read.
  await get(ctx, object, recordId)
  const asked = rows.find(row => row.state === 'asked')
  if (asked) return asked
  if (rows.some(row => row.state === 'later')) throw conflict('approval.not_yet')
  if (rows.length > 0) throw conflict('approval.decided')
  throw new Problem(403, 'approval.not_asked')
}

async function closeTask(
  ctx: Context,
  { recordId }: Running,
  { task, state, opinion }: { task: TaskRow; state: 'approved' | 'refused'; opinion: string | null },
): Promise<void> {
  await sql`update approval_tasks set state = ${state}, opinion = ${opinion}, decided_at = ${ctx.now().toISOString()}::timestamptz
    where id = ${task.id}::uuid`.execute(ctx.db)
  await settleNotices(ctx, { kinds: askingKinds, id: recordId, to: [task.user] })
}
