import { workOutOnce } from '../objects/work-out-once.ts'

/**
 * How far a right reaches, by whose records: one's own; one's own and all subordinates'; those of the people who are today in one of
 * one's departments, or in one below; everybody's. Each includes one's own. They are no order: a department is neither more nor less than
 * a line of subordinates, so several add up.
 */
export const scopes = ['own', 'team', 'department', 'departmentTree', 'all'] as const
export type Scope = (typeof scopes)[number]

/** What a role or several say of one permission. */
export type Granted = Scope | readonly Scope[]

/** What a role lets one do with a field: as if it were not there, its outline only, read, or edit. */
export const fieldRightNames = ['hidden', 'masked', 'read', 'edit'] as const
export type FieldRight = (typeof fieldRightNames)[number]

/** A role as far as rights depend on it. */
export interface ActorRole {
  id: string
  grants: Readonly<Record<string, Granted>>
  /** By `customer.phones`; what is not named may be edited. */
  fieldRights: Readonly<Record<string, FieldRight>>
}

/** Who acts: a person, a program with a key of a person, or the system for a stated reason. */
export interface Actor {
  kind: 'person' | 'program' | 'system'
  /** The user record; null for the system. */
  userId: string | null
  name: string
  roles: readonly ActorRole[]
  /** Permission (or wildcard) → scopes, over all roles. */
  grants: Readonly<Record<string, Granted>>
  /** All subordinates, direct and indirect, without the actor. */
  subordinates: readonly string[]
  /** Who is today in one of the actor's departments; empty unless a scope asks for it. */
  colleagues: readonly string[]
  /** The same with the departments below. */
  treeColleagues: readonly string[]
  /** Main department today; history remembers it. */
  departmentId: string | null
  /** Objects of whose records the actor is in some team today. */
  teamObjects: ReadonlySet<string>
  /** The administrator who looks at the company as this actor does, and only looks. */
  viewedBy?: { userId: string; name: string }
}

/** The scopes that a grant names, in their order; a narrower one beside a wider is left out. */
export function scopesIn(granted: Granted | undefined): readonly Scope[] {
  const named = typeof granted === 'string' ? [granted] : (granted ?? [])
  return scopes.filter(
    scope => named.includes(scope) && !named.some(other => other !== scope && coversScope(other, scope)),
  )
}

/** Whether whoever has `held` reaches everybody whom `asked` reaches, for one and the same person. */
export const coversScope = (held: Scope, asked: Scope): boolean =>
  held === asked || held === 'all' || asked === 'own' || (held === 'departmentTree' && asked === 'department')

/** Two grants of one permission together. */
export function addScopes(a: Granted | undefined, b: Granted | undefined): Granted {
  const together = scopesIn([...scopesIn(a), ...scopesIn(b)])
  return together.length === 1 ? (together[0] as Scope) : together
}

/**
 * How far the actor may use a permission, `customer.update`; empty when not at all. Exact grant and wildcards add up. To show what is masked
 * (`customer.unmask`) is given by its own name alone, or a mask would mean nothing to whoever may do everything with customers. What concerns the
 * audit log is never part of "everything": who administers and who looks over his shoulder are two rights (`load-actor.ts` says when nobody else looks).
 */
export const scopesOf = ({ grants }: Pick<Actor, 'grants'>, permission: string): readonly Scope[] =>
  heldScopes([grants], permission, () => scopesGranted(grants, permission))

const heldScopes = workOutOnce<readonly Scope[]>()

function scopesGranted(grants: Actor['grants'], permission: string): readonly Scope[] {
  const [object = '', verb] = permission.split('.')
  const wide = verb === 'unmask' ? ['*'] : object === 'audit' ? ['audit.*'] : [`${object}.*`, '*']
  const names = [permission, ...wide]
  return scopesIn(names.flatMap(name => (Object.hasOwn(grants, name) ? scopesIn(grants[name]) : [])))
}

/** The scope to say in one word; of several that add up the one furthest in the order of `scopes`. Null when the actor lacks the right. */
export const scopeOf = (actor: Pick<Actor, 'grants'>, permission: string): Scope | null =>
  scopesOf(actor, permission).at(-1) ?? null

/** Whether the actor may use a permission at all. */
export const may = (actor: Pick<Actor, 'grants'>, permission: string): boolean => scopesOf(actor, permission).length > 0

/** The owners whose records the actor may touch by this permission; 'all' for everybody's. */
export const ownersWithin = (actor: Actor, permission: string): 'all' | readonly string[] =>
  reachedOwners([actor], permission, () => ownersReached(actor, permission))

const reachedOwners = workOutOnce<'all' | readonly string[]>()

function ownersReached(actor: Actor, permission: string): 'all' | readonly string[] {
  const held = scopesOf(actor, permission)
  if (held.includes('all')) return 'all'
  const self = actor.userId
  if (held.length === 0 || self === null) return []
  return [...new Set(held.flatMap(scope => [self, ...peopleWithin(actor, scope)]))]
}

const peopleWithin = (actor: Actor, scope: Scope): readonly string[] => {
  if (scope === 'team') return actor.subordinates
  if (scope === 'department') return actor.colleagues
  return scope === 'departmentTree' ? actor.treeColleagues : []
}

/** The system as an actor: everything, with a name that history shows (`import`, `recovery`). */
export const systemActor = (name: string, fieldRights: ActorRole['fieldRights'] = {}): Actor => ({
  kind: 'system',
  userId: null,
  name,
  roles: [{ id: 'system', grants: { '*': 'all' }, fieldRights }],
  grants: { '*': 'all' },
  subordinates: [],
  colleagues: [],
  treeColleagues: [],
  departmentId: null,
  teamObjects: new Set(),
})
