import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { conflict, notFound } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { changeOne, lock } from '../records/update.ts'
import { publish, recordTable, writeHistory } from '../records/write.ts'
import { type Approval, approvalOf } from './approval.ts'
import type { FlowRules } from './flow-description.ts'

/** An approval under its lock. */
export interface Running {
  id: string
  object: ObjectDefinition
  approval: Approval
  recordId: string
  /** The record as it stands, under its own lock. */
  record: Record<string, unknown>
  requester: string | null
  rules: FlowRules
  digest: string
}

/**
 * Locks a record and its approval, in this order, so that of several who decide at the same moment each sees what the other did.
 * @throws Problem 404; `approval.ended` (409) when it does not run any more
 */
export async function lockRunning(ctx: Context, id: string): Promise<Running> {
  const { rows: known } = await sql<{ object: string; recordId: string }>`
    select object, record_id as "recordId" from approvals where id = ${id}::uuid`.execute(ctx.db)
  const object = known[0] && ctx.catalog.objects.get(known[0].object)
  const approval = object && approvalOf(ctx, object.name)
  if (!known[0] || !object || !approval) throw notFound('approval')
  const { recordId } = known[0]
  const record = (await lock(asApproval(ctx), object, [recordId], 'read')).get(recordId) ?? {}
  const { rows } = await sql<{ state: string; requester: string | null; rules: FlowRules; digest: string }>`
    select state, requester_id as requester, rules, digest from approvals where id = ${id}::uuid for update`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (row?.state !== 'running') throw conflict('approval.ended')
  return { id, object, approval, recordId, record, requester: row.requester, rules: row.rules, digest: row.digest }
}

/** The approval that runs on a record whose lock the caller holds; null when none does. */
export async function runningOn(ctx: Context, noun: string, recordId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from approvals
    where object = ${noun} and record_id = ${recordId}::uuid and state = 'running' for update`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/** Whoever acts, as approval writes: what follows from a consent is no question of the approver's own rights on the noun. */
export function asApproval<C extends Context>(ctx: C): C {
  const grants: Actor['grants'] = { '*': 'all' }
  const actor: Actor = { ...ctx.actor, grants, roles: [{ id: 'approval', grants, fieldRights: {} }] }
  return { ...ctx, actor, isWithinVerb: true, isApproving: true }
}

/** Brings the record into another state because of what was decided, with history and event. */
export async function moveRecord(
  ctx: Context,
  { object, approval, recordId }: Pick<Running, 'object' | 'approval' | 'recordId'>,
  { to, verb, event, reason }: { to: string; verb: string; event: string; reason: string | null },
): Promise<void> {
  const change = { id: recordId, values: { [approval.state]: to }, reason }
  const options = { verb, writing: 'byVerb', event: `${object.name}.${event}` } as const
  await changeOne(asApproval(ctx), object, change, options)
}

/** A line in the record's history for what changed no field of it, and word of it to open pages. */
export async function tellRecord(
  ctx: Context,
  { object, recordId }: Pick<Running, 'object' | 'recordId'>,
  { verb, reason }: { verb: string; reason: string | null },
): Promise<void> {
  const { rows } = await sql<{ version: number }>`select version from ${sql.table(tableNamed(ctx, object))}
    where id = ${recordId}::uuid`.execute(ctx.db)
  await writeHistory({ ...ctx, reason }, [
    { object, id: recordId, verb, version: rows[0]?.version ?? 1, changes: null },
  ])
  await publish(ctx, [{ name: `${object.name}.approvalMoved`, object: object.name, recordId }])
}

const tableNamed = (ctx: Context, object: ObjectDefinition): string => recordTable(objectOf(ctx.catalog, object.name))
