import { sql } from 'kysely'
import { lateDays, type NoticeKind, type TimedNotice } from '#platform/notify/notice-kinds.ts'
import { notify } from '#platform/notify/notify.ts'
import type { Context } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'
import { overdueContacts } from './contact-escalation.ts'
import { mentionedIn } from './mention.rules.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const activityNoticeKinds: readonly NoticeKind[] = [
  { name: 'contact.due', ways: everywhere, isForGroups: true },
  { name: 'contact.overdue', ways: everywhere, isForGroups: true },
  { name: 'mentioned', ways: everywhere, isForGroups: true },
]

export const activitySubscribers: readonly Subscriber[] = [
  { name: 'activities.mentions', event: saysSomething, handle: tellMentioned },
]

function saysSomething({ name, object, payload }: DomainEvent): boolean {
  return (
    object === 'activity' &&
    (name === 'activity.created' || (Array.isArray(payload.fields) && payload.fields.includes('content')))
  )
}

/** Whoever is called by `@name` in a follow-up is told; it lets him see nothing that he may not see anyway. */
async function tellMentioned(ctx: Context, event: DomainEvent): Promise<void> {
  const { rows } = await sql<{ content: string; by: string | null }>`
    select a.content, (select name from users where id = ${event.userId}::uuid) as by from activities a
    where a.id = ${event.recordId}::uuid and a.deleted_at is null and a.content like '%@%'`.execute(ctx.db)
  const written = rows[0]
  if (!written) return
  const { rows: people } = await sql<{ id: string; name: string }>`select id, name from users
    where deleted_at is null and state is distinct from 'left' and strpos(${written.content}, '@' || name) > 0`.execute(
    ctx.db,
  )
  const to = mentionedIn(written.content, people).filter(id => id !== event.userId)
  if (to.length === 0) return
  await notify(ctx, {
    kind: 'mentioned',
    to,
    about: { object: 'activity', id: event.recordId },
    params: written.by ? { by: written.by } : {},
    // A text that is mended tells nobody twice.
    cause: `mentioned ${event.recordId}`,
  })
}

/** Records that are to be contacted, by their owner, when that time has come. */
export const activityTimed: readonly TimedNotice[] = [
  {
    name: 'contact.due',
    due: async ctx => {
      const now = sql`${ctx.now().toISOString()}::timestamptz`
      const inTime = sql`r.deleted_at is null and r.owner_id is not null and r.next_contact_at <= ${now}
        and r.next_contact_at > ${now} - make_interval(days => ${lateDays}) and r.next_contact_at > r.created_at`
      const { rows } = await sql<{ object: string; id: string; owner_id: string; at: string }>`
        select 'customer' as object, r.id, r.owner_id, r.next_contact_at as at from customers r where ${inTime}
        union all select 'lead', r.id, r.owner_id, r.next_contact_at from leads r
          where ${inTime} and r.state in ('new', 'qualified', 'handedOver', 'following', 'returned')
        union all select 'opportunity', r.id, r.owner_id, r.next_contact_at from opportunities r
          where ${inTime} and r.state = 'open'`.execute(ctx.db)
      return rows.map(({ object, id, owner_id: owner, at }) => ({
        kind: 'contact.due',
        to: [owner],
        about: { object, id },
        cause: `contact.due ${id} ${new Date(at).toISOString()}`,
      }))
    },
  },
  overdueContacts,
]
