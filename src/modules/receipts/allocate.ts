import { sql } from 'kysely'
import { type FieldProblem, invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, createMany } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { asBookkeeper } from './bookkeeper.ts'
import { allocationProblems, openOf, type Row, type Share, shareOut } from './ledger.rules.ts'
import { type LineNoun, type LineRef, lockLines, type PayableLine, relatedTo } from './lines-to-pay.ts'
import { postingDay } from './posting-day.ts'

/** An amount for a line. */
export interface Wanted extends LineRef {
  amount: string
}

/** Money as it is put on lines. */
export interface Money {
  receipt: string
  customer: string
  currency: string
  legalEntity: string | null
  /** What of it is not on lines. */
  available: string
}

export interface AllocationRow {
  id: string
  kind: Row['kind']
  state: Row['state']
  amount: string
  on: string | null
  noun: LineNoun
  line: string
  contract: string | null
  customer: string
  receipt: string | null
  refund: string | null
  reverses: string | null
  fromCustomer: string | null
  legalEntity: string | null
  isReversed: boolean
}

/**
 * Puts money on lines, as claimed (`pending`) or for good (`posted`, from the day given). The lines stay locked until the transaction ends.
 * @throws Problem `invalid` (422) with what is wrong at `allocations.<index>.<field>`
 */
export async function putOnLines(
  ctx: Context,
  money: Money,
  wanted: readonly Wanted[],
  how: { state: 'pending' } | { state: 'posted'; kind: 'receipt' | 'prepayment'; on: string },
): Promise<void> {
  if (wanted.length === 0) return
  const lines = await lockLines(ctx, wanted)
  const problems = await problemsOf(ctx, money, wanted, lines)
  if (problems.length > 0) throw invalid(problems)
  const rows = []
  for (const { id, amount } of wanted) {
    const line = lines.get(id) as PayableLine
    const on = how.state === 'posted' ? await dayFor(ctx, line, how.on) : null
    const kind = how.state === 'posted' ? how.kind : 'receipt'
    rows.push({ ...rowFor(line, amount), ...of(money.receipt, money), kind, state: how.state, on })
  }
  await writeRows(ctx, rows)
}

/** What an allocation says of the money that is on the line. */
const of = (receipt: string, { customer, legalEntity }: Pick<Money, 'customer' | 'legalEntity'>) => ({
  receipt: named(receipt),
  fromCustomer: named(customer),
  legalEntity: named(legalEntity),
})

/** What an allocation says of the line that it is on. */
export const rowFor = (line: PayableLine, amount: string): Record<string, unknown> => ({
  name: line.title.slice(0, 200),
  customer: named(line.customer),
  contract: named(line.contract),
  collectionPlan: line.noun === 'collectionPlan' ? named(line.id) : null,
  openingBalance: line.noun === 'openingBalance' ? named(line.id) : null,
  amount,
  currency: line.currency,
  legalEntity: named(line.legalEntity),
  owner: named(line.owner),
})

/** Writes allocations. @throws the first that is refused */
export async function writeRows(ctx: Context, rows: readonly Record<string, unknown>[]): Promise<void> {
  const owners = rows.flatMap(row => (row.owner as { id: string } | null)?.id ?? [])
  const within = { ...asBookkeeper(ctx), alreadyNamed: owners }
  const inputs = rows.map(values => ({ values }))
  // Whose lines are paid hears of the receipt, not of each part of it.
  const options = { byVerb: true, silent: true } as const
  const { refused } = await createMany(within, objectOf(ctx.catalog, 'allocation'), inputs, options)
  if (refused[0]) throw invalid(refused[0].fields)
}

/** The day on which money counts on a line: not before the line was owed, and in no closed month. */
export const dayFor = (ctx: Context, line: PayableLine, on: string): Promise<string> =>
  postingDay(ctx, on < line.owedFrom ? line.owedFrom : on, line.legalEntity)

async function problemsOf(
  ctx: Context,
  money: Money,
  wanted: readonly Wanted[],
  lines: ReadonlyMap<string, PayableLine>,
): Promise<FieldProblem[]> {
  const others = [...new Set([...lines.values()].map(({ customer }) => customer))]
  const related = await relatedTo(ctx, money.customer, others)
  const problems: FieldProblem[] = []
  for (const [index, { id, noun }] of wanted.entries()) {
    const code = wrongWith(money, lines.get(id), related)
    if (code) problems.push({ path: `allocations.${index}.${noun}`, code })
  }
  if (problems.length > 0) return problems
  const open = new Map([...lines].map(([id, line]) => [id, openOf(line.amount, line.rows)]))
  return allocationProblems(wanted, open, money.available, money.currency).map(({ index, code, params }) => ({
    path: index === null ? 'allocations' : `allocations.${index}.amount`,
    code,
    params,
  }))
}

