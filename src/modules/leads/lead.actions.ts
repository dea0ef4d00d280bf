import { sql } from 'kysely'
import { conflict } from '#platform/errors.ts'
import { type Context, defineAction } from '#platform/records/index.ts'
import { readLeadSettings } from './lead.settings.ts'
import { invalidate, qualify, reopen, returnToMarketing, takeUp } from './lead.verbs.ts'

const qualifyAction = defineAction(qualify, async (ctx, { qualifiedAt }) => ({
  changes: { state: 'qualified', qualifiedAt: qualifiedAt ?? ctx.now().toISOString() },
}))

const takeUpAction = defineAction(takeUp, async () => ({ changes: { state: 'following' } }))

const invalidateAction = defineAction(invalidate, async (_ctx, _record, { invalidReason, remark }) => ({
  changes: { state: 'invalid', invalidReason },
  ...(remark ? { reason: remark } : {}),
}))

/** It goes back to where its instants say that it was. */
const reopenAction = defineAction(reopen, async (_ctx, record) => ({
  changes: { state: stateBefore(record), invalidReason: null },
}))

/** To whoever had it in marketing and is still there; else to the fallback person, who must be named then. */
const returnAction = defineAction(returnToMarketing, async (ctx, record, { reason }) => {
  const owner = (await stillThere(ctx, record.marketingOwner?.id)) ?? (await readLeadSettings(ctx)).fallback
  if (!owner) throw conflict('lead.nobody_to_return_to', {})
  return {
    changes: { state: 'returned', owner, returnReason: reason, contactDueOn: null },
    ...(reason ? { reason } : {}),
  }
})

export const leadActions = [qualifyAction, takeUpAction, invalidateAction, reopenAction, returnAction]

function stateBefore(record: {
  firstContactedAt: string | null
  handedOverAt: string | null
  qualifiedAt: string | null
}): string {
  if (record.firstContactedAt) return 'following'
  if (record.handedOverAt) return 'handedOver'
  return record.qualifiedAt ? 'qualified' : 'new'
}

async function stillThere(ctx: Context, id: string | undefined): Promise<{ id: string; title: string } | null> {
  if (!id) return null
  const { rows } = await sql<{ id: string; title: string }>`select id, name as title from users
    where id = ${id}::uuid and deleted_at is null and state is distinct from 'left'`.execute(ctx.db)
  return rows[0] ?? null
}
