import { scopeOf } from '../access/actor.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

const running = new Map<string, Promise<unknown>>()

/** How many different runs are under way in this process. */
export const runsUnderWay = (): number => running.size

/**
 * Runs `work`, or waits for an equal run that is under way: same company, same request, same language, and an actor who sees the same.
 * Nothing is kept after it ends, so no figure is older than the question.
 */
export function shared<T>(
  ctx: Context,
  object: ObjectDefinition,
  request: unknown,
  work: () => Promise<T>,
): Promise<T> {
  const key = JSON.stringify([ctx.company, ctx.locale, request, sightOf(ctx, object, request)])
  const known = running.get(key) as Promise<T> | undefined
  if (known) return known
  const run = work().finally(() => running.delete(key))
  running.set(key, run)
  return run
}

/** What decides what an actor sees. Whoever sees all records with the same rights sees the same; a filter may ask who "I" am. */
function sightOf(ctx: Context, object: ObjectDefinition, request: unknown): unknown {
  const { userId, grants, roles, subordinates, colleagues, treeColleagues } = ctx.actor
  // The actor's own rows and teams follow from who he is; what his roles say of fields does not.
  const rights = [Object.entries(grants).sort(), roles]
  const isPersonal = /"op":"(me|mySubordinates)"/.test(JSON.stringify(request))
  const seesAll = scopeOf(ctx.actor, `${object.name}.read`) === 'all'
  return seesAll && !isPersonal ? rights : [...rights, userId, subordinates, colleagues, treeColleagues]
}
