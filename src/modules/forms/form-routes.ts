import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { may } from '#platform/access/actor.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { parseBody } from '#platform/http/body.ts'
import { contextOf, inTransaction } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { instant, named, next, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { askableFields, fieldsOf, writeFields } from './form-fields.ts'
import { formIdIn } from './public-routes.ts'
import { decide, submissionsOf } from './submissions.ts'

const field = z.strictObject({ field: z.string().max(100), isRequired: z.boolean() })
const fieldsBody = z.strictObject({ fields: z.array(field).min(1).max(60) })
const asked = z.object({
  field: text,
  label: text,
  hint: text.nullable(),
  type: text,
  max: whole.nullable(),
  isRequired: yesNo,
  options: z.array(z.object({ id: text, label: text })),
})
const fieldsAnswer = z.object({ fields: z.array(asked), askable: z.array(asked), address: text })
const states = ['accepted', 'duplicate', 'quarantined', 'discarded'] as const
const decisionBody = z.strictObject({ take: z.boolean() })
const submissionsAnswer = z.object({
  submissions: z.array(
    z.object({
      id: uuid,
      at: instant,
      state: z.enum(states),
      reason: text.nullable(),
      content: z.array(z.object({ label: text, text })),
      lead: named.nullable(),
      customer: named.nullable(),
      consent: z.object({ text, version: whole }).nullable(),
      ip: text.nullable(),
      origin: text.nullable(),
    }),
  ),
  next,
  counts: z.record(text, whole),
})

/** What whoever makes forms does with them beside their fields: what they ask for, and what was sent. */
export function formRoutes(server: ApiServer): void {
  server.get('/api/forms/:id/fields', says({ id: 'forms.fields', of: ['form'], answer: fieldsAnswer }), async request =>
    described(await formOf(request)),
  )
  server.put(
    '/api/forms/:id/fields',
    says({
      id: 'forms.writeFields',
      of: ['form'],
      right: 'form.update',
      isHarmlessTwice: true,
      body: fieldsBody,
      example: { fields: [{ field: 'name', isRequired: true }] },
      answer: fieldsAnswer,
    }),
    async request => {
      const of = await formOf(request, 'form.update')
      const { fields } = parseBody(fieldsBody, request.body)
      await inTransaction(of.ctx, async trx => {
        await writeFields(trx, of.id, fields)
        return null
      })
      return described(of)
    },
  )
  server.get(
    '/api/forms/:id/submissions',
    says({
      id: 'forms.submissions',
      of: ['form'],
      right: 'form.update',
      query: { state: z.enum(states), after: text },
      answer: submissionsAnswer,
    }),
    async request => {
      const { ctx, id } = await formOf(request, 'form.update')
      const { state, after } = request.query as { state?: string; after?: string }
      return submissionsOf(ctx, id, { state, after })
    },
  )
  server.post(
    '/api/forms/:id/submissions/:submission/decide',
    says({ id: 'forms.decide', of: ['form'], right: 'form.update', body: decisionBody, example: { take: true } }),
    async (request, reply) => {
      const { ctx, id } = await formOf(request, 'form.update')
      const { submission } = request.params as { submission: string }
      if (!isId(submission)) throw notFound('submission')
      const { take } = parseBody(decisionBody, request.body)
      await inTransaction(ctx, async trx => {
        await decide(trx, { form: id, submission, take })
        return null
      })
      return reply.status(204).send()
    },
  )
}

interface Of {
  ctx: Context
  id: string
  token: string
  linkBase: string
}

/** The form of the address, as somebody of the company sees it. @throws Problem 401, 403, 404 */
async function formOf(request: FastifyRequest, right?: string): Promise<Of> {
  const ctx = await contextOf(request)
  const id = formIdIn(request)
  const { token } = await get(ctx, objectOf(ctx.catalog, 'form'), id)
  if (right && !may(ctx.actor, right)) throw forbidden(right)
  return { ctx, id, token: String(token), linkBase: request.server.door.linkBase }
}

const described = async ({ ctx, id, token, linkBase }: Of) => ({
  fields: await fieldsOf(ctx, id),
  askable: askableFields(ctx),
  address: `${linkBase}/f/${token}`,
})
