import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import type { ImportDraft } from '#platform/transfer/object-import.ts'

/**
 * An instalment is known by its contract and number, so a file that is brought twice adds none: such rows are refused with the reason, in the file as in
 * the database.
 */
export async function refuseKnownInstalments(ctx: Context, drafts: readonly ImportDraft[]): Promise<void> {
  const asked = drafts.flatMap(draft => {
    const contract = (draft.values.contract as { id: string } | null | undefined)?.id
    const no = Number(draft.values.instalmentNo ?? 0)
    return draft.isNew && contract && no > 0 ? [{ draft, contract, no }] : []
  })
  if (asked.length === 0) return
  const { rows } = await sql<{ contract: string; no: number }>`
    select contract_id as contract, instalment_no::int as no from collection_plans
    where contract_id = any(${asked.map(({ contract }) => contract)}::uuid[]) and deleted_at is null`.execute(ctx.db)
  const known = new Set(rows.map(({ contract, no }) => `${contract} ${no}`))
  for (const { draft, contract, no } of asked) {
    const key = `${contract} ${no}`
    if (known.has(key))
      draft.problems.push({ path: 'instalmentNo', code: 'collectionPlan.known_instalment', params: { no } })
    known.add(key)
  }
}