function wrongWith(money: Money, line: PayableLine | undefined, related: ReadonlySet<string>): string | null {
  if (!line) return 'field.no_such_record'
  if (!line.isOwed) return 'allocation.not_owed'
  if (line.currency !== money.currency) return 'allocation.other_currency'
  if (line.legalEntity && money.legalEntity && line.legalEntity !== money.legalEntity) return 'allocation.other_entity'
  return related.has(line.customer) ? null : 'allocation.other_customer'
}

/** What stands on lines of these receipts, oldest first; what was withdrawn is left out. */
export async function rowsOfReceipts(ctx: Context, receipts: readonly string[]): Promise<AllocationRow[]> {
  const { rows } = await sql<AllocationRow>`
    select a.id, a.kind, a.state, a.amount::text, a."on"::text as "on", a.contract_id as contract, a.customer_id as customer, a.receipt_id as receipt,
      a.from_customer_id as "fromCustomer", a.legal_entity_id as "legalEntity", a.refund_id as refund, a.reverses_id as reverses, coalesce(a.collection_plan_id, a.opening_balance_id) as line,
      case when a.collection_plan_id is null then 'openingBalance' else 'collectionPlan' end as noun,
      exists (select from allocations r where r.reverses_id = a.id and r.deleted_at is null) as "isReversed"
    from allocations a where a.receipt_id = any(${[...receipts]}::uuid[]) and a.deleted_at is null and a.state <> 'withdrawn'
    order by a.created_at, a.id`.execute(ctx.db)
  return rows
}

/** Takes back what was claimed and not confirmed; the rows stay, and count no more. */
export async function withdrawPending(ctx: Context, receipt: string): Promise<void> {
  const pending = (await rowsOfReceipts(ctx, [receipt])).filter(({ state }) => state === 'pending')
  await changeRows(
    ctx,
    pending.map(({ id }) => ({ id, values: { state: 'withdrawn' } })),
  )
}

/** Changes allocations by a verb of theirs or of their receipt. */
export async function changeRows(
  ctx: Context,
  changes: readonly { id: string; values: Record<string, unknown> }[],
): Promise<void> {
  if (changes.length === 0) return
  const options = { verb: 'update', writing: 'byVerb' } as const
  const { refused } = await updateMany(asBookkeeper(ctx), objectOf(ctx.catalog, 'allocation'), changes, options)
  if (refused[0]) throw invalid(refused[0].fields)
}

/** Posts the opposite of what was posted, today; what is reversed already, or is a reversal, stays as it is. */
export async function reverseRows(ctx: Context, rows: readonly AllocationRow[], on: string): Promise<void> {
  const posted = rows.filter(row => row.state === 'posted' && row.reverses === null && !row.isReversed)
  const lines = await lockLines(
    asBookkeeper(ctx),
    posted.map(({ noun, line }) => ({ noun, id: line })),
  )
  const made = []
  for (const row of posted) {
    const line = lines.get(row.line)
    if (!line) continue
    const day = await postingDay(ctx, row.on !== null && row.on > on ? row.on : on, line.legalEntity)
    made.push({
      ...rowFor(line, opposite(row.amount)),
      kind: row.kind,
      state: 'posted',
      on: day,
      receipt: named(row.receipt),
      fromCustomer: named(row.fromCustomer),
      legalEntity: named(row.legalEntity),
      refund: named(row.refund),
      reverses: named(row.id),
      remark: ctx.reason?.slice(0, 300) ?? null,
    })
  }
  if (made.length > 0) await writeRows(ctx, made)
}

/** The open lines of a contract, each with as much of the money as it takes, the one that is due first before the others. */
export async function shareOverContract(ctx: Context, contract: string, available: string): Promise<Wanted[]> {
  const { rows } = await sql<{ id: string }>`select id from collection_plans
    where contract_id = ${contract}::uuid and deleted_at is null and standing = 'live' order by due_on, instalment_no, id`.execute(
    ctx.db,
  )
  const refs = rows.map(({ id }): LineRef => ({ noun: 'collectionPlan', id }))
  const lines = await lockLines(asBookkeeper(ctx), refs)
  const open = refs.flatMap(({ id }) => {
    const line = lines.get(id)
    return line ? [{ id, dueOn: line.dueOn, rest: openOf(line.amount, line.rows) }] : []
  })
  return shareOut(available, open).shares.map((share: Share) => ({ noun: 'collectionPlan', ...share }))
}

export const opposite = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`)

const named = (id: string | null): { id: string; title: string } | null => (id ? { id, title: '' } : null)
