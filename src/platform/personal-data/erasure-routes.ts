import { sql } from 'kysely'
import { z } from 'zod'
import { scopeOf } from '../access/actor.ts'
import { forbidden, invalid, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import type { ObjectDescription } from '../objects/description.ts'
import type { Context } from '../records/context.ts'
import { tryConsent } from './erasure-consent.ts'
import { queueErasure } from './erasure-jobs.ts'
import { askToStop, latestErasures, openErasure, readErasure, runningErasure } from './erasure-runs.ts'
import { personNoun } from './person-kinds.ts'
import { personRecords } from './persons.ts'
import './words.ts'

const eraseSchema = z.strictObject({
  reason: z.string().trim().min(2).max(500),
  confirm: z.string().max(200),
  consent: z.uuid().optional(),
})

const counts = z.record(z.string(), whole)

const erasureAnswer = z.object({
  id: uuid,
  object: text,
  recordId: uuid,
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  isStopped: yesNo,
  done: whole,
  total: whole,
  found: whole,
  problem: z.object({ code: text, message: text }).nullable(),
  receipts: z.array(z.object({ id: uuid, object: text, recordId: uuid, counts })),
  by: named,
  createdAt: instant,
  endedAt: instant.nullable(),
})

const receiptsAnswer = z.object({
  receipts: z.array(
    z.object({
      id: uuid,
      object: text,
      recordId: uuid,
      erasedAt: instant,
      erasedBy: named.nullable(),
      consentedBy: named.nullable(),
      reason: text,
      counts,
    }),
  ),
})

const right = 'personalData.erase'

/** `POST /api/<plural>/:id/erase-person` begins an erasure, `/api/erasures` tells how far it is and stops it; `/api/erasure-receipts`. */
export function erasureRoutes(server: ApiServer, ofPersons: (noun: ObjectDescription) => boolean): void {
  server.post(
    '/api/:plural/:id/erase-person',
    says({
      id: 'personalData.erase',
      body: eraseSchema,
      example: { reason: '本人要求', confirm: '删除' },
      answer: erasureAnswer,
      status: 202,
      nouns: ofPersons,
      who: 'person',
      right,
    }),
    async (request, reply) => {
      const { ctx, object, id } = await targetRecord(request)
      if (ctx.actor.kind !== 'person') throw new Problem(403, 'session.person_only')
      await personNoun(ctx, { object: object.name, id }, right)
      const { reason, confirm, consent = null } = parseBody(eraseSchema, request.body)
      const other = await runningErasure(ctx.db)
      const erasure = await inTransaction(ctx, async trx => {
        const [asked] = await personRecords(trx, object, id)
        if (asked?.title.trim() !== confirm.trim())
          throw invalid([{ path: 'confirm', code: 'personal.confirm', params: { text: asked?.title ?? '' } }])
        const isNeeded = await tryConsent(trx, { object: object.name, id, consent })
        return openErasure(trx, { object: object.name, id, reason, consent: isNeeded ? consent : null })
      }).catch(async (error: unknown) => {
        // Its process may have ended before it was queued.
        if (other !== null) await queueErasure(server.jobs, ctx.company.id, other)
        throw error
      })
      await queueErasure(server.jobs, ctx.company.id, erasure.id)
      return reply.status(202).send(erasure)
    },
  )
  server.get(
    '/api/erasures',
    says({ id: 'personalData.erasures', answer: z.object({ erasures: z.array(erasureAnswer) }), right }),
    async request => ({ erasures: await latestErasures(allowed(await contextOf(request))) }),
  )
  server.get(
    '/api/erasures/:id',
    says({ id: 'personalData.readErasure', answer: erasureAnswer, right }),
    async request => readErasure(allowed(await contextOf(request)), (request.params as { id: string }).id),
  )
  server.post(
    '/api/erasures/:id/stop',
    says({ id: 'personalData.stopErasure', isHarmlessTwice: true, answer: erasureAnswer, right }),
    async request => {
      const ctx = allowed(await contextOf(request))
      const { id, state } = await readErasure(ctx, (request.params as { id: string }).id)
      await askToStop(ctx.db, id)
      // Its process may have ended before it was queued: then this is what ends it.
      if (state === 'running') await queueErasure(server.jobs, ctx.company.id, id)
      return readErasure(ctx, id)
    },
  )
  server.get(
    '/api/erasure-receipts',
    says({ id: 'personalData.receipts', answer: receiptsAnswer, right }),
    async request => {
      const ctx = await contextOf(request)
      if (scopeOf(ctx.actor, right) !== 'all' && scopeOf(ctx.actor, 'audit.read') !== 'all') throw forbidden(right)
      const { rows } = await sql`
        select r.id, r.object, r.record_id as "recordId", r.erased_at as "erasedAt", r.reason, r.counts,
               case when b.id is not null then json_build_object('id', b.id, 'title', b.name) end as "erasedBy",
               case when c.id is not null then json_build_object('id', c.id, 'title', c.name) end as "consentedBy"
          from erasure_receipts r left join users b on b.id = r.erased_by_id left join users c on c.id = r.consented_by_id
         order by r.erased_at desc, r.id desc limit 500`.execute(ctx.db)
      return { receipts: rows }
    },
  )
}

function allowed(ctx: Context): Context {
  if (scopeOf(ctx.actor, right) !== 'all') throw forbidden(right)
  return ctx
}
