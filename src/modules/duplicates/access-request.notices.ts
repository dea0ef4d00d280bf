import { sql } from 'kysely'
import type { NoticeKind } from '#platform/notify/notice-kinds.ts'
import { notify, settleNotices } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, type Draft, noteFacts, type Written } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'
import { allOf, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const requestNotices: readonly NoticeKind[] = [
  { name: 'accessRequest.asked', ways: everywhere, isForGroups: false },
  { name: 'accessRequest.decided', ways: everywhere, isForGroups: false },
]

/** Told: whose record is asked for, or who may give what nobody owns; and whoever asked, what became of it. What is decided or withdrawn asks nobody any more. */
export const requestSubscribers: readonly Subscriber[] = [
  { name: 'accessRequests.asked', event: 'accessRequest.created', handle: tellDecider },
  { name: 'accessRequests.approved', event: 'accessRequest.approved', handle: tellRequester },
  { name: 'accessRequests.refused', event: 'accessRequest.refused', handle: tellRequester },
  { name: 'accessRequests.withdrawn', event: 'accessRequest.withdrawn', handle: askNobody },
]

/** What waits for one's decision. */
export const requestTiles: TileDefinition[] = [
  {
    kind: 'rows',
    name: 'accessRequests.toDecide',
    object: 'accessRequest',
    lenses: ['own', 'team'],
    right: 'accessRequest.approve',
    order: 45,
    place: 'side',
    filter: (_ctx, { whose }) => allOf(whose(), inState('open')),
    sort: ['createdAt'],
    fields: ['kind', 'requester'],
  },
]

/** Whoever makes a request is the one who asks; of what, is known where he found it. */
export async function settleRequests(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  for (const { before, values, problems } of drafts) {
    if (before !== null) continue
    if (!values.record) problems.push({ path: 'record', code: 'duplicate.request_of_nothing' })
    if (!values.requester && ctx.actor.userId) values.requester = { id: ctx.actor.userId, title: ctx.actor.name }
  }
}

/** Who owns a record from now on decides what was asked of the one before. */
export async function followOwner(ctx: Context, written: readonly Written[]): Promise<void> {
  const owner = (values: Record<string, unknown> | null): string | null =>
    (values?.owner as { id: string } | null | undefined)?.id ?? null
  const handed = written.filter(
    ({ before, values }) => before !== null && values !== null && owner(before) !== owner(values),
  )
  if (handed.length === 0) return
  const { rows } = await sql<{
    id: string
    record: string
    requester: string | null
  }>`select id, record, requester_id as requester from access_requests
    where record = any(${handed.map(one => one.id)}::text[]) and state = 'open' and deleted_at is null`.execute(ctx.db)
  const owners = new Map(handed.map(one => [one.id, one.values?.owner ?? null]))
  // Who asked and has it now does not decide about himself.
  const others = rows.filter(row => owner({ owner: owners.get(row.record) }) !== row.requester)
  if (others.length === 0) return
  await noteFacts(
    ctx,
    objectOf(ctx.catalog, 'accessRequest'),
    others.map(row => ({ id: row.id, values: { owner: owners.get(row.record) ?? null } })),
  )
}

interface Row {
  /** Null, too, when he has left and decides nothing any more. */
  owner: string | null
  noun: string
  state: string
  requester: string | null
  requesterName: string | null
  reason: string
  by: string | null
}

async function read(ctx: Context, { recordId }: DomainEvent): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select o.id as owner, r.noun, r.state, r.requester_id as requester, q.name as "requesterName", r.reason, d.name as by
    from access_requests r left join users q on q.id = r.requester_id
      left join users d on d.id = r.decided_by_id
      left join users o on o.id = r.owner_id and o.deleted_at is null and o.state is distinct from 'left'
    where r.id = ${recordId}::uuid and r.deleted_at is null`.execute(ctx.db)
  return rows[0]
}

async function tellDecider(ctx: Context, event: DomainEvent): Promise<void> {
  const request = await read(ctx, event)
  if (request?.state !== 'open') return
  await notify(ctx, {
    kind: 'accessRequest.asked',
    to: request.owner ? [request.owner] : await givers(ctx, request.noun),
    about: { object: 'accessRequest', id: event.recordId },
    params: { by: request.requesterName ?? '' },
    cause: `accessRequest.asked ${event.recordId}`,
  })
}

/** Who may give what nobody owns: whoever changes all of it; administrators only where there is nobody else. */
async function givers(ctx: Context, noun: string): Promise<string[]> {
  const granted = (right: string) =>
    sql<
      string | null
    >`coalesce(r.grants ->> ${right}::text, r.grants ->> ${right.replace(/\..*/, '.*')}::text, r.grants ->> '*')`
  const { rows } = await sql<{ id: string; isAdministrator: boolean }>`
    select u.id, bool_and(r.grants ->> '*' is not distinct from 'all') as "isAdministrator"
    from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
    where u.deleted_at is null and u.state is distinct from 'left'
      and ${granted(`${noun}.update`)} = 'all' and ${granted('accessRequest.approve')} = 'all'
    group by u.id order by u.id limit 20`.execute(ctx.db)
  const sellers = rows.filter(row => !row.isAdministrator)
  return (sellers.length > 0 ? sellers : rows).map(row => row.id)
}

async function askNobody(ctx: Context, { recordId }: DomainEvent): Promise<void> {
  await settleNotices(ctx, { kinds: ['accessRequest.asked'], id: recordId })
}

async function tellRequester(ctx: Context, event: DomainEvent): Promise<void> {
  await askNobody(ctx, event)
  const request = await read(ctx, event)
  if (!request?.requester) return
  await notify(ctx, {
    kind: 'accessRequest.decided',
    to: [request.requester],
    about: { object: 'accessRequest', id: event.recordId },
    params: { by: request.by ?? '' },
    cause: `accessRequest.decided ${event.recordId}`,
  })
}
