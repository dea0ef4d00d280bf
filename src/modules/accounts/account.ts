import { sql } from 'kysely'
import { roundMoney } from '#modules/documents/index.ts'
import { todayOf } from '#modules/receipts/index.ts'
import { may } from '#platform/access/actor.ts'
import { mayReadField } from '#platform/access/readable.ts'
import { visible, withinScope } from '#platform/access/visible.ts'
import { forbidden } from '#platform/errors.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, get } from '#platform/records/index.ts'
import type { AccountAnswer, AccountEntry, AccountLine, AccountOf, AccountSummary } from './account-description.ts'
import { agingStep, type Entry, openBuckets, type Standing, standingOn } from './standing.rules.ts'

/** What is asked of an account. */
export interface AccountAsk {
  /** At the end of which day; today unless told. */
  on?: string | undefined
  /** From which day on entries are told; a year before unless told. */
  from?: string | undefined
  legalEntity?: string | undefined
  currency?: string | undefined
  withSubsidiaries?: boolean | undefined
}

/** No more entries are told than these of one account; what is older is in its opening balance. */
const mostEntries = 1000

/**
 * A customer's account (往来) as of a day, per currency and legal entity of ours: opening balance, entries with what stands after each, what is open and
 * how late, what is held. One statement reads it all. @throws Problem 404 for a customer who may not be seen, 403 where amounts may not
 */
export async function readAccount(ctx: Context, customerId: string, ask: AccountAsk): Promise<AccountAnswer> {
  const customer = await get(ctx, objectOf(ctx.catalog, 'customer'), customerId)
  assertMaySee(ctx)
  const on = ask.on ?? todayOf(ctx)
  const from = ask.from ?? yearBefore(on)
  const rows = await readEntries(ctx, customerId, { ...ask, on })
  const accounts = [...Map.groupBy(rows, ({ currency, entity }) => `${currency} ${entity ?? ''}`).values()]
    .map(own => accountOf(own, { on, from }))
    .toSorted(
      (a, b) => compare(a.currency, b.currency) || compare(a.legalEntity?.title ?? '', b.legalEntity?.title ?? ''),
    )
  return {
    customer: { id: customerId, title: String(customer.name ?? '') },
    on,
    from,
    withSubsidiaries: ask.withSubsidiaries === true,
    accounts,
    hasSubsidiaries: await hasSubsidiaries(ctx, customerId),
  }
}

/** How a customer stands today, by currency, over all legal entities: for his page. */
export async function readSummary(ctx: Context, customerId: string): Promise<AccountSummary> {
  assertMaySee(ctx)
  const on = todayOf(ctx)
  const rows = await readEntries(ctx, customerId, { on })
  const currencies = [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    ...inMoney(standingOn(own.map(entryOf), on), currency),
  }))
  return { on, currencies: currencies.toSorted((a, b) => compare(a.currency, b.currency)) }
}

/** Whether somebody may look at accounts: whoever reads receipts and what contracts and receipts come to. */
export const maySeeAccounts = (ctx: Context): boolean =>
  may(ctx.actor, 'receipt.read') &&
  may(ctx.actor, 'contract.read') &&
  (['contract', 'receipt', 'collectionPlan'] as const).every(noun =>
    mayReadField(ctx, objectOf(ctx.catalog, noun), 'amount'),
  )

function assertMaySee(ctx: Context): void {
  if (!maySeeAccounts(ctx)) throw forbidden('receipt.read')
}

interface Row {
  on: string
  object: string
  record: string
  kind: string
  customer: string
  customerName: string
  entity: string | null
  entityName: string | null
  currency: string
  contract: string | null
  contractName: string | null
  bucket: string | null
  bucketName: string | null
  due: string | null
  amount: string
  title: string | null
}

