import { type Actor, type ActorRole, coversScope, fieldRightNames, scopesIn, scopesOf } from './actor.ts'

/** Whether the actor has everything that this role gives: nobody gives or takes what he has not himself. */
export const coversRole = (actor: Actor, role: Pick<ActorRole, 'grants' | 'fieldRights'>): boolean =>
  coversGrants(actor, role.grants) && coversFields(actor, role)

/**
 * Whether the actor may give this role to somebody: the same, but whoever administers everything may also appoint an auditor, without
 * being one himself.
 */
export const mayGiveRole = (actor: Actor, role: Pick<ActorRole, 'grants' | 'fieldRights'>): boolean => {
  if (!scopesOf(actor, '*').includes('all')) return coversRole(actor, role)
  const grants = Object.entries(role.grants).filter(([permission]) => !permission.startsWith('audit.'))
  return coversRole(actor, { ...role, grants: Object.fromEntries(grants) })
}

/** The same for grants alone. */
export const coversGrants = (actor: Actor, grants: ActorRole['grants']): boolean =>
  Object.entries(grants).every(([permission, granted]) => {
    const own = scopesOf(actor, permission)
    return scopesIn(granted).every(scope => own.some(held => coversScope(held, scope)))
  })

/** A field that is closed to the actor in all his roles may not be opened further by a role that he gives. */
const coversFields = (actor: Actor, role: Pick<ActorRole, 'fieldRights'>): boolean => {
  const closed = new Set(actor.roles.flatMap(own => Object.keys(own.fieldRights)))
  return [...closed].every(field => {
    const own = Math.max(...actor.roles.map(one => place(one, field)))
    return place(role, field) <= own
  })
}

const place = (role: Pick<ActorRole, 'fieldRights'>, field: string): number =>
  fieldRightNames.indexOf(role.fieldRights[field] ?? 'edit')
