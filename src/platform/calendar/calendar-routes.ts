import { day as dayText, text, whole, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { type FieldProblem, forbidden, invalid, notFound } from '../errors.ts'
import { dateType } from '../fields/date.ts'
import { dayAt } from '../fields/time-zone.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { Context } from '../records/context.ts'
import { importLimits } from '../transfer/reading/limits.ts'
import { spool } from '../transfer/reading/spool.ts'
import type { SpecialDay } from './calendar-description.ts'
import { calendarCsv, isCalendarYear, readCalendarFile } from './calendar-file.ts'
import { addWorkingDays, describeCalendar, workingDaysBetween } from './read-calendar.ts'
import './words.ts'
import { forgetYear, writeRhythm, writeYear } from './write-calendar.ts'

const isDay = (text: string): boolean => dateType.parse(text, { type: 'date' }).ok
const day = z.string().refine(isDay, 'field.not_date')
const year = z.coerce.number().int().min(2000).max(2199)
const rhythmBody = z.strictObject({
  restDays: z.array(z.int().min(1).max(7)).max(6).optional(),
  holidays: z.enum(['china', 'none']).optional(),
})
const specialDay = z.strictObject({
  day,
  kind: z.enum(['rest', 'work']),
  name: z
    .string()
    .trim()
    .max(60)
    .nullish()
    .transform(name => name || null),
})
const yearBody = z.strictObject({ version: z.int().min(0), days: z.array(specialDay).max(366) })
const reckonQuery = z.strictObject({
  day,
  add: z.coerce.number().int().min(-1000).max(1000).optional(),
  until: day.optional(),
})

const calendarAnswer = z.object({
  year: whole,
  source: z.enum(['company', 'shipped', 'none']),
  version: whole,
  days: z.array(z.object({ day: dayText, kind: z.enum(['rest', 'work']), name: text.nullable() })),
  isShipped: yesNo,
  restDays: z.array(whole),
  holidays: z.enum(['china', 'none']),
  missing: z.array(whole),
  today: dayText,
  workingDays: whole,
})
const reckonAnswer = z.union([z.object({ day: dayText }), z.object({ count: whole })])
const importAnswer = z.object({ years: z.array(z.object({ year: whole, days: whole })) })

interface OfYear {
  Params: { year: string }
}

/**
 * `/api/working-calendar`: read by everybody in the company, changed with the right `settings.update`. `GET …?year=`; `PATCH` `{ restDays?, holidays? }`;
 * `PUT …/:year` `{ version, days }` and `DELETE …/:year?version=`; `GET …/:year/export.csv`, `POST …/import` with a file as the body;
 * `GET …/reckon?day=&add=` gives `{ day }`, with `until` in place of `add` `{ count }`.
 */
export function calendarRoutes(server: ApiServer): void {
  server.get(
    '/api/working-calendar',
    says({ id: 'calendar.read', query: { year: whole }, answer: calendarAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const asked = parseBody(z.strictObject({ year: year.optional() }), { ...(request.query as object) })
      return describeCalendar(ctx, asked.year ?? thisYear(ctx))
    },
  )
  server.get(
    '/api/working-calendar/reckon',
    says({
      id: 'calendar.reckon',
      query: { day: dayText, add: whole, until: dayText },
      needs: ['day'],
      answer: reckonAnswer,
    }),
    async request => {
      const ctx = await contextOf(request)
      const asked = parseBody(reckonQuery, { ...(request.query as object) })
      return asked.until === undefined
        ? { day: await addWorkingDays(ctx, asked.day, asked.add ?? 0) }
        : { count: await workingDaysBetween(ctx, asked.day, asked.until) }
    },
  )
  server.patch(
    '/api/working-calendar',
    says({
      id: 'calendar.setRhythm',
      body: rhythmBody,
      example: { restDays: [6, 7] },
      answer: calendarAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await changer(request)
      const change = parseBody(rhythmBody, request.body)
      await inTransaction(ctx, trx => writeRhythm(trx, change))
      return describeCalendar(ctx, thisYear(ctx))
    },
  )
  server.put<OfYear>(
    '/api/working-calendar/:year',
    says({
      id: 'calendar.writeYear',
      body: yearBody,
      example: { version: 0, days: [] },
      answer: calendarAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await changer(request)
      const of = yearOf(request)
      const { version, days } = parseBody(yearBody, request.body)
      const problems = misplaced(of, days)
      if (problems.length > 0) throw invalid(problems)
      await inTransaction(ctx, trx => writeYear(trx, { year: of, days, version }))
      return describeCalendar(ctx, of)
    },
  )
  server.delete<OfYear>(
    '/api/working-calendar/:year',
    says({
      id: 'calendar.forgetYear',
      query: { version: whole },
      needs: ['version'],
      answer: calendarAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await changer(request)
      const of = yearOf(request)
      const { version } = parseBody(z.strictObject({ version: z.coerce.number().int() }), {
        ...(request.query as object),
      })
      await inTransaction(ctx, trx => forgetYear(trx, of, version))
      return describeCalendar(ctx, of)
    },
  )
  server.get<OfYear>(
    '/api/working-calendar/:year/export.csv',
    says({ id: 'calendar.export', file: 'text/csv' }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const of = yearOf(request)
      const { days } = await describeCalendar(ctx, of)
      return reply
        .header('content-disposition', `attachment; filename="working-calendar-${of}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(calendarCsv(days, ctx.locale))
    },
  )
  // A file of whatever kind; only this route takes such bodies.
  void server.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    const said = says({ id: 'calendar.import', takesFile: true, answer: importAnswer, right: 'settings.update' })
    scope.post('/api/working-calendar/import', { bodyLimit: LARGEST_FILE, ...said }, async request => {
      const ctx = await changer(request)
      const file = await spool(request.raw, { ...importLimits, bytes: LARGEST_FILE })
      try {
        const years = await readCalendarFile(file.path)
        await inTransaction(ctx, async trx => {
          for (const [of, days] of years) await writeYear(trx, { year: of, days })
        })
        return { years: [...years].map(([of, days]) => ({ year: of, days: days.length })) }
      } finally {
        await file.remove()
      }
    })
  })
}

const LARGEST_FILE = 1024 * 1024

const thisYear = (ctx: Context): number => Number(dayAt(ctx.now(), ctx.company.timeZone).slice(0, 4))

async function changer(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  return ctx
}

function yearOf(request: FastifyRequest<OfYear>): number {
  const of = Number(request.params.year)
  if (!isCalendarYear(of)) throw notFound('year')
  return of
}

/** What is wrong with days that are none of this year, or twice there. */
function misplaced(of: number, days: readonly SpecialDay[]): FieldProblem[] {
  const seen = new Set<string>()
  return days.flatMap(({ day: one }, index) => {
    const path = `days.${index}.day`
    if (!one.startsWith(`${of}-`)) return [{ path, code: 'calendar.other_year', params: { year: of, text: one } }]
    if (seen.has(one)) return [{ path, code: 'calendar.day_twice', params: { text: one } }]
    seen.add(one)
    return []
  })
}
