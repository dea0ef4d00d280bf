import { type Actor, addScopes, type Granted } from '../access/actor.ts'

/** What a right of a key looks like: `customer.read`, `customer.*`, `report.read`. */
export const isRight = (text: string): boolean => /^[a-z][A-Za-z]*\.(\*|[a-z][A-Za-z.]*)$/.test(text)

/** The actor with no more than these rights, each as far as the actor has it; null narrows nothing. */
export const narrowed = (actor: Actor, rights: readonly string[] | null | undefined): Actor => {
  if (!rights) return actor
  const grants = narrowedGrants(actor.grants, rights)
  const objects = new Set(Object.keys(grants).map(permission => permission.split('.')[0]))
  return {
    ...actor,
    grants,
    roles: actor.roles.map(role => ({ ...role, grants: narrowedGrants(role.grants, rights) })),
    teamObjects: new Set([...actor.teamObjects].filter(object => objects.has(object))),
  }
}

/** Of a grant and a right the narrower one, where one holds the other. */
const narrowedGrants = (grants: Actor['grants'], rights: readonly string[]): Record<string, Granted> => {
  const result = new Map<string, Granted>()
  for (const [permission, granted] of Object.entries(grants)) {
    for (const right of rights) {
      const narrower = holds(right, permission) ? permission : holds(permission, right) ? right : null
      if (narrower !== null) result.set(narrower, addScopes(result.get(narrower), granted))
    }
  }
  return Object.fromEntries(result)
}

/** Whether one permission holds another. To read what is masked is held by its own name and by `*` alone, the audit log by no `*`. */
const holds = (wide: string, narrow: string): boolean => {
  if (wide === narrow) return true
  const [object = '', ...verb] = narrow.split('.')
  if (wide === '*') return object !== 'audit'
  return wide === `${object}.*` && verb.join('.') !== 'unmask'
}
