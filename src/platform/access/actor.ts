/** How far a right reaches: what is one's own, one's own and all subordinates', everything. Later: department, department tree. */
export type Scope = 'own' | 'team' | 'all'

/** Who acts: a person, a program with a key of a person, or the system for a stated reason. */
export interface Actor {
  kind: 'person' | 'program' | 'system'
  /** The user record; null for the system. */
  userId: string | null
  name: string
  /** Permission (or wildcard) → scope, over all roles. */
  grants: Readonly<Record<string, Scope>>
  /** All subordinates, direct and indirect, without the actor. */
  subordinates: readonly string[]
  /** Main department today; history remembers it. */
  departmentId: string | null
  /** Fields that may not be read, as `customer.phones`. */
  hiddenFields: ReadonlySet<string>
}

const order: readonly Scope[] = ['own', 'team', 'all']

/** The wider of two scopes. */
export const wider = (a: Scope | undefined, b: Scope): Scope => (a && order.indexOf(a) >= order.indexOf(b) ? a : b)

/** How far the actor may use a permission, `customer.update`; null when not at all. The widest of exact grant and wildcards wins. */
export function scopeOf(actor: Actor, permission: string): Scope | null {
  const [object = ''] = permission.split('.')
  let scope: Scope | undefined
  for (const name of [permission, `${object}.*`, '*']) {
    const granted = Object.hasOwn(actor.grants, name) ? actor.grants[name] : undefined
    if (granted) scope = wider(scope, granted)
  }
  return scope ?? null
}

/** Whether the actor may use a permission at all. */
export const may = (actor: Actor, permission: string): boolean => scopeOf(actor, permission) !== null

/** The owners whose records the actor may touch by this permission; 'all' for everybody's. */
export function ownersWithin(actor: Actor, permission: string): 'all' | readonly string[] {
  const scope = scopeOf(actor, permission)
  if (scope === 'all') return 'all'
  if (scope === null || actor.userId === null) return []
  return scope === 'own' ? [actor.userId] : [actor.userId, ...actor.subordinates]
}

/** The system as an actor: everything, with a name that history shows (`import`, `recovery`). */
export const systemActor = (name: string): Actor => ({
  kind: 'system',
  userId: null,
  name,
  grants: { '*': 'all' },
  subordinates: [],
  departmentId: null,
  hiddenFields: new Set(),
})
