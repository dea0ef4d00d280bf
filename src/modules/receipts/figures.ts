import { sql } from 'kysely'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, noteFacts, noteTrackedFacts, type Written } from '#platform/records/index.ts'
import { lineFigures, type Row, receiptFigures } from './ledger.rules.ts'

/** What has moved, by noun. */
export interface Moved {
  receipts: Iterable<string>
  plans: Iterable<string>
  openings: Iterable<string>
  contracts: Iterable<string>
}

/** After allocations were written: what receipts, lines and contracts say of them. */
export async function settleAllocations(ctx: Context, written: readonly Written[]): Promise<void> {
  const all = written.flatMap(({ before, values }) => [before, values].filter(one => one !== null))
  const ids = (name: string): Set<string> => new Set(all.flatMap(values => idOf(values[name]) ?? []))
  await bringUpToDate(ctx, {
    receipts: ids('receipt'),
    plans: ids('collectionPlan'),
    openings: ids('openingBalance'),
    contracts: ids('contract'),
  })
}

/** Brings up to date what these records say of the money on them. */
export async function bringUpToDate(ctx: Context, moved: Partial<Moved>): Promise<void> {
  await noteReceipts(ctx, [...(moved.receipts ?? [])])
  const plans = new Set(moved.plans ?? [])
  const contracts = [...(moved.contracts ?? [])]
  await noteLines(ctx, 'collectionPlan', [...plans])
  await noteLines(ctx, 'openingBalance', [...(moved.openings ?? [])])
  await noteContracts(ctx, contracts)
}

async function noteReceipts(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; amount: string; fee: string | null; rows: Row[]; refunds: string[] }>`
    select r.id, r.amount::text, r.fee::text,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'state', a.state, 'amount', a.amount::text, 'on', a."on")), '[]')
        from allocations a where a.receipt_id = r.id and a.deleted_at is null) as rows,
      array(select f.amount::text from receipts f where f.refund_of_id = r.id and f.deleted_at is null and f.state = 'confirmed') as refunds
    from receipts r where r.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  await noteFacts(
    ctx,
    objectOf(ctx.catalog, 'receipt'),
    rows.map(({ id, ...given }) => ({ id, values: receiptFigures(given) })),
  )
}

const tables = { collectionPlan: 'collection_plans', openingBalance: 'opening_balances' } as const

async function noteLines(ctx: Context, noun: keyof typeof tables, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const isPlan = noun === 'collectionPlan'
  const { rows } = await sql<{
    id: string
    version: number
    amount: string
    state: string | null
    paid: string | null
    rows: Row[]
  }>`
    select l.id, l.version, l.amount::text, ${isPlan ? sql`l.state` : sql`null`} as state, ${isPlan ? sql`l.paid_on::text` : sql`null`} as paid,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'state', a.state, 'amount', a.amount::text, 'on', a."on")), '[]')
        from allocations a where ${sql.ref(isPlan ? 'a.collection_plan_id' : 'a.opening_balance_id')} = l.id and a.deleted_at is null) as rows
    from ${sql.table(tables[noun])} l where l.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  const object = objectOf(ctx.catalog, noun)
  const figures = rows.map(row => ({ ...row, figures: lineFigures(row.amount, row.rows) }))
  await noteFacts(
    ctx,
    object,
    figures.map(({ id, figures: { receivedAmount, restAmount } }) => ({ id, values: { receivedAmount, restAmount } })),
  )
  if (!isPlan) return
  await noteTrackedFacts(
    ctx,
    object,
    figures.map(({ id, version, state, paid, figures: now }) => ({
      id,
      version,
      before: { state, paidOn: paid },
      values: { state: now.state, paidOn: now.paidOn },
    })),
  )
}

async function noteContracts(ctx: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string; amount: string | null; received: string; settled: string }>`
    select c.id, (case when c.type = 'framework' then null else c.amount end)::text as amount, coalesce(sum(a.amount) filter (where a.kind not in ('discount', 'writeOff')), 0)::text as received,
      coalesce(sum(a.amount), 0)::text as settled
    from contracts c left join allocations a on a.contract_id = c.id and a.deleted_at is null and a.state = 'posted'
    where c.id = any(${[...ids]}::uuid[]) group by c.id`.execute(ctx.db)
  await noteFacts(
    ctx,
    objectOf(ctx.catalog, 'contract'),
    rows.map(({ id, amount, received, settled }) => ({
      id,
      values: {
        receivedAmount: new Exact(received).toFixed(),
        outstanding: amount === null ? null : new Exact(amount).minus(settled).toFixed(),
      },
    })),
  )
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
