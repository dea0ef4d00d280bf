import type { FastifyRequest } from 'fastify'
import { badRequest, notFound, Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { contextOf } from './context.ts'
import { nounAt } from './noun.ts'

/** Who asks, of which noun. */
export interface Target {
  ctx: Context
  object: ObjectDefinition
  request: FastifyRequest
}

/** The noun in the address. @throws Problem 401, 404 */
export async function target(request: FastifyRequest): Promise<Target> {
  const ctx = await contextOf(request)
  const { plural } = request.params as { plural: string }
  return { ctx, object: nounAt(ctx, plural), request }
}

/** The noun and the record's id in the address; what is no id is no record. @throws Problem 401, 404 */
export async function targetRecord(request: FastifyRequest): Promise<Target & { id: string }> {
  const { id } = request.params as { id: string }
  const found = await target(request)
  if (!isId(id)) throw notFound(found.object.name)
  return { ...found, id: id.toLowerCase() }
}

/** The record as it is now; only its id when the change took it out of the actor's sight (handed to a colleague). */
export async function seen(ctx: Context, object: ObjectDefinition, id: string): Promise<unknown> {
  try {
    return await get(ctx, object, id)
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return { id, isGone: true }
    throw error
  }
}

/** The values in the body; none when there is no body. @throws Problem `body.not_object` (400) */
export function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const { body } = request
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) throw badRequest('body.not_object')
  return body as Record<string, unknown>
}
