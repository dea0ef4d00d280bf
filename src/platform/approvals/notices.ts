import { sql } from 'kysely'
import { calendarOf } from '../calendar/read-calendar.ts'
import { dayAt } from '../fields/time-zone.ts'
import type { NoticeAsk, NoticeKind, TimedNotice } from '../notify/notice-kinds.ts'
import type { Context } from '../records/context.ts'

const ways = { inProduct: true, inBrowser: true, byMail: true }
const quiet = { inProduct: true, inBrowser: true, byMail: false }

/** What approvals tell people about. */
export const approvalKinds: readonly NoticeKind[] = [
  { name: 'approval.asked', ways, isForGroups: true },
  { name: 'approval.delegated', ways, isForGroups: true },
  { name: 'approval.overdue', ways, isForGroups: false },
  { name: 'approval.reminded', ways: quiet, isForGroups: false },
  { name: 'approval.approved', ways: quiet, isForGroups: false },
  { name: 'approval.refused', ways, isForGroups: false },
]

/** Whoever has not decided after the working days that the flow gives is reminded, once. */
export const overdueApprovals: TimedNotice = { name: 'approvals.overdue', due: overdue }

async function overdue(ctx: Context): Promise<NoticeAsk[]> {
  const { rows } = await sql<{ task: string; user: string; object: string; record: string; at: string; days: number }>`
    select t.id as task, t.user_id as "user", t.object, t.record_id as record, t.asked_at as at, (a.rules->>'remindDays')::int as days
    from approval_tasks t join approvals a on a.id = t.approval_id
    where t.state = 'asked' and a.rules->>'remindDays' is not null
      and not exists (select from notices n where n.recipient_id = t.user_id and n.cause = 'approval task ' || t.id || ' overdue')
    order by t.asked_at limit 500`.execute(ctx.db)
  if (rows.length === 0) return []
  const calendar = await calendarOf(ctx)
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  return rows
    .filter(({ at, days }) => calendar.add(dayAt(new Date(at), ctx.company.timeZone), days) < today)
    .map(({ task, user, object, record, days }) => ({
      kind: 'approval.overdue',
      to: [user],
      about: { object, id: record },
      params: { days },
      cause: `approval task ${task} overdue`,
    }))
}
