import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, notFound, Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import { targetRecord } from '../http/record-requests.ts'
import type { ApiServer } from '../http/server.ts'
import { named, text, uuid, whole } from '../http/shapes.ts'
import type { Context } from '../records/context.ts'
import { listAnswer, recordApprovals, trialAnswer } from './approval-description.ts'
import { boxes } from './box-description.ts'
import { approve, refuse } from './decide.ts'
import { decideMany } from './decide-many.ts'
import { readDeputy, setDeputy } from './deputies.ts'
import { addApprover, delegate, remind } from './pass-on.ts'
import { listApprovals } from './read-lists.ts'
import { readRounds } from './read-rounds.ts'
import { trialOf } from './trial.ts'

const said = z.string().trim().max(500)
const reason = said.min(2)
const approveBody = z.strictObject({ opinion: said.optional() })
const refuseBody = z.strictObject({ opinion: reason })
const delegateBody = z.strictObject({ to: uuid, reason })
const addBody = z.strictObject({ user: uuid, where: z.enum(['before', 'after']), reason })
const manyBody = z.strictObject({
  ids: z.array(uuid).min(1).max(200),
  decision: z.enum(['approve', 'refuse']),
  opinion: said.optional(),
})
const manyAnswer = z.object({
  done: z.array(uuid),
  refused: z.array(z.object({ id: uuid, code: text, message: text })),
})
const deputyBody = z.strictObject({ user: uuid.nullable() })
const done = z.object({ id: uuid })

/** `/api/approvals`: what waits for one, what one decided and submitted; deciding. `/api/<plural>/:id/approval`: the rounds of a record. */
export function approvalRoutes(server: ApiServer): void {
  server.get(
    '/api/approvals',
    says({ id: 'approvals.list', query: { box: z.enum(boxes), after: text }, answer: listAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const { box = 'waiting', after } = request.query as { box?: string; after?: string }
      const known = boxes.find(one => one === box)
      if (!known) throw badRequest('approval.no_such_box')
      return listApprovals(ctx, known, after)
    },
  )
  decisions(server)
  server.post(
    '/api/approvals/decide',
    says({
      id: 'approvals.decideMany',
      isHarmlessTwice: true,
      body: manyBody,
      example: { ids: ['0197a2b4-0000-7000-8000-000000000000'], decision: 'approve' },
      answer: manyAnswer,
      who: 'person',
    }),
    async request => decideMany(await personContext(request), parseBody(manyBody, request.body)),
  )
  server.get(
    '/api/approvals/deputy',
    says({ id: 'approvals.deputy', answer: z.object({ deputy: named.nullable() }) }),
    async request => ({ deputy: await readDeputy(await contextOf(request)) }),
  )
  server.put(
    '/api/approvals/deputy',
    says({
      id: 'approvals.setDeputy',
      body: deputyBody,
      example: { user: null },
      answer: z.object({ deputy: named.nullable() }),
      who: 'person',
    }),
    async request => {
      const ctx = await personContext(request)
      const { user } = parseBody(deputyBody, request.body)
      await inTransaction(ctx, async trx => {
        await setDeputy(trx, user)
        return null
      })
      return { deputy: await readDeputy(ctx) }
    },
  )
  ofRecord(server)
}

function decisions(server: ApiServer): void {
  server.post(
    '/api/approvals/:id/approve',
    says({ id: 'approvals.approve', body: approveBody, example: { opinion: '同意' }, answer: done, who: 'person' }),
    request => deciding(request, approveBody, (ctx, id, { opinion }) => approve(ctx, id, opinion || null)),
  )
  server.post(
    '/api/approvals/:id/refuse',
    says({ id: 'approvals.refuse', body: refuseBody, example: { opinion: '价格过低' }, answer: done, who: 'person' }),
    request => deciding(request, refuseBody, (ctx, id, { opinion }) => refuse(ctx, id, opinion)),
  )
  server.post(
    '/api/approvals/:id/delegate',
    says({
      id: 'approvals.delegate',
      body: delegateBody,
      example: { to: '0197a2b4-0000-7000-8000-000000000000', reason: '由他负责' },
      answer: done,
      who: 'person',
    }),
    request => deciding(request, delegateBody, (ctx, id, input) => delegate(ctx, id, input)),
  )
  server.post(
    '/api/approvals/:id/add',
    says({
      id: 'approvals.add',
      body: addBody,
      example: { user: '0197a2b4-0000-7000-8000-000000000000', where: 'after', reason: '请财务再看' },
      answer: done,
      who: 'person',
    }),
    request => deciding(request, addBody, (ctx, id, input) => addApprover(ctx, id, input)),
  )
  server.post(
    '/api/approvals/:id/remind',
    says({ id: 'approvals.remind', answer: z.object({ told: whole }), who: 'person' }),
    async request => {
      const ctx = await personContext(request)
      const id = idOf(request)
      return { told: await inTransaction(ctx, trx => remind(trx, id)) }
    },
  )
}

function ofRecord(server: ApiServer): void {
  server.get('/api/:plural/:id/approval', says({ id: 'record.approval', answer: recordApprovals }), async request => {
    const { ctx, object, id } = await targetRecord(request)
    return readRounds(ctx, object, id)
  })
  server.get(
    '/api/approvals/trial',
    says({
      id: 'approvals.trial',
      query: { object: text, record: uuid },
      needs: ['object', 'record'],
      answer: trialAnswer,
    }),
    async request => {
      const ctx = await contextOf(request)
      const { object: name = '', record } = request.query as { object?: string; record?: string }
      const object = ctx.catalog.objects.get(name)
      if (!object || !isId(record)) throw notFound('object')
      return trialOf(ctx, object, record.toLowerCase())
    },
  )
}

async function deciding<T>(
  request: FastifyRequest,
  schema: z.ZodType<T>,
  work: (ctx: Context, id: string, input: T) => Promise<void>,
): Promise<{ id: string }> {
  const ctx = await personContext(request)
  const id = idOf(request)
  const input = parseBody(schema, request.body ?? {})
  return inTransaction(ctx, async trx => {
    await work(trx, id, input)
    return { id }
  })
}

/** A key may not decide: a program acts for somebody, and consent is a person's. */
async function personContext(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (ctx.actor.kind !== 'person') throw new Problem(403, 'session.person_only')
  return ctx
}

const idOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('approval')
  return id.toLowerCase()
}
