import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { parseBody } from '../http/body.ts'
import { canSomeoneSignIn } from './accounts.ts'
import type { DoorParts } from './door.ts'
import { idIn, requirePerson, requireRight, requireVisitor } from './require.ts'
import { assignRoles, listRoles, rolesOfUser } from './user-roles.ts'

const rolesSchema = z.strictObject({ roles: z.array(z.string().max(64)).max(50) })

/** The company's roles and who has which. */
export const roleRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  server.get('/api/roles', async request => {
    const visitor = await requireVisitor(parts, request)
    requireRight(visitor, 'role.assign')
    const roles = await listRoles(visitor.db)
    return { roles: roles.map(({ id, name, grants }) => ({ id, name: name[visitor.locale], grants })) }
  })

  server.get('/api/users/:id/roles', async request => {
    const visitor = await requireVisitor(parts, request)
    requireRight(visitor, 'role.assign')
    return { roles: await rolesOfUser(visitor.db, idIn(request, 'user')) }
  })

  server.put('/api/users/:id/roles', async request => {
    const person = await requirePerson(parts, request)
    requireRight(person, 'role.assign')
    const userId = idIn(request, 'user')
    const { roles: roleIds } = parseBody(rolesSchema, request.body)
    const { db, company, actor, locale } = person
    const start = { db, company, actor, locale, batch: null, reason: null, now: () => new Date() }
    const ctx = { ...(await parts.companies.contextOf(start)), db }
    const mayComeIn = (ids: string[]) => canSomeoneSignIn(parts.companies.pools.control(), company.id, ids)
    return { roles: await assignRoles(ctx, { userId, roleIds, mayComeIn }) }
  })
}
