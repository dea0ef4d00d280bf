import { sql } from 'kysely'
import type { FieldProblem } from '#platform/errors.ts'
import type { Context } from '#platform/records/index.ts'

/** A business date that is about to be written, moved or taken away, and the field that holds it. */
export interface DatedChange {
  path: string
  /** `YYYY-MM-DD`; null is in no month. */
  on: string | null
  legalEntity: string | null
}

/** Held shared by whoever writes dated records, alone by whoever closes a month. */
export const closingLock = 4_107_240_001

/**
 * What finance has closed stays as it is (facts 24): a problem `month.closed` for each date that lies in a closed month, by index. Ask it of the
 * date before a change and of the date after it.
 */
export async function closedAmong(
  ctx: Pick<Context, 'db'>,
  changes: readonly DatedChange[],
): Promise<Map<number, FieldProblem>> {
  const dated = changes.flatMap(({ on, legalEntity }, index) => (on ? [{ index, on, entity: legalEntity }] : []))
  if (dated.length === 0) return new Map()
  // Whoever closes waits for those who write, and they for him: what was asked here still holds when it is written.
  await sql`select pg_advisory_xact_lock_shared(${closingLock})`.execute(ctx.db)
  const { rows } = await sql<{ index: number; month: string }>`
    select asked.index, to_char(closed.month, 'YYYY-MM') as month
    from jsonb_to_recordset(${JSON.stringify(dated)}::jsonb) as asked(index int, "on" date, entity uuid)
    join closed_months closed on closed.month = date_trunc('month', asked."on")::date
      and (closed.legal_entity_id is null or closed.legal_entity_id = asked.entity)`.execute(ctx.db)
  return new Map(
    rows.map(({ index, month }) => [
      index,
      { path: changes[index]?.path ?? '', code: 'month.closed', params: { month } },
    ]),
  )
}
