import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { conflict, forbidden } from '../errors.ts'
import { asUndoer } from '../records/batches.ts'
import type { Context } from '../records/context.ts'
import { undoBatch } from '../records/undo-batch.ts'
import { type BulkRun, findRun, saveRun } from './bulk-run.ts'
import type { BulkContext } from './work.ts'

/** Records that an undo left are kept up to this many. */
const mostKept = 1000

/**
 * Lets an undo begin, in the caller's transaction. It needs the right that the change needed, today.
 * @throws Problem 404 for another person's, `forbidden`, `bulk.not_undoable` (409) while it runs and after it was undone
 */
export async function allowUndo(ctx: Context, runId: string): Promise<BulkRun> {
  const run = await findRun(ctx, runId)
  const permission = `${run.object}.${run.change.verb}`
  if (!may(ctx.actor, permission)) throw forbidden(permission)
  const { rows } = await sql<{ id: string }>`
    update bulk_runs set state = 'undoing', done = 0, kept = '[]' where id = ${runId}::uuid and state in ('done', 'stopped') returning id`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw conflict('bulk.not_undoable')
  return findRun(ctx, runId)
}

/** Takes a run back; goes on where an undo broke off. */
export async function undoRun(ctx: BulkContext, runId: string, signal?: AbortSignal): Promise<void> {
  const run = await findRun(ctx, runId)
  const kept = [...run.kept]
  let { done } = run
  for await (const step of undoBatch({ ...ctx, actor: asUndoer(ctx.actor), reason: run.change.reason }, run.batchId)) {
    kept.push(...step.kept.slice(0, mostKept - kept.length))
    done += step.looked
    await saveRun(ctx.db, runId, { kept, done })
    if (signal?.aborted) return
  }
  await saveRun(ctx.db, runId, { state: 'undone' })
}
