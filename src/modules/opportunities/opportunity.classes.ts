import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { Exact } from '#platform/objects/index.ts'
import { type Context, type Draft, noteFacts } from '#platform/records/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'

/**
 * By what opportunities are classed (O10), in place: industry and region of the customer where nobody said another, the province of the region,
 * and the band of its amount in base currency.
 */
export async function settleClasses(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  await takeFromCustomers(ctx, drafts)
  for (const { values } of drafts) values.province = provinceOf(values.region)
  const bands = await readBands(ctx)
  const rates = await ratesOf(
    ctx,
    drafts.map(({ values }) => values.currency as string | null),
  )
  for (const { values } of drafts) {
    const amount = inBase(
      values.amount as string | null,
      rates.get(String(values.currency ?? ctx.company.baseCurrency)),
    )
    const band = amount === null ? undefined : bands.findLast(one => amount.gte(one.from))
    values.sizeBand = band ? { id: band.id, title: band.name } : null
  }
}

interface Address {
  country?: string | null
  code?: string | null
  province?: string | null
  city?: string | null
  district?: string | null
}

const provinceOf = (region: unknown): string | null => (region as Address | null | undefined)?.province ?? null

async function takeFromCustomers(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const open = drafts.filter(
    ({ values, before }) =>
      values.customer &&
      idOf(values.customer) !== idOf(before?.customer) &&
      ((values.industry ?? null) === null || (values.region ?? null) === null),
  )
  if (open.length === 0) return
  const ids = [...new Set(open.flatMap(({ values }) => idOf(values.customer) ?? []))]
  const { rows } = await sql<{ id: string; industry: string | null; address: Address | null }>`
    select id, industry, address from customers where id = any(${ids}::uuid[])`.execute(ctx.db)
  const customers = new Map(rows.map(row => [row.id, row]))
  for (const { values } of open) {
    const customer = customers.get(idOf(values.customer) ?? '')
    values.industry ??= customer?.industry ?? null
    values.region ??= areaOf(customer?.address ?? null)
  }
}

/** Province, city and district of an address; the street is the customer's own. */
function areaOf(address: Address | null): Record<string, unknown> | null {
  if (!address?.province) return null
  const { country = 'CN', code = null, province, city = null, district = null } = address
  return {
    country,
    code,
    province,
    city,
    district,
    street: null,
    text: [province, city, district].filter(Boolean).join(''),
  }
}

interface Band {
  id: string
  name: string
  from: string
}

/** The bands that there are, the smallest first. */
async function readBands(ctx: Context): Promise<Band[]> {
  const { rows } = await sql<Band>`select id, name, from_amount::text as "from" from size_bands
    where deleted_at is null order by from_amount, id`.execute(ctx.db)
  return rows
}

/** Base units for one unit of each currency today; a currency of which no rate is known has none. */
export async function ratesOf(ctx: Context, currencies: readonly (string | null)[]): Promise<Map<string, string>> {
  const base = ctx.company.baseCurrency
  const others = [...new Set(currencies)].filter(one => one !== null && one !== base)
  if (others.length === 0) return new Map([[base, '1']])
  const { rows } = await sql<{ currency: string; rate: string }>`
    select distinct on (currency) currency, rate::text from exchange_rates
    where currency = any(${others}::text[]) and "on" <= ${dayAt(ctx.now(), ctx.company.timeZone)}::date and deleted_at is null
    order by currency, "on" desc, id desc`.execute(ctx.db)
  return new Map([[base, '1'], ...rows.map(({ currency, rate }): [string, string] => [currency, rate])])
}

/** An amount in base currency; null where it or its rate is unknown. */
export const inBase = (amount: string | null | undefined, rate: string | undefined) =>
  amount === null || amount === undefined || rate === undefined ? null : new Exact(amount).times(rate)

/** A band has changed: opportunities that stand in another now are put there, the newest first; what is more than that follows in the night. */
export const settleBands = (ctx: Context): Promise<void> => reband(ctx, mostAtOnce)

const mostAtOnce = 20_000
const chunk = 2000

/** Puts opportunities into the bands that their amounts belong in now, at most so many. */
export async function reband(ctx: Context, most: number, signal?: AbortSignal): Promise<void> {
  const opportunity = objectOf(ctx.catalog, 'opportunity')
  const rates = await ratesOf(ctx, await currenciesInUse(ctx))
  const given = JSON.stringify([...rates].map(([currency, rate]) => ({ currency, rate })))
  for (let done = 0; done < most && !signal?.aborted; ) {
    const { rows } = await sql<{ id: string; band: string | null }>`
      select o.id, band.id as band from opportunities o
      left join jsonb_to_recordset(${given}::jsonb) as r (currency text, rate numeric) on r.currency = o.currency
      left join lateral (select b.id from size_bands b where b.deleted_at is null and b.from_amount <= o.amount * r.rate
        order by b.from_amount desc, b.id desc limit 1) band on true
      where o.deleted_at is null and o.size_band_id is distinct from band.id
      order by o.created_at desc limit ${chunk}`.execute(ctx.db)
    if (rows.length === 0) return
    await noteFacts(
      ctx,
      opportunity,
      rows.map(({ id, band }) => ({ id, values: { sizeBand: band === null ? null : { id: band, title: '' } } })),
    )
    done += rows.length
  }
}

async function currenciesInUse(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`select distinct currency from exchange_rates`.execute(ctx.db)
  return rows.map(row => row.currency)
}

/** Two bands cannot begin at the same amount. */
export async function deriveBands(ctx: Context, drafts: Draft[]): Promise<void> {
  const bands = await readBands(ctx)
  for (const { id, values, problems } of drafts) {
    const same = bands.find(
      one => one.id !== id && values.fromAmount && new Exact(one.from).eq(String(values.fromAmount)),
    )
    if (same) problems.push({ path: 'fromAmount', code: 'sizeBand.same_amount', params: { name: same.name } })
  }
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
