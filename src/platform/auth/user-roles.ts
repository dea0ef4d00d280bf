import { sql } from 'kysely'
import type { Actor, ActorRole } from '../access/actor.ts'
import { coversRole, mayGiveRole } from '../access/covers.ts'
import { forgetActors, mergeGrants, readFieldRights } from '../access/load-actor.ts'
import { auditorIds } from '../audit/auditor-list.ts'
import { assertAuditors } from '../audit/auditors.ts'
import type { Database, Queryable, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, type FieldProblem, invalid, notFound, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/index.ts'
import { writeHistory } from '../records/write.ts'

/** A role of a company. */
export interface Role {
  id: string
  name: { zh: string; en: string }
  grants: ActorRole['grants']
  fieldRights: ActorRole['fieldRights']
}

/** All roles of the company, in its order. */
export const listRoles = async (db: Queryable): Promise<Role[]> => {
  const { rows } = await sql<{
    id: string
    zh: string
    en: string
    grants: Record<string, unknown>
    fieldRights: Record<string, unknown>
  }>`
    select id, name_zh as zh, name_en as en, grants, field_rights as "fieldRights" from roles order by position, id`.execute(
    db,
  )
  return rows.map(({ id, zh, en, grants, fieldRights }) => ({
    id,
    name: { zh, en },
    grants: mergeGrants([grants]),
    fieldRights: readFieldRights(fieldRights),
  }))
}

/** The ids of a user's roles. Problem `not_found` for no such user. */
export const rolesOfUser = async (db: Queryable, userId: string): Promise<string[]> => {
  const { rows } = await sql<{ roles: string[] }>`
    select array(select role_id from user_roles ur join roles r on r.id = ur.role_id where user_id = u.id order by r.position, r.id) as roles
      from users u where u.id = ${userId} and u.deleted_at is null`.execute(db)
  if (!rows[0]) throw notFound('user')
  return rows[0].roles
}

/**
 * Gives a user exactly these roles. `mayComeIn` says which of some users have an account to come in with.
 * Problems: `invalid` (a role that does not exist), `role.beyond_yours` (403: nobody gives or takes what he has not himself),
 * `role.last_administrator` (409), `role.auditor_by_another`, `role.last_auditor` (403).
 */
export const assignRoles = async (
  ctx: Context & { db: Database },
  {
    userId,
    roleIds,
    mayComeIn,
  }: { userId: string; roleIds: readonly string[]; mayComeIn: (userIds: string[]) => Promise<boolean> },
): Promise<string[]> => {
  const after = await transaction(ctx.db, async trx => {
    // One change of roles at a time, or two administrators could take the right from each other.
    await sql`lock table user_roles in share row exclusive mode`.execute(trx)
    const before = await rolesOfUser(trx, userId)
    const wanted = await knownRoles(trx, roleIds)
    const changed = [...before.filter(id => !wanted.includes(id)), ...wanted.filter(id => !before.includes(id))]
    if (changed.length === 0) return before
    await refuseBeyond(trx, ctx.actor, changed)
    const auditors = await auditorIds(trx)
    await sql`delete from user_roles where user_id = ${userId} and not role_id = any(${wanted}::text[])`.execute(trx)
    await sql`
      insert into user_roles (user_id, role_id) select ${userId}::uuid, unnest(${wanted}::text[]) on conflict do nothing`.execute(
      trx,
    )
    if (!(await mayComeIn(await administrators(trx)))) throw conflict('role.last_administrator')
    await assertAuditors({ ...ctx, db: trx }, auditors)
    await remember({ ...ctx, db: trx }, userId, [before, wanted])
    return wanted
  })
  // Everybody: whether there is an auditor changes what administrators may.
  forgetActors(ctx.db)
  return after
}

/** Problem `role.beyond_yours` unless the actor has every right that this user has: who sets another's password has all of them. */
export const refuseHigher = async (db: Queryable, actor: Actor, userId: string): Promise<void> =>
  refuseRoles(db, await rolesOfUser(db, userId), role => coversRole(actor, role))

/** Those of these roles that there are, in the company's order. Problem `invalid` naming each that does not exist. */
export const knownRoles = async (db: Queryable, roleIds: readonly string[]): Promise<string[]> => {
  const known = (await listRoles(db)).map(role => role.id)
  const unknown = roleIds.flatMap((id, index): FieldProblem[] =>
    known.includes(id) ? [] : [{ path: `roles.${index}`, code: 'role.unknown', params: { role: id } }],
  )
  if (unknown.length > 0) throw invalid(unknown)
  return known.filter(id => roleIds.includes(id))
}

/** Problem `role.beyond_yours` unless the actor has himself what these roles give; an auditor is appointed by whoever administers. */
export const refuseBeyond = (db: Queryable, actor: Actor, roleIds: readonly string[]): Promise<void> =>
  refuseRoles(db, roleIds, role => mayGiveRole(actor, role))

const refuseRoles = async (
  db: Queryable,
  roleIds: readonly string[],
  isAllowed: (role: Role) => boolean,
): Promise<void> => {
  const roles = (await listRoles(db)).filter(role => roleIds.includes(role.id))
  const beyond = roles.find(role => !isAllowed(role))
  if (beyond) throw new Problem(403, 'role.beyond_yours', { params: { role: beyond.id } })
}

/** Users who may do everything and have not left. */
export const administrators = async (db: Transaction): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct u.id from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
     where r.grants ->> '*' = 'all' and u.deleted_at is null and u.state is distinct from 'left'`.execute(db)
  return rows.map(row => row.id)
}

const remember = async (ctx: Context, userId: string, roles: [before: string[], after: string[]]): Promise<void> => {
  const { rows } = await sql<{ version: number }>`select version from users where id = ${userId}`.execute(ctx.db)
  const version = rows[0]?.version ?? 1
  await writeHistory(ctx, [
    { object: objectOf(ctx.catalog, 'user'), id: userId, verb: 'assignRoles', version, changes: { roles } },
  ])
}
