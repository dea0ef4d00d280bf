import type { Scope } from '../access/actor.ts'
import type { Catalog } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'

/** A role as a new company gets it; afterwards it is the company's own. */
export interface DefaultRole {
  id: string
  name: { zh: string; en: string }
  grants: Record<string, Scope>
}

/**
 * What each role may do, by the nature of a noun: with an owner (customer, opportunity), shared by all (product, pipeline), or people
 * (user, department). `verbs` stands for the noun's own verbs, `*` for everything. A new noun gets its rights by this.
 */
const roles: readonly RoleRule[] = [
  { id: 'administrator', name: { zh: '管理员', en: 'Administrator' }, also: { '*': 'all' } },
  {
    id: 'director',
    name: { zh: '销售总监', en: 'Sales director' },
    owned: { '*': 'all' },
    shared: { '*': 'all' },
    people: { read: 'all' },
    also: { 'import.run': 'all', 'report.read': 'all' },
  },
  {
    id: 'salesManager',
    name: { zh: '销售经理', en: 'Sales manager' },
    owned: { '*': 'team' },
    shared: { read: 'all' },
    people: { read: 'all' },
    also: { 'import.run': 'team', 'report.read': 'team' },
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
]

type Rights = Record<string, Scope>

interface RoleRule {
  id: string
  name: { zh: string; en: string }
  owned?: Rights
  shared?: Rights
  people?: Rights
  also: Rights
}

/** The roles that a new company starts with, their grants spelled out for the nouns of this catalog. */
export const defaultRoles = (catalog: Catalog): DefaultRole[] => {
  // A line has the rights of its parent.
  const objects = [...catalog.objects.values()].filter(object => !object.lineOf)
  return roles.map(rule => ({
    id: rule.id,
    name: rule.name,
    grants: { ...Object.assign({}, ...objects.map(object => grantsOn(object, rule, catalog))), ...rule.also },
  }))
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
