import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseBody } from '../http/body.ts'
import { createKey, listKeys, revokeKey } from './api-keys.ts'
import type { Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'
import { hasRight, idIn, requirePerson } from './require.ts'

const keySchema = z.strictObject({ name: z.string().trim().min(1).max(60) })

/** Keys of programs: one's own; those of everybody with the right `key.revoke`. */
export const keyRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get('/api/keys', async request => {
    const person = await requirePerson(parts, request)
    return { keys: await listKeys(control(), whose(person)) }
  })

  server.post('/api/keys', async (request, reply) => {
    const { accountId, company, actor } = await requirePerson(parts, request)
    const { name } = parseBody(keySchema, request.body)
    const owner = { accountId, companyId: company.id, userId: actor.userId ?? '' }
    return reply.code(201).send(await createKey(control(), owner, name))
  })

  server.delete('/api/keys/:id', async (request, reply) => {
    const person = await requirePerson(parts, request)
    await revokeKey(control(), { id: idIn(request, 'key'), ...whose(person) })
    return reply.code(204).send()
  })
}

const whose = ({ actor, company }: Visitor): { companyId: string; userId: string | null } => ({
  companyId: company.id,
  userId: hasRight(actor, 'key.revoke') ? null : actor.userId,
})
