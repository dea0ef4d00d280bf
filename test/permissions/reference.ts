import type { Noun, PersonModel, RecordModel, Right, RoleModel, Scope, World } from './world.ts'

// What each person may see and do, by plain loops over the world. It is written apart from the program and shares nothing with it.

const order: Right[] = ['hidden', 'masked', 'read', 'edit']

/** Types of the tried fields that have no outline: masked means hidden there. */
const withoutOutline = new Set(['customer.level', 'customer.owner', 'opportunity.customer'])

export const personOf = (world: World, id: string): PersonModel => {
  const found = world.people.find(person => person.id === id)
  if (!found) throw new Error(`no person ${id}`)
  return found
}

const rolesOf = (world: World, user: string): RoleModel[] =>
  world.roles.filter(role => personOf(world, user).roles.includes(role.id))

/** Every scope in which somebody has a right. */
export function scopesOf(world: World, user: string, permission: string): Scope[] {
  const found: Scope[] = []
  for (const role of rolesOf(world, user)) found.push(...scopesIn(role, permission))
  return found
}

function scopesIn(role: RoleModel, permission: string): Scope[] {
  const [noun, verb] = permission.split('.')
  const found = [...(role.grants[permission] ?? [])]
  // To see what is masked is never part of "everything with this noun".
  if (verb !== 'unmask') found.push(...(role.grants[`${noun}.*`] ?? []))
  return found
}

export const hasRight = (world: World, user: string, permission: string): boolean =>
  scopesOf(world, user, permission).length > 0

function isBelow(world: World, user: string, superior: string): boolean {
  const seen = new Set<string>()
  let at: string | null = personOf(world, user).superior
  while (at !== null && !seen.has(at)) {
    if (at === superior) return true
    seen.add(at)
    at = personOf(world, at).superior
  }
  return false
}

function departmentsOf(world: World, user: string): string[] {
  const found: string[] = []
  const main = personOf(world, user).department
  if (main !== null) found.push(main)
  for (const one of world.memberships)
    if (one.user === user)
      if (one.from === null || one.from <= world.today)
        if (one.until === null || one.until >= world.today) found.push(one.department)
  return found
}

function isDepartmentBelow(world: World, department: string, above: string): boolean {
  let at: string | null = department
  while (at !== null) {
    if (at === above) return true
    const current: string = at
    at = world.departments.find(one => one.id === current)?.parent ?? null
  }
  return false
}

function reaches(world: World, user: string, owner: string | null, scope: Scope): boolean {
  if (scope === 'all') return true
  if (owner === null) return false
  if (owner === user) return true
  if (scope === 'own') return false
  if (scope === 'team') return isBelow(world, owner, user)
  for (const mine of departmentsOf(world, user))
    for (const his of departmentsOf(world, owner)) {
      if (scope === 'department' && mine === his) return true
      if (scope === 'departmentTree' && isDepartmentBelow(world, his, mine)) return true
    }
  return false
}

/** Whether somebody may use a right on a record by whose it is. */
export function mayByOwner(
  world: World,
  user: string,
  record: { noun: string; owner: string | null },
  verb: string,
): boolean {
  for (const scope of scopesOf(world, user, `${record.noun}.${verb}`))
    if (reaches(world, user, record.owner, scope)) return true
  return false
}

/** Whether somebody may use a right on another person. */
export function mayFor(world: World, user: string, other: string, permission: string): boolean {
  for (const scope of scopesOf(world, user, permission)) if (reaches(world, user, other, scope)) return true
  return false
}

function teamAccess(world: World, user: string, record: RecordModel): 'read' | 'edit' | null {
  for (const one of world.teams)
    if (one.user === user && one.record === record.id && (one.until === null || one.until >= world.today))
      return one.access
  return null
}

/** Whether somebody was asked for his consent to a record: he reads it, and does nothing else with it. */
function isApprover(world: World, user: string, record: RecordModel): boolean {
  for (const one of world.approvers) if (one.user === user && one.record === record.id) return true
  return false
}

/** Whether somebody may use a right on a living record: by its owner, as a member of its team, or to read what he approves. */
export function may(world: World, user: string, record: RecordModel, verb: string): boolean {
  if (record.isRemoved || !hasRight(world, user, `${record.noun}.${verb}`)) return false
  if (mayByOwner(world, user, record, verb)) return true
  const access = teamAccess(world, user, record)
  if (verb === 'read') return access !== null || isApprover(world, user, record)
  return access === 'edit' && (verb === 'update' || verb === 'invalidate')
}

export const sees = (world: World, user: string, record: RecordModel): boolean => may(world, user, record, 'read')

export const seen = (world: World, user: string, noun: Noun): RecordModel[] =>
  world.records.filter(record => record.noun === noun && sees(world, user, record))

/** What somebody may do with a field: the widest of the roles that read its noun at all. */
export function fieldRight(world: World, user: string, field: string): Right {
  const noun = (field.split('.')[0] ?? '').replace('opportunityLine', 'opportunity')
  let widest = -1
  for (const role of rolesOf(world, user))
    if (scopesIn(role, `${noun}.read`).length > 0)
      widest = Math.max(widest, order.indexOf(role.fields[field] ?? 'edit'))
  const right = widest === -1 ? 'edit' : (order[widest] as Right)
  return right === 'masked' && withoutOutline.has(field) ? 'hidden' : right
}

export const isClear = (world: World, user: string, field: string): boolean =>
  ['read', 'edit'].includes(fieldRight(world, user, field))

/** The outline of a text, a phone, a figure. */
export function outline(kind: 'text' | 'phone' | 'figure', value: string): string {
  if (kind === 'figure') return '****'
  if (kind === 'phone') return `${value.slice(0, 3)}****${value.slice(-4)}`
  const signs = Array.from(value)
  if (signs.length >= 5) return `${signs[0]}****${signs[signs.length - 1]}`
  return `${signs[0]}****`
}
