import { sql } from 'kysely'
import type { WorkContext } from './assess.ts'
import { findImport, saveImport } from './import-entry.ts'

const DAY_MS = 86_400_000

/** States in which nobody needs the rows any more. */
const ended = ['done', 'failed', 'cancelled', 'undone']

/** Rows thrown away in one statement. */
const BATCH = 20_000

/**
 * Throws the rows of an import away when the days have passed that the company keeps them; an import that was begun and left is
 * cancelled. What the import has made, its history and its counts stay, and it can still be taken back. Gives when to look again, null
 * when there is nothing left to do.
 */
export async function clearRows(ctx: WorkContext, importId: string): Promise<Date | null> {
  const entry = await findImport(ctx, importId)
  if (entry.clearedAt !== null) return null
  const { rows } = await sql<{ days: number }>`select import_days as days from settings`.execute(ctx.db)
  const due = new Date(Date.parse(entry.createdAt) + (rows[0]?.days ?? 7) * DAY_MS)
  const now = ctx.now()
  if (now < due) return due
  if (['running', 'undoing', 'reading'].includes(entry.state)) return new Date(now.getTime() + DAY_MS)
  // From here on nobody reads them; a run that was stopped cannot go on any more.
  await saveImport(ctx.db, importId, {
    clearedAt: now.toISOString(),
    ...(!ended.includes(entry.state) && { state: 'cancelled' as const }),
  })
  for (;;) {
    const { numAffectedRows = 0n } = await sql`delete from import_rows where ctid = any(array(
      select ctid from import_rows where import_id = ${importId}::uuid limit ${BATCH}))`.execute(ctx.db)
    if (numAffectedRows < BigInt(BATCH)) break
  }
  await sql`delete from import_values where import_id = ${importId}::uuid and not (is_made and target_option is not null)`.execute(
    ctx.db,
  )
  return null
}
