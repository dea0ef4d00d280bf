import { type Actor, systemActor } from '#platform/access/actor.ts'
import type { Context } from '#platform/records/index.ts'

/**
 * Whoever claims or confirms writes what follows from it on plan lines and in accounts, whatever he may do with those by himself; history names
 * him.
 */
export const asBookkeeper = <C extends Context>(ctx: C): C => {
  const { actor } = ctx
  const bookkeeper: Actor = {
    ...systemActor(actor.name),
    kind: actor.kind,
    userId: actor.userId,
    departmentId: actor.departmentId,
  }
  return { ...ctx, actor: bookkeeper, isWithinVerb: true, admission: undefined }
}
