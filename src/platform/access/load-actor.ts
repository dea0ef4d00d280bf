import { sql } from 'kysely'
import { hasAuditor } from '../audit/auditor-list.ts'
import { type ShortCache, shortCache } from '../companies/short-cache.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import {
  type Actor,
  type ActorRole,
  addScopes,
  fieldRightNames,
  type Granted,
  type Scope,
  scopes,
  scopesOf,
} from './actor.ts'
import { readColleagues } from './colleagues.ts'
import './words.ts'

/**
 * A user as an actor, at most half a second old: rights of all roles together, subordinates, departments, rights on fields.
 * Problem `user.left` (403) when the user has left, was removed or never was.
 */
export const loadActor = async (db: Database, userId: string, kind: Actor['kind']): Promise<Actor> => {
  const actor = await findActor(db, userId, kind)
  if (!actor) throw new Problem(403, 'user.left')
  return actor
}

/** The same, with null for a user who may not act any more. */
export const findActor = async (db: Database, userId: string, kind: Actor['kind']): Promise<Actor | null> => {
  const person = await cacheOf(db).get(userId, () => readPerson(db, userId))
  return person && { ...person, kind }
}

/** Lets a change of this user's rights act at once in this process; elsewhere it takes half a second. */
export const forgetActor = (db: Database, userId: string): void => cacheOf(db).forget(userId)

/** The same for everybody of the company: a role was changed. */
export const forgetActors = (db: Database): void => void caches.delete(db)

type Person = Omit<Actor, 'kind'>

const caches = new WeakMap<Database, ShortCache<Person | null>>()

const cacheOf = (db: Database): ShortCache<Person | null> => {
  const known = caches.get(db) ?? shortCache<Person | null>()
  caches.set(db, known)
  return known
}

interface Row {
  id: string
  name: string
  departmentId: string | null
  roles: { id: string; grants: Record<string, unknown>; fieldRights: Record<string, unknown> }[]
  subordinates: string[]
  teamObjects: string[]
  hasAuditor: boolean
}

const readPerson = async (db: Database, userId: string): Promise<Person | null> => {
  // `union` drops what it has seen, so a circle of superiors ends. Leavers and removed users stay in the tree: what they own is still their superior's.
  const { rows } = await sql<Row>`
    with recursive below as (
      select id from users where superior_id = ${userId}
      union
      select u.id from users u join below on u.superior_id = below.id
    )
    select u.id, u.name, u.department_id as "departmentId",
           (select coalesce(json_agg(json_build_object('id', r.id, 'grants', r.grants, 'fieldRights', r.field_rights) order by r.id), '[]')
              from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id) as roles,
           (select coalesce(json_agg(below.id), '[]') from below where below.id <> u.id) as subordinates,
           array(select distinct m.object from team_members m where m.user_id = u.id) as "teamObjects",
           ${hasAuditor} as "hasAuditor"
      from users u
     where u.id = ${userId} and u.deleted_at is null and u.state is distinct from 'left'`.execute(db)
  const row = rows[0]
  if (!row) return null
  const { roles, grants } = rightsOf(row)
  const asksDepartment = /department/i.test(JSON.stringify(Object.values(grants)))
  return {
    userId: row.id,
    name: row.name,
    roles,
    grants,
    subordinates: row.subordinates,
    ...(asksDepartment ? await readColleagues(db, userId) : { colleagues: [], treeColleagues: [] }),
    departmentId: row.departmentId,
    teamObjects: new Set(row.teamObjects),
  }
}

/** What the same roles give is one object for everybody who has them, and stays it: so much follows from it, which is then worked out once. */
function rightsOf({ roles: held, hasAuditor }: Pick<Row, 'roles' | 'hasAuditor'>): Pick<Actor, 'roles' | 'grants'> {
  const text = JSON.stringify([held, hasAuditor])
  const known = knownRights.get(text)
  if (known) return known
  const roles = held.map(
    ({ id, grants, fieldRights }): ActorRole => ({
      id,
      grants: mergeGrants([grants]),
      fieldRights: readFieldRights(fieldRights),
    }),
  )
  const rights = {
    roles,
    grants: mergeGrants([...roles.map(role => role.grants), ...insteadOfAuditor(hasAuditor, roles)]),
  }
  if (knownRights.size >= mostRights) knownRights.clear()
  knownRights.set(text, rights)
  return rights
}

const knownRights = new Map<string, Pick<Actor, 'roles' | 'grants'>>()
const mostRights = 2000

/** A company without an auditor has its log read by whoever administers it; with one, by him alone. */
const insteadOfAuditor = (hasAuditor: boolean, roles: readonly ActorRole[]): ActorRole['grants'][] =>
  !hasAuditor && roles.some(role => scopesOf(role, '*').includes('all')) ? [{ 'audit.read': 'all' }] : []

/** Roles add up: of each permission all scopes that any of them gives. What is no scope is left out. */
export const mergeGrants = (all: readonly Readonly<Record<string, unknown>>[]): Record<string, Granted> => {
  const merged = new Map<string, Granted>()
  for (const [permission, given] of all.flatMap(grants => Object.entries(grants))) {
    const known = (Array.isArray(given) ? given : [given]).filter(isScope)
    if (known.length > 0) merged.set(permission, addScopes(merged.get(permission), known))
  }
  return Object.fromEntries(merged)
}

const isScope = (scope: unknown): scope is Scope => scopes.includes(scope as Scope)

/** What the database holds of field rights; what is none of them is left out. */
export const readFieldRights = (given: Readonly<Record<string, unknown>>): ActorRole['fieldRights'] =>
  Object.fromEntries(
    Object.entries(given).flatMap(([field, right]) => {
      const known = fieldRightNames.find(name => name === right)
      return known ? [[field, known]] : []
    }),
  )
