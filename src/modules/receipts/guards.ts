import { sql } from 'kysely'
import { conflict } from '#platform/errors.ts'
import { Exact } from '#platform/objects/index.ts'
import type { Context, Draft, Written } from '#platform/records/index.ts'
import { putOnLines, shareOverContract } from './allocate.ts'
import { asBookkeeper } from './bookkeeper.ts'
import { bringUpToDate } from './figures.ts'
import { mayGoWithFile } from './gone-with-file.ts'
import { openOf } from './ledger.rules.ts'
import { lockLines } from './lines-to-pay.ts'
import { moneyOf, type ReceiptRecord } from './money-of.ts'

/** Money that somebody has claimed or confirmed stays; what was typed by mistake goes, and what a file brought, with its undo. */
export async function keepReceipts(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; on: string | null; entity: string | null }>`
    select id, posted_on::text as "on", legal_entity_id as entity from receipts
    where id = any(${[...ids]}::uuid[]) and state <> 'unclaimed'`.execute(ctx.db)
  if (rows.length > 0 && !(await mayGoWithFile(ctx, 'receipt', rows))) throw conflict('receipt.keep')
}

/** What was posted is never taken away, only reversed; what was merely claimed may go, and what a file brought, with its undo. */
export async function keepAllocations(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string; on: string | null; entity: string | null }>`
    select id, "on"::text as "on", legal_entity_id as entity from allocations
    where id = any(${[...ids]}::uuid[]) and state = 'posted'`.execute(ctx.db)
  if (rows.length > 0 && !(await mayGoWithFile(ctx, 'allocation', rows))) throw conflict('allocation.keep')
}

/** A claim comes back where its receipt still waits, and where there is room for it. */
export async function readmitAllocation(ctx: Context, { values }: Draft): Promise<void> {
  const noun = idOf(values.collectionPlan) ? 'collectionPlan' : 'openingBalance'
  const id = idOf(values[noun]) ?? ''
  const line = (await lockLines(asBookkeeper(ctx), [{ noun, id }])).get(id)
  const { rows } = await sql<{ rest: string }>`
    select rest_amount::text as rest from receipts where id = ${idOf(values.receipt) ?? null}::uuid and state = 'claimed' and deleted_at is null for update`.execute(
    ctx.db,
  )
  const amount = new Exact(String(values.amount ?? 0))
  const isRoom =
    line && amount.lessThanOrEqualTo(openOf(line.amount, line.rows)) && amount.lessThanOrEqualTo(rows[0]?.rest ?? 0)
  if (!isRoom && values.state === 'pending') throw conflict('allocation.no_room')
}

/** What was posted is not undone but reversed: what follows from it is elsewhere. */
export async function deriveAllocation(ctx: Context, drafts: Draft[]): Promise<void> {
  if (ctx.isReturning) for (const draft of drafts) draft.problems.push({ path: 'state', code: 'allocation.keep' })
}

/** A line is not made smaller than what stands on it. */
export async function keepSettledAmounts(ctx: Context, drafts: Draft[]): Promise<void> {
  const moved = drafts.filter(
    ({ values, before }) => before !== null && String(before.amount) !== String(values.amount),
  )
  if (moved.length === 0) return
  const { rows } = await sql<{ id: string; settled: string }>`
    select collection_plan_id as id, sum(amount)::text as settled from allocations
    where collection_plan_id = any(${moved.map(({ id }) => id)}::uuid[]) and deleted_at is null and state <> 'withdrawn' group by 1`.execute(
    ctx.db,
  )
  const settled = new Map(rows.map(row => [row.id, row.settled]))
  for (const draft of moved) {
    const least = settled.get(draft.id) ?? '0'
    if (new Exact(least).greaterThan(String(draft.values.amount ?? 0)))
      draft.problems.push({
        path: 'amount',
        code: 'collectionPlan.below_received',
        params: { received: new Exact(least).toFixed() },
      })
  }
}

/** Money on a line keeps it. */
export async function keepPaidLines(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } =
    await sql`select from allocations where collection_plan_id = any(${[...ids]}::uuid[]) and deleted_at is null and state <> 'withdrawn'
    group by collection_plan_id having sum(amount) <> 0 or bool_or(state = 'pending') limit 1`.execute(ctx.db)
  if (rows.length > 0) throw conflict('collectionPlan.has_receipts')
}

/** After receipts were written: their figures; what came confirmed from elsewhere with its contract is put on that contract's lines. */
export async function settleReceipts(ctx: Context, written: readonly Written[]): Promise<void> {
  const ids = written.flatMap(({ id, before, values }) => [id, idOf(before?.refundOf), idOf(values?.refundOf)])
  await bringUpToDate(ctx, { receipts: ids.filter(id => id !== undefined) })
  for (const { id, before, values } of written) {
    const isArrived = before === null && values?.state === 'confirmed' && values.kind === 'receipt'
    const contract = idOf(values?.contract)
    if (!isArrived || !contract) continue
    const receipt = { ...values, id } as unknown as ReceiptRecord
    const money = moneyOf({ ...receipt, restAmount: null }, idOf(values.customer) ?? '')
    const within = asBookkeeper(ctx)
    const wanted = await shareOverContract(within, contract, money.available)
    await putOnLines(within, money, wanted, {
      state: 'posted',
      kind: 'receipt',
      on: receipt.postedOn ?? receipt.receivedOn,
    })
  }
}

/** After plan lines or contracts were written: what is received and open of them. */
export const settlePlans = (ctx: Context, written: readonly Written[]): Promise<void> =>
  bringUpToDate(ctx, {
    plans: written.flatMap(({ id, values }) => (values ? [id] : [])),
  })

export const settleContracts = (ctx: Context, written: readonly Written[]): Promise<void> =>
  bringUpToDate(ctx, {
    contracts: written.flatMap(({ id, values }) => (values ? [id] : [])),
  })

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
