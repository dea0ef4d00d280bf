import { sql } from 'kysely'
import { deriveDocument } from '#modules/documents/index.ts'
import { dayAt, Exact } from '#platform/fields/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { refuseClosed } from './contract.closed.ts'
import { settleCredits } from './contract.credits.ts'
import { copyOrigin } from './contract.origin.ts'
import { takePlans } from './plan.given.ts'

/**
 * What follows in contracts: where the deal came from, all money, what is still outstanding, whose doing it is once it counts. Puts problems on
 * drafts whose parent does not fit, whose plan is wrong, or that would move what lies in a closed month.
 */
export async function deriveContract(ctx: Context, drafts: Draft[]): Promise<void> {
  if (drafts.length === 0) return
  await fillCustomer(ctx, drafts)
  await copyOrigin(ctx, drafts)
  for (const draft of drafts) settleHistory(draft)
  await deriveDocument(ctx, drafts.filter(isReckonedAnew), { lines: 'lines', day: 'signedOn' })
  for (const { values } of drafts) settleAmounts(values)
  await settleCredits(ctx, drafts)
  await assertFitting(ctx, drafts)
  await takePlans(ctx, drafts)
  await refuseClosed(ctx, drafts)
  for (const draft of drafts) assertPossibleDays(ctx, draft)
}

/** A contract that names an opportunity or a quote and no customer is that one's. */
async function fillCustomer(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const without = drafts.filter(({ values, before }) => before === null && !values.customer)
  for (const [field, table] of [
    ['quote', 'quotes'],
    ['opportunity', 'opportunities'],
    ['parent', 'contracts'],
  ] as const) {
    const naming = without.filter(({ values }) => !values.customer && idOf(values[field]))
    if (naming.length === 0) continue
    const { rows } = await sql<{ id: string; customer: string | null }>`
      select id, customer_id as customer from ${sql.table(table)}
      where id = any(${naming.map(({ values }) => idOf(values[field]))}::uuid[])`.execute(ctx.db)
    const customers = new Map(rows.map(row => [row.id, row.customer]))
    for (const { values } of naming) {
      const customer = customers.get(idOf(values[field]) ?? '')
      if (customer) values.customer = { id: customer, title: '' }
    }
  }
}

/** A contract of a file with history is in effect unless the file says otherwise: from the day it was signed. */
function settleHistory({ values, before, isHistory }: Draft): void {
  if (!isHistory || before !== null) return
  const isCounting = ['inEffect', 'completed', 'terminated'].includes(String(values.state))
  if (isCounting) values.effectiveOn ??= values.signedOn ?? values.startOn ?? null
  if (isCounting && values.effectiveOn) values.originalAmount ??= values.amount ?? null
}

/** Figures stay those of their day: a verb that moves only the state reckons nothing. */
const isReckonedAnew = ({ values, before }: Draft): boolean =>
  before === null ||
  reckoned.some(name => JSON.stringify(before[name] ?? null) !== JSON.stringify(values[name] ?? null))

const reckoned = [
  'lines',
  'legalEntity',
  'currency',
  'priceIncludesTax',
  'discountAmount',
  'amount',
  'exchangeRate',
  'signedOn',
]

/** A framework owes nothing by itself. */
function settleAmounts(values: Record<string, unknown>): void {
  values.receivedAmount ??= '0'
  const isOwed = values.type !== 'framework' && values.amount !== null && values.amount !== undefined
  values.outstanding = isOwed ? new Exact(String(values.amount)).minus(String(values.receivedAmount)).toFixed() : null
}

/** What a contract belongs to is of the same customer; what is called off, is called off a framework. */
async function assertFitting(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(({ values, before }, index) => {
    const names = ['parent', 'opportunity', 'quote', 'customer'] as const
    const isSame = before !== null && names.every(name => idOf(before[name]) === idOf(values[name]))
    if (isSame && before.type === values.type) return []
    const [parent, opportunity, quote, customer] = names.map(name => idOf(values[name]) ?? null)
    return [{ index, parent, opportunity, quote, customer, type: values.type }]
  })
  if (asked.length === 0) return
  const { rows } = await sql<{ index: number; path: string; code: string }>`
    with asked as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as a(index int, parent uuid, opportunity uuid, quote uuid, customer uuid, type text))
    select asked.index, 'opportunity' as path, 'contract.of_other_customer' as code
      from asked join opportunities o on o.id = asked.opportunity where o.customer_id <> asked.customer
    union all select asked.index, 'quote', 'contract.of_other_customer'
      from asked join quotes q on q.id = asked.quote where q.customer_id <> asked.customer
    union all select asked.index, 'parent', 'contract.of_other_customer'
      from asked join contracts p on p.id = asked.parent where p.customer_id <> asked.customer
    union all select asked.index, 'parent', 'contract.not_a_framework'
      from asked join contracts p on p.id = asked.parent
      where asked.type = 'callOff' and p.type is distinct from 'framework'`.execute(ctx.db)
  for (const { index, path, code } of rows) drafts[index]?.problems.push({ path, code })
}

/** Nothing was signed tomorrow. */
function assertPossibleDays(ctx: Context, { values, before, problems }: Draft): void {
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  for (const path of ['signedOn', 'effectiveOn', 'endedOn', 'sentOn'])
    if (values[path] && values[path] !== before?.[path] && String(values[path]) > today)
      problems.push({ path, code: 'field.in_future' })
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
