import { sql } from 'kysely'
import { isId } from '../fields/index.ts'
import type { Context } from '../records/context.ts'
import { type Said, sayNotices, type Wordless } from './notice-words.ts'

/** A notice as its recipient reads it. */
export type Notice = Said & {
  id: string
  kind: string
  at: string
  isRead: boolean
  /** He wants this kind as a message of his browser. */
  inBrowser: boolean
}

const pageSize = 30
const shownMost = 99

/** How many notices wait unread, up to 99. */
export async function countUnread(ctx: Context): Promise<{ value: number; capped: boolean }> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (select from notices
    where recipient_id = ${ctx.actor.userId}::uuid and read_at is null and cleared_at is null and in_product limit ${shownMost + 1}) as unread`.execute(
    ctx.db,
  )
  const n = rows[0]?.n ?? 0
  return { value: Math.min(n, shownMost), capped: n > shownMost }
}

/** A page of the actor's notices, newest first; `after` is the last id of the page before. */
export async function readNotices(
  ctx: Context,
  { after, unread }: { after: string | undefined; unread: boolean },
): Promise<{ notices: Notice[]; next: string | null }> {
  const beyond = isId(after)
    ? sql<boolean>`(n.created_at, n.id) < (select l.created_at, l.id from notices l where l.id = ${after}::uuid)`
    : sql<boolean>`true`
  const { rows } = await sql<Wordless & { id: string; at: string; read_at: string | null; in_browser: boolean }>`
    select n.id, n.kind, n.object, n.record_id, n.params, n.created_at as at, n.read_at, n.in_browser from notices n
    where n.recipient_id = ${ctx.actor.userId}::uuid and n.cleared_at is null and n.in_product and ${beyond}
      and ${unread ? sql<boolean>`n.read_at is null` : sql<boolean>`true`}
    order by n.created_at desc, n.id desc limit ${pageSize + 1}`.execute(ctx.db)
  const shown = rows.slice(0, pageSize)
  const said = await sayNotices(ctx, shown)
  return {
    notices: shown.map(({ id, kind, at, read_at: readAt, in_browser: inBrowser }, place) => ({
      id,
      kind,
      at,
      isRead: readAt !== null,
      inBrowser,
      ...(said[place] as Said),
    })),
    next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Marks one's own notices; without ids all of them. */
export async function markNotices(
  ctx: Context,
  { ids, mark }: { ids: readonly string[] | null; mark: 'read' | 'unread' | 'cleared' },
): Promise<void> {
  const which = ids === null ? sql<boolean>`true` : sql<boolean>`id = any(${[...ids]}::uuid[])`
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const change = {
    read: sql`read_at = coalesce(read_at, ${now})`,
    unread: sql`read_at = null`,
    cleared: sql`cleared_at = ${now}`,
  }[mark]
  await sql`update notices set ${change}
    where recipient_id = ${ctx.actor.userId}::uuid and cleared_at is null and ${which}`.execute(ctx.db)
}
