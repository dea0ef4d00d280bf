import { sql } from 'kysely'
import type { NoticeKind } from '#platform/notify/notice-kinds.ts'
import { notify } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, type Draft, noteFacts, type Written } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'
import { allOf, inState, type TileDefinition } from '#platform/workbench/define-tile.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const requestNotices: readonly NoticeKind[] = [
  { name: 'accessRequest.asked', ways: everywhere, isForGroups: false },
  { name: 'accessRequest.decided', ways: everywhere, isForGroups: false },
]

/** Told: whose record is asked for, or his superior while nobody owns it; and whoever asked, what became of it. */
export const requestSubscribers: readonly Subscriber[] = [
  { name: 'accessRequests.asked', event: 'accessRequest.created', handle: tellDecider },
  { name: 'accessRequests.approved', event: 'accessRequest.approved', handle: tellRequester },
  { name: 'accessRequests.refused', event: 'accessRequest.refused', handle: tellRequester },
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

/** Whoever makes a request is the one who asks. */
export async function nameRequester(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  for (const { before, values } of drafts)
    if (before === null && !values.requester && ctx.actor.userId)
      values.requester = { id: ctx.actor.userId, title: ctx.actor.name }
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
  owner: string | null
  superior: string | null
  requester: string | null
  requesterName: string | null
  reason: string
  by: string | null
}

async function read(ctx: Context, { recordId }: DomainEvent): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    select r.owner_id as owner, o.superior_id as superior, r.requester_id as requester, q.name as "requesterName", r.reason, d.name as by
    from access_requests r left join users o on o.id = r.owner_id left join users q on q.id = r.requester_id
      left join users d on d.id = r.decided_by_id
    where r.id = ${recordId}::uuid and r.deleted_at is null`.execute(ctx.db)
  return rows[0]
}

async function tellDecider(ctx: Context, event: DomainEvent): Promise<void> {
  const request = await read(ctx, event)
  const decider = request?.owner ?? request?.superior
  if (!request || !decider) return
  await notify(ctx, {
    kind: 'accessRequest.asked',
    to: [decider],
    about: { object: 'accessRequest', id: event.recordId },
    params: { by: request.requesterName ?? '' },
    cause: `accessRequest.asked ${event.recordId}`,
  })
}

async function tellRequester(ctx: Context, event: DomainEvent): Promise<void> {
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
