import { says } from '../http/describe-route.ts'
import { sessionAnswer } from './auth-answers.ts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, scopeOf } from '../access/actor.ts'
import { findActor } from '../access/load-actor.ts'
import { originOf, writeAudit } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { invalid, Problem } from '../errors.ts'
import { parseBody } from '../http/body.ts'
import { type Incoming, sessionKey } from './authenticate.ts'
import { describeSession } from './come-in.ts'
import type { DoorParts } from './door.ts'
import { requirePerson, requireRight } from './require.ts'
import { tokenIn } from './session-cookie.ts'
import { refuseHigher } from './user-roles.ts'

/** The right to look at the company as one of its people does. */
export const viewAsRight = 'user.viewAs'

/**
 * The person as whom this session looks; the administrator himself when he may no longer do so or the other may no longer come in. Such an
 * actor has the other's rights and sight, and knows who looks.
 */
export const viewedAs = async (db: Database, looking: Actor, userId: string): Promise<Actor> => {
  if (scopeOf(looking, viewAsRight) !== 'all' || looking.userId === null) return looking
  const other = await findActor(db, userId, looking.kind)
  return other ? { ...other, viewedBy: { userId: looking.userId, name: looking.name } } : looking
}

/** Whoever looks as somebody else changes nothing, and may always stop. Problem `view_as.read_only` (403) */
export const refuseWhileViewing = (actor: Actor, { method, url = '' }: Incoming): void => {
  if (!actor.viewedBy || method === 'GET' || method === 'HEAD') return
  if (method === 'DELETE' && /^\/api\/session(\/view-as)?([?#]|$)/.test(url)) return
  throw new Problem(403, 'view_as.read_only')
}

const startSchema = z.strictObject({ user: z.uuid() })

/** `POST /api/session/view-as { user }` begins, `DELETE` ends; both leave a row in the audit log and answer with the session. */
export const viewAsRoutes = (server: FastifyInstance, parts: DoorParts): void => {
  server.post(
    '/api/session/view-as',
    says({ id: 'session.viewAs', body: startSchema, answer: sessionAnswer, who: 'person', right: viewAsRight }),
    async request => {
      const person = await requirePerson(parts, request)
      requireRight(person, viewAsRight)
      const { user } = parseBody(startSchema, request.body)
      if (user === person.actor.userId) throw invalid([{ path: 'user', code: 'view_as.yourself' }])
      // A view of somebody who may do more would be a way to what one may not see.
      await refuseHigher(person.db, person.actor, user)
      const other = await findActor(person.db, user, 'person')
      if (!other) throw invalid([{ path: 'user', code: 'field.no_such_record' }])
      await setView(parts, person.sessionId, user)
      forgetToken(parts, request.headers.cookie)
      const entry = { kind: 'user.viewAs.started', object: 'user', recordId: user, ...originOf(request) }
      await writeAudit({ ...person, now: () => new Date() }, entry)
      const { actor, ...visitor } = person
      return describeSession({ ...visitor, actor: await viewedAs(person.db, actor, user) })
    },
  )

  server.delete(
    '/api/session/view-as',
    says({ id: 'session.endViewAs', answer: sessionAnswer, who: 'person' }),
    async request => {
      const person = await requirePerson(parts, request)
      const { viewedBy, userId } = person.actor
      await setView(parts, person.sessionId, null)
      forgetToken(parts, request.headers.cookie)
      if (viewedBy && userId) {
        const entry = { kind: 'user.viewAs.ended', object: 'user', recordId: userId, ...originOf(request) }
        await writeAudit({ ...person, now: () => new Date() }, entry)
      }
      return describeSession(await requirePerson(parts, request))
    },
  )
}

const setView = async (parts: DoorParts, sessionId: string, userId: string | null): Promise<void> => {
  await sql`update sessions set view_as_user_id = ${userId}::uuid where id = ${sessionId}`.execute(
    parts.companies.pools.control(),
  )
}

const forgetToken = (parts: DoorParts, cookie: string | undefined): void => {
  const token = tokenIn(cookie)
  if (token) parts.passes.forget(sessionKey(token))
}
