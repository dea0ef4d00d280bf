import { sql } from 'kysely'
import type { FieldProblem } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, defineActionOnMany } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { type AllocationRow, changeRows, dayFor, putOnLines, rowsOfReceipts, shareOverContract } from './allocate.ts'
import { asBookkeeper } from './bookkeeper.ts'
import { type LineRef, lockLines, type PayableLine } from './lines-to-pay.ts'
import { moneyOf, type ReceiptRecord } from './money-of.ts'
import { postingDay, todayOf } from './posting-day.ts'
import { confirm } from './receipt.verbs.ts'

/** Confirms receipts, all of their lines locked together in the order of ids; one whose lines take it no more is refused alone. */
export const confirmAction = defineActionOnMany(confirm, async (ctx, records) => {
  const receipts = records as unknown as ReceiptRecord[]
  const rows = await rowsOfReceipts(
    ctx,
    receipts.map(({ id }) => id),
  )
  const pending = rows.filter(({ state }) => state === 'pending')
  const refs = pending.map(({ noun, line }): LineRef => ({ noun, id: line }))
  const lines = await lockLines(asBookkeeper(ctx), refs)
  const refused = new Map<string, FieldProblem[]>()
  for (const receipt of receipts) {
    const own = pending.filter(row => row.receipt === receipt.id)
    const problem = wrongWith(receipt, own, lines)
    if (problem) refused.set(receipt.id, [problem])
    else await confirmOne(ctx, receipt, own, lines)
  }
  return refused
})

function wrongWith(
  receipt: ReceiptRecord,
  pending: readonly AllocationRow[],
  lines: ReadonlyMap<string, PayableLine>,
): FieldProblem | null {
  if (!receipt.customer) return { path: 'customer', code: 'receipt.customer_needed' }
  for (const row of pending) {
    const line = lines.get(row.line)
    if (!line?.isOwed) return { path: 'state', code: 'receipt.line_gone' }
    const posted = line.rows.filter(({ state }) => state === 'posted')
    const free = posted.reduce((rest, { amount }) => rest.minus(amount), new Exact(line.amount))
    if (new Exact(row.amount).greaterThan(free))
      return { path: 'state', code: 'receipt.line_smaller', params: { line: line.title } }
  }
  return null
}

async function confirmOne(
  ctx: Context,
  receipt: ReceiptRecord,
  pending: readonly AllocationRow[],
  lines: ReadonlyMap<string, PayableLine>,
): Promise<void> {
  const customer = receipt.customer?.id ?? ''
  const natural = (await wasPosted(ctx, receipt.id)) ? todayOf(ctx) : receipt.receivedOn
  const on = await postingDay(ctx, natural, receipt.legalEntity?.id ?? null)
  const me = ctx.actor.userId ? { id: ctx.actor.userId, title: ctx.actor.name } : null
  const owner = receipt.owner ?? (await ownerOf(ctx, customer))
  const values = { state: 'confirmed', postedOn: on, confirmedBy: me, confirmedAt: ctx.now().toISOString(), owner }
  await updateMany(
    { ...ctx, alreadyNamed: owner ? [owner.id] : [] },
    objectOf(ctx.catalog, 'receipt'),
    [{ id: receipt.id, values }],
    { verb: 'confirm', writing: 'byVerb', event: 'receipt.confirmed' },
  )
  const changes = []
  for (const { id, line } of pending) {
    const day = await dayFor(ctx, lines.get(line) as PayableLine, on)
    changes.push({ id, values: { state: 'posted', on: day } })
    // The next receipt of the same line finds it as this one leaves it.
    for (const row of lines.get(line)?.rows ?? []) if (row.id === id) Object.assign(row, { state: 'posted', on: day })
  }
  await changeRows(ctx, changes)
  if (pending.length === 0 && receipt.contract) {
    const money = moneyOf(receipt, customer)
    const wanted = await shareOverContract(ctx, receipt.contract.id, money.available)
    await putOnLines(asBookkeeper(ctx), money, wanted, { state: 'posted', kind: 'receipt', on })
  }
}

/** What counted for another customer before counts for this one from today: the past stays as it was told. */
async function wasPosted(ctx: Context, receipt: string): Promise<boolean> {
  const { rows } =
    await sql`select from transitions where record_id = ${receipt}::uuid and field = 'state' and to_value = 'confirmed' limit 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

/** Whose customer it is has the money too, when nobody claimed it. */
async function ownerOf(ctx: Context, customer: string): Promise<{ id: string; title: string } | null> {
  const { rows } = await sql<{
    owner: string | null
  }>`select owner_id as owner from customers where id = ${customer}::uuid`.execute(ctx.db)
  const owner = rows[0]?.owner
  return owner ? { id: owner, title: '' } : null
}
