// A random company, as plain data: who belongs where, who may do what, which records there are. It knows nothing of the program.

export type Scope = 'own' | 'team' | 'department' | 'departmentTree' | 'all'
export type Right = 'hidden' | 'masked' | 'read' | 'edit'
export type Noun = 'customer' | 'opportunity'

export interface RoleModel {
  id: string
  grants: Record<string, Scope[]>
  fields: Record<string, Right>
}

export interface PersonModel {
  id: string
  superior: string | null
  department: string | null
  roles: string[]
}

export interface RecordModel {
  id: string
  noun: Noun
  owner: string | null
  isRemoved: boolean
  values: Record<string, unknown>
  /** Of an opportunity. */
  customer: string | null
  unitPrice: string | null
}

export interface World {
  today: string
  departments: { id: string; parent: string | null }[]
  people: PersonModel[]
  roles: RoleModel[]
  /** Departments beside the main one. */
  memberships: { user: string; department: string; from: string | null; until: string | null }[]
  teams: { noun: Noun; record: string; user: string; access: 'read' | 'edit'; until: string | null }[]
  /** Who was asked for his consent to a record, whatever became of it. */
  approvers: { record: string; user: string }[]
  records: RecordModel[]
  /** Files attached to records. */
  files: { id: string; record: string }[]
  /** Leads that became a customer who was there, each with a file. */
  leads: { id: string; owner: string; customer: string; file: string }[]
  /** Of customers, shared with everybody: by employees and tax number, ordered by employees. */
  sharedView: string
}

/** A small generator of numbers from 0 to 1, the same for the same seed. */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface Dice {
  chance(share: number): boolean
  below(limit: number): number
  of<T>(list: readonly T[]): T
}

export const diceFrom = (next: () => number): Dice => ({
  chance: share => next() < share,
  below: limit => Math.floor(next() * limit),
  of: list => list[Math.floor(next() * list.length)] as never,
})

/** Fields with which rights are tried, by what kind of value they hold. */
export const triedFields = {
  customer: ['name', 'phones', 'taxNo', 'employees', 'remark', 'level', 'owner'],
  opportunity: ['name', 'amount', 'need', 'expectedCloseOn', 'customer'],
  opportunityLine: ['unitPrice'],
} as const

const scopes: Scope[] = ['own', 'team', 'department', 'departmentTree', 'all']
const verbs = ['read', 'update', 'remove', 'restore', 'create', 'export', 'unmask']

/** Roles of a random company: some reach little, some much; a field may be closed in one and open in another. */
export function randomRole(dice: Dice): Omit<RoleModel, 'id'> {
  const grants: Record<string, Scope[]> = { 'user.read': ['all'], 'department.read': ['all'], 'pipeline.read': ['all'] }
  const some = (): Scope[] => {
    const first = dice.of(scopes)
    return dice.chance(0.25) ? [...new Set([first, dice.of(scopes)])] : [first]
  }
  if (dice.chance(0.7)) grants['report.read'] = ['all']
  if (dice.chance(0.3)) grants['import.run'] = ['all']
  for (const noun of ['customer', 'opportunity'] as const) {
    if (dice.chance(0.15)) continue
    if (dice.chance(0.15)) grants[`${noun}.*`] = some()
    for (const verb of verbs) if (dice.chance(verb === 'read' ? 0.85 : 0.6)) grants[`${noun}.${verb}`] = some()
    if (noun === 'opportunity' && dice.chance(0.6)) grants['opportunity.invalidate'] = some()
  }
  const fields: Record<string, Right> = {}
  for (const [noun, names] of Object.entries(triedFields))
    for (const name of names)
      if (dice.chance(0.5)) fields[`${noun}.${name}`] = dice.of(['hidden', 'masked', 'masked', 'read', 'edit'])
  return { grants, fields }
}

/** What the roles of every company may do beside that, so that there is always somebody who may and somebody who may not. */
export const fixedGrants: readonly Record<string, Scope[]>[] = [
  { 'lead.read': ['own'] },
  { 'lead.read': ['team'], 'handover.run': ['team'] },
  { 'lead.read': ['departmentTree'], 'lead.update': ['departmentTree'] },
  { 'handover.run': ['department'] },
]

/** The day so many days from this one. */
export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
