import { sql } from 'kysely'
import { postingDay, todayOf } from '#modules/receipts/index.ts'
import { newId } from '#platform/db/id.ts'
import { Exact } from '#platform/objects/index.ts'
import type { Context, Written } from '#platform/records/index.ts'
import { differences } from './standing.rules.ts'

/** What of an account follows from a record as it stands now. */
interface Wanted {
  object: string
  record: string
  kind: string
  customer: string
  entity: string | null
  currency: string
  contract: string | null
  bucket: string | null
  due: string | null
  /** The day on which it counts, when nothing of this record counted before. */
  on: string
  amount: string
}

type Keyed = Pick<Wanted, 'customer' | 'entity' | 'currency' | 'contract' | 'bucket' | 'due'>

/**
 * Brings accounts up to date with these records: what they should say and do not say yet is entered, as differences. Nothing that was entered changes, so a
 * day that is past keeps its figures (facts 24): the first entry of a record counts on the record's own day, a later one today, and none in a closed month.
 */
export async function enter(ctx: Context, ids: Partial<Record<Source, readonly string[]>>): Promise<void> {
  for (const source of sources) {
    const records = [...new Set(ids[source] ?? [])]
    if (records.length > 0) await enterOf(ctx, records, await wantedOf[source](ctx, records))
  }
}

export const sources = ['plans', 'openings', 'receipts', 'allocations'] as const
type Source = (typeof sources)[number]

/** The records that were written, whether they are there or not. */
export const writtenIds = (written: readonly Written[]): string[] => written.map(({ id }) => id)

