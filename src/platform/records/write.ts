import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import { newId } from '../db/id.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'

/** Inserts rows; all have the same columns. Text, numbers and ids go as one JSON bind, typed by the table itself. Of `custom` only what is filled is kept. */
export async function insertRows(ctx: Context, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  if (columns.length === 0) return
  const list = sql.join(columns.map(column => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map(withoutEmptyCustom))}::jsonb)`.execute(
    ctx.db,
  )
}

function withoutEmptyCustom(row: Record<string, unknown>): Record<string, unknown> {
  if (typeof row.custom !== 'object' || row.custom === null) return row
  const filled = Object.entries(row.custom).filter(([, value]) => value !== null)
  return { ...row, custom: filled.length > 0 ? Object.fromEntries(filled) : null }
}

/** Updates rows by id, each with its own values; all have the same columns. What `custom` does not name stays in it. */
export async function updateRows(
  ctx: Context,
  table: string,
  rows: readonly ({ id: string } & Record<string, unknown>)[],
  extra: RawBuilder<unknown>,
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter(column => column !== 'id')
  if (rows.length === 0) return
  const assignments = sql.join([
    ...columns.map(column =>
      column === 'custom' ? mergedCustom : sql`${sql.ref(column)} = ${sql.ref(`given.${column}`)}`,
    ),
    extra,
  ])
  await sql`update ${sql.table(table)} t set ${assignments}
    from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb) as given where t.id = given.id`.execute(
    ctx.db,
  )
}

const mergedCustom = sql`custom = nullif((coalesce(t.custom, '{}') || given.custom)
  - array(select key from jsonb_each(given.custom) where value = 'null'), '{}')`

/** What history keeps of one change of one record. */
export interface HistoryEntry {
  object: Pick<ObjectDefinition, 'name'>
  id: string
  verb: string
  version: number
  /** Before and after by field, in API form; null for a creation. */
  changes: Record<string, [before: unknown, after: unknown]> | null
  /** Why; that of the context unless told. */
  reason?: string | null | undefined
}

/** Appends to history, as the actor, in the context's batch. */
export async function writeHistory(ctx: Context, entries: readonly HistoryEntry[]): Promise<void> {
  const rows = entries.map(({ object, id, verb, version, changes, reason }) => ({
    id: newId(),
    at: ctx.now().toISOString(),
    object: object.name,
    record_id: id,
    user_id: ctx.actor.userId,
    actor_kind: ctx.actor.kind,
    actor_name: ctx.actor.name,
    verb,
    version,
    batch_id: ctx.batch,
    reason: reason ?? ctx.reason,
    changes,
  }))
  await insertRows(ctx, 'history', rows)
}

/** One value that a tracked field has had. */
export interface Transition {
  recordId: string
  field: string
  from: string | null
  to: string | null
  /** ISO; null when nobody knows. */
  at: string | null
  precision: 'instant' | 'day' | 'unknown'
  reason?: string | null
}

/** Appends transitions of an object's records. */
export async function writeTransitions(
  ctx: Context,
  object: ObjectDefinition,
  transitions: readonly Transition[],
): Promise<void> {
  const rows = transitions.map(({ recordId, field, from, to, at, precision, reason }) => ({
    id: newId(),
    object: object.name,
    record_id: recordId,
    field,
    from_value: from,
    to_value: to,
    at,
    precision,
    recorded_at: ctx.now().toISOString(),
    user_id: ctx.actor.userId,
    department_id: ctx.actor.departmentId,
    reason: reason ?? ctx.reason,
    batch_id: ctx.batch,
  }))
  await insertRows(ctx, 'transitions', rows)
}

/** Puts events into the outbox; they are told after commit. */
export async function publish(
  ctx: Context,
  events: readonly { name: string; object: string; recordId: string; payload?: Record<string, unknown> }[],
): Promise<void> {
  if (ctx.isSilent) return
  const rows = events.map(event => ({
    id: newId(),
    name: event.name,
    object: event.object,
    record_id: event.recordId,
    user_id: ctx.actor.userId,
    payload: event.payload ?? {},
    created_at: ctx.now().toISOString(),
    attempts: 0,
    next_at: ctx.now().toISOString(),
  }))
  await insertRows(ctx, 'outbox', rows)
}

/** The table of an object: only this folder writes to it. */
export const recordTable = (object: ObjectDefinition): string => tableOf(object)
