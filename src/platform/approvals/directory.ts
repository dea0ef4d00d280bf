import { sql } from 'kysely'
import { type ActorRole, may } from '../access/actor.ts'
import { mergeGrants } from '../access/load-actor.ts'
import { dayAt } from '../fields/time-zone.ts'
import type { Context } from '../records/context.ts'

/** Somebody as far as it matters whom one may ask. */
export interface Someone {
  id: string
  name: string
  superior: string | null
  department: string | null
  hasLeft: boolean
  isOnLeave: boolean
  deputy: string | null
  roles: string[]
}

/** Everybody, departments and who may read the noun, as of one moment. */
export interface Directory {
  people: ReadonlyMap<string, Someone>
  departments: ReadonlyMap<string, { id: string; name: string; parent: string | null; head: string | null }>
  /** Those who may do everything: asked where nobody else is left. */
  administrators: readonly string[]
  mayRead: (person: Someone) => boolean
}

/** Reads who is there, for the approval of a noun. */
export async function readDirectory(ctx: Context, noun: string): Promise<Directory> {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<Someone>`
    select u.id, u.name, u.superior_id as superior, u.department_id as department,
      (u.deleted_at is not null or u.state is not distinct from 'left') as "hasLeft",
      coalesce(u.leave_from <= ${today}::date and coalesce(u.leave_until, 'infinity') >= ${today}::date, false) as "isOnLeave",
      d.deputy_id as deputy, array(select r.role_id from user_roles r where r.user_id = u.id) as roles
    from users u left join approval_deputies d on d.user_id = u.id`.execute(ctx.db)
  const { rows: departments } = await sql<{ id: string; name: string; parent: string | null; head: string | null }>`
    select id, name, parent_id as parent, head_id as head from departments where deleted_at is null`.execute(ctx.db)
  const { rows: roles } = await sql<{
    id: string
    grants: Record<string, unknown>
  }>`select id, grants from roles`.execute(ctx.db)
  const grants = new Map(roles.map(role => [role.id, mergeGrants([role.grants])] as const))
  const allows = (role: string, permission: string): boolean => {
    const held: ActorRole['grants'] | undefined = grants.get(role)
    return held !== undefined && may({ grants: held }, permission)
  }
  const everything = new Set([...grants].flatMap(([id, held]) => (held['*'] === 'all' ? [id] : [])))
  return {
    people: new Map(rows.map(row => [row.id, row])),
    departments: new Map(departments.map(row => [row.id, row])),
    administrators: rows.filter(row => row.roles.some(role => everything.has(role))).map(row => row.id),
    mayRead: person => person.roles.some(role => allows(role, `${noun}.read`)),
  }
}

/** Somebody's superiors, the nearest first; a circle ends where it closes. */
export function superiorsOf({ people }: Directory, id: string): Someone[] {
  const found: Someone[] = []
  const seen = new Set([id])
  for (let at = people.get(id)?.superior ?? null; at !== null && !seen.has(at); at = people.get(at)?.superior ?? null) {
    seen.add(at)
    const person = people.get(at)
    if (person) found.push(person)
  }
  return found
}

/** A department and those above it, the nearest first. */
export function departmentsAbove({ departments }: Directory, id: string | null): string[] {
  const found: string[] = []
  for (let at = id; at !== null && !found.includes(at); at = departments.get(at)?.parent ?? null) found.push(at)
  return found
}
