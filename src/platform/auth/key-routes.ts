import { says } from '../http/describe-route.ts'
import { keysAnswer, newKeyAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { parseBody } from '../http/body.ts'
import { createKey, listKeys, revokeKey } from './api-keys.ts'
import type { Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'
import { isRight } from './narrow.ts'
import { noteAccount } from './note.ts'
import { hasRight, idIn, requirePerson } from './require.ts'

const keySchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  rights: z.array(z.string().max(100).refine(isRight, 'field.wrong_form')).min(1).max(500).nullish(),
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine(at => Date.parse(at) > Date.now(), 'key.in_the_past')
    .nullish(),
})

/** Keys of programs: one's own; those of everybody with the right `key.revoke`. */
export const keyRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get('/api/keys', says({ id: 'keys.list', answer: keysAnswer, who: 'person' }), async request => {
    const person = await requirePerson(parts, request)
    const keys = await listKeys(control(), whose(person))
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from users where id = any(${keys.map(key => key.userId)}::uuid[])`.execute(person.db)
    const names = new Map(rows.map(({ id, name }) => [id, name]))
    return { keys: keys.map(key => ({ ...key, userName: names.get(key.userId) ?? '' })) }
  })

  server.post(
    '/api/keys',
    says({
      id: 'keys.create',
      body: keySchema,
      example: { name: '网站', rights: ['lead.create'] },
      answer: newKeyAnswer,
      status: 201,
      who: 'person',
    }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      const { accountId, company, actor } = person
      const wanted = parseBody(keySchema, request.body)
      const owner = { accountId, companyId: company.id, userId: actor.userId ?? '' }
      const made = await createKey(control(), owner, wanted)
      const { prefix, name, rights, expiresAt } = made
      await noteAccount(person, request, {
        kind: 'key.created',
        userId: actor.userId,
        detail: { prefix, name, rights, expiresAt },
      })
      return reply.code(201).send(made)
    },
  )

  server.delete('/api/keys/:id', says({ id: 'keys.revoke', who: 'person' }), async (request, reply) => {
    const person = await requirePerson(parts, request)
    const key = await revokeKey(control(), { id: idIn(request, 'key'), ...whose(person) })
    await noteAccount(person, request, {
      kind: 'key.revoked',
      userId: key.userId,
      detail: { prefix: key.prefix, name: key.name },
    })
    return reply.code(204).send()
  })
}

const whose = ({ actor, company }: Visitor): { companyId: string; userId: string | null } => ({
  companyId: company.id,
  userId: hasRight(actor, 'key.revoke') ? null : actor.userId,
})
