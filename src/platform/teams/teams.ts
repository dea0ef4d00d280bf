import { type RawBuilder, sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import type { TeamAccess } from '../access/team-records.ts'
import { ownedBy, tableOf } from '../access/visible.ts'
import { forbidden, invalid, notFound } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import { titlesOf } from '../records/titles.ts'
import { writeHistory } from '../records/write.ts'

/** Somebody who sees or changes one record beside its owner. */
export interface TeamMember {
  user: { id: string; title: string }
  access: TeamAccess
  /** The last day, by the company's calendar; null is for good. */
  until: string | null
  /** That day has passed, and the membership means nothing any more. */
  isOver: boolean
}

/** Who is in a record's team, in the order in which they came, and whether the actor may change that. @throws Problem 404 */
export async function readTeam(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
): Promise<{ members: TeamMember[]; mayChange: boolean }> {
  if (!object.owned) throw notFound('team')
  await get(ctx, object, id)
  return teamOf(ctx, object, id)
}

/** The same of a record that the actor has been shown. */
export async function teamOf(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
): Promise<{ members: TeamMember[]; mayChange: boolean }> {
  const { rows: read } = await sql<{
    members: { user_id: string; access: TeamAccess; until: string | null }[] | null
    mayChange: boolean
  }>`select ${mayChangeSql(ctx, object, id)} as "mayChange",
    (select jsonb_agg(jsonb_build_object('user_id', user_id, 'access', access, 'until', until_on) order by added_at, user_id)
      from team_members where object = ${object.name} and record_id = ${id}::uuid) as members`.execute(ctx.db)
  const rows = read[0]?.members ?? []
  const names = await titlesOf(
    ctx,
    objectOf(ctx.catalog, 'user'),
    rows.map(row => row.user_id),
  )
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  return {
    members: rows.map(({ user_id: userId, access, until }) => ({
      user: { id: userId, title: names.get(userId) ?? '' },
      access,
      until,
      isOver: until !== null && until < today,
    })),
    mayChange: read[0]?.mayChange === true,
  }
}

/**
 * Puts somebody into a record's team, or changes what he may there, in the caller's transaction. Who is in the team himself does not pass that on.
 * @throws Problem 404, 403; 422 for a user who is not there, has left, or for a day that has passed
 */
export async function putIntoTeam(
  ctx: Context,
  object: ObjectDefinition,
  { id, userId, access, until }: { id: string; userId: string; access: TeamAccess; until: string | null },
): Promise<void> {
  const version = await assertMayChange(ctx, object, id)
  const { rows } = await sql<{ name: string; isHere: boolean }>`
    select name, state is distinct from 'left' as "isHere" from users
    where id = ${userId}::uuid and deleted_at is null for share`.execute(ctx.db)
  if (!rows[0]) throw invalid([{ path: 'user', code: 'field.no_such_record' }])
  const { name, isHere } = rows[0]
  if (!isHere) throw invalid([{ path: 'user', code: 'user.has_left', params: { name } }])
  if (until !== null && until < dayAt(ctx.now(), ctx.company.timeZone))
    throw invalid([{ path: 'until', code: 'team.until_passed' }])
  const { rows: before } = await sql`select from team_members
    where object = ${object.name} and record_id = ${id}::uuid and user_id = ${userId}::uuid`.execute(ctx.db)
  await sql`
    insert into team_members (object, record_id, user_id, access, until_on, added_at, added_by_id)
    values (${object.name}, ${id}::uuid, ${userId}::uuid, ${access}, ${until}::date, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid)
    on conflict (object, record_id, user_id) do update set access = excluded.access, until_on = excluded.until_on`.execute(
    ctx.db,
  )
  const told = { ...ctx, reason: until === null ? name : `${name} – ${until}` }
  const verb = `${before.length > 0 ? 'changeTeam' : 'joinTeam'}${access === 'edit' ? 'Edit' : 'Read'}`
  await writeHistory(told, [{ object, id, verb, version, changes: null }])
}

/** Takes somebody out of a record's team, in the caller's transaction; one who is not in it stays out. @throws Problem 404, 403 */
export async function takeOutOfTeam(
  ctx: Context,
  object: ObjectDefinition,
  { id, userId }: { id: string; userId: string },
): Promise<void> {
  const version = await assertMayChange(ctx, object, id)
  const { rows } = await sql<{ name: string }>`delete from team_members m using users u
    where m.object = ${object.name} and m.record_id = ${id}::uuid and m.user_id = ${userId}::uuid and u.id = m.user_id
    returning u.name`.execute(ctx.db)
  if (!rows[0]) return
  await writeHistory({ ...ctx, reason: rows[0].name }, [{ object, id, verb: 'leaveTeam', version, changes: null }])
}

/** The record's version; locks it, so that a team is changed by one at a time. */
async function assertMayChange(ctx: Context, object: ObjectDefinition, id: string): Promise<number> {
  if (!object.owned) throw notFound('team')
  const { version } = await get(ctx, object, id)
  if (!(await mayChangeTeam(ctx, object, id))) throw forbidden(`${object.name}.update`)
  await sql`select from ${sql.table(tableOf(object))} where id = ${id}::uuid for update`.execute(ctx.db)
  return version
}

async function mayChangeTeam(ctx: Context, object: ObjectDefinition, id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select ${mayChangeSql(ctx, object, id)} as may`.execute(ctx.db)
  return rows[0]?.may === true
}

/** By the owner's side of the right to change the record: whoever changes it as a member of its team does not choose the others. */
function mayChangeSql(ctx: Context, object: ObjectDefinition, id: string): RawBuilder<boolean> {
  const owners = ownersWithin(ctx.actor, `${object.name}.update`)
  if (owners === 'all') return sql<boolean>`true`
  if (owners.length === 0) return sql<boolean>`false`
  const whose = ['owner', ...(object.coOwners ?? [])].map(field => ownedBy(owners, 't', field))
  return sql<boolean>`exists (select from ${sql.table(tableOf(object))} t
    where t.id = ${id}::uuid and t.deleted_at is null and (${sql.join(whose, sql` or `)}))`
}
