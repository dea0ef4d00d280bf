import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { notFound } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { titlesOf } from '../records/titles.ts'
import { type Actor, type FieldRight, ownersWithin, type Scope, scopesOf } from './actor.ts'
import { findActor } from './load-actor.ts'
import { fieldRight } from './readable.ts'
import { approvedRecords } from './records-beside.ts'
import type { TeamAccess } from './team-records.ts'
import { tableOf, visible } from './visible.ts'

/** One reason for which somebody sees a record, or one that would let him and does not. */
export type Reason =
  | { kind: 'role'; role: { id: string; title: string }; scope: Scope; reaches: boolean }
  | { kind: 'team'; access: TeamAccess; until: string | null; reaches: boolean }
  /** He approves it, has approved it, or will be asked. */
  | { kind: 'approver'; reaches: boolean }
  /** By what the record belongs to, or because it names him. */
  | { kind: 'belonging'; reaches: true }
  | { kind: 'noRole'; reaches: false }
  | { kind: 'left'; reaches: false }

export interface Explanation {
  user: { id: string; title: string }
  sees: boolean
  /** What he may do with the record: `update`, `remove`, verbs. */
  can: string[]
  reasons: Reason[]
  /** The fields that he may not edit, and what he may instead. */
  fields: { field: string; right: FieldRight }[]
}

/**
 * Why somebody sees a record that the asker sees, or why not: each of his roles with its scopes, and his place in the team.
 * @throws Problem 404 for a record that the asker does not see, or no such user
 */
export async function whyHeSees(
  ctx: Context & { db: Database },
  object: ObjectDefinition,
  { id, userId }: { id: string; userId: string },
): Promise<Explanation> {
  await get(ctx, object, id)
  const title = (await titlesOf(ctx, objectOf(ctx.catalog, 'user'), [userId])).get(userId)
  if (title === undefined) throw notFound('user')
  const user = { id: userId, title }
  const actor = await findActor(ctx.db, userId, 'person')
  if (!actor) return { user, sees: false, can: [], reasons: [{ kind: 'left', reaches: false }], fields: [] }
  const his = { ...ctx, actor }
  const { rows } = await sql`select from ${sql.table(tableOf(object))} t
    where t.id = ${id}::uuid and ${visible(his, object, 't')}`.execute(ctx.db)
  const sees = rows.length > 0
  const reasons: Reason[] = [
    ...(await rolesWhy(his, object, id)),
    ...(await teamWhy(his, object, id)),
    ...(await approverWhy(his, object, id)),
  ]
  if (sees && !reasons.some(reason => reason.reaches)) reasons.push({ kind: 'belonging', reaches: true })
  if (!reasons.some(reason => reason.kind === 'role')) reasons.push({ kind: 'noRole', reaches: false })
  const can = sees ? (await get(his, object, id)).can : []
  const rights = Object.keys(object.fields).map(field => ({ field, right: fieldRight(his, object, field) }))
  return { user, sees, can, reasons, fields: rights.filter(({ right }) => right !== 'edit') }
}

async function rolesWhy(ctx: Context, object: ObjectDefinition, id: string): Promise<Reason[]> {
  const permission = `${object.name}.read`
  const owners = object.owned ? await ownersOf(ctx, object, id) : []
  const { rows } = await sql<{ id: string; title: string }>`
    select id, ${sql.ref(ctx.locale === 'zh' ? 'name_zh' : 'name_en')} as title from roles
    where id = any(${ctx.actor.roles.map(role => role.id)}::text[])`.execute(ctx.db)
  return ctx.actor.roles.flatMap(role => {
    const named = { id: role.id, title: rows.find(row => row.id === role.id)?.title ?? role.id }
    return scopesOf(role, permission).map(
      (scope): Reason => ({
        kind: 'role',
        role: named,
        scope,
        reaches: !object.owned || within(ctx.actor, { permission, scope, owners }),
      }),
    )
  })
}

function within(
  actor: Actor,
  { permission, scope, owners }: { permission: string; scope: Scope; owners: readonly string[] },
): boolean {
  const reached = ownersWithin({ ...actor, grants: { [permission]: scope } }, permission)
  return reached === 'all' || owners.some(owner => reached.includes(owner))
}

async function ownersOf(ctx: Context, object: ObjectDefinition, id: string): Promise<string[]> {
  const system = { ...ctx, actor: { ...ctx.actor, roles: [], grants: { '*': 'all' as const } } }
  const record = await get(system, object, id)
  return ['owner', ...(object.coOwners ?? [])].flatMap(name => (record[name] as { id: string } | null)?.id ?? [])
}

async function teamWhy(ctx: Context, object: ObjectDefinition, id: string): Promise<Reason[]> {
  const { rows } = await sql<{ access: TeamAccess; until: string | null }>`
    select access, until_on::text as until from team_members
    where object = ${object.name} and record_id = ${id}::uuid and user_id = ${ctx.actor.userId}::uuid`.execute(ctx.db)
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const mayAtAll = scopesOf(ctx.actor, `${object.name}.read`).length > 0
  return rows.map(({ access, until }) => ({
    kind: 'team',
    access,
    until,
    reaches: mayAtAll && (until === null || until >= today),
  }))
}

async function approverWhy(ctx: Context, object: ObjectDefinition, id: string): Promise<Reason[]> {
  const asked = approvedRecords(ctx, object, 'read')
  if (asked === null) return []
  const { rows } = await sql`select from (${asked}) a where a.record_id = ${id}::uuid limit 1`.execute(ctx.db)
  const mayAtAll = scopesOf(ctx.actor, `${object.name}.read`).length > 0
  return rows.map(() => ({ kind: 'approver', reaches: mayAtAll }))
}
