import { type RawBuilder, sql } from 'kysely'
import { approvalOf } from '../approvals/approval.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import type { Context } from '../records/context.ts'
import { teamRecords } from './team-records.ts'

/**
 * A query for the ids of the records that a right reaches beside those of their owners: by their teams, and, for reading alone, those that the
 * actor approves, has approved or will be asked about. Null when there can be none. Like a team it widens a right that one's roles give.
 */
export function recordsBeside(
  ctx: Context,
  object: ObjectDefinition,
  verb: string,
): RawBuilder<{ record_id: string }> | null {
  const team = teamRecords(ctx, object, verb)
  const asked = approvedRecords(ctx, object, verb)
  if (team === null || asked === null) return team ?? asked
  return sql<{ record_id: string }>`${team} union ${asked}`
}

/** The records of this noun in whose approval the actor has a part. */
export function approvedRecords(
  ctx: Context,
  object: ObjectDefinition,
  verb: string,
): RawBuilder<{ record_id: string }> | null {
  const { userId } = ctx.actor
  if (verb !== 'read' || userId === null || ctx.isBesideApproval || !approvalOf(ctx, object.name)) return null
  return sql<{ record_id: string }>`select a.record_id from approval_tasks a
    where a.user_id = ${userId}::uuid and a.object = ${object.name}`
}
