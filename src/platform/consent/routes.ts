import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, forbidden, invalid, notFound, Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import { instant, named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import type { Context } from '../records/context.ts'
import type { ConsentKind } from './consent-kind.ts'
import { changeDataRules, dataRulesSchema, readDataRules } from './data-rules.ts'
import {
  askConsent,
  type ConsentRequest,
  decide,
  listRequests,
  requestNamed,
  takeConsent,
  withdraw,
} from './requests.ts'
import { nameFile } from './send-file.ts'

const requestAnswer = z.object({
  id: uuid,
  kind: text,
  object: text.nullable(),
  what: text,
  filter: z.unknown().optional(),
  columns: z.array(text).optional(),
  path: text.optional(),
  record: uuid.optional(),
  rows: whole,
  reason: text,
  state: z.enum(['asked', 'approved', 'refused', 'taken', 'withdrawn', 'expired']),
  askedBy: named,
  askedAt: instant,
  decidedBy: named.nullable(),
  decidedAt: instant.nullable(),
  word: text.nullable(),
  expiresAt: instant.nullable(),
  takenAt: instant.nullable(),
  isMine: yesNo,
  canDecide: yesNo,
  canDownload: yesNo,
})

const askSchema = z.strictObject({ kind: text, ask: z.unknown(), reason: z.string().trim().min(2).max(500) })
const decideSchema = z.strictObject({ word: z.string().trim().max(500).optional() })
const refuseSchema = z.strictObject({ word: z.string().trim().min(2).max(500) })

/** `/api/consent-requests`: asking for a second person's consent, giving it, and what it is given for. `/api/data-rules`: when it is needed. */
export function consentRoutes(server: ApiServer, all: readonly ConsentKind[]): void {
  const kinds = new Map(all.map(kind => [kind.kind, kind]))
  const shown = (ctx: Context, { ask, ...request }: ConsentRequest) => {
    const isMine = request.askedBy.id === ctx.actor.userId
    const isFile = kinds.get(request.kind)?.open !== undefined
    return {
      ...request,
      ...(kinds.get(request.kind)?.say(ctx, ask) ?? { what: request.kind }),
      isMine,
      canDecide: !isMine && request.state === 'asked',
      canDownload: isMine && isFile && request.state === 'approved',
    }
  }
  const one = async (ctx: Context, id: string) => shown(ctx, await requestNamed(ctx, kinds, id))

  server.get(
    '/api/consent-requests',
    says({ id: 'consent.list', answer: z.object({ requests: z.array(requestAnswer) }) }),
    async request => {
      const ctx = await contextOf(request)
      return { requests: (await listRequests(ctx, kinds)).map(found => shown(ctx, found)) }
    },
  )
  server.post(
    '/api/consent-requests',
    says({
      id: 'consent.ask',
      body: askSchema,
      example: { kind: 'list', ask: { object: 'customer', format: 'csv' }, reason: '季度盘点' },
      answer: requestAnswer,
      status: 201,
      who: 'person',
    }),
    async (request, reply) => {
      const ctx = await personContext(request)
      const { kind: name, ask, reason } = parseBody(askSchema, request.body)
      const kind = kinds.get(name)
      if (!kind) throw notFound('consentKind')
      const exact = parseBody(kind.ask, ask)
      const id = await askConsent(ctx, work => inTransaction(ctx, work), { kind, ask: exact, reason })
      return reply.status(201).send(await one(ctx, id))
    },
  )
  for (const [verb, state, schema] of [
    ['approve', 'approved', decideSchema],
    ['refuse', 'refused', refuseSchema],
  ] as const)
    server.post(
      `/api/consent-requests/:id/${verb}`,
      says({
        id: `consent.${verb}`,
        isHarmlessTwice: true,
        body: schema,
        example: { word: '同意，仅用于盘点' },
        answer: requestAnswer,
        who: 'person',
      }),
      async request => {
        const ctx = await personContext(request)
        const id = idOf(request)
        const { word } = parseBody(schema, request.body ?? {})
        await decide(ctx, kinds, { id, state, word: word || null })
        return one(ctx, id)
      },
    )
  server.post(
    '/api/consent-requests/:id/withdraw',
    says({ id: 'consent.withdraw', isHarmlessTwice: true, answer: requestAnswer, who: 'person' }),
    async request => {
      const ctx = await personContext(request)
      const id = idOf(request)
      await withdraw(ctx, kinds, id)
      return one(ctx, id)
    },
  )
  server.post(
    '/api/consent-requests/:id/download',
    says({
      id: 'consent.download',
      isHarmlessTwice: true,
      cost: 'export',
      file: 'application/octet-stream',
      who: 'person',
    }),
    async (request, reply) => {
      const ctx = await personContext(request)
      const id = idOf(request)
      const { kind: name, ask, askedBy } = await requestNamed(ctx, kinds, id)
      const kind = kinds.get(name)
      if (askedBy.id !== ctx.actor.userId) throw notFound('consentRequest')
      if (!kind?.open) throw conflict('consent.no_file')
      // His rights of this moment: what has become wrong is said before the consent is used up.
      const rows = await kind.count(ctx, ask)
      await transaction(ctx.db, async db => {
        const trx = { ...ctx, db }
        await takeConsent(trx, id)
        await writeAudit(trx, { kind: 'export', detail: { what: name, request: id, rows }, ...originOf(request) })
      })
      return nameFile(reply, await kind.open(ctx, ask))
    },
  )

  server.get('/api/data-rules', says({ id: 'dataRules.read', answer: dataRulesSchema }), async request =>
    readDataRules((await contextOf(request)).db),
  )
  server.patch(
    '/api/data-rules',
    says({
      id: 'dataRules.change',
      body: dataRulesSchema.partial(),
      example: { exportConsentRows: 1000 },
      answer: dataRulesSchema,
      who: 'person',
      right: 'settings.update',
    }),
    async request => {
      const ctx = await personContext(request)
      if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
      const change = parseBody(dataRulesSchema.partial(), request.body)
      const isNoun = (name: string): boolean =>
        ctx.catalog.objects.get(name)?.lineOf === undefined && ctx.catalog.objects.has(name)
      if (change.exportConsentNouns?.some(name => !isNoun(name)))
        throw invalid([{ path: 'exportConsentNouns', code: 'field.wrong_form' }])
      await inTransaction(ctx, async trx => {
        await changeDataRules(trx, change)
        return null
      })
      return readDataRules(ctx.db)
    },
  )
}

/** A key may neither ask nor decide: a program acts for one person, and consent is a second one's. */
async function personContext(request: FastifyRequest): Promise<Context & { db: Database }> {
  const ctx = await contextOf(request)
  if (ctx.actor.kind !== 'person') throw new Problem(403, 'session.person_only')
  return { ...ctx, db: ctx.db as Database }
}

const idOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('consentRequest')
  return id.toLowerCase()
}
