import { sql } from 'kysely'
import { closedAmong, decimalsOf, inBaseCurrency, settleRates, usualEntity } from '#modules/documents/index.ts'
import { Exact } from '#platform/objects/index.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { copyOrigin } from './origin.ts'

/** What of a receipt may be written once it was claimed, and once finance has confirmed it. */
const editable: Readonly<Record<string, readonly string[]>> = {
  claimed: ['fee', 'clearedOn', 'paymentClass', 'remark', 'files'],
  confirmed: ['clearedOn', 'paymentClass', 'remark', 'files'],
  reversed: ['remark', 'files'],
}

/**
 * What follows in a receipt from what people and files gave: account, legal entity and currency, what it credits, rate and base amount of its day, where it
 * came from. It is nobody's until it is claimed. Puts problems on the drafts: a line of a statement that is there already, what may not be changed any more.
 */
export async function deriveReceipt(ctx: Context, drafts: Draft[]): Promise<void> {
  await fillAccounts(ctx, drafts)
  for (const draft of drafts) settleOwn(ctx, draft)
  await refuseKnownLines(ctx, drafts)
  await keepClosed(ctx, drafts)
  await settleRates(ctx, drafts, ({ values }) => String(values.receivedOn))
  for (const { values } of drafts)
    values.baseAmount =
      values.amount && values.exchangeRate
        ? inBaseCurrency(String(values.amount), String(values.exchangeRate), ctx.company.baseCurrency)
        : null
  await copyOrigin(ctx, drafts)
}

/** The bank account says whose it is and in which currency; without one the usual legal entity has it. */
async function fillAccounts(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(({ values }) => idOf(values.bankAccount) ?? [])
  const { rows } = await sql<{ id: string; entity: string; title: string; currency: string | null }>`
    select a.id, e.id as entity, e.name as title, a.currency from bank_accounts a join legal_entities e on e.id = a.legal_entity_id
    where a.id = any(${asked}::uuid[])`.execute(ctx.db)
  const accounts = new Map(rows.map(row => [row.id, row]))
  const usual = drafts.some(isWithoutEntity) ? await usualEntity(ctx) : null
  for (const draft of drafts) {
    const { values } = draft
    const account = accounts.get(idOf(values.bankAccount) ?? '')
    if (account && !idOf(values.legalEntity)) values.legalEntity = { id: account.entity, title: account.title }
    else if (usual && isWithoutEntity(draft)) values.legalEntity = usual
    if (account && idOf(values.legalEntity) !== account.entity)
      draft.problems.push({ path: 'bankAccount', code: 'receipt.account_of_other' })
    values.currency ??= account?.currency ?? ctx.company.baseCurrency
  }
}

const isWithoutEntity = ({ values, before }: Draft): boolean =>
  before === null && values.legalEntity === undefined && !idOf(values.bankAccount)

function settleOwn(ctx: Context, draft: Draft): void {
  const { values, before, problems } = draft
  const decimals = decimalsOf(String(values.currency))
  for (const path of ['amount', 'fee'])
    if (values[path] && new Exact(String(values[path])).decimalPlaces() > decimals)
      problems.push({ path, code: 'field.too_many_decimals', params: { decimals } })
  if (values.state === 'unclaimed') values.owner = null
  if (draft.isHistory && before === null && values.state === 'confirmed') {
    if (!idOf(values.customer)) problems.push({ path: 'customer', code: 'receipt.customer_needed' })
    values.postedOn ??= values.receivedOn
  }
  // What is said elsewhere of money follows from it: an undo would leave half of it behind.
  if (ctx.isReturning && before !== null && before.state !== values.state)
    problems.push({ path: 'state', code: 'receipt.no_undo' })
  if (before === null || ctx.isWithinVerb || ctx.isReturning) return
  const free = editable[String(before.state)]
  if (!free) return
  for (const [name, value] of Object.entries(values))
    if (!free.includes(name) && !derived.includes(name) && isChanged(before[name], value))
      problems.push({ path: name, code: 'receipt.settled' })
}

const derived = ['baseAmount', 'exchangeRate', 'rateOn', 'source', 'campaign', 'originLead', 'updatedAt']
const isChanged = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) !== JSON.stringify(plain(b))
const plain = (value: unknown): unknown =>
  idOf(value) ??
  (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Exact(value).toFixed() : (value ?? null))

/** One line of a statement is one receipt, however often the statement comes (facts 20). */
async function refuseKnownLines(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const keyOf = ({ values }: Draft): string | null =>
    values.bankReference ? `${idOf(values.bankAccount) ?? ''} ${String(values.bankReference).toLowerCase()}` : null
  const asked = drafts.flatMap(({ values }) =>
    values.bankReference ? [String(values.bankReference).toLowerCase()] : [],
  )
  if (asked.length === 0) return
  const { rows } = await sql<{ id: string; key: string; number: string | null }>`
    select id, coalesce(bank_account_id::text, '') || ' ' || lower(bank_reference) as key, number from receipts
    where lower(bank_reference) = any(${asked}) and deleted_at is null`.execute(ctx.db)
  const known = new Map(rows.map(row => [row.key, row]))
  for (const draft of drafts) {
    const key = keyOf(draft)
    if (key === null) continue
    const holder = known.get(key)
    if (holder && holder.id !== draft.id)
      draft.problems.push({
        path: 'bankReference',
        code: 'receipt.known_line',
        params: { number: holder.number ?? '' },
      })
    else known.set(key, { id: draft.id, key, number: null })
    ctx.rehearsal?.claims.set(draft.id, [
      ...(ctx.rehearsal.claims.get(draft.id) ?? []),
      {
        key: `receipt ${key}`,
        problemBeside: row => ({ path: 'bankReference', code: 'receipt.line_in_file', params: { row } }),
      },
    ])
  }
}

/** What came confirmed from elsewhere counts on its day, which must be open (facts 24). */
async function keepClosed(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.filter(draft => draft.isHistory && draft.before === null && draft.values.state === 'confirmed')
  const closed = await closedAmong(
    ctx,
    asked.map(({ values }) => ({
      path: 'receivedOn',
      on: String(values.postedOn),
      legalEntity: idOf(values.legalEntity) ?? null,
    })),
  )
  for (const [index, problem] of closed) asked[index]?.problems.push(problem)
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
