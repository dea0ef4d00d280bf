import { sql } from 'kysely'
import { z } from 'zod'
import { decimalsOf } from '#modules/documents/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { date, defineVerb, Exact, money, text } from '#platform/objects/index.ts'
import { type Context, defineAction } from '#platform/records/index.ts'
import { type AllocationRow, reverseRows, rowFor, rowsOfReceipts, writeRows } from './allocate.ts'
import { allocation } from './allocation.object.ts'
import { openOf } from './ledger.rules.ts'
import { lockLines } from './lines-to-pay.ts'
import { openingBalance } from './opening-balance.object.ts'
import { todayOf } from './posting-day.ts'
import { assertOpen } from './receipt.actions.ts'

/** Less to pay without money: agreed with the customer (discount), or given up (write-off). */
export const reducing = z
  .strictObject({
    collectionPlan: z.uuid().optional(),
    openingBalance: z.uuid().optional(),
    kind: z.enum(['discount', 'writeOff']),
    amount: z
      .string()
      .trim()
      .max(30)
      .regex(/^\d+(\.\d{1,4})?$/),
    on: z.iso.date().optional(),
    remark: z.string().trim().min(1).max(300),
  })
  .refine(one => (one.collectionPlan === undefined) !== (one.openingBalance === undefined))

/** Writes a discount or write-off on a line and gives its id. @throws Problem `invalid` (422) for more than is open, or a day in a closed month */
export async function reduce(ctx: Context, given: z.output<typeof reducing>): Promise<string> {
  const id = given.collectionPlan ?? given.openingBalance ?? ''
  const noun = given.collectionPlan ? 'collectionPlan' : 'openingBalance'
  const line = (await lockLines(ctx, [{ noun, id }])).get(id)
  if (!line) throw invalid([{ path: noun, code: 'field.no_such_record' }])
  if (!line.isOwed) throw invalid([{ path: noun, code: 'allocation.not_owed' }])
  const decimals = decimalsOf(line.currency)
  const open = openOf(line.amount, line.rows)
  if (new Exact(given.amount).isZero()) throw invalid([{ path: 'amount', code: 'allocation.not_positive' }])
  if (new Exact(given.amount).decimalPlaces() > decimals)
    throw invalid([{ path: 'amount', code: 'field.too_many_decimals', params: { decimals } }])
  if (new Exact(given.amount).greaterThan(open))
    throw invalid([{ path: 'amount', code: 'allocation.more_than_open', params: { open } }])
  const on = given.on ?? todayOf(ctx)
  await assertOpen(ctx, on, line.legalEntity)
  if (on < line.owedFrom) throw invalid([{ path: 'on', code: 'allocation.too_early', params: { day: line.owedFrom } }])
  await writeRows(ctx, [{ ...rowFor(line, given.amount), kind: given.kind, state: 'posted', on, remark: given.remark }])
  const { rows } = await sql<{ id: string }>`select id from allocations
    where ${sql.ref(noun === 'collectionPlan' ? 'collection_plan_id' : 'opening_balance_id')} = ${id}::uuid order by created_at desc, id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]?.id ?? ''
}

/** Less to pay of what a customer owed before: agreed, or given up. */
const reduceOpening = (kind: 'discount' | 'writeOff') =>
  defineAction(
    defineVerb({
      object: openingBalance,
      verb: kind,
      event: kind === 'discount' ? 'discounted' : 'writtenOff',
      from: { field: 'kind', values: ['receivable'] },
      input: {
        amount: money({ currency: 'currency', required: true, min: 0 }),
        on: date(),
        reason: text({ required: true, max: 300 }),
      },
      tone: 'quiet',
    }),
    async (_ctx, record, { amount, on, reason }) => ({
      changes: {},
      reason: reason ?? '',
      afterwards: async within => {
        const given = { kind, amount: amount ?? '0', remark: reason ?? '', ...(on ? { on } : {}) }
        await reduce(within, { openingBalance: record.id, ...given })
      },
    }),
  )

export const openingActions = [reduceOpening('discount'), reduceOpening('writeOff')]

/** What was posted was wrong: its opposite is posted today. */
export const reverseAllocation = defineVerb({
  object: allocation,
  verb: 'reverse',
  event: 'reversed',
  from: { field: 'state', values: ['posted'] },
  input: { reason: text({ required: true, max: 300 }) },
  tone: 'danger',
})

export const reverseAllocationAction = defineAction(reverseAllocation, async (ctx, record, { reason }) => {
  if (record.reverses) throw conflict('allocation.is_reversal')
  if (record.kind === 'refund') throw conflict('allocation.of_refund')
  const row = await rowOf(ctx, record.id, record.receipt?.id ?? null)
  if (!row || row.isReversed) throw conflict('allocation.reversed_already')
  if (await isRefunded(ctx, row)) throw conflict('receipt.has_refunds')
  return {
    changes: {},
    ...(reason ? { reason } : {}),
    afterwards: within => reverseRows({ ...within, reason }, [row], todayOf(ctx)),
  }
})

async function rowOf(ctx: Context, id: string, receipt: string | null): Promise<AllocationRow | undefined> {
  if (receipt) return (await rowsOfReceipts(ctx, [receipt])).find(row => row.id === id)
  const { rows } = await sql<AllocationRow>`
    select a.id, a.kind, a.state, a.amount::text, a."on"::text as "on", a.contract_id as contract, a.customer_id as customer, null as receipt, null as refund,
      null as "fromCustomer", a.legal_entity_id as "legalEntity",
      null as reverses, coalesce(a.collection_plan_id, a.opening_balance_id) as line,
      case when a.collection_plan_id is null then 'openingBalance' else 'collectionPlan' end as noun,
      exists (select from allocations r where r.reverses_id = a.id and r.deleted_at is null) as "isReversed"
    from allocations a where a.id = ${id}::uuid and a.deleted_at is null`.execute(ctx.db)
  return rows[0]
}

/** Whether money of this line went back to the customer: what is left of the allocation is less than it was. */
async function isRefunded(ctx: Context, row: AllocationRow): Promise<boolean> {
  if (!row.receipt) return false
  const own = (await rowsOfReceipts(ctx, [row.receipt])).filter(
    ({ line, state }) => line === row.line && state === 'posted',
  )
  const left = own.reduce((sum, { amount }) => sum.plus(amount), new Exact(0))
  return left.lessThan(row.amount)
}
