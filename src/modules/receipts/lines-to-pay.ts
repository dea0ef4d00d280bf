import { sql } from 'kysely'
import { visible } from '#platform/access/visible.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Context } from '#platform/records/index.ts'
import type { Row } from './ledger.rules.ts'

export type LineNoun = 'collectionPlan' | 'openingBalance'

/** A plan line, or what a customer owed before. */
export interface LineRef {
  noun: LineNoun
  id: string
}

/** A line that money can be put on, with all that was put on it. */
export interface PayableLine extends LineRef {
  title: string
  customer: string
  contract: string | null
  legalEntity: string | null
  owner: string | null
  currency: string
  amount: string
  dueOn: string
  /** From which day on it is owed. */
  owedFrom: string
  /** Of a contract in effect, or an opening balance that is owed. */
  isOwed: boolean
  rows: (Row & { id: string; receipt: string | null; reverses: string | null; refund: string | null })[]
}

/**
 * Lines by id, locked in the order of their ids, so that nobody puts money on them at the same moment. Those that are not there are left out, and those that
 * the actor may not see.
 */
export async function lockLines(ctx: Context, refs: readonly LineRef[]): Promise<Map<string, PayableLine>> {
  const idsOf = (noun: LineNoun): string[] => refs.filter(ref => ref.noun === noun).map(({ id }) => id)
  const [plans, openings] = [idsOf('collectionPlan'), idsOf('openingBalance')]
  const { rows: planRows } = await sql<LineRow>`
    select t.id, t.name, coalesce(c.number, c.name) as "of", t.customer_id as customer, t.contract_id as contract, t.legal_entity_id as "legalEntity",
      t.owner_id as owner, t.currency, t.amount::text, t.due_on::text as "dueOn", coalesce(c.effective_on, t.due_on)::text as "owedFrom",
      t.standing = 'live' as "isOwed"
    from collection_plans t join contracts c on c.id = t.contract_id
    where t.id = any(${plans}::uuid[]) and ${visible(ctx, objectOf(ctx.catalog, 'collectionPlan'), 't')}
    order by t.id for update of t`.execute(ctx.db)
  const { rows: openingRows } = await sql<LineRow>`
    select t.id, t.number as name, null as "of", t.customer_id as customer, null as contract, t.legal_entity_id as "legalEntity", t.owner_id as owner,
      t.currency, t.amount::text, coalesce(t.due_on, t."on")::text as "dueOn", t."on"::text as "owedFrom", t.kind = 'receivable' as "isOwed"
    from opening_balances t
    where t.id = any(${openings}::uuid[]) and ${visible(ctx, objectOf(ctx.catalog, 'openingBalance'), 't')}
    order by t.id for update of t`.execute(ctx.db)
  const lines = new Map<string, PayableLine>()
  for (const [noun, rows] of [
    ['collectionPlan', planRows],
    ['openingBalance', openingRows],
  ] as const)
    for (const { name, of, isOwed, ...row } of rows)
      lines.set(row.id, {
        ...row,
        noun,
        title: of ? `${of} · ${name}` : (name ?? ''),
        isOwed: isOwed === true,
        rows: [],
      })
  for (const { line, ...row } of await rowsOn(ctx, [...lines.keys()])) lines.get(line)?.rows.push(row)
  return lines
}

type LineRow = Omit<PayableLine, 'noun' | 'title' | 'rows' | 'isOwed'> & {
  name: string | null
  of: string | null
  isOwed: boolean | null
}

/** What stands on these lines. */
async function rowsOn(
  ctx: Context,
  ids: readonly string[],
): Promise<(PayableLine['rows'][number] & { line: string })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<PayableLine['rows'][number] & { line: string }>`
    select coalesce(collection_plan_id, opening_balance_id) as line, id, kind, state, amount::text, "on"::text as "on", receipt_id as receipt,
      reverses_id as reverses, refund_id as refund
    from allocations
    where (collection_plan_id = any(${[...ids]}::uuid[]) or opening_balance_id = any(${[...ids]}::uuid[])) and deleted_at is null and state <> 'withdrawn'
    order by created_at, id`.execute(ctx.db)
  return rows
}

/** Which of these customers belong to the same line of parents as the first: itself, one above it, one below. */
export async function relatedTo(ctx: Context, customer: string, others: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ start: string; id: string }>`
    with recursive up (start, id) as (
      select id, id from customers where id = any(${[customer, ...others]}::uuid[])
      union select up.start, c.parent_id from up join customers c on c.id = up.id where c.parent_id is not null)
    select start, id from up`.execute(ctx.db)
  const above = new Map<string, Set<string>>()
  for (const { start, id } of rows) above.set(start, (above.get(start) ?? new Set()).add(id))
  return new Set(others.filter(other => above.get(other)?.has(customer) || above.get(customer)?.has(other)))
}
