import { decimalsOf } from '#modules/documents/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, createMany, defineAction } from '#platform/records/index.ts'
import { type AllocationRow, opposite, rowFor, rowsOfReceipts, writeRows } from './allocate.ts'
import { asBookkeeper } from './bookkeeper.ts'
import { sumByLine, takeBack } from './ledger.rules.ts'
import { lockLines, type PayableLine } from './lines-to-pay.ts'
import { type ReceiptRecord, restOf } from './money-of.ts'
import { todayOf } from './posting-day.ts'
import { assertOpen } from './receipt.actions.ts'
import { refund } from './receipt.verbs.ts'

/**
 * Money back to the customer: a receipt of the kind refund, and what it takes off lines, which are open again then. Without a line it is taken of what is
 * held for him, then off the lines that this receipt paid last.
 */
export const refundAction = defineAction(refund, async (ctx, record, input) => {
  const receipt = record as unknown as ReceiptRecord
  if (receipt.kind === 'refund') throw conflict('receipt.is_refund')
  const amount = String(input.amount)
  const on = input.on ?? todayOf(ctx)
  await assertOpen(ctx, on, receipt.legalEntity?.id ?? null)
  if (receipt.postedOn !== null && on < receipt.postedOn)
    throw invalid([{ path: 'on', code: 'receipt.refund_too_early' }])
  if (new Exact(amount).isZero()) throw invalid([{ path: 'amount', code: 'allocation.not_positive' }])
  if (new Exact(amount).decimalPlaces() > decimalsOf(receipt.currency))
    throw invalid([
      { path: 'amount', code: 'field.too_many_decimals', params: { decimals: decimalsOf(receipt.currency) } },
    ])
  const rows = (await rowsOfReceipts(ctx, [receipt.id])).filter(({ state }) => state === 'posted')
  const taken = taking(receipt, rows, amount, input.collectionPlan?.id ?? null)
  return {
    changes: {},
    ...(input.reason ? { reason: input.reason } : {}),
    afterwards: async within => {
      const told = { ...within, reason: input.reason }
      const made = await makeRefund(told, receipt, { amount, on, method: input.method ?? receipt.method })
      await takeOffLines(told, receipt, { taken, rows, on, made })
    },
  }
})

/** How much comes off which lines; the rest is of what is held. @throws Problem `invalid` (422) where there is not as much */
function taking(receipt: ReceiptRecord, rows: readonly AllocationRow[], amount: string, plan: string | null) {
  const parts = rows.map(row => ({ id: row.line, amount: row.amount }))
  if (plan) {
    const has = sumByLine(parts).find(({ id }) => id === plan)?.amount ?? '0'
    if (new Exact(amount).greaterThan(has))
      throw invalid([{ path: 'amount', code: 'receipt.refund_too_large', params: { available: has } }])
    return [{ id: plan, amount }]
  }
  const held = Exact.max(0, restOf(receipt))
  const { shares, left } = takeBack(Exact.max(0, new Exact(amount).minus(held)).toFixed(), parts)
  if (new Exact(left).greaterThan(0)) {
    const available = new Exact(amount).minus(left).toFixed()
    throw invalid([{ path: 'amount', code: 'receipt.refund_too_large', params: { available } }])
  }
  return shares
}

async function makeRefund(
  ctx: Context,
  receipt: ReceiptRecord,
  { amount, on, method }: { amount: string; on: string; method: string | null },
): Promise<string> {
  const me = ctx.actor.userId ? { id: ctx.actor.userId, title: ctx.actor.name } : null
  const values = {
    kind: 'refund',
    state: 'confirmed',
    payer: receipt.payer,
    amount,
    currency: receipt.currency,
    receivedOn: on,
    postedOn: on,
    method,
    customer: receipt.customer,
    contract: receipt.contract,
    legalEntity: receipt.legalEntity,
    bankAccount: receipt.bankAccount,
    refundOf: { id: receipt.id, title: '' },
    confirmedBy: me,
    confirmedAt: ctx.now().toISOString(),
    owner: receipt.owner,
    remark: ctx.reason,
  }
  const within = { ...asBookkeeper(ctx), alreadyNamed: receipt.owner ? [receipt.owner.id] : [] }
  const { ids, refused } = await createMany(within, objectOf(ctx.catalog, 'receipt'), [{ values }], { byVerb: true })
  if (!ids[0]) throw invalid(refused[0]?.fields ?? [])
  return ids[0]
}

async function takeOffLines(
  ctx: Context,
  receipt: ReceiptRecord,
  given: { taken: readonly { id: string; amount: string }[]; rows: readonly AllocationRow[]; on: string; made: string },
): Promise<void> {
  const refs = given.taken.map(({ id }) => ({
    id,
    noun: given.rows.find(row => row.line === id)?.noun ?? ('collectionPlan' as const),
  }))
  const lines = await lockLines(asBookkeeper(ctx), refs)
  const rows = given.taken.map(({ id, amount }) => ({
    ...rowFor(lines.get(id) as PayableLine, opposite(amount)),
    kind: 'refund',
    state: 'posted',
    on: given.on,
    receipt: { id: receipt.id, title: '' },
    fromCustomer: receipt.customer,
    legalEntity: receipt.legalEntity,
    refund: { id: given.made, title: '' },
    remark: ctx.reason?.slice(0, 300) ?? null,
  }))
  if (rows.length > 0) await writeRows(ctx, rows)
}
