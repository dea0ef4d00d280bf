import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { conflict, type FieldProblem } from '../errors.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { isSame } from '../records/draft.ts'
import type { Draft } from '../records/module.ts'
import { type Approval, approvalOf, isEditable } from './approval.ts'

/**
 * What keeps a person, or an undo, from changing these fields of a record: it is under review or approved. Verbs of the noun and files with
 * history pass by.
 */
export function heldBack(
  ctx: Context,
  object: ObjectDefinition,
  { before, values }: { before: Record<string, unknown>; values: Record<string, unknown> },
): FieldProblem[] {
  const approval = approvalOf(ctx, object.name)
  if (!approval) return []
  const changed = Object.keys(values).filter(
    name => !isSame(object.fields[name], before[name] ?? null, values[name] ?? null),
  )
  const moved = changed.filter(name => name === approval.state).map(path => ({ path, code: 'approval.by_verb' }))
  const state = String(before[approval.state])
  if (isEditable(approval, state)) return moved
  const code = state === approval.inReview ? 'approval.in_review' : 'approval.approved'
  // What an undo of a handover returns is whose it is, not what was submitted.
  const free = [
    approval.state,
    ...(approval.free ?? []),
    ...(ctx.isReturning ? ['owner', ...(object.coOwners ?? [])] : []),
  ]
  const held = changed.filter(name => !free.includes(name))
  return [...moved, ...held.map(path => ({ path, code }))]
}

/** Why nothing of a record may be taken away now, its files neither; null when it may. */
export async function whyHeld(ctx: Context, object: ObjectDefinition, id: string): Promise<string | null> {
  const approval = approvalOf(ctx, object.name)
  if (!approval) return null
  const { rows } = await sql<{ state: string | null }>`select ${sql.ref(columnOf(approval.state, 'status'))} as state
    from ${sql.table(tableOf(object))} where id = ${id}::uuid`.execute(ctx.db)
  const state = String(rows[0]?.state)
  if (rows.length === 0 || isEditable(approval, state)) return null
  return state === approval.inReview ? 'approval.in_review' : 'approval.approved'
}

/** Only approval brings a record under review or makes it approved: a verb that does so by itself is a mistake of ours. */
export function assertByApproval(
  ctx: Context,
  { state, from, back, inReview, approved }: Approval,
  drafts: readonly Draft[],
): void {
  if (ctx.isApproving) return
  for (const { values, before, isHistory } of drafts) {
    const now = String(values[state])
    if (isHistory || before?.[state] === values[state] || (now !== inReview && now !== approved)) continue
    const was = before === null ? null : String(before[state])
    const isBeyond = was !== null && ![...from, back, inReview].includes(was)
    if (now === approved && isBeyond) continue
    throw new Error(`${state} becomes ${now} by approval alone`)
  }
}

/** What is under review or was approved here does not go into the bin. @throws Problem `approval.in_review`, `approval.approved` (409) */
export async function keepSubmitted(
  ctx: Context,
  object: ObjectDefinition,
  approval: Approval,
  ids: readonly string[],
): Promise<void> {
  const { rows } = await sql<{
    record: string
    state: string
  }>`select distinct on (record_id) record_id as record, state from approvals
    where object = ${object.name} and record_id = any(${[...ids]}::uuid[]) order by record_id, round desc`.execute(
    ctx.db,
  )
  if (rows.some(row => row.state === 'running')) throw conflict('approval.in_review')
  const approved = rows.filter(row => row.state === 'approved').map(row => row.record)
  if (approved.length > 0 && (await isAnyBeyond(ctx, object, approval, approved))) throw conflict('approval.approved')
}

async function isAnyBeyond(
  ctx: Context,
  object: ObjectDefinition,
  { state, from, back }: Approval,
  ids: readonly string[],
): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(tableOf(object))}
    where id = any(${[...ids]}::uuid[]) and ${sql.ref(columnOf(state, 'status'))} <> all(${[...from, back]}::text[]) limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}
