import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { visible } from '#platform/access/visible.ts'
import { newId } from '#platform/db/id.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import { dayAt, isId, zonedToUtc } from '#platform/fields/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import { act, type Context, get } from '#platform/records/index.ts'
import { writeHistory } from '#platform/records/write.ts'
import { offeredStates, quote } from './quote.object.ts'

/** The longest that a link may live. */
const longestDays = 180

/** What is kept of a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/**
 * Makes a link to an approved quote, which is sent by it. It ends with the day `until`; without one with the quote's own last day, a week from now
 * at least. Gives its id. @throws Problem 409 `quote.not_shareable`, 422 for a day that is past or too far
 */
export async function makeLink(
  ctx: Context,
  id: string,
  { token, until }: { token: string; until: string | null },
): Promise<string> {
  const record = await get(ctx, quote, id)
  await assertMaySend(ctx, id)
  const state = String(record.state)
  if (!(offeredStates as readonly string[]).includes(state)) throw conflict('quote.not_shareable')
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const usual = [String(record.validUntil ?? ''), addDays(today, 7)].sort().at(-1) ?? today
  const last = until ?? [usual, addDays(today, longestDays)].sort()[0] ?? today
  if (last < today || last > addDays(today, longestDays))
    throw conflict('quote.link_day', { from: today, until: addDays(today, longestDays) })
  if (state === 'approved') await act(ctx, quote, id, 'send', {})
  const link = newId()
  const ends = zonedToUtc({ day: addDays(last, 1), hour: 0, minute: 0, second: 0 }, ctx.company.timeZone)
  await sql`insert into quote_links (id, quote_id, token_hash, made_at, made_by_id, expires_at)
    values (${link}::uuid, ${id}::uuid, ${hashOf(token)}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid,
      ${ends.toISOString()}::timestamptz)`.execute(ctx.db)
  await note(ctx, id, 'shareLink', record.version)
  return link
}

/** A request that is sent again must give an address that works, and nobody kept the first: the link gets the new token. */
export async function renewToken(ctx: Context, link: string, token: string): Promise<void> {
  await sql`update quote_links set token_hash = ${hashOf(token)} where id = ${link}::uuid and token_hash <> ${hashOf(token)}`.execute(
    ctx.db,
  )
}

/** From now on the link shows nothing. @throws Problem 404 */
export async function revokeLink(ctx: Context, id: string, link: string): Promise<void> {
  const { version } = await get(ctx, quote, id)
  await assertMaySend(ctx, id)
  if (!isId(link)) throw notFound('quoteLink')
  const { rows } = await sql<{ isNew: boolean }>`
    with known as (select id, revoked_at from quote_links where id = ${link}::uuid and quote_id = ${id}::uuid for update),
    ended as (update quote_links l set revoked_at = ${ctx.now().toISOString()}::timestamptz, revoked_by_id = ${ctx.actor.userId}::uuid
      from known where l.id = known.id and known.revoked_at is null returning l.id)
    select exists (select from ended) as "isNew" from known`.execute(ctx.db)
  if (!rows[0]) throw notFound('quoteLink')
  if (rows[0].isNew) await note(ctx, id, 'revokeLink', version)
}

export interface LinkSeen {
  id: string
  madeAt: string
  madeBy: { id: string; title: string } | null
  expiresAt: string
  revokedAt: string | null
  isOver: boolean
  seenCount: number
}

export interface View {
  id: string
  at: string
  what: 'page' | 'pdf' | 'file'
  address: string | null
  device: string | null
}

/** The links of a quote, newest first, and when they were opened last. @throws Problem 404 */
export async function linksOf(ctx: Context, id: string): Promise<{ links: LinkSeen[]; views: View[] }> {
  await get(ctx, quote, id)
  const now = sql`${ctx.now().toISOString()}::timestamptz`
  const { rows } = await sql<LinkSeen>`
    select l.id, l.made_at as "madeAt", case when u.id is not null then json_build_object('id', u.id, 'title', u.name) end as "madeBy",
      l.expires_at as "expiresAt", l.revoked_at as "revokedAt", l.revoked_at is not null or l.expires_at <= ${now} as "isOver",
      l.seen_count as "seenCount"
    from quote_links l left join users u on u.id = l.made_by_id where l.quote_id = ${id}::uuid order by l.made_at desc, l.id desc limit 50`.execute(
    ctx.db,
  )
  const views = await sql<View>`select id, at, what, address, device from quote_views
    where quote_id = ${id}::uuid order by at desc, id desc limit 50`.execute(ctx.db)
  return { links: rows, views: views.rows }
}

/** Who reads a quote may not yet give it out. @throws Problem 403 */
async function assertMaySend(ctx: Context, id: string): Promise<void> {
  const { rows } =
    await sql`select from quotes q where q.id = ${id}::uuid and ${visible(ctx, quote, 'q', 'send')}`.execute(ctx.db)
  if (rows.length === 0) throw forbidden('quote.send')
}

/** The timeline says that the quote went out, and that it came back. */
const note = (ctx: Context, id: string, verb: string, version: number): Promise<void> =>
  writeHistory(ctx, [{ object: quote, id, verb, version, changes: null }])
