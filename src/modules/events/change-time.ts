import { z } from 'zod'
import { badRequest, invalid, notFound } from '#platform/errors.ts'
import { dayAt, isId } from '#platform/fields/index.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { recordOf, says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type ApiRecord, type Context, create, get, removeMany, update } from '#platform/records/index.ts'
import { isRepeated, ruleOf } from './calendar.ts'
import { timesBefore, timesOf } from './event.times.ts'

/** Which times of a repeated event are meant: this one, this and all later ones, all. */
const scopes = ['one', 'following', 'all'] as const
type Scope = (typeof scopes)[number]

const timesBody = z.object({
  at: instant,
  scope: z.enum(scopes),
  remove: z.boolean().optional(),
  changes: z.record(z.string(), z.unknown()).optional(),
})

/**
 * `POST /api/events/:id/times` `{ at, scope: 'one' | 'following' | 'all', remove?: true, changes?: { startsAt, endsAt, title, place … } }`:
 * changes or drops times of a repeated event. `at` is the instant at which the time that was touched begins. Gives the event that then holds
 * it, or nothing when it was dropped. @throws Problem 404, 403, 422 `event.no_such_time`
 */
export function changeTimeRoute(server: ApiServer): void {
  server.post(
    '/api/events/:id/times',
    says({ id: 'events.changeTimes', body: timesBody, answer: recordOf('event'), orStatus: 204, of: ['event'] }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { id } = request.params as { id: string }
      if (!isId(id)) throw notFound('event')
      const asked = readAsked(request.body)
      const kept = await inTransaction(ctx, trx => changeTime(trx, id, asked))
      if (kept === null) return reply.status(204).send()
      return get(ctx, objectOf(ctx.catalog, 'event'), kept)
    },
  )
}

interface Asked {
  at: string
  scope: Scope
  remove: boolean
  changes: Record<string, unknown>
}

function readAsked(body: unknown): Asked {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badRequest('body.not_object')
  const { at, scope, remove, changes } = body as Record<string, unknown>
  const isSound = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && scopes.includes(scope as Scope)
  if (!isSound) throw badRequest('body.malformed')
  const isObject = typeof changes === 'object' && changes !== null && !Array.isArray(changes)
  return {
    at: new Date(at).toISOString(),
    scope: scope as Scope,
    remove: remove === true,
    changes: isObject ? (changes as Record<string, unknown>) : {},
  }
}

/** The id of the event that holds the changed time; null when it was dropped. */
async function changeTime(ctx: Context, id: string, asked: Asked): Promise<string | null> {
  const event = objectOf(ctx.catalog, 'event')
  const record = await get(ctx, event, id)
  if (!isRepeated(record)) throw invalid([{ path: 'repeats', code: 'event.not_repeated' }])
  const exceptions = exceptionsOf(record)
  const period = { from: asked.at, until: new Date(Date.parse(asked.at) + 1).toISOString() }
  const { timeZone } = ctx.company
  if (!timesOf(ruleOf(record), period, { timeZone, exceptions }).includes(asked.at))
    throw invalid([{ path: 'startsAt', code: 'event.no_such_time' }])
  const isFirst = Date.parse(asked.at) === Date.parse(String(record.startsAt))
  if (asked.scope === 'one') return changeOneTime(ctx, record, asked)
  if (asked.scope === 'all' || isFirst) return changeAll(ctx, record, asked)
  const before = timesBefore(ruleOf(record), asked.at, timeZone)
  await update(ctx, event, id, { until: dayBefore(dayAt(new Date(asked.at), timeZone)), times: null })
  if (asked.remove) return null
  const later = exceptions.filter(at => at > asked.at)
  return create(known(ctx, record), event, {
    ...copied(record),
    ...moved(record, asked),
    repeats: record.repeats,
    every: record.every,
    until: record.until,
    times: typeof record.times === 'number' ? Math.max(record.times - before, 1) : null,
    exceptions: later.map(at => ({ startsAt: shifted(at, shiftOf(asked)) })),
    ...asked.changes,
  })
}

async function changeOneTime(ctx: Context, record: ApiRecord, asked: Asked): Promise<string | null> {
  const event = objectOf(ctx.catalog, 'event')
  const exceptions = (record.exceptions as Record<string, unknown>[] | undefined) ?? []
  await update(ctx, event, record.id, { exceptions: [...exceptions, { startsAt: asked.at }] })
  if (asked.remove) return null
  const { weekdays: _weekdays, ...times } = moved(record, asked)
  return create(known(ctx, record), event, { ...copied(record), ...times, ...asked.changes, repeats: 'never' })
}

/** The whole event moves by as much as the time that was touched; so do its exceptions and weekdays. */
async function changeAll(ctx: Context, record: ApiRecord, asked: Asked): Promise<string | null> {
  const event = objectOf(ctx.catalog, 'event')
  if (asked.remove) {
    await removeMany(ctx, event, [record.id])
    return null
  }
  const shift = shiftOf(asked)
  const { startsAt: _startsAt, endsAt: _endsAt, ...rest } = asked.changes
  const startsAt = shifted(String(record.startsAt), shift)
  const exceptions = (record.exceptions as { startsAt: string }[] | undefined) ?? []
  await update(ctx, event, record.id, {
    ...rest,
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + lengthOf(record, asked)).toISOString(),
    weekdays: moved(record, asked).weekdays,
    exceptions: exceptions.map(one => ({ ...one, startsAt: shifted(one.startsAt, shift) })),
  })
  return record.id
}

/** Whoever has left since stays in the times that he was in. */
const known = (ctx: Context, record: ApiRecord): Context => {
  const people = [
    record.owner,
    ...((record.participants as { user: unknown }[] | undefined) ?? []).map(one => one.user),
  ]
  return { ...ctx, alreadyNamed: people.flatMap(one => (one as { id: string } | null)?.id ?? []) }
}

/** What a time that becomes an event of its own takes along. */
const copied = (record: ApiRecord): Record<string, unknown> => ({
  ...Object.fromEntries(
    [
      'title',
      'isAllDay',
      'place',
      'customer',
      'contact',
      'opportunity',
      'lead',
      'reminders',
      'description',
      'owner',
    ].map(name => [name, record[name] ?? null]),
  ),
  participants: ((record.participants as { user: unknown }[] | undefined) ?? []).map(({ user }) => ({ user })),
})

function moved(record: ApiRecord, asked: Asked): { startsAt: string; endsAt: string; weekdays: unknown } {
  const startsAt = shifted(asked.at, shiftOf(asked))
  const days = Math.round(shiftOf(asked) / 86_400_000)
  const weekdays = record.weekdays as string[] | null | undefined
  return {
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + lengthOf(record, asked)).toISOString(),
    weekdays: weekdays?.map(day => week[(week.indexOf(day) + days + 7 * 53) % 7]) ?? null,
  }
}

const week = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']

const shiftOf = ({ at, changes }: Asked): number =>
  typeof changes.startsAt === 'string' ? Date.parse(changes.startsAt) - Date.parse(at) : 0

const shifted = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString()

function lengthOf(record: ApiRecord, { at, changes }: Asked): number {
  const begin = typeof changes.startsAt === 'string' ? Date.parse(changes.startsAt) : Date.parse(at)
  return typeof changes.endsAt === 'string'
    ? Date.parse(changes.endsAt) - begin
    : Date.parse(String(record.endsAt)) - Date.parse(String(record.startsAt))
}

const exceptionsOf = (record: ApiRecord): string[] =>
  ((record.exceptions as { startsAt: string }[] | undefined) ?? []).map(({ startsAt }) => startsAt)

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
