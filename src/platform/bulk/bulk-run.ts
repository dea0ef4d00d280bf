import { sql } from 'kysely'
import { withinScope, tableOf, visible } from '../access/visible.ts'
import { newId } from '../db/id.ts'
import type { Queryable } from '../db/server.ts'
import { conflict, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import { assertNarrow } from '../query/narrow.ts'
import { openBatch } from '../records/batches.ts'
import type { Context } from '../records/context.ts'
import type { KeptRecord } from '../records/undo-batch.ts'
import { type BulkState, bulkMost } from './bulk-description.ts'
import type { BulkChange, BulkSelection } from './bulk-input.ts'

/** A problem as it is kept; its words are made for whoever reads it. */
export interface KeptProblem {
  code: string
  params?: Record<string, unknown>
}

/** One change of many records, as the company's database keeps it. */
export interface BulkRun {
  id: string
  object: string
  userId: string
  change: BulkChange
  state: BulkState
  isStopped: boolean
  total: number
  done: number
  refused: number
  problem: KeptProblem | null
  kept: KeptRecord[]
  batchId: string
  createdAt: string
}

/**
 * Writes down, in the caller's transaction, which records a change takes; later ones that would fit are not among them.
 * @throws Problem `bulk.too_many` (409), `filter.*` (400)
 */
export async function openRun(
  ctx: Context,
  object: ObjectDefinition,
  { selection, change, inBin }: { selection: BulkSelection; change: BulkChange; inBin: boolean },
): Promise<BulkRun> {
  if ('filter' in selection) await assertNarrow(ctx, object, { filter: selection.filter ?? undefined })
  const id = newId()
  const batch = await openBatch(ctx, { kind: 'bulk', object: object.name, reason: change.reason })
  await sql`insert into bulk_runs (id, object, user_id, change, state, total, batch_id, created_at)
    values (${id}, ${object.name}, ${ctx.actor.userId}::uuid, ${JSON.stringify(change)}::jsonb, 'running', 0, ${batch}::uuid,
      ${ctx.now().toISOString()}::timestamptz)`.execute(ctx.db)
  await sql`insert into bulk_rows (run_id, record_id) ${selected(ctx, object, { selection, inBin, id })}`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ total: number }>`
    update bulk_runs set total = (select count(*) from bulk_rows where run_id = ${id}::uuid) where id = ${id}::uuid returning total`.execute(
    ctx.db,
  )
  if (Number(rows[0]?.total ?? 0) > bulkMost) throw conflict('bulk.too_many', { max: bulkMost })
  return findRun(ctx, id)
}

/**
 * Writes down, in the caller's transaction, a change that the caller makes himself, as a run that is done: so it is taken back like any other. Gives
 * the batch to make it in; null where nobody could take it back, for it is the system's.
 */
export async function openDoneRun(
  ctx: Context,
  object: ObjectDefinition,
  { ids, verb, input, reason }: { ids: readonly string[] } & Pick<BulkChange, 'verb' | 'input' | 'reason'>,
): Promise<string | null> {
  if (!ctx.actor.userId) return null
  const batch = await openBatch(ctx, { kind: 'bulk', object: object.name, reason })
  const id = newId()
  const change: BulkChange = { verb, values: {}, add: {}, take: {}, input, reason }
  await sql`insert into bulk_runs (id, object, user_id, change, state, total, done, batch_id, created_at)
    values (${id}, ${object.name}, ${ctx.actor.userId}::uuid, ${JSON.stringify(change)}::jsonb, 'done', ${ids.length}, ${ids.length}, ${batch}::uuid,
      ${ctx.now().toISOString()}::timestamptz)`.execute(ctx.db)
  await sql`insert into bulk_rows (run_id, record_id, is_done) select ${id}::uuid, given, true from unnest(${[...ids]}::uuid[]) as given`.execute(
    ctx.db,
  )
  return batch
}

function selected(
  ctx: Context,
  object: ObjectDefinition,
  { selection, inBin, id }: { selection: BulkSelection; inBin: boolean; id: string },
) {
  // Ids are taken as they are named: what one may not see is refused like what is not there.
  if ('ids' in selection)
    return sql`select ${id}::uuid, given from unnest(${[...new Set(selection.ids.map(one => one.toLowerCase()))]}::uuid[]) as given`
  const scope = inBin
    ? sql`t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')}`
    : visible(ctx, object, 't')
  return sql`select ${id}::uuid, t.id from ${sql.table(tableOf(object))} t
    where ${scope} and ${filterSql(ctx, object, selection.filter ?? undefined, 't')} limit ${bulkMost + 1}`
}

/** A run of the actor's own. @throws Problem 404 */
export async function findRun(ctx: Context, id: string): Promise<BulkRun> {
  const { rows } = isId(id)
    ? await sql<Row>`select * from bulk_runs where id = ${id}::uuid and user_id = ${ctx.actor.userId}::uuid`.execute(
        ctx.db,
      )
    : { rows: [] }
  if (!rows[0]) throw notFound('bulk')
  return fromRow(rows[0])
}

/** The actor's newest runs of the last day, those first that are still under way. */
export async function recentRuns(ctx: Context): Promise<BulkRun[]> {
  const { rows } = await sql<Row>`
    select * from bulk_runs where user_id = ${ctx.actor.userId}::uuid and created_at > now() - interval '1 day'
    order by state in ('running', 'undoing') desc, created_at desc limit 20`.execute(ctx.db)
  return rows.map(fromRow)
}

/** Writes down where a run stands. */
export async function saveRun(
  db: Queryable,
  id: string,
  changes: { state?: BulkState; problem?: KeptProblem | null; kept?: KeptRecord[]; done?: number },
): Promise<void> {
  const json = (value: unknown) => (value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`)
  const parts = [
    changes.state === undefined ? null : sql`state = ${changes.state}`,
    changes.problem === undefined ? null : sql`problem = ${json(changes.problem)}`,
    changes.kept === undefined ? null : sql`kept = ${json(changes.kept)}`,
    changes.done === undefined ? null : sql`done = ${changes.done}`,
  ].filter(part => part !== null)
  await sql`update bulk_runs set ${sql.join([...parts, sql`updated_at = now()`])} where id = ${id}::uuid`.execute(db)
}

interface Row {
  id: string
  object: string
  user_id: string
  change: BulkChange
  state: BulkState
  is_stopped: boolean
  total: number
  done: number
  refused: number
  problem: KeptProblem | null
  kept: KeptRecord[]
  batch_id: string
  created_at: string
}

const fromRow = (row: Row): BulkRun => ({
  id: row.id,
  object: row.object,
  userId: row.user_id,
  change: row.change,
  state: row.state,
  isStopped: row.is_stopped,
  total: row.total,
  done: row.done,
  refused: row.refused,
  problem: row.problem,
  kept: row.kept,
  batchId: row.batch_id,
  createdAt: row.created_at,
})
