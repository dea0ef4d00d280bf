import { sql } from 'kysely'
import { z } from 'zod'
import { lead } from '#modules/leads/index.ts'
import { may, systemActor } from '#platform/access/actor.ts'
import { badRequest, forbidden, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { zonedToUtc } from '#platform/fields/time-zone.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, instant, named, text, whole, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { act, type Context, get, update } from '#platform/records/index.ts'
import { assignmentRule } from './assignment-rule.object.ts'
import type { Considered } from './choose.rules.ts'
import type { AssignmentKind } from './decided.ts'
import { tryRules } from './trial.ts'
import { consideredWords, whyWords } from './why-words.ts'

const ruleRight = 'assignmentRule.update'
const assignmentsAnswer = z.object({
  assignments: z.array(
    z.object({
      at: instant,
      kind: z.enum(['rule', 'fallback', 'hand']),
      owner: named.nullable(),
      by: named.nullable(),
      why: text,
      considered: z.array(z.object({ user: named, words: text, isChosen: yesNo })),
    }),
  ),
})
const orderBody = z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) })
const orderAnswer = z.object({ ids: z.array(z.uuid()) })
const trialBody = z.strictObject({ from: z.iso.date(), until: z.iso.date() })
const tried = { user: named.nullable(), rule: named.nullable() }
const trialAnswer = z.object({
  total: whole,
  isCut: yesNo,
  byPerson: z.array(z.object({ ...tried, count: whole })),
  rows: z.array(z.object({ lead: named, createdAt: instant, now: named.nullable(), ...tried, why: text })),
})
const leaveBody = z.strictObject({ from: z.iso.date().nullish(), until: z.iso.date().nullish() })
const leaveAnswer = z.object({ from: day.nullable(), until: day.nullable(), mayChange: yesNo })

interface OfRecord {
  Params: { id: string }
}

/**
 * `GET /api/leads/:id/assignments`: who got it when and why. `POST /api/assignment-rules/order` `{ ids }`: in which order rules are asked.
 * `POST /api/assignment-rules/trial` `{ from, until }`: who would have got the leads of these days. `GET`, `PUT /api/users/:id/leave`: when somebody is away.
 */
export function assignmentRoutes(server: ApiServer): void {
  server.get<OfRecord>(
    '/api/leads/:id/assignments',
    says({ id: 'leads.assignments', answer: assignmentsAnswer, of: ['lead'] }),
    async request => {
      const ctx = await contextOf(request)
      return { assignments: await readAssignments(ctx, idIn(request.params.id, 'lead')) }
    },
  )
  server.post(
    '/api/assignment-rules/order',
    says({
      id: 'assignments.order',
      body: orderBody,
      example: { ids: [crypto.randomUUID()] },
      answer: orderAnswer,
      right: ruleRight,
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, ruleRight)) throw forbidden(ruleRight)
      const { ids } = parseBody(orderBody, request.body)
      await inTransaction(ctx, async trx => {
        // In the order of ids, so that two who order at once wait for each other and do not lock each other out.
        for (const id of [...ids].sort()) await update(trx, assignmentRule, id, { place: ids.indexOf(id) + 1 })
      })
      return { ids }
    },
  )
  server.post(
    '/api/assignment-rules/trial',
    says({
      id: 'assignments.trial',
      body: trialBody,
      example: { from: '2026-01-01', until: '2026-01-31' },
      answer: trialAnswer,
      right: ruleRight,
      cost: 'report',
      isHarmlessTwice: true,
    }),
    async request => {
      const ctx = await contextOf(request)
      if (!may(ctx.actor, ruleRight)) throw forbidden(ruleRight)
      const { from, until } = parseBody(trialBody, request.body)
      if (until < from) throw badRequest('assignments.period_backwards')
      const zone = ctx.company.timeZone
      return tryRules(ctx, { from: startOfDay(from, zone), until: startOfDay(nextDay(until), zone) })
    },
  )
  server.get<OfRecord>(
    '/api/users/:id/leave',
    says({ id: 'users.leave', answer: leaveAnswer, of: ['user'] }),
    async request => {
      const ctx = await contextOf(request)
      return leaveOf(ctx, idIn(request.params.id, 'user'))
    },
  )
  server.put<OfRecord>(
    '/api/users/:id/leave',
    says({
      id: 'users.setLeave',
      body: leaveBody,
      example: { from: null, until: null },
      answer: leaveAnswer,
      of: ['user'],
    }),
    async request => {
      const ctx = await contextOf(request)
      const id = idIn(request.params.id, 'user')
      const { from, until } = parseBody(leaveBody, request.body)
      const user = objectOf(ctx.catalog, 'user')
      await get(ctx, user, id)
      if (!maySetLeave(ctx, id)) throw forbidden('user.setLeave')
      const doer = { ...systemActor(ctx.actor.name), kind: ctx.actor.kind, userId: ctx.actor.userId }
      await inTransaction(ctx, trx =>
        act({ ...trx, actor: doer }, user, id, 'setLeave', { from: from ?? null, until: until ?? null }),
      )
      return leaveOf(ctx, id)
    },
  )
}

/** Himself, whoever leads him, and whoever may change people. */
const maySetLeave = ({ actor }: Context, id: string): boolean =>
  actor.userId === id || actor.subordinates.includes(id) || may(actor, 'user.update')

async function leaveOf(ctx: Context, id: string) {
  const person = await get(ctx, objectOf(ctx.catalog, 'user'), id)
  const read = (name: string) => (person[name] as string | null | undefined) ?? null
  return { from: read('leaveFrom'), until: read('leaveUntil'), mayChange: maySetLeave(ctx, id) }
}

async function readAssignments(ctx: Context, id: string) {
  await get(ctx, lead, id)
  const { rows } = await sql<{
    at: Date | string
    kind: AssignmentKind
    owner_id: string | null
    owner: string | null
    by_id: string | null
    by: string | null
    rule_name: string | null
    considered: { method: string | null; people: Considered[] }
  }>`select a.at, a.kind, a.owner_id, o.name as owner, a.by_id, b.name as by, a.rule_name, a.considered
    from lead_assignments a left join users o on o.id = a.owner_id left join users b on b.id = a.by_id
    where a.lead_id = ${id}::uuid order by a.at desc, a.id desc limit 50`.execute(ctx.db)
  return rows.map(row => {
    const { method, people } = row.considered
    const rule = row.rule_name === null ? null : { name: row.rule_name, ...(method ? { method } : {}) }
    const owner = row.owner_id ? { id: row.owner_id, title: row.owner ?? '' } : null
    return {
      at: new Date(row.at).toISOString(),
      kind: row.kind,
      owner,
      by: row.by_id ? { id: row.by_id, title: row.by ?? '' } : null,
      why: whyWords(ctx.locale, {
        kind: row.kind,
        rule,
        user: owner,
        considered: people.filter(one => one.why === 'chosen'),
      }),
      considered: people.map(one => ({
        user: one.user,
        words: consideredWords(ctx.locale, one),
        isChosen: one.why === 'chosen',
      })),
    }
  })
}

function idIn(id: string, noun: string): string {
  if (!isId(id)) throw notFound(noun)
  return id.toLowerCase()
}

/** The first moment of a day by the company's clock, as an instant. */
const startOfDay = (day: string, zone: string): string =>
  zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, zone).toISOString()

const nextDay = (text: string): string =>
  new Date(Date.parse(`${text}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
