import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { may } from '../access/actor.ts'
import { forbidden, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import { named, text, uuid, whole, yesNo } from '../http/shapes.ts'
import { translate } from '../i18n/index.ts'
import { objectOf } from '../objects/catalog.ts'
import { kebabCase } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { approvalOf } from './approval.ts'
import { trialAnswer } from './approval-description.ts'
import { blindSpotsOf } from './blind-spots.ts'
import { flowContentSchema, flowSchema } from './flow-description.ts'
import { addFlow, changeFlow, type Flow, flowNamed, flowsOf, orderFlows, removeFlow } from './flows.ts'
import { roleTitles } from './read-rounds.ts'
import { trialOfFlow } from './trial.ts'

const flowAnswer = flowSchema.extend({
  id: uuid,
  place: whole,
  version: whole,
  /** Who would decide without seeing all of it. */
  blindSpots: z.array(z.object({ who: text, seesNothing: yesNo, fields: z.array(text) })),
  /** People and departments that it names. */
  names: z.array(named),
})
export type FlowAnswer = z.infer<typeof flowAnswer>

const nounAnswer = z.object({ object: text, path: text, label: text, hasAmount: yesNo })
const allAnswer = z.object({
  flows: z.array(flowAnswer),
  nouns: z.array(nounAnswer),
  roles: z.array(z.object({ id: text, title: text })),
})
export type FlowsAnswer = z.infer<typeof allAnswer>

const changeSchema = flowSchema.extend({ version: whole })
const orderSchema = z.strictObject({ object: text, ids: z.array(uuid).max(500) })
const trialSchema = z.strictObject({ object: text, content: flowContentSchema, record: uuid })

const example = {
  object: 'contract',
  name: '折扣与金额',
  isOn: true,
  content: {
    conditions: null,
    departments: [],
    amountFrom: '100000',
    amountTo: null,
    steps: [{ kind: 'superior', mode: 'any', level: 1 }],
    afterRefusal: 'start',
    withdraw: 'undecided',
    remindDays: 2,
  },
}

/** `/api/approval-flows`: which records need whose consent, for whoever may change settings. */
export function flowRoutes(server: ApiServer): void {
  server.get(
    '/api/approval-flows',
    says({ id: 'approvalFlows.list', answer: allAnswer, right: 'settings.update' }),
    async request => everything(await settingsContext(request)),
  )
  server.post(
    '/api/approval-flows',
    says({
      id: 'approvalFlows.add',
      body: flowSchema,
      example,
      answer: flowAnswer,
      status: 201,
      right: 'settings.update',
    }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const input = parseBody(flowSchema, request.body)
      const id = await inTransaction(ctx, trx => addFlow(trx, input))
      return reply.status(201).send(await shown(ctx, await flowNamed(ctx, id)))
    },
  )
  server.put(
    '/api/approval-flows/:id',
    says({
      id: 'approvalFlows.change',
      body: changeSchema,
      example: { ...example, version: 1 },
      answer: flowAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await settingsContext(request)
      const id = idOf(request)
      const input = parseBody(changeSchema, request.body)
      await inTransaction(ctx, async trx => {
        await changeFlow(trx, id, input)
        return null
      })
      return shown(ctx, await flowNamed(ctx, id))
    },
  )
  server.delete(
    '/api/approval-flows/:id',
    says({ id: 'approvalFlows.remove', right: 'settings.update' }),
    async (request, reply) => {
      const ctx = await settingsContext(request)
      const id = idOf(request)
      await inTransaction(ctx, async trx => {
        await removeFlow(trx, id)
        return null
      })
      return reply.status(204).send()
    },
  )
  server.put(
    '/api/approval-flows/order',
    says({
      id: 'approvalFlows.order',
      isHarmlessTwice: true,
      body: orderSchema,
      example: { object: 'contract', ids: [] },
      answer: allAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await settingsContext(request)
      const { object, ids } = parseBody(orderSchema, request.body)
      await inTransaction(ctx, async trx => {
        await orderFlows(trx, object, ids)
        return null
      })
      return everything(ctx)
    },
  )
  server.post(
    '/api/approval-flows/trial',
    says({
      id: 'approvalFlows.trial',
      isHarmlessTwice: true,
      body: trialSchema,
      example: { object: 'contract', content: example.content, record: '0197a2b4-0000-7000-8000-000000000000' },
      answer: trialAnswer,
      right: 'settings.update',
    }),
    async request => {
      const ctx = await settingsContext(request)
      const { object, content, record } = parseBody(trialSchema, request.body)
      if (!approvalOf(ctx, object) || !ctx.catalog.objects.has(object)) throw notFound('object')
      return trialOfFlow(ctx, objectOf(ctx.catalog, object), { content, id: record })
    },
  )
}

async function everything(ctx: Context): Promise<FlowsAnswer> {
  const flows = (await flowsOf(ctx)).filter(
    flow => ctx.catalog.objects.has(flow.object) && approvalOf(ctx, flow.object),
  )
  const nouns = [...ctx.catalog.objects.values()].flatMap(object => {
    const approval = approvalOf(ctx, object.name)
    const label = translate(ctx.locale, `${object.name}.plural`)
    const path = kebabCase(object.plural)
    return approval ? [{ object: object.name, path, label, hasAmount: approval.amount !== undefined }] : []
  })
  const roles = [...(await roleTitles(ctx))].map(([id, title]) => ({ id, title }))
  return { flows: await Promise.all(flows.map(flow => shown(ctx, flow))), nouns, roles }
}

async function shown(ctx: Context, flow: Flow): Promise<FlowAnswer> {
  const people = flow.content.steps.flatMap(step => ('people' in step ? step.people : []))
  const { rows: names } = await sql<{ id: string; title: string }>`
    select id, name as title from users where id = any(${people}::uuid[])
    union all select id, name from departments where id = any(${flow.content.departments}::uuid[])`.execute(ctx.db)
  return { ...flow, blindSpots: await blindSpotsOf(ctx, flow), names }
}

async function settingsContext(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  return ctx
}

const idOf = (request: FastifyRequest): string => {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound('approvalFlow')
  return id.toLowerCase()
}
