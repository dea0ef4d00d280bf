import { sql } from 'kysely'
import { type NoticeKind, type TimedNotice, lateDays } from '#platform/notify/notice-kinds.ts'
import { notify, settleNotices } from '#platform/notify/notify.ts'
import type { Context } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const taskNoticeKinds: readonly NoticeKind[] = [
  { name: 'task.assigned', ways: everywhere, isForGroups: true },
  { name: 'task.completed', ways: { ...everywhere, inBrowser: false }, isForGroups: true },
  { name: 'task.due', ways: everywhere, isForGroups: true },
]

/** Told: who was given a task, who gave one that is done. What is done or dropped is due no more. */
export const taskSubscribers: readonly Subscriber[] = [
  { name: 'tasks.assigned', event: isGiven, handle: tellAssignee },
  { name: 'tasks.completed', event: 'task.completed', handle: tellAssigner },
  { name: 'tasks.cancelled', event: 'task.cancelled', handle: (ctx, event) => settle(ctx, event) },
]

function isGiven({ name, object, payload }: DomainEvent): boolean {
  // Who is handed tasks with all the rest is told of it once.
  if (name === 'task.transferred') return false
  return (
    name === 'task.created' || (object === 'task' && Array.isArray(payload.fields) && payload.fields.includes('owner'))
  )
}

async function tellAssignee(ctx: Context, event: DomainEvent): Promise<void> {
  const task = await read(ctx, event)
  if (!task || !task.owner_id || task.owner_id === event.userId || task.state !== 'open') return
  await notify(ctx, {
    kind: 'task.assigned',
    to: [task.owner_id],
    about: { object: 'task', id: event.recordId },
    params: named(task.by),
    cause: `task.assigned ${event.id}`,
  })
}

async function tellAssigner(ctx: Context, event: DomainEvent): Promise<void> {
  await settle(ctx, event)
  const task = await read(ctx, event)
  if (!task?.assigner_id || task.assigner_id === event.userId) return
  await notify(ctx, {
    kind: 'task.completed',
    to: [task.assigner_id],
    about: { object: 'task', id: event.recordId },
    params: named(task.by),
    cause: `task.completed ${event.id}`,
  })
}

const settle = (ctx: Context, event: DomainEvent): Promise<void> =>
  settleNotices(ctx, { kinds: ['task.due', 'task.assigned'], id: event.recordId })

const named = (by: string | null): Record<string, string> => (by ? { by } : {})

async function read(ctx: Context, { recordId, userId }: DomainEvent) {
  const { rows } = await sql<{ owner_id: string | null; assigner_id: string | null; state: string; by: string | null }>`
    select t.owner_id, t.assigner_id, t.state, (select name from users where id = ${userId}::uuid) as by
    from tasks t where t.id = ${recordId}::uuid and t.deleted_at is null`.execute(ctx.db)
  return rows[0]
}

/** Open tasks whose time to be reminded of has come: at the time due, else at nine of that day, less what was asked for. */
export const taskTimed: readonly TimedNotice[] = [
  {
    name: 'task.due',
    due: async ctx => {
      const now = sql`${ctx.now().toISOString()}::timestamptz`
      const { rows } = await sql<{ id: string; owner_id: string; moment: string }>`
        select * from (
          select t.id, t.owner_id, t.created_at,
            coalesce(t.due_at, (t.due_on + time '09:00') at time zone ${ctx.company.timeZone}::text)
              - case t.remind_before when 'min15' then interval '15 minutes' when 'hour1' then interval '1 hour'
                  when 'hour4' then interval '4 hours' when 'day1' then interval '1 day' when 'day3' then interval '3 days'
                  when 'week1' then interval '7 days' else interval '0' end as moment
          from tasks t where t.state = 'open' and t.deleted_at is null and t.owner_id is not null
            and t.due_on between ${now}::date - ${lateDays + 1}::int and ${now}::date + 9) as due
        where moment <= ${now} and moment > ${now} - make_interval(days => ${lateDays}) and moment > created_at`.execute(
        ctx.db,
      )
      return rows.map(({ id, owner_id: owner, moment }) => ({
        kind: 'task.due',
        to: [owner],
        about: { object: 'task', id },
        cause: `task.due ${id} ${new Date(moment).toISOString()}`,
      }))
    },
  },
]
