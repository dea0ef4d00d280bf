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

/** Problem `forbidden` unless the actor has this right over everybody: who lets others in is no matter of one's own records. */
export const requireRight = ({ actor }: Visitor, permission: string): void => {
  if (!hasRight(actor, permission)) throw forbidden(permission)
}

export const hasRight = (actor: Actor, permission: string): boolean => scopeOf(actor, permission) === 'all'

/** The id in the address. What is no id is nobody's: `not_found`. */
export const idIn = (request: FastifyRequest, what: string): string => {
  const { id } = request.params as { id: string }
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw notFound(what)
  return id
}
