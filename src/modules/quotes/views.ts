import { sql } from 'kysely'
import { systemActor } from '#platform/access/actor.ts'
import { newId } from '#platform/db/id.ts'
import type { Transaction } from '#platform/db/server.ts'
import { translate } from '#platform/i18n/index.ts'
import { dayAt } from '#platform/fields/index.ts'
import { notify } from '#platform/notify/notify.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, noteFacts } from '#platform/records/index.ts'
import { writeHistory } from '#platform/records/write.ts'
import { coarseAddress, deviceOf } from './link-visitor.rules.ts'
import type { OpenLink } from './open-link.ts'

/** What was opened through a link, by whom as far as we know. */
export interface Visit {
  what: 'page' | 'pdf' | 'file'
  ip: string
  userAgent: string | undefined
}

/** Opened again within half an hour by the same kind of device is the same look. */
const oneLookMinutes = 30
/** So many looks of one link are kept; who opens it ten thousand times fills no disk. */
const mostKept = 300

/**
 * Writes down that somebody read a quote through its link: when, from where roughly, with what; counts it, says so in the timeline and, once a day
 * and link, tells the owner.
 */
export async function noteView(ctx: Context & { db: Transaction }, link: OpenLink, visit: Visit): Promise<void> {
  const [address, device] = [coarseAddress(visit.ip), deviceOf(visit.userAgent)]
  const now = ctx.now().toISOString()
  const { rows } = await sql<{ seen: number; isSameLook: boolean }>`
    update quote_links l set seen_count = seen_count + ${visit.what === 'page' ? 1 : 0}
    where l.id = ${link.id}::uuid
    returning seen_count as seen, exists (select from quote_views v where v.link_id = l.id and v.device = ${device} and v.address = ${address}
      and v.what = ${visit.what} and v.at > ${now}::timestamptz - make_interval(mins => ${oneLookMinutes}::int)) as "isSameLook"`.execute(
    ctx.db,
  )
  if (!rows[0] || rows[0].isSameLook) return
  const { rows: kept } = await sql<{
    count: number
  }>`select count(*)::int as count from quote_views where link_id = ${link.id}::uuid`.execute(ctx.db)
  if ((kept[0]?.count ?? 0) >= mostKept) return
  await sql`insert into quote_views (id, link_id, quote_id, at, address, device, what)
    values (${newId()}::uuid, ${link.id}::uuid, ${link.quoteId}::uuid, ${now}::timestamptz, ${address}, ${device}, ${visit.what})`.execute(
    ctx.db,
  )
  if (visit.what === 'page') await tell(ctx, link, now)
}

/** The record says it, its history says it, and its owner hears it. */
async function tell(ctx: Context, link: OpenLink, now: string): Promise<void> {
  const quote = objectOf(ctx.catalog, 'quote')
  const { rows } = await sql<{ looks: number; version: number; owner: string | null }>`
    select (select count(*)::int from quote_views v where v.quote_id = q.id and v.what = 'page') as looks, q.version, q.owner_id as owner
    from quotes q where q.id = ${link.quoteId}::uuid`.execute(ctx.db)
  const [row] = rows
  if (!row) return
  await noteFacts(ctx, quote, [{ id: link.quoteId, values: { seenAt: now, seenCount: row.looks } }])
  const asCustomer = { ...ctx, actor: systemActor(customerWord(ctx)) }
  await writeHistory(asCustomer, [
    { object: quote, id: link.quoteId, verb: 'seenByCustomer', version: row.version, changes: null },
  ])
  if (!row.owner) return
  await notify(ctx, {
    kind: 'quote.seen',
    to: [row.owner],
    about: { object: 'quote', id: link.quoteId },
    cause: `quote.seen ${link.id} ${dayAt(ctx.now(), ctx.company.timeZone)}`,
  })
}

/** How the company's history calls whoever has a link. */
export const customerWord = (ctx: Pick<Context, 'company'>): string =>
  translate(ctx.company.locale, 'quotation.customer')
