import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { Problem } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { DailyWork } from '#platform/jobs/daily.ts'
import type { NoticeKind, TimedNotice } from '#platform/notify/notice-kinds.ts'
import { notify } from '#platform/notify/notify.ts'
import { act, type Context } from '#platform/records/index.ts'
import type { DomainEvent, Subscriber } from '#platform/records/module.ts'
import { quote } from './quote.object.ts'

const everywhere = { inProduct: true, inBrowser: true, byMail: false }

export const quoteNoticeKinds: readonly NoticeKind[] = [
  { name: 'quote.seen', ways: everywhere, isForGroups: true },
  { name: 'quote.accepted', ways: everywhere, isForGroups: true },
  { name: 'quote.declined', ways: everywhere, isForGroups: true },
  { name: 'quote.expiring', ways: everywhere, isForGroups: false },
]

/** The owner hears what his customer answered, unless he wrote it down himself. */
export const quoteSubscribers: readonly Subscriber[] = ['accepted', 'declined'].map(answer => ({
  name: `quotes.${answer}`,
  event: `quote.${answer}`,
  handle: (ctx, event) => tellOwner(ctx, event),
}))

async function tellOwner(ctx: Context, { id, name, recordId, userId }: DomainEvent): Promise<void> {
  const { rows } = await sql<{ owner: string | null }>`select owner_id as owner from quotes
    where id = ${recordId}::uuid and deleted_at is null`.execute(ctx.db)
  const owner = rows[0]?.owner
  if (!owner || owner === userId) return
  await notify(ctx, { kind: name, to: [owner], about: { object: 'quote', id: recordId }, cause: `${name} ${id}` })
}

/** Days before the last day on which the owner is reminded. */
const remindDays = 3

/** Quotes that still wait for an answer and whose last day is near: told once per last day, on the first morning from nine on that finds it so. */
export const quoteTimed: readonly TimedNotice[] = [
  {
    name: 'quote.expiring',
    due: async ctx => {
      const { rows } = await sql<{ id: string; owner: string; until: string }>`
        with clock as (select ${ctx.now().toISOString()}::timestamptz at time zone ${ctx.company.timeZone}::text as moment)
        select q.id, q.owner_id as owner, q.valid_until::text as until from quotes q, clock
        where q.state in ('approved', 'sent') and q.deleted_at is null and q.owner_id is not null
          and q.valid_until between clock.moment::date and clock.moment::date + ${remindDays}::int
          and clock.moment::time >= '09:00'`.execute(ctx.db)
      return rows.map(({ id, owner, until }) => ({
        kind: 'quote.expiring',
        to: [owner],
        about: { object: 'quote', id },
        cause: `quote.expiring ${id} ${until}`,
      }))
    },
  },
]

/** In the night after its last day a quote that nobody answered has expired. */
export const expireQuotes: DailyWork = {
  name: 'quotes.expire',
  run: async (ctx, _day, signal) => {
    const today = dayAt(ctx.now(), ctx.company.timeZone)
    const { rows } = await sql<{ id: string }>`select id from quotes
      where state in ('approved', 'sent') and valid_until < ${today}::date and deleted_at is null order by id`.execute(
      ctx.db,
    )
    for (const { id } of rows) {
      if (signal.aborted) return
      await expireOne(ctx, id)
    }
  },
}

async function expireOne(ctx: Context & { db: Database }, id: string): Promise<void> {
  try {
    await transaction(ctx.db, db => act({ ...ctx, db }, quote, id, 'expire', {}))
  } catch (error) {
    // Somebody answered, or revised it, at the same moment.
    if (!(error instanceof Problem) || ![404, 409].includes(error.status)) throw error
  }
}
