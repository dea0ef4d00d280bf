import { sql } from 'kysely'
import { transaction } from '../db/transaction.ts'
import { objectOf } from '../objects/catalog.ts'
import { asUndoer } from '../records/batches.ts'
import { undoBatch } from '../records/undo-batch.ts'
import { changeOne } from '../records/update.ts'
import { findHandover, saveHandover } from './handover.ts'
import type { Outside } from './work.ts'

/** What an undo left is kept up to this many. */
const mostKept = 1000

/**
 * Takes a handover back: records, teams and holdings return where nobody has changed them since; goes on where it broke off. Who has left
 * stays away unless `letBackIn`.
 */
export async function undoHandover(
  ctx: Outside,
  id: string,
  { letBackIn, signal }: { letBackIn: boolean; signal?: AbortSignal | undefined },
): Promise<void> {
  const handover = await findHandover(ctx, id)
  if (handover.state !== 'undoing') return
  const undoer: Outside = { ...ctx, actor: asUndoer(ctx.actor), reason: handover.plan.reason ?? null }
  // First of all he is there again, or what returns to him would lie with somebody who has left.
  if (letBackIn) await transaction(ctx.db, db => letBack({ ...undoer, db }, handover.leaverId))
  const kept = [...handover.kept]
  let { done } = handover
  for await (const step of undoBatch(undoer, handover.batchId)) {
    kept.push(...step.kept.slice(0, mostKept - kept.length))
    done += step.looked
    await saveHandover(ctx.db, id, { kept, done })
    if (signal?.aborted) return
  }
  for (const { name, to, given } of [...handover.given].reverse()) {
    const holding = (ctx.behaviour.holdings ?? []).find(one => one.name === name)
    await transaction(ctx.db, async db => {
      const { rows } = await sql<{
        given: typeof handover.given
      }>`select given from handovers where id = ${id}::uuid for update`.execute(db)
      const waiting = rows[0]?.given ?? []
      await holding?.giveBack({ ...undoer, db }, { from: handover.leaverId, to }, given)
      await saveHandover(db, id, { given: waiting.slice(0, -1) })
    })
  }
  await saveHandover(ctx.db, id, { state: 'undone' })
}

async function letBack(ctx: Parameters<typeof changeOne>[0], userId: string): Promise<void> {
  const values = { state: 'active', leftOn: null }
  await changeOne(ctx, objectOf(ctx.catalog, 'user'), { id: userId, values }, { verb: 'update', writing: 'byVerb' })
}
