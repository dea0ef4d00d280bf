import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Context } from '../records/context.ts'
import { publish } from '../records/write.ts'
import type { NoticeAsk, NoticeKind, Ways } from './notice-kinds.ts'

/** All kinds there are, told once when the program is put together. */
const kinds = new Map<string, NoticeKind>()
export const registerKinds = (all: readonly NoticeKind[]): void => {
  for (const kind of all) kinds.set(kind.name, kind)
}
export const noticeKinds = (): NoticeKind[] => [...kinds.values()]

/** Tells one thing; see `notifyAll`. */
export const notify = (ctx: Context, ask: NoticeAsk): Promise<number> => notifyAll(ctx, [ask])

/**
 * The one place where people are told something. In the caller's transaction: a notice per person and cause, and for each a delivery by mail
 * where he wants it; per cause a delivery to each robot that is told this kind. Who has left is told nothing. Gives how many notices are new.
 */
export async function notifyAll(ctx: Context, asks: readonly NoticeAsk[]): Promise<number> {
  const wanted = asks.flatMap(ask => [...new Set(ask.to)].map(to => ({ ...ask, to })))
  const fresh = await untold(ctx, wanted)
  if (fresh.length === 0) return 0
  const ways = await waysOf(ctx, fresh)
  const rows = fresh.map(ask => ({ ask, id: newId(), ...ways(ask) }))
  const { rows: made } = await sql<{ id: string }>`
    insert into notices (id, recipient_id, kind, object, record_id, params, cause, created_at, in_product, in_browser)
    select n.id, n.recipient_id, n.kind, n.object, n.record_id, n.params, n.cause, ${ctx.now().toISOString()}::timestamptz, n.in_product, n.in_browser
    from jsonb_to_recordset(${JSON.stringify(
      rows.map(({ ask, id, inProduct, inBrowser }) => ({
        id,
        recipient_id: ask.to,
        kind: ask.kind,
        object: ask.about?.object ?? null,
        record_id: ask.about?.id ?? null,
        params: ask.params ?? {},
        cause: ask.cause,
        in_product: inProduct,
        in_browser: inBrowser,
      })),
    )}::jsonb) as n (id uuid, recipient_id uuid, kind text, object text, record_id uuid, params jsonb, cause text, in_product boolean, in_browser boolean)
    on conflict (recipient_id, cause) do nothing returning id`.execute(ctx.db)
  const known = new Set(made.map(row => row.id))
  const told = rows.filter(row => known.has(row.id))
  await queueMail(
    ctx,
    told.filter(row => row.byMail),
  )
  await queueRobots(
    ctx,
    told.map(row => row.ask),
  )
  await publish(
    ctx,
    told
      .filter(row => row.inProduct)
      .map(row => ({ name: 'notice.made', object: 'notice', recordId: row.id, payload: { to: row.ask.to } })),
  )
  return told.length
}

/** What these notices were about is done: they count as read, of everybody or of those named. */
export async function settleNotices(
  ctx: Context,
  { kinds: names, id, to }: { kinds: readonly string[]; id: string; to?: readonly string[] },
): Promise<void> {
  await sql`update notices set read_at = ${ctx.now().toISOString()}::timestamptz
    where record_id = ${id}::uuid and kind = any(${[...names]}::text[]) and read_at is null
      and ${to === undefined ? sql`true` : sql`recipient_id = any(${[...to]}::uuid[])`}`.execute(ctx.db)
}

type Told = Omit<NoticeAsk, 'to'> & { to: string }

/** Those that nobody has been told yet, to people who are there. */
async function untold(ctx: Context, asks: readonly Told[]): Promise<Told[]> {
  if (asks.length === 0) return []
  const { rows } = await sql<{ place: number }>`
    select a.place from jsonb_to_recordset(${JSON.stringify(
      asks.map(({ to, cause }, place) => ({ place, recipient: to, cause })),
    )}::jsonb) as a (place int, recipient uuid, cause text)
    join users u on u.id = a.recipient and u.deleted_at is null and u.state is distinct from 'left'
    where not exists (select from notices n where n.recipient_id = a.recipient and n.cause = a.cause)
    order by a.place`.execute(ctx.db)
  return rows.flatMap(({ place }) => asks[place] ?? [])
}

/** Where each wants his kind: as he has chosen, else as the kind goes. */
async function waysOf(ctx: Context, asks: readonly Told[]): Promise<(ask: Told) => Ways> {
  const { rows } = await sql<{ user_id: string; kind: string } & Ways>`
    select user_id, kind, in_product as "inProduct", in_browser as "inBrowser", by_mail as "byMail" from notice_preferences
    where user_id = any(${asks.map(ask => ask.to)}::uuid[])`.execute(ctx.db)
  const chosen = new Map(rows.map(row => [`${row.user_id} ${row.kind}`, row]))
  return ask => {
    const { inProduct, inBrowser, byMail } = chosen.get(`${ask.to} ${ask.kind}`) ??
      kinds.get(ask.kind)?.ways ?? { inProduct: true, inBrowser: false, byMail: false }
    return { inProduct, inBrowser, byMail }
  }
}

async function queueMail(ctx: Context, told: readonly { id: string; ask: Told }[]): Promise<void> {
  if (told.length === 0) return
  await sql`insert into notice_deliveries (id, channel, notice_id, kind, cause, recipient_id, object, record_id, params)
    select gen_random_uuid(), 'mail', n.id, n.kind, n.cause, n.recipient_id, n.object, n.record_id, n.params
    from notices n where n.id = any(${told.map(row => row.id)}::uuid[]) on conflict do nothing`.execute(ctx.db)
}

/** A group is told once, however many of its people are. */
async function queueRobots(ctx: Context, asks: readonly Told[]): Promise<void> {
  const groups = new Map(asks.filter(ask => kinds.get(ask.kind)?.isForGroups).map(ask => [ask.cause, ask]))
  if (groups.size === 0) return
  await sql`insert into notice_deliveries (id, channel, robot_id, kind, cause, recipient_id, object, record_id, params)
    select gen_random_uuid(), 'robot', r.id, a.kind, a.cause, a.recipient_id, a.object, a.record_id, a.params
    from jsonb_to_recordset(${JSON.stringify(
      [...groups.values()].map(ask => ({
        kind: ask.kind,
        cause: ask.cause,
        recipient_id: ask.to,
        object: ask.about?.object ?? null,
        record_id: ask.about?.id ?? null,
        params: ask.params ?? {},
      })),
    )}::jsonb) as a (kind text, cause text, recipient_id uuid, object text, record_id uuid, params jsonb)
    join robots r on r.is_active and a.kind = any(r.kinds)
    on conflict do nothing`.execute(ctx.db)
}
