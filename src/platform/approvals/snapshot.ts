import { createHash } from 'node:crypto'
import { systemActor } from '../access/actor.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type Context, get } from '../records/index.ts'
import type { Approval } from './approval.ts'

/** What was submitted: what people filled in, and the amounts that follow from it. */
export interface Snapshot {
  values: Record<string, unknown>
  /** Equal for equal values. */
  digest: string
}

/** The record as it stands, with everything in it whoever asks. @throws Problem 404 */
export async function takeSnapshot(
  ctx: Context,
  object: ObjectDefinition,
  approval: Approval,
  id: string,
): Promise<Snapshot> {
  const record = await get({ ...ctx, actor: systemActor('approval') }, object, id)
  const values = Object.fromEntries(
    contentFields(object, approval).map(name => [name, bare(record[name] ?? null)] as const),
  )
  return { values, digest: createHash('sha256').update(JSON.stringify(values)).digest('hex') }
}

/** Whose it is and what may be edited at any time is no part of what is approved. */
function contentFields(object: ObjectDefinition, approval: Approval): string[] {
  const beside = new Set([approval.state, 'owner', ...(object.coOwners ?? []), ...(approval.free ?? [])])
  const amounts = new Set([approval.amount, approval.currency, approval.discount])
  return Object.entries(object.fields)
    .filter(([name, field]) => !beside.has(name) && field.type !== 'computed')
    .filter(([name, field]) => field.setBy !== 'verb' || amounts.has(name))
    .map(([name]) => name)
    .sort()
}

/** A value without what may change though it stays the same: titles, versions; members in one order. */
function bare(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(bare)
  const members = value as Record<string, unknown>
  if (typeof members.id === 'string' && 'title' in members) return members.id
  const kept = Object.keys(members).filter(name => name !== 'version' && name !== 'can')
  return Object.fromEntries(kept.sort().map(name => [name, bare(members[name] ?? null)]))
}
