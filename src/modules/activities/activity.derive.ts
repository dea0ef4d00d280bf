import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'
import { checkBelonging } from './activity.about.ts'
import { firstWords } from './activity.rules.ts'

/** Later than this many minutes from now nothing can have happened; clocks differ by a little. */
const tolerance = 10

/**
 * What follows from other values: when it happened (now unless told), what it is called, and the customer of the opportunity or contact that
 * was chosen. An import may leave the time open.
 */
export async function deriveActivity(ctx: Context, drafts: Draft[]): Promise<void> {
  const customers = await customersOf(ctx, drafts)
  const latest = ctx.now().getTime() + tolerance * 60_000
  for (const draft of drafts) {
    const { values, before } = draft
    if (before === null && values.happenedAt === undefined && !draft.isHistory)
      values.happenedAt = ctx.now().toISOString()
    if (typeof values.happenedAt === 'string' && Date.parse(values.happenedAt) > latest)
      draft.problems.push({ path: 'happenedAt', code: 'activity.in_future' })
    nameIt(values, before)
    const through = customers.get(idOf(values.opportunity) ?? '') ?? customers.get(idOf(values.contact) ?? '')
    if (!values.customer && through) values.customer = { id: through, title: '' }
  }
  await checkBelonging(ctx, drafts)
}

/** A subject that nobody gave follows the text. */
function nameIt(values: Record<string, unknown>, before: Record<string, unknown> | null): void {
  const isOurs = before !== null && before.subject === firstWords(String(before.content ?? ''))
  const isUntouched = before === null ? !values.subject : isOurs && values.subject === before.subject
  if (isUntouched || !values.subject) values.subject = firstWords(String(values.content ?? ''))
}

/** The customer of each opportunity and contact that these drafts name. */
async function customersOf(ctx: Context, drafts: readonly Draft[]): Promise<Map<string, string>> {
  const open = drafts.filter(({ values }) => !values.customer)
  const idsOf = (name: string) => open.flatMap(({ values }) => idOf(values[name]) ?? [])
  const [opportunities, contacts] = [idsOf('opportunity'), idsOf('contact')]
  if (opportunities.length + contacts.length === 0) return new Map()
  const { rows } = await sql<{ id: string; customer_id: string }>`
    select id, customer_id from opportunities where id = any(${opportunities}::uuid[]) and customer_id is not null
    union all
    select id, customer_id from contacts where id = any(${contacts}::uuid[]) and customer_id is not null`.execute(
    ctx.db,
  )
  return new Map(rows.map(row => [row.id, row.customer_id]))
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
