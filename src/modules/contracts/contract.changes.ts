import { sql } from 'kysely'
import { newId } from '#platform/db/id.ts'
import { conflict } from '#platform/errors.ts'
import type { ActionResult, Context } from '#platform/records/index.ts'
import type { LockedRecord } from '#platform/records/module.ts'
import { contract } from './contract.object.ts'
import { plannedRows, writePlan } from './plan.write.ts'

/** What a contract was before it was changed, field by field, and its plan. */
interface Before {
  values: Record<string, unknown>
  plan: { id: string; dueOn: string; amount: string }[]
}

/** Everything of a contract that people write, and what is reckoned from it. */
const kept = Object.entries(contract.fields)
  .filter(([name, field]) => !('setBy' in field && field.setBy === 'verb') && name !== 'owner' && name !== 'files')
  .map(([name]) => name)

/** Keeps what the contract is, so that the change can be given up; the caller holds its lock. */
export async function beginChange(ctx: Context, record: LockedRecord, reason: string): Promise<void> {
  const rows = await plannedRows(ctx, record.id)
  const before: Before = {
    values: Object.fromEntries(kept.map(name => [name, record[name] ?? null])),
    plan: rows.filter(row => !row.isInBin).map(({ id, dueOn, amount }) => ({ id, dueOn, amount })),
  }
  await sql`insert into contract_changes (id, contract_id, reason, begun_at, begun_by_id, "before")
    values (${newId()}, ${record.id}::uuid, ${reason}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid,
      ${JSON.stringify(before)}::jsonb)`.execute(ctx.db)
}

/** The contract as it was before the change that runs on it; its plan goes back, too. */
export async function dropRunningChange(
  ctx: Context,
  record: LockedRecord,
  reason: string | null,
): Promise<ActionResult> {
  const { rows } = await sql<{ before: Before }>`select "before" from contract_changes
    where contract_id = ${record.id}::uuid and ended_at is null`.execute(ctx.db)
  const before = rows[0]?.before
  if (!before) throw conflict('contract.no_change_running')
  return {
    changes: { ...before.values, state: 'inEffect' },
    ...(reason ? { reason } : {}),
    afterwards: async inside => {
      await endChange(inside, record.id, false)
      await writePlan(inside, record.id, before.plan)
    },
  }
}

/** The change that runs on a contract has come to its end: it counts, or it was given up. */
export async function endChange(ctx: Context, id: string, isApplied: boolean): Promise<void> {
  await sql`update contract_changes set ended_at = ${ctx.now().toISOString()}::timestamptz, is_applied = ${isApplied}
    where contract_id = ${id}::uuid and ended_at is null`.execute(ctx.db)
}
