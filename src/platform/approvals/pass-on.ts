import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import { conflict, invalid, notFound, Problem } from '../errors.ts'
import { notifyAll } from '../notify/notify.ts'
import { type Context, get } from '../records/index.ts'
import { insertRows } from '../records/write.ts'
import { keepGoing, openNext, passTask } from './advance.ts'
import { isFit } from './course.ts'
import { ownTask } from './decide.ts'
import { readDirectory } from './directory.ts'
import { lockRunning, type Running, tellRecord } from './running.ts'

/** Lets somebody else decide in one's place. @throws Problem as `approve`; `invalid` when he cannot */
export async function delegate(
  ctx: Context,
  id: string,
  { to, reason }: { to: string; reason: string },
): Promise<void> {
  const running = await lockRunning(ctx, id)
  const task = await ownTask(ctx, running)
  await assertCan(ctx, running, { user: to, path: 'to', step: task.step })
  await passTask(ctx, running, { task, to: [to], state: 'delegated', how: 'delegated', opinion: reason })
  await keepGoing(ctx, running)
  await tellRecord(ctx, running, { verb: 'delegateApproval', reason })
}

/**
 * Puts somebody into the course, before the actor decides or after his step. @throws Problem as `approve`; `invalid` when he cannot
 */
export async function addApprover(
  ctx: Context,
  id: string,
  { user, where, reason }: { user: string; where: 'before' | 'after'; reason: string },
): Promise<void> {
  const running = await lockRunning(ctx, id)
  const task = await ownTask(ctx, running)
  await assertCan(ctx, running, { user, path: 'user', step: where === 'before' ? task.step : null })
  const { rows } = await sql<{
    position: number
  }>`select position from approval_steps where id = ${task.step}::uuid`.execute(ctx.db)
  const position = (rows[0]?.position ?? 0) + (where === 'after' ? 1 : 0)
  await sql`update approval_steps set position = position + 1 where approval_id = ${id}::uuid and position >= ${position}`.execute(
    ctx.db,
  )
  const step = newId()
  const said = { addedBy: ctx.actor.name }
  const row = { id: step, approval_id: id, position, kind: 'added', mode: 'any', state: 'waiting', said }
  await insertRows(ctx, 'approval_steps', [row])
  await insertRows(ctx, 'approval_tasks', [
    {
      id: newId(),
      approval_id: id,
      step_id: step,
      object: running.object.name,
      record_id: running.recordId,
      user_id: user,
      turn: 1,
      state: 'later',
      from_id: ctx.actor.userId,
      how: 'added',
    },
  ])
  if (where === 'before') {
    // The actor's step waits until the other has spoken; what was said in it stays said.
    await sql`update approval_steps set state = 'waiting' where id = ${task.step}::uuid`.execute(ctx.db)
    await sql`update approval_tasks set state = 'later' where step_id = ${task.step}::uuid and state = 'asked'`.execute(
      ctx.db,
    )
    await openNext(ctx, running)
  }
  await tellRecord(ctx, running, { verb: 'addApprover', reason })
}

/** Reminds those who have not decided: whoever submitted, once an hour. Gives how many were told. @throws Problem 404, 403, 409 */
export async function remind(ctx: Context, id: string): Promise<number> {
  const running = await lockRunning(ctx, id)
  await get(ctx, running.object, running.recordId)
  if (running.requester !== ctx.actor.userId) throw new Problem(403, 'approval.not_requester')
  const { rows } = await sql<{ id: string; user: string }>`select id, user_id as "user" from approval_tasks
    where approval_id = ${id}::uuid and state = 'asked'`.execute(ctx.db)
  const hour = ctx.now().toISOString().slice(0, 13)
  const told = await notifyAll(
    ctx,
    rows.map(task => ({
      kind: 'approval.reminded',
      to: [task.user],
      about: { object: running.object.name, id: running.recordId },
      params: { by: ctx.actor.name },
      cause: `approval task ${task.id} reminded ${hour}`,
    })),
  )
  if (told === 0) throw conflict('approval.reminded_just_now')
  return told
}

/** Somebody who may read such records, is here, did not submit it, and is not asked in this step anyway. */
async function assertCan(
  ctx: Context,
  running: Running,
  { user, path, step }: { user: string; path: string; step: string | null },
): Promise<void> {
  const directory = await readDirectory(ctx, running.object.name)
  const person = directory.people.get(user)
  if (!person) throw notFound('user')
  const refused = (code: string): Problem => invalid([{ path, code, params: { name: person.name } }])
  if (user === running.requester) throw refused('approval.is_requester')
  if (!isFit(directory, running.requester, person)) throw refused('approval.cannot_decide')
  const { rows } = await sql`select from approval_tasks
    where step_id = ${step}::uuid and user_id = ${user}::uuid and state in ('later', 'asked', 'approved')`.execute(
    ctx.db,
  )
  if (rows.length > 0) throw refused('approval.asked_already')
}
