import { sql } from 'kysely'
import { closedAmong, decimalsOf, usualEntity } from '#modules/documents/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, createMany, type Draft, type Written } from '#platform/records/index.ts'
import { updateMany } from '#platform/records/update.ts'
import { asBookkeeper } from './bookkeeper.ts'
import { bringUpToDate } from './figures.ts'

const fixed = ['customer', 'kind', 'amount', 'currency', 'on', 'dueOn', 'legalEntity'] as const

/** What follows in an opening balance: currency, legal entity, whose it is. Nothing dated in a closed month comes or goes, nothing smaller than what was paid of it. */
export async function deriveOpening(ctx: Context, drafts: Draft[]): Promise<void> {
  const usual = drafts.some(({ values, before }) => before === null && values.legalEntity === undefined)
    ? await usualEntity(ctx)
    : null
  const owners = await ownersOf(
    ctx,
    drafts.flatMap(({ values }) => idOf(values.customer) ?? []),
  )
  for (const { values, before, problems } of drafts) {
    if (before === null && values.legalEntity === undefined && usual) values.legalEntity = usual
    values.currency ??= ctx.company.baseCurrency
    if (values.kind === 'prepayment') values.dueOn = null
    const decimals = decimalsOf(String(values.currency))
    if (values.amount && new Exact(String(values.amount)).decimalPlaces() > decimals)
      problems.push({ path: 'amount', code: 'field.too_many_decimals', params: { decimals } })
    if (before === null || idOf(before.customer) !== idOf(values.customer))
      values.owner = owners.get(idOf(values.customer) ?? '') ?? null
    if (before !== null && !new Exact(String(before.receivedAmount ?? 0)).isZero())
      for (const name of fixed)
        if (JSON.stringify(bare(before[name])) !== JSON.stringify(bare(values[name])))
          problems.push({ path: name, code: 'openingBalance.in_use' })
  }
  await keepClosedMonths(ctx, drafts)
}

async function keepClosedMonths(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const asked = drafts.flatMap(draft =>
    [draft.values, draft.before]
      .filter(values => values !== null && fixed.some(name => draft.before === null || isMoved(draft, name)))
      .map(values => ({
        draft,
        path: 'on',
        on: (values?.on as string | null) ?? null,
        legalEntity: idOf(values?.legalEntity) ?? null,
      })),
  )
  const closed = await closedAmong(
    ctx,
    asked.map(({ path, on, legalEntity }) => ({ path, on, legalEntity })),
  )
  for (const [index, problem] of closed) asked[index]?.draft.problems.push(problem)
}

const isMoved = ({ values, before }: Draft, name: string): boolean =>
  JSON.stringify(bare(before?.[name])) !== JSON.stringify(bare(values[name]))

async function ownersOf(
  ctx: Context,
  customers: readonly string[],
): Promise<Map<string, { id: string; title: string }>> {
  const { rows } = await sql<{ id: string; owner: string }>`
    select c.id, u.id as owner from customers c join users u on u.id = c.owner_id where c.id = any(${[...customers]}::uuid[]) and not exists (
      select from users l where l.id = c.owner_id and l.deleted_at is not null)`.execute(ctx.db)
  return new Map(rows.map(({ id, owner }) => [id, { id: owner, title: '' }]))
}

/** What was held for a customer is money of his, with a receipt that says so and goes with it. */
export async function settleOpenings(ctx: Context, written: readonly Written[]): Promise<void> {
  await bringUpToDate(ctx, { openings: written.flatMap(({ id, values }) => (values ? [id] : [])) })
  const held = written.filter(({ before, values }) => [before?.kind, values?.kind].includes('prepayment'))
  for (const one of held) await settleHeld(ctx, one)
}

async function settleHeld(ctx: Context, { id, values }: Written): Promise<void> {
  const object = objectOf(ctx.catalog, 'receipt')
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from receipts where opening_balance_id = ${id}::uuid and deleted_at is null order by created_at desc limit 1 for update`.execute(
    ctx.db,
  )
  const [there] = rows
  const within = { ...asBookkeeper(ctx), alreadyNamed: [idOf(values?.owner) ?? ''] }
  if (!values || values.kind !== 'prepayment') {
    if (there?.state === 'confirmed')
      await updateMany(within, object, [{ id: there.id, values: { state: 'reversed' } }], byVerb)
    return
  }
  const customer = await nameOf(ctx, idOf(values.customer) ?? '')
  const money = {
    kind: 'opening',
    state: 'confirmed',
    payer: customer,
    amount: values.amount,
    currency: values.currency,
    receivedOn: values.on,
    postedOn: values.on,
    method: 'other',
    customer: values.customer,
    legalEntity: values.legalEntity,
    openingBalance: { id, title: '' },
    owner: values.owner ?? null,
  }
  if (there) await updateMany(within, object, [{ id: there.id, values: money }], byVerb)
  else {
    const { refused } = await createMany(within, object, [{ values: money }], { byVerb: true, silent: true })
    if (refused[0]) throw invalid(refused[0].fields)
  }
}

const byVerb = { verb: 'update', writing: 'byVerb', silent: true } as const

/** What was paid of it, or is used of it, keeps it; so does a closed month. */
export async function keepOpenings(ctx: Context, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ on: string; entity: string | null; used: boolean }>`
    select o."on"::text as "on", o.legal_entity_id as entity,
      exists (select from allocations a where a.opening_balance_id = o.id and a.deleted_at is null and a.state <> 'withdrawn')
        or exists (select from receipts r where r.opening_balance_id = o.id and r.deleted_at is null and (r.allocated_amount > 0 or r.refunded_amount > 0)) as used
    from opening_balances o where o.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  if (rows.some(({ used }) => used)) throw conflict('openingBalance.in_use')
  const closed = await closedAmong(
    ctx,
    rows.map(({ on, entity }) => ({ path: 'on', on, legalEntity: entity })),
  )
  for (const problem of closed.values()) throw conflict('month.closed', problem.params ?? {})
}

async function nameOf(ctx: Context, customer: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from customers where id = ${customer}::uuid`.execute(ctx.db)
  return rows[0]?.name ?? ''
}

const bare = (value: unknown): unknown =>
  idOf(value) ??
  (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? new Exact(value).toFixed() : (value ?? null))
const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
