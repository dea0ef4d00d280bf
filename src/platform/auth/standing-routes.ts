import { says } from '../http/describe-route.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { accountOfUser, canSomeoneSignIn, membershipsOf } from './accounts.ts'
import type { Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'
import { noteAccount } from './note.ts'
import { idIn, requirePerson, requireRight } from './require.ts'
import { setStanding, unlock } from './standing.ts'
import { refuseHigher } from './user-roles.ts'

const stateSchema = z.strictObject({ state: z.enum(['active', 'disabled']) })

/** Barring an account from the company, letting it in again, and forgetting its failures. */
export const standingRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.put(
    '/api/users/:id/account/state',
    says({ id: 'accounts.setState', body: stateSchema, who: 'person', right: 'account.assign' }),
    async (request, reply) => {
      const { person, userId } = await over(parts, request)
      const { state } = parseBody(stateSchema, request.body)
      const companyId = person.company.id
      const others = await otherAdministrators(person, userId)
      await transaction(control(), async trx => {
        // One at a time, or two administrators could bar each other.
        await sql`select from companies where id = ${companyId} for no key update`.execute(trx)
        if (state === 'disabled') await refuseLast(trx, person, { userId, others })
        await setStanding(trx, { companyId, userId, state })
      })
      await noteAccount(person, request, {
        kind: state === 'disabled' ? 'account.disabled' : 'account.enabled',
        userId,
      })
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/users/:id/account/unlock',
    says({ id: 'accounts.unlock', who: 'person', right: 'account.assign' }),
    async (request, reply) => {
      const { person, userId } = await over(parts, request)
      const account = await accountOfUser(control(), person.company.id, userId)
      if (!account) throw new Problem(404, 'account.none_here')
      await unlock(control(), account.id)
      await noteAccount(person, request, { kind: 'account.unlocked', userId })
      return reply.code(204).send()
    },
  )
}

const over = async (parts: DoorParts, request: FastifyRequest) => {
  const person = await requirePerson(parts, request)
  requireRight(person, 'account.assign')
  const userId = idIn(request, 'user')
  await refuseHigher(person.db, person.actor, userId)
  return { person, userId }
}

/** Nobody bars himself, nor the last who may let others in, nor anybody once he is barred himself. */
const refuseLast = async (
  trx: Transaction,
  { actor, company, accountId }: Visitor,
  { userId, others }: { userId: string; others: string[] },
): Promise<void> => {
  if (actor.userId === userId) throw conflict('account.not_yourself')
  const memberships = await membershipsOf(trx, accountId)
  if (!memberships.some(membership => membership.companyId === company.id)) throw new Problem(401, 'not_signed_in')
  if (!(await canSomeoneSignIn(trx, company.id, others))) throw conflict('role.last_administrator')
}

/** Who else may do everything and has not left. */
const otherAdministrators = async ({ db }: Visitor, userId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct u.id from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
     where r.grants ->> '*' = 'all' and u.deleted_at is null and u.state is distinct from 'left' and u.id <> ${userId}`.execute(
    db,
  )
  return rows.map(row => row.id)
}
