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
    work: (ctx: Context, object: ObjectDefinition) => Promise<string | undefined>,
  ): Promise<Layout> => {
    const ctx = await contextOf(request)
    const object = layoutObject(ctx, request.params.object)
    const field = await inTransaction(ctx, trx => work(trx, object))
    server.assembly.forgetOverlay(ctx.company.id)
    // What the index and search must follow is done by a job, once the change stands.
    if (field) await queueField(jobs, ctx, field)
    const after = await contextOf(Object.assign(request, { context: undefined }))
    return layoutOf(after, layoutObject(after, object.name))
  }
  server.get<OfObject>('/api/layout/:object', async request => {
    const ctx = await contextOf(request)
    return layoutOf(ctx, layoutObject(ctx, request.params.object))
  })
  server.post<OfObject>('/api/layout/:object/fields', async (request, reply) => {
    await contextOf(request)
    const given = parseBody(newFieldBody, request.body)
    let name = ''
    const layout = await change(request, async (ctx, object) => {
      name = await addField(ctx, object, given)
      return given.isFast ? name : undefined
    })
    return reply.status(201).send({ ...layout, added: name })
  })
  server.patch<OfField>('/api/layout/:object/fields/:field', async request => {
    const { field } = request.params
    await contextOf(request)
    const given = parseBody(fieldBody, request.body)
    return change(request, async (ctx, object) => {
      await changeField(ctx, object, field, given)
      return given.isFast === undefined && given.isSearched === undefined ? undefined : field
    })
  })
  server.delete<OfField>('/api/layout/:object/fields/:field', async request => {
    const { field } = request.params
    return change(request, async (ctx, object) => {
      await removeField(ctx, object, field)
      return field
    })
  })
  server.put<OfObject>('/api/layout/:object/order', async request => {
    await contextOf(request)
    const { sections } = parseBody(orderBody, request.body)
    return change(request, async (ctx, object) => {
      await arrange(ctx, object, sections)
      return undefined
    })
  })
}
