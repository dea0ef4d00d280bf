import { says } from '../http/describe-route.ts'
import { roleChoicesAnswer, roleIds as roleIdsAnswer, rolesAnswer } from './auth-answers.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { fieldRightNames, scopes } from '../access/actor.ts'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { parseBody } from '../http/body.ts'
import type { Context } from '../records/context.ts'
import { canSomeoneSignIn } from './accounts.ts'
import type { Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'
import { idIn, requirePerson, requireRight, requireVisitor } from './require.ts'
import { changeRole, createRole, removeRole } from './role-changes.ts'
import { roleChoices } from './role-choices.ts'
import { assignRoles, listRoles, rolesOfUser } from './user-roles.ts'

const assignSchema = z.strictObject({ roles: z.array(z.string().max(64)).max(50) })
const scope = z.enum(scopes)
const roleSchema = z.strictObject({
  name: z.strictObject({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(40) }),
  grants: z.record(z.string().max(100), z.union([scope, z.array(scope).min(1).max(5)])),
  fieldRights: z.record(z.string().max(200), z.enum(fieldRightNames)).default({}),
})

const exampleRole = { name: { zh: '实习生', en: 'Intern' }, grants: { 'customer.read': 'own' }, fieldRights: {} }

/** The company's roles, what they say, and who has which. */
export const roleRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const asked = (person: Visitor, request: FastifyRequest) => ({
    origin: originOf(request),
    mayComeIn: (ids: string[]) => canSomeoneSignIn(parts.companies.pools.control(), person.company.id, ids),
  })

  server.get('/api/roles', says({ id: 'roles.list', answer: rolesAnswer, right: 'role.assign' }), async request => {
    const visitor = await requireVisitor(parts, request)
    requireRight(visitor, 'role.assign')
    const holders = await holdersOf(visitor.db)
    const roles = await listRoles(visitor.db)
    return {
      roles: roles.map(({ id, name, grants, fieldRights }) => ({
        id,
        name: name[visitor.locale],
        names: name,
        grants,
        fieldRights,
        holders: holders.get(id) ?? 0,
      })),
    }
  })

  server.get(
    '/api/roles/choices',
    says({ id: 'roles.choices', answer: roleChoicesAnswer, right: 'role.assign' }),
    async request => {
      const visitor = await requireVisitor(parts, request)
      requireRight(visitor, 'role.assign')
      return roleChoices(await contextFor(parts, visitor))
    },
  )

  server.post(
    '/api/roles',
    says({
      id: 'roles.create',
      body: roleSchema,
      example: exampleRole,
      answer: z.object({ id: z.string() }),
      status: 201,
      who: 'person',
      right: 'role.create',
    }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'role.create')
      const input = parseBody(roleSchema, request.body)
      return reply
        .code(201)
        .send({ id: await createRole(await contextFor(parts, person), input, asked(person, request)) })
    },
  )

  server.put(
    '/api/roles/:id',
    says({ id: 'roles.change', body: roleSchema, example: exampleRole, who: 'person', right: 'role.update' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'role.update')
      const input = parseBody(roleSchema, request.body)
      await changeRole(await contextFor(parts, person), roleIn(request), input, asked(person, request))
      return reply.code(204).send()
    },
  )

  server.delete(
    '/api/roles/:id',
    says({ id: 'roles.remove', who: 'person', right: 'role.remove' }),
    async (request, reply) => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'role.remove')
      await removeRole(await contextFor(parts, person), roleIn(request), asked(person, request))
      return reply.code(204).send()
    },
  )

  server.get(
    '/api/users/:id/roles',
    says({ id: 'roles.ofUser', answer: roleIdsAnswer, right: 'role.assign' }),
    async request => {
      const visitor = await requireVisitor(parts, request)
      requireRight(visitor, 'role.assign')
      return { roles: await rolesOfUser(visitor.db, idIn(request, 'user')) }
    },
  )

  server.put(
    '/api/users/:id/roles',
    says({
      id: 'roles.assign',
      body: assignSchema,
      example: { roles: ['salesperson'] },
      answer: roleIdsAnswer,
      who: 'person',
      right: 'role.assign',
    }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'role.assign')
      const userId = idIn(request, 'user')
      const { roles: roleIds } = parseBody(assignSchema, request.body)
      const ctx = await contextFor(parts, person)
      const { mayComeIn, origin } = asked(person, request)
      const roles = await assignRoles(ctx, { userId, roleIds, mayComeIn })
      await writeAudit(ctx, { kind: 'role.assigned', object: 'user', recordId: userId, detail: { roles }, ...origin })
      return { roles }
    },
  )
}

const contextFor = async (
  parts: DoorParts,
  { db, company, actor, locale }: Visitor,
): Promise<Context & { db: Database }> => {
  const start = { db, company, actor, locale, batch: null, reason: null, now: () => new Date() }
  return { ...(await parts.companies.contextOf(start)), db }
}

const roleIn = (request: FastifyRequest): string => (request.params as { id: string }).id

const holdersOf = async (db: Database): Promise<Map<string, number>> => {
  const { rows } = await sql<{ id: string; n: string | number }>`
    select ur.role_id as id, count(*) as n from user_roles ur join users u on u.id = ur.user_id and u.deleted_at is null
     group by ur.role_id`.execute(db)
  return new Map(rows.map(row => [row.id, Number(row.n)]))
}
