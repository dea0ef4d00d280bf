import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { columnOf } from '#platform/objects/index.ts'
import { type Context, noteFacts, type Written } from '#platform/records/index.ts'
import { type Subject, subjects } from './activity.rules.ts'

/** Tables of the nouns that say when they were followed up last. */
const tables: Record<Subject, string> = {
  customer: 'customers',
  contact: 'contacts',
  opportunity: 'opportunities',
  lead: 'leads',
}

/**
 * Brings up to date what the records named by these follow-ups say of them: the last one (when, who, what), how many, and when the next is
 * due. Their versions stay, so nobody who is editing them meets a conflict.
 */
export async function settleActivities(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const subject of subjects) {
    const ids = new Set(written.flatMap(({ before, values }) => [idOf(before?.[subject]), idOf(values?.[subject])]))
    ids.delete(undefined)
    if (ids.size > 0) await settle(ctx, subject, [...ids] as string[], written)
  }
}

interface Last {
  id: string
  count: number
  first_at: string | null
  known_first: string | null
  activity_id: string | null
  happened_at: string | null
  owner_id: string | null
  subject: string | null
  next_contact_at: string | null
}

async function settle(ctx: Context, subject: Subject, ids: string[], written: readonly Written[]): Promise<void> {
  const object = objectOf(ctx.catalog, subject)
  const about = sql.ref(`a.${columnOf(subject, 'reference')}`)
  const hasNext = object.fields.nextContactAt !== undefined
  const hasFirst = object.fields.firstContactedAt !== undefined
  const { rows } = await sql<Last>`
    select t.id, summed.count, summed.first_at, last.id as activity_id, last.happened_at, last.owner_id, last.subject,
      ${hasNext ? sql.ref('t.next_contact_at') : sql`null::timestamptz`} as next_contact_at,
      ${hasFirst ? sql.ref('t.first_contacted_at') : sql`null::timestamptz`} as known_first
    from ${sql.table(tables[subject])} t
    cross join lateral (select count(*)::int as count, min(a.happened_at) as first_at from activities a
      where ${about} = t.id and a.deleted_at is null) as summed
    left join lateral (select a.id, a.happened_at, a.owner_id, a.subject from activities a
      where ${about} = t.id and a.deleted_at is null order by a.happened_at desc nulls last, a.id desc limit 1) as last on true
    where t.id = any(${ids}::uuid[])`.execute(ctx.db)
  await noteFacts(
    ctx,
    object,
    rows.map(row => ({
      id: row.id,
      values: {
        lastActivityAt: row.happened_at,
        lastActivityBy: row.owner_id ? { id: row.owner_id, title: '' } : null,
        lastActivityText: row.subject,
        activityCount: row.count,
        ...(hasNext ? { nextContactAt: nextContact(ctx, row, written) } : {}),
        ...(hasFirst ? { firstContactedAt: firstContact(row, written) } : {}),
      },
    })),
  )
}

/** The first follow-up, unless a file has told of an earlier contact that stands here in none. */
function firstContact(row: Last, written: readonly Written[]): string | null {
  const [known, first] = [row.known_first, row.first_at]
  const isOf = (happenedAt: unknown): boolean => Date.parse(String(happenedAt)) === Date.parse(String(known))
  if (!known || written.some(({ before }) => before && isOf(before.happenedAt))) return first
  return first && Date.parse(first) < Date.parse(known) ? first : known
}

/**
 * When the record is to be contacted next: as its newest follow-up says. One that says nothing settles what was due on that day or before (what
 * was to be done at three is done when one speaks at ten), and leaves alone what is planned for later.
 */
function nextContact({ company }: Context, row: Last, written: readonly Written[]): string | null {
  const newest = written.find(one => one.id === row.activity_id && one.values !== null)
  const known = row.next_contact_at
  if (!newest) return known
  const [told, toldBefore] = [newest.values?.nextContactAt as string | null, newest.before?.nextContactAt ?? null]
  if (told) return told
  // Its plan was withdrawn.
  if (toldBefore && known && Date.parse(known) === Date.parse(String(toldBefore))) return null
  const dayOf = (instant: string): string => dayAt(new Date(instant), company.timeZone)
  return known && row.happened_at && dayOf(known) <= dayOf(row.happened_at) ? null : known
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