/** Subsidiaries that one may not see are not counted, and a contract that one may not see is an amount without a name. */
async function readEntries(ctx: Context, customer: string, ask: AccountAsk & { on: string }): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with recursive family (id) as (
      select ${customer}::uuid union select c.id from family join customers c on c.parent_id = family.id
        where ${ask.withSubsidiaries === true} and ${visible(ctx, objectOf(ctx.catalog, 'customer'), 'c')})
    select e."on"::text as "on", e.object, e.record, e.kind, e.customer_id as customer, u.name as "customerName", e.legal_entity_id as entity,
      l.name as "entityName", e.currency, e.contract_id as contract, seen.name as "contractName", e.bucket,
      case when o.id is not null then o.number when seen.name is not null then p.name end as "bucketName", e.due_on::text as due, e.amount::text,
      case e.object when 'collectionPlan' then seen.name when 'receipt' then r.number when 'allocation' then a.name else o.number end as title
    from account_entries e join family on family.id = e.customer_id join customers u on u.id = e.customer_id
    left join legal_entities l on l.id = e.legal_entity_id left join contracts c on c.id = e.contract_id
    left join lateral (select coalesce(c.number, c.name) as name where c.id is not null and ${withinScope(ctx, objectOf(ctx.catalog, 'contract'), 'c')}) seen on true
    left join collection_plans p on p.id = e.bucket left join opening_balances o on o.id = e.bucket
    left join receipts r on r.id = e.record and e.object = 'receipt' left join allocations a on a.id = e.record and e.object = 'allocation'
    where e."on" <= ${ask.on}::date
      ${ask.legalEntity ? sql`and e.legal_entity_id = ${ask.legalEntity}::uuid` : sql``}
      ${ask.currency ? sql`and e.currency = ${ask.currency}` : sql``}
    order by e."on", e.at, e.id`.execute(ctx.db)
  return rows
}

function accountOf(rows: readonly Row[], { on, from }: { on: string; from: string }): AccountOf {
  const [first] = rows
  const currency = first?.currency ?? ''
  const shownAs = (amount: string): string => roundMoney(amount, currency)
  const entries = rows.map(entryOf)
  const told = toldEntries(rows.filter(row => row.on >= from))
  const cut = Math.max(0, told.length - mostEntries)
  const before = standingOn(
    entries.filter(entry => entry.on < from),
    on,
  ).balance
  const opening = told.slice(0, cut).reduce((sum, one) => sum.plus(one.amount), new Exact(before))
  let balance = opening
  const shown = told.slice(cut).map(({ amount, ...entry }): AccountEntry => {
    balance = balance.plus(amount)
    const value = new Exact(amount)
    return {
      ...entry,
      debit: value.isPositive() ? shownAs(amount) : null,
      credit: value.isNegative() ? shownAs(value.negated().toFixed()) : null,
      balance: shownAs(balance.toFixed()),
    }
  })
  const sumOf = (side: 'debit' | 'credit'): string =>
    shownAs(shown.reduce((sum, entry) => sum.plus(entry[side] ?? 0), new Exact(0)).toFixed())
  return {
    currency,
    legalEntity: first?.entity ? { id: first.entity, title: first.entityName ?? '' } : null,
    opening: shownAs(opening.toFixed()),
    openingOn: cut > 0 ? (told[cut]?.on ?? from) : from,
    entries: shown,
    debits: sumOf('debit'),
    credits: sumOf('credit'),
    closing: shownAs(balance.toFixed()),
    ...inMoney(standingOn(entries, on), currency),
    lines: linesOf(rows, entries, on).map(line => ({ ...line, open: shownAs(line.open) })),
  }
}

/** What of one record counts on one day is one entry; what comes to nothing (money that goes from what is held onto a line) is none. */
function toldEntries(
  rows: readonly Row[],
): (Omit<AccountEntry, 'debit' | 'credit' | 'balance'> & { amount: string })[] {
  const groups = Map.groupBy(rows, row =>
    [row.on, row.customer, row.object === 'collectionPlan' ? `contract ${row.contract}` : row.record].join(' '),
  )
  return [...groups.values()].flatMap(own => {
    const amount = own.reduce((sum, row) => sum.plus(row.amount), new Exact(0))
    const [row] = own
    if (!row || amount.isZero()) return []
    const isContract = row.object === 'collectionPlan'
    return [
      {
        on: row.on,
        kind: row.kind,
        object: isContract ? 'contract' : row.object,
        record: isContract ? (row.contract ?? row.record) : row.record,
        title: row.title ?? '',
        customer: { id: row.customer, title: row.customerName },
        amount: amount.toFixed(),
      },
    ]
  })
}

/** What is open at the end of the day, the oldest first. */
function linesOf(rows: readonly Row[], entries: readonly Entry[], on: string): AccountLine[] {
  const names = new Map(rows.flatMap(row => (row.bucket && row.due ? [[row.bucket, row] as const] : [])))
  return openBuckets(entries)
    .flatMap(({ bucket, dueOn, open }): AccountLine[] => {
      const row = names.get(bucket)
      if (!row) return []
      const late = dueOn === null ? null : Math.round((Date.parse(on) - Date.parse(dueOn)) / 86_400_000)
      return [
        {
          noun: row.object === 'openingBalance' ? 'openingBalance' : 'collectionPlan',
          id: bucket,
          title: row.bucketName ?? '',
          contract: row.contract && row.contractName !== null ? { id: row.contract, title: row.contractName } : null,
          customer: { id: row.customer, title: row.customerName },
          dueOn,
          open,
          daysLate: late !== null && late >= 0 ? late : null,
          age: late !== null && late >= 0 ? agingStep(late) : null,
        },
      ]
    })
    .toSorted((a, b) => compare(a.dueOn ?? '9999', b.dueOn ?? '9999'))
}

/** With the decimals of its currency. */
function inMoney({ aging, ...amounts }: Standing, currency: string): Standing {
  const shown = <T extends object>(of: T): T =>
    Object.fromEntries(Object.entries(of).map(([name, amount]) => [name, roundMoney(String(amount), currency)])) as T
  return { ...shown(amounts), aging: shown(aging) }
}

const entryOf = (row: Row): Entry => ({ on: row.on, bucket: row.bucket, dueOn: row.due, amount: row.amount })

async function hasSubsidiaries(ctx: Context, customer: string): Promise<boolean> {
  const { rows } =
    await sql`select from customers c where c.parent_id = ${customer}::uuid and ${visible(ctx, objectOf(ctx.catalog, 'customer'), 'c')} limit 1`.execute(
      ctx.db,
    )
  return rows.length > 0
}

/** The first day of the month eleven months before: twelve months with the one that is asked for. */
const yearBefore = (day: string): string => {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
