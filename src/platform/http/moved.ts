import type { FastifyReply } from 'fastify'
import { Problem } from '../errors.ts'
import { kebabCase, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { redirectOf } from '../records/merging/redirects.ts'

/** Whoever reads a record that was merged is sent on to the one that it became (308); `work` gives the answer for one that is there. */
export async function orRedirect<T>(
  reply: FastifyReply,
  { ctx, object, id, rest = '' }: { ctx: Context; object: ObjectDefinition; id: string; rest?: string },
  work: () => Promise<T>,
): Promise<T | FastifyReply> {
  try {
    return await work()
  } catch (error) {
    const to = await whereTo(error, { ctx, object, id })
    return reply.redirect(`/api/${kebabCase(object.plural)}/${to}${rest}`, 308)
  }
}

/** Whoever changes a merged record is told where it went: his change was made for another. @throws Problem 409 `moved` with `movedTo` */
export async function orMoved<T>(
  target: { ctx: Context; object: ObjectDefinition; id: string },
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (error) {
    const to = await whereTo(error, target)
    throw new Problem(409, 'moved', { details: { movedTo: { object: target.object.name, id: to } } })
  }
}

/** Where the record went that was not found. @throws the error itself when it is another one, or the record was not merged */
async function whereTo(
  error: unknown,
  { ctx, object, id }: { ctx: Context; object: ObjectDefinition; id: string },
): Promise<string> {
  const isMissing = error instanceof Problem && error.status === 404 && error.params.what === object.name
  const to = isMissing ? await redirectOf(ctx, object, id) : null
  if (to === null) throw error
  return to
}