async function enterOf(ctx: Context, records: readonly string[], wanted: readonly Wanted[]): Promise<void> {
  const { rows: present } = await sql<Keyed & { object: string; record: string; kind: string; amount: string }>`
    select object, record, min(kind) as kind, customer_id as customer, legal_entity_id as entity, currency, contract_id as contract, bucket,
      due_on::text as due, sum(amount)::text as amount
    from account_entries where record = any(${[...records]}::uuid[])
    group by object, record, customer_id, legal_entity_id, currency, contract_id, bucket, due_on`.execute(ctx.db)
  const [should, stands] = [Map.groupBy(wanted, byRecord), Map.groupBy(present, byRecord)]
  const rows = []
  for (const record of records) {
    const [want, have] = [should.get(record) ?? [], stands.get(record) ?? []]
    const known = new Map<string, Omit<Wanted, 'on' | 'due' | 'amount'> & { due: string | null }>()
    for (const one of [...have, ...want]) known.set(keyOf(one), one)
    for (const [key, amount] of differences(summed(want), summed(have))) {
      const one = known.get(key)
      if (!one) continue
      const natural = have.length > 0 ? todayOf(ctx) : (want.find(other => keyOf(other) === key)?.on ?? todayOf(ctx))
      rows.push({
        id: newId(),
        on: await postingDay(ctx, natural, one.entity),
        at: ctx.now().toISOString(),
        by_id: ctx.actor.userId,
        object: one.object,
        record,
        kind: one.kind,
        customer_id: one.customer,
        legal_entity_id: one.entity,
        currency: one.currency,
        contract_id: one.contract,
        bucket: one.bucket,
        due_on: one.due,
        amount,
      })
    }
  }
  if (rows.length === 0) return
  await sql`insert into account_entries select * from jsonb_populate_recordset(null::account_entries, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
}

const byRecord = ({ record }: { record: string }): string => record

const keyOf = ({ customer, entity, currency, contract, bucket, due }: Keyed): string =>
  [customer, entity, currency, contract, bucket, due].join(' ')

function summed(entries: readonly (Keyed & { amount: string })[]): Map<string, string> {
  const sums = new Map<string, string>()
  for (const entry of entries)
    sums.set(keyOf(entry), new Exact(sums.get(keyOf(entry)) ?? 0).plus(entry.amount).toFixed())
  return sums
}

const wantedOf: Record<Source, (ctx: Context, ids: readonly string[]) => Promise<Wanted[]>> = {
  /** An instalment is owed from the day on which its contract took effect; of one that is void, what was paid. One that comes by a later change, from then on. */
  plans: async (ctx, ids) =>
    rowsOf(
      ctx,
      sql<Wanted>`
      select 'collectionPlan' as object, p.id as record, 'contract' as kind, p.customer_id as customer, p.legal_entity_id as entity, p.currency,
        p.contract_id as contract, p.id as bucket, p.due_on::text as due,
        case when p.standing = 'live' then p.amount else greatest(0, settled.amount) end::text as amount,
        case when c.took_effect_at is null or c.took_effect_at >= ${ctx.now().toISOString()}::timestamptz - interval '1 minute'
          then c.effective_on::text else ${todayOf(ctx)} end as "on"
      from collection_plans p join contracts c on c.id = p.contract_id
      cross join lateral (select coalesce(sum(a.amount), 0) as amount from allocations a
        where a.collection_plan_id = p.id and a.state = 'posted' and a.deleted_at is null) settled
      where p.id = any(${[...ids]}::uuid[]) and p.deleted_at is null and p.standing in ('live', 'void') and c.effective_on is not null
        and p.customer_id is not null and p.currency is not null`,
    ),
  openings: async (ctx, ids) =>
    rowsOf(
      ctx,
      sql<Wanted>`
      select 'openingBalance' as object, o.id as record, 'opening' as kind, o.customer_id as customer, o.legal_entity_id as entity, o.currency,
        null::uuid as contract, o.id as bucket, coalesce(o.due_on, o."on")::text as due, o.amount::text as amount, o."on"::text as "on"
      from opening_balances o where o.id = any(${[...ids]}::uuid[]) and o.deleted_at is null and o.kind = 'receivable'`,
    ),
  receipts: async (ctx, ids) =>
    rowsOf(
      ctx,
      sql<Wanted>`
      select 'receipt' as object, r.id as record, r.kind, r.customer_id as customer, r.legal_entity_id as entity, r.currency, null::uuid as contract,
        null::uuid as bucket, null::text as due,
        (case when r.kind = 'refund' then r.amount else -(r.amount + coalesce(r.fee, 0)) end)::text as amount,
        coalesce(r.posted_on, r.received_on)::text as "on"
      from receipts r where r.id = any(${[...ids]}::uuid[]) and r.deleted_at is null and r.state = 'confirmed' and r.customer_id is not null`,
    ),
  /** On the line, and off what is held for whoever paid. */
  allocations: async (ctx, ids) =>
    rowsOf(
      ctx,
      sql<Wanted>`
      select 'allocation' as object, a.id as record, a.kind, coalesce(p.customer_id, o.customer_id) as customer,
        coalesce(p.legal_entity_id, o.legal_entity_id) as entity, a.currency, a.contract_id as contract,
        coalesce(a.collection_plan_id, a.opening_balance_id) as bucket, null::text as due, (-a.amount)::text as amount, a."on"::text as "on"
      from allocations a left join collection_plans p on p.id = a.collection_plan_id left join opening_balances o on o.id = a.opening_balance_id
      where a.id = any(${[...ids]}::uuid[]) and a.deleted_at is null and a.state = 'posted'
      union all
      select 'allocation', a.id, a.kind, a.from_customer_id, a.legal_entity_id, a.currency, null, null, null, a.amount::text, a."on"::text
      from allocations a where a.id = any(${[...ids]}::uuid[]) and a.deleted_at is null and a.state = 'posted' and a.from_customer_id is not null`,
    ),
}

const rowsOf = async (ctx: Context, query: ReturnType<typeof sql<Wanted>>): Promise<Wanted[]> =>
  (await query.execute(ctx.db)).rows

/** Allocations on these lines: their side of the account goes where the line goes. */
export async function allocationsOn(ctx: Context, lines: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from allocations
    where (collection_plan_id = any(${[...lines]}::uuid[]) or opening_balance_id = any(${[...lines]}::uuid[])) and state = 'posted'`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}
