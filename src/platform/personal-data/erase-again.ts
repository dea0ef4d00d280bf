import { sql } from 'kysely'
import { z } from 'zod'
import { tableOf } from '../access/visible.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Context } from '../records/context.ts'
import { erasePerson } from './erase-person.ts'

const receiptLine = z.object({ id: z.uuid(), object: z.string(), recordId: z.uuid(), reason: z.string() })
export type ErasureLine = z.output<typeof receiptLine>

/** What was erased in this company, a line of JSON each, to be kept beside backups that are older than the erasure. */
export async function erasureLines(db: Database): Promise<string[]> {
  const { rows } = await sql<ErasureLine>`
    select id, object, record_id as "recordId", reason from erasure_receipts order by erased_at, id`.execute(db)
  return rows.map(row => JSON.stringify(row))
}

/** Reads such lines. @throws Problem `personal.no_receipts` (400) with the line that is none */
export function readErasureLines(text: string): ErasureLine[] {
  return text.split('\n').flatMap((line, place) => {
    if (line.trim() === '') return []
    try {
      return [receiptLine.parse(JSON.parse(line))]
    } catch (cause) {
      throw new Problem(400, 'personal.no_receipts', { params: { line: place + 1 }, cause })
    }
  })
}

/**
 * Erases again what had been erased after the backup that was just brought back; what it does not hold, or holds as erased already, is passed
 * over. Gives how many records were erased.
 */
export async function eraseAgain(
  ctx: Context & { db: Database },
  store: FileStore,
  lines: readonly ErasureLine[],
): Promise<number> {
  let erased = 0
  // One that went on while the backup was made: nobody works on it here, and its reason may say a name.
  await sql`update erasure_runs set state = 'stopped', reason = null, ended_at = ${ctx.now().toISOString()}::timestamptz where state = 'running'`.execute(
    ctx.db,
  )
  for (const line of lines) {
    const object = ctx.catalog.objects.get(line.object)
    if (!object || (await isErased(ctx.db, line)) || !(await isThere(ctx.db, tableOf(object), line.recordId))) continue
    const { receipts, keys } = await transaction(
      ctx.db,
      db =>
        erasePerson(
          { ...ctx, db },
          { object, id: line.recordId, reason: line.reason, consentedBy: null, againOf: line.id },
        ),
      { statementTimeoutMs: 0 },
    )
    for (const key of keys) await store.remove(key)
    erased += receipts.length
  }
  return erased
}

const isErased = async (db: Database, { id, object, recordId }: ErasureLine): Promise<boolean> => {
  const { rows } = await sql`select from erasure_receipts
    where id = ${id}::uuid or again_of = ${id}::uuid or (object = ${object} and record_id = ${recordId}::uuid) limit 1`.execute(
    db,
  )
  return rows.length > 0
}

const isThere = async (db: Database, table: string, id: string): Promise<boolean> => {
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}::uuid`.execute(db)
  return rows.length > 0
}
