import { z } from 'zod'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { nounAt } from '../http/noun.ts'
import type { ApiServer } from '../http/server.ts'
import { setStar, starredIds } from './stars.ts'

/** `/api/stars/:plural`: what one follows; `PUT` and `DELETE /api/stars/:plural/:id`. */
export function starRoutes(server: ApiServer): void {
  server.get<{ Params: { plural: string } }>(
    '/api/stars/:plural',
    says({ id: 'record.starred', answer: z.object({ ids: z.array(z.uuid()) }) }),
    async request => {
      const ctx = await contextOf(request)
      return { ids: await starredIds(ctx, nounAt(ctx, request.params.plural)) }
    },
  )
  const change = async (request: FastifyRequest, isStarred: boolean): Promise<void> => {
    const ctx = await contextOf(request)
    const { plural, id } = request.params as { plural: string; id: string }
    const object = nounAt(ctx, plural)
    if (!isId(id) || !ctx.actor.userId) throw notFound(object.name)
    await inTransaction(ctx, trx => setStar(trx, object, { id: id.toLowerCase(), isStarred }))
  }
  server.put('/api/stars/:plural/:id', says({ id: 'record.star' }), async (request, reply) => {
    await change(request, true)
    return reply.status(204).send()
  })
  server.delete('/api/stars/:plural/:id', says({ id: 'record.unstar' }), async (request, reply) => {
    await change(request, false)
    return reply.status(204).send()
  })
}
