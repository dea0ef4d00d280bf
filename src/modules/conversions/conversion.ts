import { sql } from 'kysely'
import { unlinkFiles } from '#platform/files/file-links.ts'
import type { Context, Written } from '#platform/records/index.ts'

/** What became of a lead, as it is written down. */
export interface Conversion {
  id: string
  batch: string
  at: string
  by: string | null
  customer: string
  contact: string | null
  opportunity: string | null
  stateBefore: string
}

/** The conversion of a lead that counts, the last one of merged leads; undefined when it has none, or when it was taken back. */
export async function conversionOf(ctx: Context, lead: string): Promise<Conversion | undefined> {
  const { rows } = await sql<Conversion>`select id, batch_id as batch, at, by_id as by, customer_id as customer,
      contact_id as contact, opportunity_id as opportunity, state_before as "stateBefore"
    from conversions where lead_id = ${lead}::uuid and undone_at is null order by at desc limit 1`.execute(ctx.db)
  return rows[0]
}

/** A lead that is converted no more, by whatever way, has no conversion: what it left at the customer goes with it. */
export async function settleConversions(ctx: Context, written: readonly Written[]): Promise<void> {
  const left = written.filter(
    ({ before, values }) => before?.state === 'converted' && values !== null && values.state !== 'converted',
  )
  if (left.length === 0) return
  const { rows } = await sql<{ id: string }>`update conversions set undone_at = ${ctx.now().toISOString()}::timestamptz
    where lead_id = any(${left.map(({ id }) => id)}::uuid[]) and undone_at is null returning id`.execute(ctx.db)
  const ids = rows.map(row => row.id)
  if (ids.length === 0) return
  await sql`delete from touches where conversion_id = any(${ids}::uuid[])`.execute(ctx.db)
  await unlinkFiles(ctx, ids)
}
