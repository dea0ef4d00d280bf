import type { FastifyRequest } from 'fastify'
import { type Actor, scopeOf } from '../access/actor.ts'
import { forbidden, notFound, Problem } from '../errors.ts'
import { authenticate, type Visitor } from './authenticate.ts'
import type { DoorParts } from './door.ts'

/** Who makes this request. Problem `not_signed_in` (401). */
export const requireVisitor = async (parts: DoorParts, request: FastifyRequest): Promise<Visitor> => {
  const visitor = await authenticate(parts, request)
  request.visitor = visitor
  if (!visitor) throw new Problem(401, 'not_signed_in')
  return visitor
}

/** The person who makes this request. A key may neither make keys nor touch passwords, or it would outlive its end: `session.person_only` (403). */
export const requirePerson = async (
  parts: DoorParts,
  request: FastifyRequest,
): Promise<Visitor & { sessionId: string }> => {
  const { sessionId, ...visitor } = await requireVisitor(parts, request)
  if (sessionId === null) throw new Problem(403, 'session.person_only')
  return { ...visitor, sessionId }
}

/** The same, also for who may do nothing yet but add the second factor that his company demands. */
export const requireEnrolling = async (
  parts: DoorParts,
  request: FastifyRequest,
): Promise<Visitor & { sessionId: string }> => {
  const visitor = await authenticate(parts, request, { enrolling: true })
  request.visitor = visitor
  if (!visitor) throw new Problem(401, 'not_signed_in')
  if (visitor.sessionId === null) throw new Problem(403, 'session.person_only')
  return { ...visitor, sessionId: visitor.sessionId }
}

/** From here on this request ends the session that it came by, and is not to be cut for that before its answer is out. */
export const outliveSession = (request: FastifyRequest): void => {
  request.visitor = null
}

/** Problem `forbidden` unless the actor has this right over everybody: who lets others in is no matter of one's own records. */
export const requireRight = ({ actor }: Visitor, permission: string): void => {
  if (!hasRight(actor, permission)) throw forbidden(permission)
}

export const hasRight = (actor: Actor, permission: string): boolean => scopeOf(actor, permission) === 'all'

/** The id in the address. What is no id is nobody's: `not_found`. */
export const idIn = (request: FastifyRequest, what: string, parameter = 'id'): string => {
  const id = (request.params as Record<string, string>)[parameter] ?? ''
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw notFound(what)
  return id
}
