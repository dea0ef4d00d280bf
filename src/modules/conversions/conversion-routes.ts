import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { defaultPipeline } from '#modules/pipelines/index.ts'
import { may } from '#platform/access/actor.ts'
import { originOf, writeAudit } from '#platform/audit/write-audit.ts'
import type { Database } from '#platform/db/server.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { recordOf, says } from '#platform/http/describe-route.ts'
import { seen } from '#platform/http/record-requests.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { anything, instant, named, text, uuid, yesNo } from '#platform/http/shapes.ts'
import { tagged } from '#platform/http/versions.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { titlesOf } from '#platform/records/titles.ts'
import { lock } from '#platform/records/update.ts'
import { carriedFields, shownOf } from './carried-fields.ts'
import { convertLead, withMapping } from './convert-lead.ts'
import { describeConversion } from './describe-conversion.ts'
import { mappableFields, mappedNouns, readMapping, writeMapping } from './mapping.ts'
import { matchesOf } from './matches.ts'
import { type Touch, touchesOf } from './touches.ts'
import { undoConversion } from './undo-conversion.ts'

const values = z.record(z.string().max(100), z.unknown())
const conversionBody = z.strictObject({
  customer: values.optional(),
  contact: values.nullable().optional(),
  opportunity: values.nullable().optional(),
  duplicateReason: z.string().trim().max(300).optional(),
})
const mapping = z.strictObject({
  leadField: z.string().max(100),
  object: z.enum(mappedNouns),
  field: z.string().max(100),
})
const mappingBody = z.strictObject({ mappings: z.array(mapping).max(300) })

const nobody = named.nullable()
const added = z.object({ object: text, id: uuid, title: text, how: z.enum(['added', 'changed']) })
const match = z.object({ id: uuid, title: text, kind: text, owner: nobody, by: z.enum(['name', 'reach']) })
const conversionAnswer = z.object({
  done: z
    .object({ at: instant, by: nobody, customer: named, contact: nobody, opportunity: nobody, added: z.array(added) })
    .nullable(),
  draft: z.object({ customer: anything, contact: anything, opportunity: anything }).nullable(),
  matches: z.array(match),
})
const mappingAnswer = z.object({
  mappings: z.array(mapping),
  fields: z.array(
    z.object({
      name: text,
      label: text,
      custom: yesNo,
      targets: z.array(z.object({ object: z.enum(mappedNouns), field: text, label: text })),
    }),
  ),
})
const touchesAnswer = z.object({
  touches: z.array(
    z.object({
      id: uuid,
      kind: text,
      at: instant,
      source: text.nullable(),
      campaign: nobody,
      lead: nobody,
      form: nobody,
      text: text.nullable(),
    }),
  ),
})

/** The routes of conversion: of one lead, of its mapping, and where somebody came from. */
export function conversionRoutes(server: ApiServer): void {
  server.get(
    '/api/leads/:id/conversion',
    says({ id: 'conversions.get', of: ['lead'], answer: conversionAnswer }),
    async request => {
      const ctx = await contextOf(request)
      const id = idIn(request)
      const lead = objectOf(ctx.catalog, 'lead')
      const record = await get(ctx, lead, id)
      const done = await describeConversion(ctx, id)
      if (done || !record.can.includes('convert')) return { done, draft: null, matches: [] }
      const whole = await inTransaction(ctx, async trx => (await lock(trx, lead, [id], 'convert')).get(id) ?? {})
      const carried = await withMapping(ctx, whole, await carriedFields(ctx, whole))
      const draft = shownOf(ctx, carried, await readMapping(ctx))
      const opportunity = { ...draft.opportunity, ...(await usualPipeline(ctx)) }
      return { done: null, draft: { ...draft, opportunity }, matches: await matchesOf(ctx, whole) }
    },
  )
  server.post(
    '/api/leads/:id/conversion',
    says({
      id: 'conversions.create',
      of: ['lead', 'customer'],
      right: 'lead.convert',
      body: conversionBody,
      example: { customer: {}, opportunity: null },
      answer: recordOf('lead'),
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const id = idIn(request)
      const wanted = parseBody(conversionBody, request.body ?? {})
      await inTransaction(ctx, trx => convertLead(trx, id, wanted))
      return tagged(reply, await seen(ctx, objectOf(ctx.catalog, 'lead'), id))
    },
  )
  server.post(
    '/api/leads/:id/undo-conversion',
    says({
      id: 'conversions.undo',
      of: ['lead'],
      right: 'lead.convert',
      isHarmlessTwice: true,
      answer: z.object({ kept: z.array(z.object({ object: text, id: uuid, reason: text })) }),
    }),
    async request => {
      const ctx = await contextOf(request)
      return { kept: await undoConversion(ctx as Context & { db: Database }, idIn(request)) }
    },
  )
  mappingRoutes(server)
  for (const [noun, plural] of [
    ['customer', 'customers'],
    ['lead', 'leads'],
  ] as const)
    server.get(
      `/api/${plural}/:id/touches`,
      says({ id: `${plural}.touches`, of: [noun], answer: touchesAnswer }),
      async (request): Promise<{ touches: Touch[] }> => ({
        touches: await touchesOf(await contextOf(request), noun, idIn(request)),
      }),
    )
}

function mappingRoutes(server: ApiServer): void {
  const right = 'settings.update'
  server.get(
    '/api/conversion-mapping',
    says({ id: 'conversions.mapping', right, answer: mappingAnswer }),
    async request => mappingOf(await mayChange(request)),
  )
  server.put(
    '/api/conversion-mapping',
    says({
      id: 'conversions.writeMapping',
      right,
      isHarmlessTwice: true,
      body: mappingBody,
      example: { mappings: [] },
      answer: mappingAnswer,
    }),
    async request => {
      const ctx = await mayChange(request)
      const { mappings } = parseBody(mappingBody, request.body)
      await inTransaction(ctx, async trx => {
        await writeMapping(trx, mappings)
        await writeAudit(trx, { kind: 'settings.changed', detail: { what: 'conversionMapping' }, ...originOf(request) })
        return null
      })
      return mappingOf(ctx)
    },
  )
}

async function mayChange(request: FastifyRequest): Promise<Context> {
  const ctx = await contextOf(request)
  if (!may(ctx.actor, 'settings.update')) throw forbidden('settings.update')
  return ctx
}

/** The pipeline that is meant when none is named, so that the dialog says which. */
async function usualPipeline(ctx: Context): Promise<{ pipeline?: { id: string; title: string } }> {
  const id = await defaultPipeline(ctx)
  if (!id) return {}
  const title = (await titlesOf(ctx, objectOf(ctx.catalog, 'pipeline'), [id])).get(id) ?? ''
  return { pipeline: { id, title } }
}

const mappingOf = async (ctx: Context) => ({ mappings: await readMapping(ctx), fields: mappableFields(ctx) })

function idIn(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound()
  return id.toLowerCase()
}
