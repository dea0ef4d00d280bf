import { z } from 'zod'
import { instant, named, text, uuid, yesNo } from '#platform/http/shapes.ts'
import { says } from '#platform/http/describe-route.ts'
import { type RawBuilder, sql } from 'kysely'
import { visible } from '#platform/access/visible.ts'
import { badRequest } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { columnOf } from '#platform/objects/index.ts'
import type { HandedAnswer } from '#platform/pages/page-part.ts'
import { type ApiRecord, type Context, getMany } from '#platform/records/index.ts'
import { upcomingOf } from './event.page.rules.ts'
import { type Repeating, timesOf } from './event.times.ts'

/** One time at which an event takes place. */
interface Occurrence {
  /** Of the event's record. */
  id: string
  startsAt: string
  endsAt: string
  title: unknown
  isAllDay: boolean
  isRepeated: boolean
  place: unknown
  owner: unknown
  customer: unknown
  participants: { id: string; title: string }[]
  can: string[]
}

/** The longest period that is asked for at once, in days, and the most events that may repeat into it. */
const longest = 100
const mostEvents = 2000

const calendarQuery = {
  from: instant,
  until: instant,
  layer: z.enum(['mine', 'team']),
  on: z.enum(['customer', 'contact', 'opportunity', 'lead']),
  record: uuid,
}
const calendarAnswer = z.object({
  occurrences: z.array(
    z.object({
      id: uuid,
      startsAt: instant,
      endsAt: instant,
      title: text.nullish(),
      isAllDay: yesNo,
      isRepeated: yesNo,
      place: text.nullable(),
      owner: named.nullable(),
      customer: named.nullable(),
      participants: z.array(named),
      can: z.array(text),
    }),
  ),
})

/**
 * `GET /api/calendar?from=&until=&layer=mine|team&on=customer&record=<id>`: every time at which something takes place in a period (ISO
 * instants). `mine` is what one owns or takes part in, `team` everything that one may see; `on` and `record` leave what names that record.
 */
export function calendarRoute(server: ApiServer): void {
  server.get(
    '/api/calendar',
    says({
      id: 'events.calendar',
      query: calendarQuery,
      needs: ['from', 'until'],
      answer: calendarAnswer,
      of: ['event'],
    }),
    async request => {
      const ctx = await contextOf(request)
      return { occurrences: await occurrences(ctx, readQuery(request.query as Record<string, string | undefined>)) }
    },
  )
}

/** What the calendar answers to the page of a record. */
export async function upcoming(ctx: Context, on: string, { id }: ApiRecord): Promise<HandedAnswer[]> {
  const asked = upcomingOf(on, id, { now: ctx.now(), timeZone: ctx.company.timeZone })
  return [{ path: '/calendar', query: asked, answer: { occurrences: await occurrences(ctx, readQuery(asked)) } }]
}

interface Query {
  from: string
  until: string
  isMine: boolean
  about: { field: string; id: string } | null
}

function readQuery({ from = '', until = '', layer = 'mine', on, record }: Record<string, string | undefined>): Query {
  const [begin, end] = [Date.parse(from), Date.parse(until)]
  if (Number.isNaN(begin) || Number.isNaN(end) || end <= begin || end - begin > longest * 86_400_000)
    throw badRequest('event.bad_period', { days: longest })
  const isNamed = on !== undefined && ['customer', 'contact', 'opportunity', 'lead'].includes(on) && isId(record)
  if (on !== undefined && !isNamed) throw badRequest('event.bad_period', { days: longest })
  return {
    from: new Date(begin).toISOString(),
    until: new Date(end).toISOString(),
    isMine: layer !== 'team',
    about: isNamed ? { field: on, id: record as string } : null,
  }
}

async function occurrences(ctx: Context, query: Query): Promise<Occurrence[]> {
  const ids = await idsIn(ctx, query)
  if (ids.length === 0) return []
  const records = await getMany(ctx, objectOf(ctx.catalog, 'event'), ids)
  const lines = await linesOf(ctx, ids)
  const found = records.flatMap(record => {
    const { exceptions, participants } = lines.get(record.id) ?? { exceptions: [], participants: [] }
    return shown(record, participants, timesOf(ruleOf(record), query, { timeZone: ctx.company.timeZone, exceptions }))
  })
  return found.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
}

function shown(record: ApiRecord, participants: Occurrence['participants'], times: readonly string[]): Occurrence[] {
  const length = Date.parse(String(record.endsAt)) - Date.parse(String(record.startsAt))
  return times.map(startsAt => ({
    id: record.id,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + length).toISOString(),
    title: record.title,
    isAllDay: record.isAllDay === true,
    isRepeated: isRepeated(record),
    place: record.place ?? null,
    owner: record.owner ?? null,
    customer: record.customer ?? null,
    participants,
    can: record.can,
  }))
}

/** Whether an event takes place more than once. */
export const isRepeated = (record: Record<string, unknown>): boolean =>
  typeof record.repeats === 'string' && record.repeats !== 'never'

/** What of a record decides its times. */
export const ruleOf = (record: Record<string, unknown>): Repeating => ({
  startsAt: String(record.startsAt),
  endsAt: String(record.endsAt),
  repeats: (record.repeats ?? null) as string | null,
  every: (record.every ?? null) as number | null,
  weekdays: (record.weekdays ?? null) as string[] | null,
  until: (record.until ?? null) as string | null,
  times: (record.times ?? null) as number | null,
})

/** Events that may take place in the period: single ones that lie in it, repeated ones that have begun and not ended before it. */
async function idsIn(ctx: Context, { from, until, isMine, about }: Query): Promise<string[]> {
  const me = ctx.actor.userId
  const mine: RawBuilder<boolean> = isMine
    ? sql<boolean>`(t.owner_id = ${me}::uuid or exists (select from event_participants p
        where p.event_id = t.id and p.user_id = ${me}::uuid and p.deleted_at is null))`
    : sql<boolean>`true`
  const named = about
    ? sql<boolean>`${sql.ref(`t.${columnOf(about.field, 'reference')}`)} = ${about.id}::uuid`
    : sql<boolean>`true`
  const { rows } = await sql<{ id: string }>`
    select t.id from events t
    where t.starts_at < ${until}::timestamptz and ${named} and ${mine} and ${visible(ctx, objectOf(ctx.catalog, 'event'), 't')}
      and (t.ends_at > ${from}::timestamptz
        or (t.repeats is distinct from 'never' and (t.until is null or t.until >= ${from}::timestamptz - interval '32 days')))
    order by t.starts_at desc limit ${mostEvents}`.execute(ctx.db)
  return rows.map(row => row.id)
}

interface Lines {
  exceptions: string[]
  participants: { id: string; title: string }[]
}

async function linesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, Lines>> {
  const { rows } = await sql<{ event_id: string; at: string | null; user_id: string | null; name: string | null }>`
    select event_id, starts_at as at, null::uuid as user_id, null::text as name from event_exceptions
      where event_id = any(${[...ids]}::uuid[]) and deleted_at is null
    union all
    select p.event_id, null, p.user_id, u.name from event_participants p join users u on u.id = p.user_id
      where p.event_id = any(${[...ids]}::uuid[]) and p.deleted_at is null`.execute(ctx.db)
  const found = new Map<string, Lines>()
  for (const row of rows) {
    const lines = found.get(row.event_id) ?? { exceptions: [], participants: [] }
    if (row.at) lines.exceptions.push(new Date(row.at).toISOString())
    if (row.user_id) lines.participants.push({ id: row.user_id, title: row.name ?? '' })
    found.set(row.event_id, lines)
  }
  return found
}
