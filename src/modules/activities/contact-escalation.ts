import { sql } from 'kysely'
import { calendarOf } from '#platform/calendar/read-calendar.ts'
import type { WorkingDays } from '#platform/calendar/working-days.ts'
import { dayAt } from '#platform/fields/index.ts'
import { zonedToUtc } from '#platform/fields/time-zone.ts'
import { lateDays, type TimedNotice } from '#platform/notify/notice-kinds.ts'

/** Superiors are told in the morning, not at midnight. */
const morningMs = 8.5 * 3_600_000

/** A promised contact that nobody has made goes to the owner's superior after so many working days, by the company's setting; 0: never. */
export const overdueContacts: TimedNotice = {
  name: 'contact.overdue',
  due: async ctx => {
    const { rows: settings } = await sql<{ days: number }>`
      select escalate_contact_days as days from follow_up_settings`.execute(ctx.db)
    const wait = settings[0]?.days ?? 0
    if (wait === 0) return []
    const today = dayAt(new Date(ctx.now().getTime() - morningMs), ctx.company.timeZone)
    const days = daysOverdue(await calendarOf(ctx), today, wait)
    const [first, last] = [days.at(-1), days[0]]
    if (!first || !last) return []
    const from = startOf(first, ctx.company.timeZone)
    const until = startOf(dayBefore(last, -1), ctx.company.timeZone)
    const missed = sql`r.deleted_at is null and r.next_contact_at >= ${from}::timestamptz and r.next_contact_at < ${until}::timestamptz`
    const { rows } = await sql<{ object: string; id: string; superior: string; owner: string; at: string }>`
      select r.object, r.id, u.superior_id as superior, u.name as owner, r.next_contact_at as at from (
        select 'customer' as object, r.id, r.owner_id, r.next_contact_at from customers r where ${missed}
        union all select 'lead', r.id, r.owner_id, r.next_contact_at from leads r
          where ${missed} and r.state not in ('converted', 'invalid')
        union all select 'opportunity', r.id, r.owner_id, r.next_contact_at from opportunities r
          where ${missed} and r.state = 'open') as r
      join users u on u.id = r.owner_id where u.superior_id is not null`.execute(ctx.db)
    return rows.map(({ object, id, superior, owner, at }) => ({
      kind: 'contact.overdue',
      to: [superior],
      about: { object, id },
      params: { owner, days: wait },
      cause: `contact.overdue ${id} ${new Date(at).toISOString()}`,
    }))
  },
}

/** The days on which a contact was promised that now waits `wait` working days, or a few more where a clock stood still; the latest first. */
export function daysOverdue(calendar: WorkingDays, today: string, wait: number): string[] {
  const found: string[] = []
  for (let day = today, back = 0; back < wait * 3 + 30; day = dayBefore(day, 1), back++) {
    const waited = calendar.between(day, today)
    if (waited > wait + lateDays) break
    if (waited >= wait) found.push(day)
  }
  return found
}

const startOf = (day: string, timeZone: string): string =>
  zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, timeZone).toISOString()

const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
