import { text } from '../http/shapes.ts'
import { layoutAnswer } from './layout-answer.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { optionInput } from '../http/option-routes.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { arrange } from './field-settings.ts'
import { queueField } from './field-jobs.ts'
import { layoutObject, layoutOf } from './layout.ts'
import type { Layout } from './layout-description.ts'
import { addField, changeField, removeField } from './write-fields.ts'
import './words.ts'

const label = z.string().trim().max(60).nullish()
const hint = z.string().trim().max(300).nullish()
const settingShape = {
  labelZh: label,
  labelEn: label,
  hintZh: hint,
  hintEn: hint,
  isHidden: z.boolean().optional(),
  isRequired: z.boolean().optional(),
  isQuick: z.boolean().optional(),
  isSearched: z.boolean().optional(),
  isFast: z.boolean().optional(),
}
const traits = z.strictObject({
  max: z.number().optional(),
  min: z.number().optional(),
  decimals: z.number().optional(),
  object: z.string().max(60).optional(),
  default: z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]).optional(),
})
const newFieldBody = z.strictObject({
  ...settingShape,
  type: z.string(),
  section: z.string().optional(),
  traits: traits.optional(),
  options: z.array(optionInput).max(500).optional(),
})
const fieldBody = z.strictObject({ ...settingShape, traits: traits.optional(), isRetired: z.boolean().optional() })
const orderBody = z.strictObject({
  sections: z.array(z.strictObject({ name: z.string(), fields: z.array(z.string()).max(500) })).max(50),
})

/** What a change leaves to be done: a field whose index and search must follow; and the name of a new one. */
interface Changed {
  follow?: string
  added?: string
}

interface OfObject {
  Params: { object: string }
}
interface OfField {
  Params: { object: string; field: string }
}

/**
 * `/api/layout/:object`: the fields of a noun as its administrator sees them. POST `/fields` makes one of the company's own, PATCH
 * and DELETE `/fields/:field` change and remove it, PUT `/order` puts all into sections. Each answers the layout as it is now.
 */
export function layoutRoutes(server: ApiServer, { jobs }: { jobs: Jobs }): void {
  const change = async (
    request: FastifyRequest<OfObject>,
    work: (ctx: Context, object: ObjectDefinition) => Promise<Changed>,
  ): Promise<Layout & { added?: string }> => {
    const ctx = await contextOf(request)
    const object = layoutObject(ctx, request.params.object)
    const { follow, added } = await inTransaction(ctx, trx => work(trx, object))
    server.assembly.forgetOverlay(ctx.company.id)
    // What the index and search must follow is done by a job, once the change stands.
    if (follow) await queueField(jobs, ctx, follow)
    const after = await contextOf(Object.assign(request, { context: undefined }))
    return { ...layoutOf(after, layoutObject(after, object.name)), ...(added ? { added } : {}) }
  }
  server.get<OfObject>(
    '/api/layout/:object',
    says({ id: 'layout.read', answer: layoutAnswer, right: 'settings.update' }),
    async request => {
      const ctx = await contextOf(request)
      return layoutOf(ctx, layoutObject(ctx, request.params.object))
    },
  )
  server.post<OfObject>(
    '/api/layout/:object/fields',
    says({
      id: 'layout.addField',
      body: newFieldBody,
      example: { type: 'text', labelZh: '备用联系方式', labelEn: 'Other contact' },
      answer: layoutAnswer.extend({ added: text }),
      status: 201,
      right: 'settings.update',
    }),
    async (request, reply) => {
      await contextOf(request)
      const given = parseBody(newFieldBody, request.body)
      const layout = await change(request, async (ctx, object) => {
        const added = await addField(ctx, object, given)
        return { added, ...(given.isFast ? { follow: added } : {}) }
      })
      return reply.status(201).send(layout)
    },
  )
  server.patch<OfField>(
    '/api/layout/:object/fields/:field',
    says({
      id: 'layout.changeField',
      body: fieldBody,
      example: { isQuick: true },
      answer: layoutAnswer,
      right: 'settings.update',
    }),
    async request => {
      const { field } = request.params
      await contextOf(request)
      const given = parseBody(fieldBody, request.body)
      return change(request, async (ctx, object) => {
        await changeField(ctx, object, field, given)
        return given.isFast === undefined && given.isSearched === undefined ? {} : { follow: field }
      })
    },
  )
  server.delete<OfField>(
    '/api/layout/:object/fields/:field',
    says({ id: 'layout.removeField', answer: layoutAnswer, right: 'settings.update' }),
    async request => {
      const { field } = request.params
      return change(request, async (ctx, object) => {
        await removeField(ctx, object, field)
        return { follow: field }
      })
    },
  )
  server.put<OfObject>(
    '/api/layout/:object/order',
    says({ id: 'layout.arrange', body: orderBody, answer: layoutAnswer, right: 'settings.update' }),
    async request => {
      await contextOf(request)
      const { sections } = parseBody(orderBody, request.body)
      return change(request, async (ctx, object) => {
        await arrange(ctx, object, sections)
        return {}
      })
    },
  )
}
