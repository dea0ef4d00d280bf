import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { NoticeAsk } from '../notify/notice-kinds.ts'
import { notifyAll, settleNotices } from '../notify/notify.ts'
import type { Context } from '../records/context.ts'
import { insertRows } from '../records/write.ts'
import { wayOf } from './approval.ts'
import { insteadOf, lastResort, type Note } from './course.ts'
import { readDirectory } from './directory.ts'
import type { StepMode } from './flow-description.ts'
import { asApproval, moveRecord, type Running } from './running.ts'

/** An approval as far as its course is concerned. */
export type Course = Pick<Running, 'id' | 'object' | 'approval' | 'recordId' | 'requester' | 'rules'>

/** Notices that ask somebody; they are done with once he need not decide any more. */
export const askingKinds = ['approval.asked', 'approval.delegated', 'approval.overdue', 'approval.reminded'] as const

interface StepRow {
  id: string
  mode: StepMode
}

/** Asks the next step of the course. False when there is none: then all have approved. */
export async function openNext(ctx: Context, course: Course): Promise<boolean> {
  const now = ctx.now().toISOString()
  const { rows } =
    await sql<StepRow>`update approval_steps set state = 'open', opened_at = coalesce(opened_at, ${now}::timestamptz)
    where id = (select id from approval_steps where approval_id = ${course.id}::uuid and state = 'waiting' order by position limit 1)
    returning id, mode`.execute(ctx.db)
  const step = rows[0]
  if (!step) return false
  await replaceAbsent(ctx, course, { step: step.id })
  await askNow(ctx, course, step)
  return true
}

/** Asks those of an open step whose turn it is: of a sequence the next, otherwise everybody who has not decided. */
export async function askNow(ctx: Context, course: Course, step: StepRow): Promise<void> {
  const now = ctx.now().toISOString()
  const turn =
    step.mode === 'sequence'
      ? sql`and id = (select id from approval_tasks where step_id = ${step.id}::uuid and state = 'later' order by turn limit 1)`
      : sql``
  const { rows } = await sql<{
    id: string
    user: string
  }>`update approval_tasks set state = 'asked', asked_at = ${now}::timestamptz
    where step_id = ${step.id}::uuid and state = 'later' ${turn} returning id, user_id as "user"`.execute(ctx.db)
  await tell(ctx, await asking(ctx, course, rows))
}

/** What those who are asked are told: whose record waits. */
async function asking(
  ctx: Context,
  { object, recordId, requester }: Course,
  tasks: readonly { id: string; user: string }[],
): Promise<NoticeAsk[]> {
  const { rows } = await sql<{ name: string }>`select name from users where id = ${requester}::uuid`.execute(ctx.db)
  return tasks.map(({ id, user }) => ({
    kind: 'approval.asked',
    to: [user],
    about: { object: object.name, id: recordId },
    params: { by: rows[0]?.name ?? ctx.actor.name },
    // Whoever is asked again, because somebody was put before him, is told again.
    cause: `approval task ${id} asked ${ctx.now().toISOString()}`,
  }))
}

/**
 * Puts somebody else in the place of those who are not there any more, in one step or wherever the course still comes; what is asked of them goes
 * over with it.
 */
export async function replaceAbsent(
  ctx: Context,
  course: Course,
  { step, user }: { step?: string; user?: string },
): Promise<void> {
  const { rows } = await sql<TaskRow>`select t.id, t.step_id as step, t.user_id as "user", t.turn, t.state, s.mode
    from approval_tasks t join approval_steps s on s.id = t.step_id
    where t.approval_id = ${course.id}::uuid and t.state in ('later', 'asked')
      and ${step === undefined ? sql`true` : sql`t.step_id = ${step}::uuid`} and ${user === undefined ? sql`true` : sql`t.user_id = ${user}::uuid`}
    order by s.position, t.turn for update of t`.execute(ctx.db)
  const directory = await readDirectory(ctx, course.object.name)
  for (const task of rows) {
    const person = directory.people.get(task.user)
    const found = person ? insteadOf(directory, course.requester, person) : { person: null }
    if (found.person?.id === task.user) continue
    const resort = found.person ? [found.person] : lastResort(directory, course.requester).people
    // Where all must approve, one takes the place of one.
    const to = task.mode === 'any' ? resort : resort.slice(0, 1)
    // Whoever submitted is the only one left: he can withdraw, but not decide.
    if (to.length === 0) continue
    const names = to.map(one => one.name).join('、')
    const note: Note = found.note ? { ...found.note, to: names } : { code: 'left', to: names }
    await passTask(ctx, course, { task, to: to.map(one => one.id), state: 'handed', how: 'instead', opinion: null })
    await sql`update approval_steps set said = jsonb_set(said, '{notes}', coalesce(said->'notes', '[]') || ${JSON.stringify([note])}::jsonb)
      where id = ${task.step}::uuid`.execute(ctx.db)
  }
}

export interface TaskRow {
  id: string
  step: string
  user: string
  turn: number
  state: string
  mode: StepMode
}

interface Passing {
  task: TaskRow
  to: readonly string[]
  /** What becomes of the task that is passed on. */
  state: 'delegated' | 'handed'
  how: 'delegated' | 'instead' | 'handed'
  opinion: string | null
}

