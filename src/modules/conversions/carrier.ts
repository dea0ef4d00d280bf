import { type Actor, systemActor } from '#platform/access/actor.ts'

/**
 * Whoever converts a lead takes along what belongs to it: follow-ups that colleagues wrote, tasks of others. He reaches these for that alone,
 * and history names him.
 */
export const asCarrier = (actor: Actor): Actor => ({
  ...systemActor(actor.name),
  kind: actor.kind,
  userId: actor.userId,
  departmentId: actor.departmentId,
})

/**
 * The actor with his own rights on records, and with fields as if his roles hid none: what a lead holds goes over whole, though who converts
 * it does not read all of it.
 */
export const withAllFields = (actor: Actor): Actor => ({
  ...actor,
  roles: actor.roles.map(role => ({ ...role, fieldRights: {} })),
})
