import { sql } from 'kysely'
import { Exact } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { ImportDraft } from '#platform/transfer/object-import.ts'

/** An opening balance without a number of its own is known by all that it says, so a file that is brought twice adds none. */
export async function refuseKnownOpenings(ctx: Context, drafts: readonly ImportDraft[]): Promise<void> {
  const asked = drafts.filter(
    ({ isNew, values }) => isNew && !values.number && idOf(values.customer) && values.on && values.amount,
  )
  if (asked.length === 0) return
  const { rows } = await sql<{ customer: string; kind: string; on: string; due: string | null; amount: string }>`
    select customer_id as customer, kind, "on"::text as "on", due_on::text as due, amount::text from opening_balances
    where customer_id = any(${asked.map(({ values }) => idOf(values.customer))}::uuid[]) and deleted_at is null`.execute(
    ctx.db,
  )
  const known = new Set(rows.map(row => keyOf([row.customer, row.kind, row.on, row.due, row.amount])))
  for (const { values, problems } of asked)
    if (known.has(keyOf([idOf(values.customer), values.kind, values.on, values.dueOn, values.amount])))
      problems.push({ path: 'amount', code: 'openingBalance.known' })
}

const keyOf = ([customer, kind, on, due, amount]: unknown[]): string =>
  [customer, kind, on, kind === 'receivable' ? (due ?? '') : '', new Exact(String(amount)).toFixed()].join(' ')

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