/** Puts others in the place of one who was asked; whoever stands in the step already is not asked twice. Gives the new tasks. */
export async function passTask(
  ctx: Context,
  course: Course,
  { task, to, state, how, opinion }: Passing,
): Promise<string[]> {
  const now = ctx.now().toISOString()
  await sql`update approval_tasks set state = ${state}, opinion = ${opinion},
      decided_at = case when ${state} = 'delegated' then ${now}::timestamptz end where id = ${task.id}::uuid`.execute(
    ctx.db,
  )
  await settleNotices(ctx, { kinds: askingKinds, id: course.recordId, to: [task.user] })
  const { rows: there } = await sql<{ user: string }>`select user_id as "user" from approval_tasks
    where step_id = ${task.step}::uuid and state in ('later', 'asked', 'approved')`.execute(ctx.db)
  const fresh = to.filter(user => !there.some(one => one.user === user)).map(user => ({ id: newId(), user }))
  await insertRows(
    ctx,
    'approval_tasks',
    fresh.map(({ id, user }) => ({
      id,
      approval_id: course.id,
      step_id: task.step,
      object: course.object.name,
      record_id: course.recordId,
      user_id: user,
      turn: task.turn,
      state: task.state,
      from_id: task.user,
      how,
      asked_at: task.state === 'asked' ? now : null,
      decided_at: null,
      opinion: null,
    })),
  )
  if (task.state === 'asked')
    await tell(
      ctx,
      (await asking(ctx, course, fresh)).map(ask =>
        how === 'delegated' ? { ...ask, kind: 'approval.delegated', params: { by: ctx.actor.name } } : ask,
      ),
    )
  return fresh.map(({ id }) => id)
}

/** After tasks of open steps were passed on: where nobody is asked any more, because the successor has decided already, it goes on. */
export async function keepGoing(ctx: Context, course: Course): Promise<void> {
  const { rows } =
    await sql<StepRow>`select id, mode from approval_steps s where approval_id = ${course.id}::uuid and state = 'open'
    and not exists (select from approval_tasks t where t.step_id = s.id and t.state = 'asked')`.execute(ctx.db)
  if (rows[0]) await goOn(ctx, course, { step: rows[0], opinion: null })
}

/** After somebody of a step approved: asks the next of it, the next step, or makes the record approved. */
export async function goOn(
  ctx: Context,
  course: Course,
  { step, opinion }: { step: StepRow; opinion: string | null },
): Promise<'goesOn' | 'approved'> {
  const { rows } = await sql<{ state: string }>`select state from approval_tasks
    where step_id = ${step.id}::uuid and state in ('later', 'asked')`.execute(ctx.db)
  if (step.mode !== 'any' && rows.length > 0) {
    if (step.mode === 'sequence') await askNow(ctx, course, step)
    return 'goesOn'
  }
  const now = ctx.now().toISOString()
  await closeTasks(ctx, course, { step: step.id })
  await sql`update approval_steps set state = 'approved', closed_at = ${now}::timestamptz where id = ${step.id}::uuid`.execute(
    ctx.db,
  )
  if (await openNext(ctx, course)) return 'goesOn'
  await endApproval(ctx, course, { state: 'approved', reason: opinion })
  const { approval, recordId } = course
  const { approved: to } = wayOf(approval, course.rules.from)
  await moveRecord(ctx, course, { to, verb: 'approve', event: 'approved', reason: opinion })
  await approval.onApproved?.(asApproval(ctx), recordId)
  await tellRequester(ctx, course, 'approval.approved')
  return 'approved'
}

/** Ends a round: nobody is asked any more. */
export async function endApproval(
  ctx: Context,
  course: Course,
  { state, reason }: { state: 'approved' | 'refused' | 'withdrawn'; reason: string | null },
): Promise<void> {
  const now = ctx.now().toISOString()
  await closeTasks(ctx, course, {})
  await sql`update approval_steps set state = 'closed' where approval_id = ${course.id}::uuid and state in ('waiting', 'open')`.execute(
    ctx.db,
  )
  await sql`update approvals set state = ${state}, ended_at = ${now}::timestamptz, ended_by_id = ${ctx.actor.userId}::uuid,
    end_reason = ${reason} where id = ${course.id}::uuid`.execute(ctx.db)
}

/** Whoever has not decided need not any more. */
async function closeTasks(ctx: Context, { id, recordId }: Course, { step }: { step?: string }): Promise<void> {
  const { rows } = await sql<{ user: string }>`update approval_tasks set state = 'closed'
    where approval_id = ${id}::uuid and state in ('later', 'asked') and ${step === undefined ? sql`true` : sql`step_id = ${step}::uuid`}
    returning user_id as "user"`.execute(ctx.db)
  await settleNotices(ctx, { kinds: askingKinds, id: recordId, to: rows.map(row => row.user) })
}

/** Says to whoever submitted what became of it, unless he did it himself. */
export async function tellRequester(
  ctx: Context,
  { id, object, recordId, requester }: Course,
  kind: 'approval.approved' | 'approval.refused',
): Promise<void> {
  if (requester === null || requester === ctx.actor.userId) return
  const about = { object: object.name, id: recordId }
  await tell(ctx, [{ kind, to: [requester], about, params: { by: ctx.actor.name }, cause: `${kind} ${id}` }])
}

/** What happened long ago is told nobody. */
const tell = async (ctx: Context, asks: readonly NoticeAsk[]): Promise<void> => {
  if (!ctx.isSilent) await notifyAll(ctx, asks)
}
