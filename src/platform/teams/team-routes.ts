import { day, named, yesNo } from '../http/shapes.ts'
import { says } from '../http/describe-route.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { forgetActor } from '../access/load-actor.ts'
import type { Database } from '../db/server.ts'
import { notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { parseBody } from '../http/body.ts'
import { contextOf, inTransaction } from '../http/context.ts'
import { nounAt } from '../http/noun.ts'
import type { ApiServer } from '../http/server.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/index.ts'
import { putIntoTeam, readTeam, takeOutOfTeam } from './teams.ts'

const memberSchema = z.strictObject({ access: z.enum(['read', 'edit']), until: z.iso.date().nullish() })

const access = z.enum(['read', 'edit'])
const teamAnswer = z.object({
  members: z.array(z.object({ user: named, access, until: day.nullable(), isOver: yesNo })),
  mayChange: yesNo,
})

/** `/api/<plural>/:id/team`: who is in it; `PUT` and `DELETE …/team/:user`. Each answers with the team as it is then. */
export function teamRoutes(server: ApiServer): void {
  server.get(
    '/api/:plural/:id/team',
    says({ id: 'record.team', answer: teamAnswer, nouns: noun => noun.owned }),
    async request => {
      const { ctx, object, id } = await target(request)
      return readTeam(ctx, object, id)
    },
  )
  server.put(
    '/api/:plural/:id/team/:user',
    says({ id: 'record.putIntoTeam', body: memberSchema, answer: teamAnswer, nouns: noun => noun.owned }),
    async request => {
      const { ctx, object, id, userId } = await targetMember(request)
      const { access, until } = parseBody(memberSchema, request.body)
      await inTransaction(ctx, trx => putIntoTeam(trx, object, { id, userId, access, until: until ?? null }))
      forgetActor(ctx.db as Database, userId)
      return readTeam(ctx, object, id)
    },
  )
  server.delete(
    '/api/:plural/:id/team/:user',
    says({ id: 'record.takeOutOfTeam', answer: teamAnswer, nouns: noun => noun.owned }),
    async request => {
      const { ctx, object, id, userId } = await targetMember(request)
      await inTransaction(ctx, trx => takeOutOfTeam(trx, object, { id, userId }))
      forgetActor(ctx.db as Database, userId)
      return readTeam(ctx, object, id)
    },
  )
}

async function target(request: FastifyRequest): Promise<{ ctx: Context; object: ObjectDefinition; id: string }> {
  const { plural, id } = request.params as { plural: string; id: string }
  const ctx = await contextOf(request)
  const object = nounAt(ctx, plural)
  if (!isId(id)) throw notFound(object.name)
  return { ctx, object, id: id.toLowerCase() }
}

async function targetMember(request: FastifyRequest): Promise<Awaited<ReturnType<typeof target>> & { userId: string }> {
  const { user } = request.params as { user: string }
  const found = await target(request)
  if (!isId(user)) throw notFound('user')
  return { ...found, userId: user.toLowerCase() }
}
