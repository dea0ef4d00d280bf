import { sql } from 'kysely'
import { lead } from '#modules/leads/index.ts'
import { task } from '#modules/tasks/index.ts'
import { systemActor } from '#platform/access/actor.ts'
import { calendarOf } from '#platform/calendar/read-calendar.ts'
import { newId } from '#platform/db/id.ts'
import { dayAt } from '#platform/fields/index.ts'
import { translate } from '#platform/i18n/index.ts'
import { notify } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { act, type Context, create, noteFacts, type Written } from '#platform/records/index.ts'
import { type Decided, recall } from './decided.ts'
import { writeTurns } from './round.ts'

/**
 * After a lead was written: keeps who got it and why, makes his follow-up task and tells him, and withdraws the task of whoever had it. A change of
 * owner that no verb made (an edit, an undo) is kept without a task.
 */
export async function keepAssignments(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const { id, before, values } of written) {
    if (values === null) continue
    const owner = values.owner as { id: string; title: string } | null
    const decision = recall(ctx, id, owner?.id)
    const isMoved = before !== null && owner?.id !== (before.owner as { id: string } | null)?.id
    // An undo takes the tasks of what it undoes back by itself.
    if ((isMoved && !ctx.isReturning) || isOver(values)) await withdrawTasks(ctx, id)
    if (!owner || (!decision && !isMoved)) continue
    const kept: Decided = decision ?? { kind: 'hand', rule: null, user: owner, considered: [], turns: [] }
    const isTasked = (decision || ctx.isWithinVerb) && isWorkedOn(values) && owner.id !== ctx.actor.userId
    const taskId = isTasked ? await makeTask(ctx, { id, values, owner: owner.id, rule: kept.rule }) : null
    await sql`insert into lead_assignments (id, lead_id, at, kind, owner_id, by_id, rule_id, rule_name, considered, task_id)
      values (${newId()}::uuid, ${id}::uuid, ${ctx.now().toISOString()}::timestamptz, ${kept.kind}, ${owner.id}::uuid,
        ${ctx.actor.userId}::uuid, ${kept.rule?.id ?? null}::uuid, ${kept.rule?.name ?? null},
        ${JSON.stringify(withMethod(kept))}::jsonb, ${taskId}::uuid)`.execute(ctx.db)
    await writeTurns(ctx, kept.turns)
    // A person's deed tells the new owner by itself.
    if (decision && ctx.actor.userId === null)
      await notify(ctx, {
        kind: 'lead.assigned',
        to: [owner.id],
        about: { object: 'lead', id },
        cause: `lead.assigned ${id} ${ctx.now().toISOString()}`,
      })
  }
}

/** As it is kept: who was looked at, with the rule's method, so that it can be told in any language later. */
const withMethod = ({ rule, considered }: Decided) => ({ method: rule?.method ?? null, people: considered })

const isWorkedOn = ({ state }: Record<string, unknown>): boolean => state === 'handedOver' || state === 'following'
const isOver = ({ state }: Record<string, unknown>): boolean =>
  ['converted', 'invalid', 'returned'].includes(String(state))

/** The doer with every right on tasks: who may assign gives the task with it. */
const asGiver = (ctx: Context): Context => ({
  ...ctx,
  actor: {
    ...systemActor(ctx.actor.name),
    kind: ctx.actor.kind,
    userId: ctx.actor.userId,
    departmentId: ctx.actor.departmentId,
  },
})

async function makeTask(
  ctx: Context,
  { id, values, owner, rule }: { id: string; values: Record<string, unknown>; owner: string; rule: Decided['rule'] },
): Promise<string> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const name = [values.name, values.company].filter(Boolean).join(' ')
  // The lead that comes tells of itself; the task stands in the list of what is due.
  return create({ ...asGiver(ctx), isSilent: true }, task, {
    title: translate(ctx.company.locale, 'assignments.task', { lead: name }).slice(0, 200),
    owner,
    lead: id,
    priority: rule?.taskPriority ?? 'high',
    dueOn: (await calendarOf(ctx)).add(today, rule?.taskDays ?? 1),
  })
}

/** Open tasks that assignments of these leads made. */
async function openTasks(ctx: Context, leads: readonly string[], owner?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from lead_assignments a join tasks t on t.id = a.task_id
    where a.lead_id = any(${[...leads]}::uuid[]) and t.state = 'open' and t.deleted_at is null
      and (${owner ?? null}::uuid is null or t.owner_id = ${owner ?? null}::uuid) order by t.id`.execute(ctx.db)
  return rows.map(row => row.id)
}

async function withdrawTasks(ctx: Context, id: string): Promise<void> {
  for (const one of await openTasks(ctx, [id]))
    await act({ ...asGiver(ctx), isSilent: true }, task, one, 'cancel', {
      reason: translate(ctx.company.locale, 'assignments.task_withdrawn'),
    })
}

/**
 * After a follow-up was written: its lead is contacted, so nothing is overdue; sales takes it up with the first; and the task of the assignment is done
 * when its owner wrote it.
 */
export async function keepFollowUps(ctx: Context, written: readonly Written[]): Promise<void> {
  const latest = new Map<string, number>()
  for (const { before, values } of written) {
    const about = values?.lead as { id: string } | null | undefined
    if (before !== null || !about) continue
    const at = Date.parse(String(values?.happenedAt))
    latest.set(about.id, Math.max(latest.get(about.id) ?? 0, Number.isNaN(at) ? 0 : at))
  }
  if (latest.size === 0) return
  const { rows } = await sql<{
    id: string
    state: string
    assigned_at: Date | string | null
    is_due: boolean
    sold: boolean
  }>`
    select l.id, l.state, l.assigned_at, l.contact_due_on is not null as is_due,
      l.state = 'handedOver' or (l.state in ('new', 'qualified') and exists (select from user_roles r
        where r.user_id = l.owner_id and r.role_id <> 'marketing')) as sold
    from leads l where l.id = any(${[...latest.keys()]}::uuid[]) and l.deleted_at is null order by l.id for update of l`.execute(
    ctx.db,
  )
  for (const row of rows) {
    const since = row.assigned_at === null ? 0 : new Date(row.assigned_at).getTime() - clockTolerance
    if (!((latest.get(row.id) ?? 0) >= since)) continue
    if (row.is_due)
      await noteFacts(ctx, objectOf(ctx.catalog, 'lead'), [{ id: row.id, values: { contactDueOn: null } }])
    if (row.sold) await act(asGiver(ctx), lead, row.id, 'takeUp', {})
    if (ctx.actor.userId)
      for (const one of await openTasks(ctx, [row.id], ctx.actor.userId))
        await act({ ...asGiver(ctx), isSilent: true }, task, one, 'complete', {})
  }
}

/** A minute: a call that is written down with the time at which it began. */
const clockTolerance = 60_000
