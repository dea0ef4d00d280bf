import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'

/** The tables that grow with the number of contracts. */
export const moneyTables = ['contracts', 'collection_plans', 'receipts', 'allocations', 'account_entries']

/**
 * Every opportunity that was won got a contract in three instalments (30/60/10, a month apart, the first a month after it was signed). Of what fell due
 * three quarters were paid, with a receipt each; so one contract of four owes something.
 */
export async function fillMoney(db: Database): Promise<void> {
  await db.connection().execute(async one => {
    await sql`set statement_timeout = 0`.execute(one)
    await contracts.execute(one)
    await plans.execute(one)
    await receipts.execute(one)
    await allocations.execute(one)
    await entries.execute(one)
  })
}

const contracts = sql`
  insert into contracts (id, created_at, created_by_id, updated_at, owner_id, name, number, customer_id, type, opportunity_id, state, payment_terms,
    currency, price_includes_tax, lines_amount, amount, exchange_rate, rate_on, base_amount, original_amount, received_amount, outstanding, signer_id,
    signed_on, effective_on, took_effect_at, plan_revision, seal_state, signing_state)
  select gen_random_uuid(), closed_on::timestamptz, owner_id, closed_on::timestamptz, owner_id, name, 'HT' || lpad((row_number() over (order by id))::text, 8, '0'),
    customer_id, 'single', id, 'inEffect', 'instalments', currency, true, amount, amount, 1, closed_on, amount, amount, 0, amount, owner_id,
    closed_on, closed_on, closed_on::timestamptz, 1, 'none', 'signed'
  from opportunities where state = 'won' and amount is not null and closed_on is not null`

const plans = sql`
  insert into collection_plans (id, created_at, created_by_id, updated_at, owner_id, name, contract_id, customer_id, instalment_no, kind, due_on, amount,
    currency, received_amount, rest_amount, state, standing)
  select gen_random_uuid(), c.created_at, c.owner_id, c.created_at, c.owner_id, c.number || '-' || part.no, c.id, c.customer_id, part.no, 'normal',
    c.effective_on + part.no * 30, part.amount, c.currency, part.paid, part.amount - part.paid, case when part.paid > 0 then 'paid' else 'pending' end, 'live'
  from contracts c cross join lateral (
    select no, amount, case when abs(hashtext(c.id::text || no)) % 4 > 0 and c.effective_on + no * 30 < current_date then amount else 0 end as paid
    from (values (1, round(c.amount * 0.3, 2)), (2, round(c.amount * 0.6, 2)),
      (3, c.amount - round(c.amount * 0.3, 2) - round(c.amount * 0.6, 2))) as split (no, amount)) part`

const receipts = sql`
  insert into receipts (id, created_at, created_by_id, updated_at, owner_id, number, payer, amount, currency, received_on, kind, state, customer_id,
    contract_id, method, credit_amount, allocated_amount, refunded_amount, rest_amount, posted_on, exchange_rate, rate_on, base_amount)
  select p.id, p.due_on::timestamptz, p.owner_id, p.due_on::timestamptz, p.owner_id, 'SK' || p.name, u.name, p.amount, p.currency, p.due_on, 'receipt',
    'confirmed', p.customer_id, p.contract_id, 'transfer', p.amount, p.amount, 0, 0, p.due_on, 1, p.due_on, p.amount
  from collection_plans p join customers u on u.id = p.customer_id where p.state = 'paid'`

const allocations = sql`
  insert into allocations (id, created_at, created_by_id, updated_at, owner_id, name, kind, state, "on", receipt_id, customer_id, from_customer_id, contract_id,
    collection_plan_id, amount, currency)
  select r.id, r.created_at, r.owner_id, r.created_at, r.owner_id, r.number, 'receipt', 'posted', r.received_on, r.id, r.customer_id, r.customer_id,
    r.contract_id, r.id, r.amount, r.currency
  from receipts r`

const entries = sql`
  insert into account_entries (id, "on", at, by_id, object, record, kind, customer_id, currency, contract_id, bucket, due_on, amount)
  select gen_random_uuid(), c.effective_on, c.created_at, c.owner_id, 'collectionPlan', p.id, 'contract', p.customer_id, p.currency, p.contract_id, p.id,
    p.due_on, p.amount
  from collection_plans p join contracts c on c.id = p.contract_id
  union all
  select gen_random_uuid(), r.received_on, r.created_at, r.owner_id, 'receipt', r.id, 'receipt', r.customer_id, r.currency, null, null, null, -r.amount
  from receipts r
  union all
  select gen_random_uuid(), a."on", a.created_at, a.owner_id, 'allocation', a.id, 'receipt', a.customer_id, a.currency, side.contract, side.bucket, null,
    side.amount
  from allocations a cross join lateral (values (a.contract_id, a.collection_plan_id, -a.amount), (null, null, a.amount)) as side (contract, bucket, amount)`
