import { sql } from 'kysely'
import { closedAmong } from '#modules/documents/index.ts'
import type { Context } from '#platform/records/index.ts'

/**
 * Whether records that count may go nevertheless: an import brought them and is undone, and nothing of it lies in a month that finance has closed since.
 */
export async function mayGoWithFile(
  ctx: Context,
  noun: 'receipt' | 'allocation',
  rows: readonly { id: string; on: string | null; entity: string | null }[],
): Promise<boolean> {
  if (ctx.isReturning !== true) return false
  const { rows: brought } = await sql<{ id: string }>`
    select distinct h.record_id as id from history h join batches b on b.id = h.batch_id
    where h.object = ${noun} and h.verb = 'create' and b.kind = 'import' and h.record_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    ctx.db,
  )
  if (brought.length < rows.length) return false
  const closed = await closedAmong(
    ctx,
    rows.map(({ on, entity }) => ({ path: 'on', on, legalEntity: entity })),
  )
  return closed.size === 0
}
