import { sql } from 'kysely'
import { closedAmong } from '#modules/documents/index.ts'
import { conflict } from '#platform/errors.ts'
import type { Context } from '#platform/records/index.ts'

/** A contract that took effect is voided, not removed; with the undo of a file that brought it it goes, unless its month was closed. */
export async function keepContracts(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ on: string; entity: string | null }>`
    select effective_on::text as "on", legal_entity_id as entity from contracts
    where id = any(${[...ids]}::uuid[]) and effective_on is not null`.execute(ctx.db)
  if (rows.length > 0 && !ctx.isReturning) throw conflict('contract.took_effect')
  const closed = await closedAmong(
    ctx,
    rows.map(({ on, entity }) => ({ path: 'effectiveOn', on, legalEntity: entity })),
  )
  for (const { code, params } of closed.values()) throw conflict(code, params ?? {})
}
