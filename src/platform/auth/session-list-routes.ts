import { says } from '../http/describe-route.ts'
import { endedAnswer, hisSessions, ownSessions } from './auth-answers.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { DoorParts } from './door.ts'
import { noteAccount } from './note.ts'
import { idIn, outliveSession, requirePerson, requireRight } from './require.ts'
import { endOneSession, endSessions, listSessions } from './session-list.ts'
import { refuseHigher, rolesOfUser } from './user-roles.ts'

/** Where somebody is signed in: one's own sessions in all companies, and, with the right `account.assign`, a user's in this one. */
export const sessionListRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  const control = () => parts.companies.pools.control()

  server.get('/api/sessions', says({ id: 'session.list', answer: ownSessions, who: 'person' }), async request => {
    const { accountId, sessionId } = await requirePerson(parts, request)
    const sessions = await listSessions(control(), { accountId })
    return { sessions: sessions.map(session => ({ ...session, isCurrent: session.id === sessionId })) }
  })

  // All but the one that asks.
  server.delete(
    '/api/sessions',
    says({ id: 'session.endOthers', answer: endedAnswer, who: 'person' }),
    async request => {
      const person = await requirePerson(parts, request)
      const ended = await endSessions(control(), { accountId: person.accountId }, person.sessionId)
      await noteAccount(person, request, { kind: 'session.ended', userId: person.actor.userId, detail: { ended } })
      return { ended }
    },
  )

  server.delete('/api/sessions/:id', says({ id: 'session.endOne', who: 'person' }), async (request, reply) => {
    const { accountId } = await requirePerson(parts, request)
    outliveSession(request)
    await endOneSession(control(), { accountId }, idIn(request, 'session'))
    return reply.code(204).send()
  })

  server.get(
    '/api/users/:id/sessions',
    says({ id: 'accounts.sessions', answer: hisSessions, who: 'person', right: 'account.assign' }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, 'account.assign')
      const userId = idIn(request, 'user')
      await rolesOfUser(person.db, userId)
      return { sessions: await listSessions(control(), { companyId: person.company.id, userId }) }
    },
  )

  server.delete(
    '/api/users/:id/sessions',
    says({ id: 'accounts.endSessions', answer: endedAnswer, who: 'person', right: 'account.assign' }),
    async request => {
      const { person, userId } = await over(parts, request)
      const ended = await endSessions(control(), { companyId: person.company.id, userId }, person.sessionId)
      await noteAccount(person, request, { kind: 'session.ended', userId, detail: { ended } })
      return { ended }
    },
  )

  server.delete(
    '/api/users/:id/sessions/:session',
    says({ id: 'accounts.endSession', who: 'person', right: 'account.assign' }),
    async (request, reply) => {
      const { person, userId } = await over(parts, request)
      await endOneSession(control(), { companyId: person.company.id, userId }, idIn(request, 'session', 'session'))
      await noteAccount(person, request, { kind: 'session.ended', userId, detail: { ended: 1 } })
      return reply.code(204).send()
    },
  )
}

/** Somebody who may decide over this user's account. */
const over = async (parts: DoorParts, request: FastifyRequest) => {
  const person = await requirePerson(parts, request)
  requireRight(person, 'account.assign')
  const userId = idIn(request, 'user')
  await refuseHigher(person.db, person.actor, userId)
  return { person, userId }
}
