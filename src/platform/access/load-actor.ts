import { sql } from 'kysely'
import { type ShortCache, shortCache } from '../companies/short-cache.ts'
import type { Database } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { type Actor, type Scope, wider } from './actor.ts'

/**
 * A user as an actor, at most half a second old: rights of all roles together, subordinates, department, hidden fields.
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

/** Lets a change of this user's roles act at once in this process; elsewhere it takes half a second. */
export const forgetActor = (db: Database, userId: string): void => cacheOf(db).forget(userId)

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
  roles: { grants: Record<string, unknown>; hidden: string[] }[]
  subordinates: string[]
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
           (select coalesce(json_agg(json_build_object('grants', r.grants, 'hidden', r.hidden_fields)), '[]')
              from user_roles ur join roles r on r.id = ur.role_id where ur.user_id = u.id) as roles,
           (select coalesce(json_agg(below.id), '[]') from below where below.id <> u.id) as subordinates
      from users u
     where u.id = ${userId} and u.deleted_at is null and u.state is distinct from 'left'`.execute(db)
  const row = rows[0]
  return (
    (row && {
      userId: row.id,
      name: row.name,
      grants: mergeGrants(row.roles.map(role => role.grants)),
      subordinates: row.subordinates,
      departmentId: row.departmentId,
      hiddenFields: hiddenInAll(row.roles.map(role => role.hidden)),
    }) ??
    null
  )
}

/** Roles add up: of each permission the widest scope. */
export const mergeGrants = (all: readonly Record<string, unknown>[]): Record<string, Scope> => {
  const merged = new Map<string, Scope>()
  for (const [permission, scope] of all.flatMap(grants => Object.entries(grants))) {
    if (isScope(scope)) merged.set(permission, wider(merged.get(permission), scope))
  }
  return Object.fromEntries(merged)
}

const isScope = (scope: unknown): scope is Scope => scope === 'own' || scope === 'team' || scope === 'all'

/** A field that any one of the roles shows is shown. */
const hiddenInAll = ([first = [], ...others]: readonly string[][]): ReadonlySet<string> =>
  new Set(first.filter(field => others.every(hidden => hidden.includes(field))))
