import { examplePreferences, viewAnswer, viewsAnswer } from './view-answers.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { Context } from '../records/context.ts'
import { writePreferences } from './preferences.ts'
import { newViewSchema, preferencesSchema, viewChangeSchema } from './view-input.ts'
import { changeView, createView, removeView, viewOf, viewsOf } from './views.ts'
import './words.ts'

/** `/api/views`: the views of all lists, and `/api/list-preferences/:object`: how one likes a list. The contract is `view-description.ts`. */
export function viewRoutes(server: ApiServer): void {
  server.get('/api/views', says({ id: 'views.list', answer: viewsAnswer }), async request => {
    const ctx = await contextOf(request)
    return { objects: await viewsOf(ctx), audiences: await audiences(ctx) }
  })
  server.post(
    '/api/views',
    says({
      id: 'views.create',
      body: newViewSchema,
      example: { object: 'customer', label: '重点客户', filter: { field: 'level', op: 'in', value: ['a'] } },
      answer: viewAnswer,
      status: 201,
    }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const { object, ...change } = parseBody(newViewSchema, request.body)
      const id = await inTransaction(ctx, trx => createView(trx, object, change))
      return reply
        .status(201)
        .header('location', `/api/views/${id}`)
        .send(await viewOf(ctx, id))
    },
  )
  server.get('/api/views/:id', says({ id: 'views.read', answer: viewAnswer }), async request =>
    viewOf(await contextOf(request), idOf(request)),
  )
  server.patch(
    '/api/views/:id',
    says({ id: 'views.change', body: viewChangeSchema, example: { label: '重点客户' }, answer: viewAnswer }),
    async request => {
      const [ctx, id] = [await contextOf(request), idOf(request)]
      const change = parseBody(viewChangeSchema, request.body)
      await inTransaction(ctx, trx => changeView(trx, id, change))
      return viewOf(ctx, id)
    },
  )
  server.delete('/api/views/:id', says({ id: 'views.remove' }), async (request, reply) => {
    const ctx = await contextOf(request)
    await inTransaction(ctx, trx => removeView(trx, idOf(request)))
    return reply.status(204).send()
  })
  server.put<{ Params: { object: string } }>(
    '/api/list-preferences/:object',
    says({ id: 'views.prefer', body: preferencesSchema, example: examplePreferences }),
    async (request, reply) => {
      const ctx = await contextOf(request)
      const preferences = parseBody(preferencesSchema, request.body)
      await inTransaction(ctx, trx => writePreferences(trx, request.params.object, preferences))
      return reply.status(204).send()
    },
  )
}

/** The roles with which whoever may share can share; departments are records that everybody chooses from. */
async function audiences(ctx: Context): Promise<{ roles: { id: string; label: string }[] } | null> {
  if (!may(ctx.actor, 'view.share')) return null
  const name = sql.ref(ctx.locale === 'zh' ? 'name_zh' : 'name_en')
  const { rows } = await sql<{ id: string; label: string }>`
    select id, ${name} as label from roles order by position, id`.execute(ctx.db)
  return { roles: rows }
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id
