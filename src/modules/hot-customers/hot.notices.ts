import { sql } from 'kysely'
import type { NoticeKind } from '#platform/notify/notice-kinds.ts'
import { notify, settleNotices } from '#platform/notify/notify.ts'
import type { Context } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'

export const hotNoticeKinds: readonly NoticeKind[] = [
  { name: 'customer.hot', ways: { inProduct: true, inBrowser: true, byMail: false }, isForGroups: true },
]

/** Owner and superior hear of a customer that somebody else has called hot; when it is over they need not read it any more. */
export const hotSubscribers: readonly Subscriber[] = [
  { name: 'hot.flagged', event: 'customer.hotFlagged', handle: tellPeople },
  {
    name: 'hot.cleared',
    event: 'customer.hotCleared',
    handle: (ctx, event) => settleNotices(ctx, { kinds: ['customer.hot'], id: event.recordId }),
  },
]

async function tellPeople(ctx: Context, event: DomainEvent): Promise<void> {
  const { rows } = await sql<{ people: string[]; since: string | null; by: string | null }>`
    select array_remove(array[c.owner_id, u.superior_id], null) as people, c.hot_since as since,
      (select name from users where id = ${event.userId}::uuid) as by
    from customers c left join users u on u.id = c.owner_id
    where c.id = ${event.recordId}::uuid and c.deleted_at is null and c.is_hot`.execute(ctx.db)
  const hot = rows[0]
  const to = (hot?.people ?? []).filter(id => id !== event.userId)
  if (!hot || to.length === 0) return
  await notify(ctx, {
    kind: 'customer.hot',
    to,
    about: { object: 'customer', id: event.recordId },
    params: hot.by ? { by: hot.by } : {},
    // Another wording of the reason tells nobody twice.
    cause: `customer.hot ${event.recordId} ${hot.since ? new Date(hot.since).toISOString() : ''}`,
  })
}
