import { sql } from 'kysely'
import { closedAmong } from '#modules/documents/index.ts'
import { ownersWithin } from '#platform/access/actor.ts'
import { conflict, forbidden, invalid } from '#platform/errors.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, defineAction } from '#platform/records/index.ts'
import { putOnLines, reverseRows, rowsOfReceipts, withdrawPending } from './allocate.ts'
import { admitClaimant } from './claimable.ts'
import { openOf } from './ledger.rules.ts'
import { lockLines } from './lines-to-pay.ts'
import { moneyOf, type ReceiptRecord, restOf } from './money-of.ts'
import { todayOf } from './posting-day.ts'
import { allocate, attribute, claim, release, reverse, unclaim } from './receipt.verbs.ts'

const claimAction = defineAction(
  claim,
  async (ctx, record, input) => {
    const receipt = record as unknown as ReceiptRecord
    const plan = input.collectionPlan?.id
    const line = plan ? (await lockLines(ctx, [{ noun: 'collectionPlan', id: plan }])).get(plan) : undefined
    if (plan && !line) throw invalid([{ path: 'collectionPlan', code: 'field.no_such_record' }])
    const customer = input.customer?.id ?? receipt.customer?.id ?? line?.customer
    if (!customer) throw invalid([{ path: 'customer', code: 'receipt.customer_needed' }])
    const available = restOf(receipt)
    const amount = input.amount ?? (line ? Exact.min(available, openOf(line.amount, line.rows)).toFixed() : null)
    return {
      changes: {
        ...(await claimedFor(ctx, customer, input.owner)),
        ...(line?.contract && !receipt.contract ? { contract: { id: line.contract, title: '' } } : {}),
      },
      ...(input.remark ? { reason: input.remark } : {}),
      afterwards: async within => {
        if (!plan || amount === null) return
        const wanted = [{ noun: 'collectionPlan' as const, id: plan, amount }]
        await putOnLines(within, { ...moneyOf(receipt, customer), available }, wanted, { state: 'pending' })
      },
    }
  },
  { admit: admitClaimant },
)

/** What a receipt says once somebody claimed it for a customer; for a colleague by whoever may claim for him. */
export async function claimedFor(
  ctx: Context,
  customer: string,
  owner: { id: string; title: string } | null,
): Promise<Record<string, unknown>> {
  const me = { id: ctx.actor.userId ?? '', title: ctx.actor.name }
  const owners = ownersWithin(ctx.actor, 'receipt.claim')
  if (owner && owners !== 'all' && !owners.includes(owner.id)) throw forbidden('receipt.claim')
  return {
    state: 'claimed',
    customer: { id: customer, title: '' },
    owner: owner ?? me,
    claimedBy: me,
    claimedAt: ctx.now().toISOString(),
  }
}

const unclaimAction = defineAction(unclaim, async (ctx, record, { reason }) => {
  await withdrawPending(ctx, record.id)
  return { changes: backToAll, ...(reason ? { reason } : {}) }
})

const backToAll = {
  state: 'unclaimed',
  customer: null,
  contract: null,
  owner: null,
  claimedBy: null,
  claimedAt: null,
  confirmedBy: null,
  confirmedAt: null,
  postedOn: null,
  source: null,
  campaign: null,
  originLead: null,
}

const allocateAction = defineAction(allocate, async (ctx, record, input) => {
  const receipt = record as unknown as ReceiptRecord
  const id = input.collectionPlan?.id ?? input.openingBalance?.id
  const noun = input.collectionPlan ? ('collectionPlan' as const) : ('openingBalance' as const)
  if (!id || !receipt.customer) throw invalid([{ path: 'collectionPlan', code: 'field.required' }])
  if (receipt.kind === 'refund') throw conflict('receipt.is_refund')
  const line = (await lockLines(ctx, [{ noun, id }])).get(id)
  const available = restOf(receipt)
  const amount = input.amount ?? (line ? Exact.min(available, openOf(line.amount, line.rows)).toFixed() : '0')
  await putOnLines(ctx, { ...moneyOf(receipt, receipt.customer.id), available }, [{ noun, id, amount }], {
    state: 'posted',
    kind: 'prepayment',
    on: todayOf(ctx),
  })
  return { changes: {} }
})

const releaseAction = defineAction(release, async (ctx, record, { reason }) => {
  const receipt = record as unknown as ReceiptRecord
  if (receipt.kind !== 'receipt') throw conflict('receipt.not_claimable')
  await takeAllBack({ ...ctx, reason }, receipt)
  return { changes: backToAll, reason: reason ?? '' }
})

const reverseAction = defineAction(reverse, async (ctx, record, { reason }) => {
  const receipt = record as unknown as ReceiptRecord
  if (receipt.kind === 'opening') throw conflict('receipt.of_opening')
  if (receipt.kind === 'refund') await returnRefund({ ...ctx, reason }, receipt)
  else await takeAllBack({ ...ctx, reason }, receipt)
  return { changes: { state: 'reversed' }, reason: reason ?? '' }
})

/** Off all lines again. What went back to the customer must be taken back first: it was money of this receipt. */
async function takeAllBack(ctx: Context, receipt: ReceiptRecord): Promise<void> {
  const { rows } =
    await sql`select from receipts where refund_of_id = ${receipt.id}::uuid and state = 'confirmed' and deleted_at is null limit 1`.execute(
      ctx.db,
    )
  if (rows.length > 0) throw conflict('receipt.has_refunds')
  await reverseRows(ctx, await rowsOfReceipts(ctx, [receipt.id]), todayOf(ctx))
}

/** What a refund took off lines stands on them again; somebody else's money may stand there by now. */
async function returnRefund(ctx: Context, receipt: ReceiptRecord): Promise<void> {
  const original = receipt.refundOf?.id
  if (!original) return
  const rows = (await rowsOfReceipts(ctx, [original])).filter(row => row.refund === receipt.id)
  const lines = await lockLines(
    ctx,
    rows.map(({ noun, line }) => ({ noun, id: line })),
  )
  for (const row of rows.filter(({ isReversed, reverses }) => !isReversed && reverses === null)) {
    const line = lines.get(row.line)
    if (line && new Exact(row.amount).negated().greaterThan(openOf(line.amount, line.rows)))
      throw conflict('receipt.line_filled', { line: line.title })
  }
  await reverseRows(ctx, rows, todayOf(ctx))
}

const attributeAction = defineAction(
  attribute,
  async (_ctx, _record, { paymentClass, source, campaign, originLead, reason }) => ({
    changes: {
      ...(paymentClass === null ? {} : { paymentClass }),
      ...(source === null ? {} : { source }),
      ...(campaign === null ? {} : { campaign }),
      ...(originLead === null ? {} : { originLead }),
    },
    ...(reason ? { reason } : {}),
  }),
)

/** A day that somebody names must be in an open month. @throws Problem `invalid` (422) */
export async function assertOpen(ctx: Context, on: string, legalEntity: string | null): Promise<void> {
  const problem = (await closedAmong(ctx, [{ path: 'on', on, legalEntity }])).get(0)
  if (problem) throw invalid([problem])
}

export const claimingActions = [
  claimAction,
  unclaimAction,
  allocateAction,
  releaseAction,
  reverseAction,
  attributeAction,
]
