import { sql } from 'kysely'
import { roundMoney } from '#modules/documents/index.ts'
import { nameKey } from '#modules/duplicates/index.ts'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import type { ApiRecord, Context } from '#platform/records/index.ts'
import type { LineNoun } from './lines-to-pay.ts'

/** Why a line may be the one that was paid. */
export type Reason = 'payer' | 'paidBefore' | 'amount' | 'contract' | 'due'

/** A line that the money may be for, and how much of it would go there. */
export interface Suggestion {
  noun: LineNoun
  id: string
  title: string
  customer: { id: string; title: string }
  contract: { id: string; title: string } | null
  dueOn: string
  open: string
  amount: string
  reasons: Reason[]
}

/** Lines are offered by these, best first; no more than anybody would read. */
const most = 30

/**
 * What a receipt may be for, among the lines that the actor sees: those of the customer who pays under that name or has done so before, of its parents and
 * subsidiaries; those of exactly that amount; what is due nearest first. With words: all lines whose contract or customer has them.
 */
export async function suggestLines(ctx: Context, receipt: ApiRecord, words: string): Promise<Suggestion[]> {
  const payer = String(receipt.payer ?? '')
  const rest = String(receipt.restAmount ?? receipt.amount ?? '0')
  const { rows } = await sql<Found>`
    with recursive known (id, how) as (
      select customer_id, 'paidBefore' from receipts
        where lower(payer) = lower(${payer}) and customer_id is not null and state in ('claimed', 'confirmed') and deleted_at is null
      union select record_id, 'payer' from match_keys where object = 'customer' and kind = 'name' and value = ${nameKey(payer)}
      union select id, 'payer' from customers where lower(name) = lower(${payer}) and deleted_at is null),
    above (id, how) as (select id, how from known union select c.parent_id, above.how from above join customers c on c.id = above.id where c.parent_id is not null),
    family (id, how) as (select id, how from above union select c.id, family.how from family join customers c on c.parent_id = family.id),
    lines as (
      select 'collectionPlan' as noun, t.id, t.name as name, t.customer_id, t.contract_id, t.due_on, t.amount, t.currency, t.legal_entity_id
      from collection_plans t where t.standing = 'live' and t.state in ('pending', 'partial') and ${visible(ctx, objectOf(ctx.catalog, 'collectionPlan'), 't')}
      union all
      select 'openingBalance', t.id, t.number, t.customer_id, null, coalesce(t.due_on, t."on"), t.amount, t.currency, t.legal_entity_id
      from opening_balances t where t.kind = 'receivable' and t.rest_amount > 0 and ${visible(ctx, objectOf(ctx.catalog, 'openingBalance'), 't')})
    select * from (
      select l.noun, l.id, l.name, l.customer_id as customer, c.name as "customerName", l.contract_id as contract, coalesce(k.number, k.name) as "contractName",
        l.due_on::text as "dueOn", (select string_agg(f.how, ' ') from family f where f.id = l.customer_id) as how,
        (l.amount - coalesce((select sum(a.amount) from allocations a where (a.collection_plan_id = l.id or a.opening_balance_id = l.id)
          and a.deleted_at is null and a.state <> 'withdrawn'), 0))::text as open,
        abs(l.due_on - ${String(receipt.receivedOn)}::date) as days
      from lines l join customers c on c.id = l.customer_id left join contracts k on k.id = l.contract_id
      where l.currency = ${String(receipt.currency)} and (l.legal_entity_id is null or ${idOf(receipt.legalEntity)}::uuid is null or l.legal_entity_id = ${idOf(receipt.legalEntity)}::uuid)
        and ${words === '' ? sql`true` : hasWords(words)}) found
    where open::numeric > 0 and (${words !== ''} or how is not null or open::numeric = ${rest}::numeric or contract = ${idOf(receipt.contract)}::uuid)
    order by (how is not null)::int + 2 * (open::numeric = ${rest}::numeric)::int + 4 * coalesce((contract = ${idOf(receipt.contract)}::uuid)::int, 0) desc, days, "dueOn", id
    limit ${most}`.execute(ctx.db)
  return rows.map(row => described(row, { rest, contract: idOf(receipt.contract), currency: String(receipt.currency) }))
}

interface Found {
  noun: LineNoun
  id: string
  name: string | null
  customer: string
  customerName: string
  contract: string | null
  contractName: string | null
  dueOn: string
  how: string | null
  open: string
  days: number
}

const hasWords = (words: string) => {
  const like = `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(c.name ilike ${like} or k.number ilike ${like} or k.name ilike ${like} or l.name ilike ${like})`
}

function described(
  row: Found,
  { rest, contract, currency }: { rest: string; contract: string | null; currency: string },
): Suggestion {
  const how = row.how ?? ''
  const reasons: Reason[] = [
    ...(contract !== null && row.contract === contract ? ['contract' as const] : []),
    ...(how.includes('payer') ? ['payer' as const] : []),
    ...(how.includes('paidBefore') ? ['paidBefore' as const] : []),
    ...(new Exact(row.open).equals(rest) ? ['amount' as const] : []),
    ...(Number(row.days) <= 15 ? ['due' as const] : []),
  ]
  return {
    noun: row.noun,
    id: row.id,
    title: row.name ?? '',
    customer: { id: row.customer, title: row.customerName },
    contract: row.contract ? { id: row.contract, title: row.contractName ?? '' } : null,
    dueOn: row.dueOn,
    open: roundMoney(row.open, currency),
    amount: roundMoney(Exact.min(rest, row.open).toFixed(), currency),
    reasons,
  }
}

const idOf = (value: unknown): string | null => (value as { id: string } | null | undefined)?.id ?? null
