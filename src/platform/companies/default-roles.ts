import type { FieldRight, Granted } from '../access/actor.ts'
import type { Catalog } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import type { Behaviour } from '../records/module.ts'

/** A role as a new company gets it; afterwards it is the company's own. */
export interface DefaultRole {
  id: string
  name: { zh: string; en: string }
  grants: Rights
  fieldRights: Record<string, FieldRight>
}

/**
 * What each role may do, by the nature of a noun: with an owner (customer, opportunity), shared by all (product, pipeline), or people
 * (user, department). `verbs` stands for the noun's own verbs, `*` for everything. A new noun gets its rights by this, unless its module
 * says otherwise (`grants` of defineModule).
 */
const roles: readonly RoleRule[] = [
  { id: 'administrator', name: { zh: '管理员', en: 'Administrator' }, also: { '*': 'all' } },
  {
    id: 'director',
    name: { zh: '销售总监', en: 'Sales director' },
    owned: { '*': 'all' },
    shared: { '*': 'all' },
    people: { read: 'all' },
    also: {
      'import.run': 'all',
      'view.share': 'all',
      'handover.run': 'all',
      'report.read': 'all',
      'export.consent': 'all',
      'duplicate.override': 'all',
    },
  },
  {
    id: 'salesManager',
    name: { zh: '销售经理', en: 'Sales manager' },
    owned: { '*': 'team' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: {
      'import.run': 'team',
      'view.share': 'team',
      'report.read': 'team',
      'handover.run': 'team',
      'duplicate.override': 'all',
    },
  },
  {
    id: 'salesperson',
    name: { zh: '销售', en: 'Salesperson' },
    // No export: a person who leaves should not take the customers along.
    owned: { read: 'own', create: 'own', update: 'own', remove: 'own', restore: 'own', verbs: 'own' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: { 'report.read': 'own' },
  },
  {
    id: 'finance',
    name: { zh: '财务', en: 'Finance' },
    owned: { read: 'all', export: 'all' },
    shared: { read: 'all' },
    people: { read: 'all' },
    // Statements of banks come as files.
    also: { 'report.read': 'all', 'month.close': 'all', 'import.run': 'all' },
  },
  {
    id: 'marketing',
    name: { zh: '市场', en: 'Marketing' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: { 'report.read': 'all' },
  },
  {
    id: 'service',
    name: { zh: '客服', en: 'Service' },
    owned: { read: 'all' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: {},
  },
  {
    id: 'readOnly',
    name: { zh: '只读', en: 'Read-only' },
    owned: { read: 'all' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: { 'report.read': 'all' },
  },
  // Looks at what was done, and at nothing that was sold.
  { id: 'auditor', name: { zh: '审计员', en: 'Auditor' }, people: { read: 'all' }, also: { 'audit.read': 'all' } },
]

type Rights = Record<string, Granted>

interface RoleRule {
  id: string
  name: { zh: string; en: string }
  owned?: Rights
  shared?: Rights
  people?: Rights
  also: Rights
}

type Nouns = { catalog: Catalog; behaviour: Pick<Behaviour, 'grants' | 'fieldRights'> }

/** The roles that a new company starts with, their grants spelled out for its nouns. */
export const defaultRoles = (nouns: Nouns): DefaultRole[] =>
  roles.map(({ id, name, also }) => ({
    id,
    name,
    grants: { ...Object.assign({}, ...nounsWithRights(nouns).map(noun => defaultGrantsOn(nouns, id, noun))), ...also },
    fieldRights: Object.assign({}, ...(nouns.behaviour.fieldRights ?? []).map(closed => closed[id])),
  }))

/** The nouns that have rights of their own, by name; a line has those of its parent. */
export const nounsWithRights = ({ catalog }: Pick<Nouns, 'catalog'>): string[] =>
  [...catalog.objects.values()].flatMap(object => (object.lineOf ? [] : [object.name]))

/** What a default role may do with one noun; nothing for a role that is none of ours. */
export const defaultGrantsOn = ({ catalog, behaviour }: Nouns, roleId: string, noun: string): Rights => {
  const own = behaviour.grants.find(module => module.objects.includes(noun))?.grants[roleId]
  const named = Object.entries(own ?? {}).filter(([permission]) => permission.startsWith(`${noun}.`))
  if (named.length > 0) return Object.fromEntries(named)
  const [rule, object] = [roles.find(one => one.id === roleId), catalog.objects.get(noun)]
  return rule && object ? grantsOn(object, rule, catalog) : {}
}

const grantsOn = (object: ObjectDefinition, rule: RoleRule, catalog: Catalog): Rights => {
  const rights = (isPeople(object) ? rule.people : object.owned ? rule.owned : rule.shared) ?? {}
  const verbs = catalog.verbs.filter(verb => verb.object.name === object.name).map(verb => verb.verb)
  return Object.fromEntries(
    Object.entries(rights).flatMap(([right, scope]) =>
      (right === 'verbs' ? verbs : [right]).map(name => [`${object.name}.${name}`, scope]),
    ),
  )
}

/** Who changes these changes who sees what: a user's superior, department and whether he may come in at all. */
const isPeople = (object: ObjectDefinition): boolean => object.name === 'user' || object.name === 'department'
