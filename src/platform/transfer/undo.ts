import { transaction } from '../db/transaction.ts'
import { undoBatch } from '../records/undo-batch.ts'
import type { WorkContext } from './assess.ts'
import { findImport, saveImport } from './import-entry.ts'
import type { RunHooks } from './run.ts'
import { undoOptions } from './undo-options.ts'

/**
 * Takes an import back: what it changed returns where nobody has changed it since, what it made goes into the bin unless somebody changed it
 * or refers to it since; what is kept is listed with its reason. Options that it added go when nobody uses them. Goes on where an undo broke off.
 */
export async function undoImport(
  given: WorkContext,
  importId: string,
  { signal, optionsChanged }: RunHooks,
): Promise<void> {
  const entry = await findImport(given, importId)
  await saveImport(given.db, importId, { done: 0, kept: [] })
  const kept = []
  let done = 0
  if (entry.batchId !== null)
    for await (const step of undoBatch({ ...given, reason: entry.fileName }, entry.batchId)) {
      kept.push(...step.kept)
      done += step.looked
      await saveImport(given.db, importId, { done, kept: kept.slice(0, 1000) })
      if (signal.aborted) return
    }
  if (await transaction(given.db, db => undoOptions({ ...given, db }, importId, entry.object)))
    optionsChanged(given.company.id)
  await saveImport(given.db, importId, { state: 'undone' })
}
