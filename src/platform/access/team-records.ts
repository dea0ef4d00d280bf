import { type RawBuilder, sql } from 'kysely'
import { dayAt } from '../fields/time-zone.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import type { Context } from '../records/context.ts'

/** What a member of a record's team may do with it. */
export type TeamAccess = 'read' | 'edit'

/**
 * A query for the ids of the records that a right reaches by their teams; null when none can. A team widens the reach of rights that one's
 * roles give, and gives none: who reads may read, who edits may also change the record and use its own verbs. Removing, restoring, showing what
 * is masked and handing on stay with the owner's side.
 */
export function teamRecords(
  ctx: Context,
  object: ObjectDefinition,
  verb: string,
): RawBuilder<{ record_id: string }> | null {
  const { userId, teamObjects } = ctx.actor
  const needed = neededAccess(ctx, object, verb)
  if (userId === null || needed === null || !object.owned || !teamObjects.has(object.name)) return null
  const edits = needed === 'edit' ? sql`and m.access = 'edit'` : sql``
  return sql<{ record_id: string }>`select m.record_id from team_members m
    where m.user_id = ${userId}::uuid and m.object = ${object.name} and ${inForce(ctx)} ${edits}`
}

/** The actor's access to these records by their teams, by id. */
export async function teamAccess(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Map<string, TeamAccess>> {
  const { userId, teamObjects } = ctx.actor
  if (userId === null || ids.length === 0 || !teamObjects.has(object.name)) return new Map()
  const { rows } = await sql<{ id: string; access: TeamAccess }>`select m.record_id as id, m.access from team_members m
    where m.user_id = ${userId}::uuid and m.object = ${object.name} and m.record_id = any(${[...ids]}::uuid[]) and ${inForce(ctx)}`.execute(
    ctx.db,
  )
  return new Map(rows.map(row => [row.id, row.access]))
}

/** The access to a record's team by which a right is used; null for rights that no team gives. */
export function neededAccess(ctx: Context, object: ObjectDefinition, verb: string): TeamAccess | null {
  if (verb === 'read') return 'read'
  const isVerb = ctx.catalog.verbs.some(one => one.object.name === object.name && one.verb === verb)
  return verb === 'update' || isVerb ? 'edit' : null
}

/** Whether a row `m` of `team_members` holds today, by the day of the company. */
export const inForce = (ctx: Pick<Context, 'now' | 'company'>): RawBuilder<boolean> =>
  sql<boolean>`(m.until_on is null or m.until_on >= ${dayAt(ctx.now(), ctx.company.timeZone)}::date)`
