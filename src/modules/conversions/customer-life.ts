import { sql } from 'kysely'
import { lifeOf, markLost, setDealStatus, winBack } from '#modules/customers/index.ts'
import { conflict, invalid } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, defineAction, noteTrackedFacts, type Written } from '#platform/records/index.ts'

/** What stands here of a customer's deals. */
export interface Deals {
  /** The day of each, earliest first; null for one of an unknown day, which come last. */
  days: (string | null)[]
  isBeingSoldTo: boolean
}

/**
 * The deals of customers: the one place that says what a deal is. It is a contract that took effect and was not voided; a framework sells nothing by
 * itself, a supplement belongs to a deal. Whoever is neither sold to nor has any is not among them. What was won is still being sold until its
 * contract is in effect.
 */
export async function dealsOf(ctx: Context, customers: readonly string[]): Promise<Map<string, Deals>> {
  const { rows } = await sql<{ id: string; days: string[] | null; open: boolean }>`
    select asked.id, array(select c.effective_on::text from contracts c where c.customer_id = asked.id and ${isDeal} order by c.effective_on) as days,
      exists (select from opportunities o where o.customer_id = asked.id and o.deleted_at is null and (o.state = 'open'
        or o.state = 'won' and not exists (select from contracts c where c.opportunity_id = o.id and ${isDeal}))) as open
    from unnest(${[...customers]}::uuid[]) as asked (id)`.execute(ctx.db)
  return new Map(rows.map(row => [row.id, { days: row.days ?? [], isBeingSoldTo: row.open }]))
}

const isDeal = sql<boolean>`c.deleted_at is null and c.effective_on is not null and c.state <> 'voided'
  and c.type in ('single', 'callOff', 'renewal')`

/** After opportunities came, went, ended or changed their customer: where their customers stand now. */
export async function settleLives(ctx: Context, written: readonly Written[]): Promise<void> {
  await bringUpToDate(ctx, touchedBy(written, ['state', 'closedOn']))
}

/** The same after contracts; whoever was lost and buys is lost no more. */
export async function settleDeals(ctx: Context, written: readonly Written[]): Promise<void> {
  const winners = written.flatMap(({ before, values }) => {
    const is = idOf(values?.customer)
    return is && values?.effectiveOn && !before?.effectiveOn && before !== null ? [is] : []
  })
  await bringUpToDate(ctx, touchedBy(written, ['state', 'effectiveOn', 'type']), new Set(winners))
}

/** The customers, before and after, of records of which one of these fields changed. */
function touchedBy(written: readonly Written[], fields: readonly string[]): string[] {
  const touched = new Set<string>()
  for (const { before, values } of written) {
    const [was, is] = [idOf(before?.customer), idOf(values?.customer)]
    if (was === is && fields.every(name => before?.[name] === values?.[name])) continue
    for (const id of [was, is]) if (id) touched.add(id)
  }
  return [...touched]
}

/**
 * Brings up to date where these customers stand by their deals. Who was lost stays so until he is won back, or buys (`winners`).
 */
async function bringUpToDate(
  ctx: Context,
  customers: readonly string[],
  winners: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (customers.length === 0) return
  // Two deals of one customer that are won at the same moment count each other.
  const { rows } = await sql<Row>`select id, version, lifecycle, deal_status, deal_on::text as deal_on, earlier_deals,
      lost_reason, lost_remark, lost_on::text as lost_on
    from customers where id = any(${[...customers]}::uuid[]) order by id for no key update`.execute(ctx.db)
  const deals = await dealsOf(ctx, customers)
  await noteTrackedFacts(
    ctx,
    objectOf(ctx.catalog, 'customer'),
    rows.map(row => {
      const before = valuesOf(row)
      const life = lifeNow(row, deals.get(row.id))
      const isLost = row.lifecycle === 'lost' && !winners.has(row.id)
      const lost = isLost
        ? { lostReason: before.lostReason, lostRemark: before.lostRemark, lostOn: before.lostOn }
        : { lostReason: null, lostRemark: null, lostOn: null }
      const values = { ...life, lifecycle: isLost ? 'lost' : life.lifecycle, ...lost }
      return { id: row.id, version: row.version, before, values }
    }),
  )
}

interface Row {
  id: string
  version: number
  lifecycle: string
  deal_status: string
  deal_on: string | null
  earlier_deals: string | null
  lost_reason: string | null
  lost_remark: string | null
  lost_on: string | null
}

const valuesOf = (row: Row): Record<string, unknown> => ({
  lifecycle: row.lifecycle,
  dealStatus: row.deal_status,
  dealOn: row.deal_on,
  lostReason: row.lost_reason,
  lostRemark: row.lost_remark,
  lostOn: row.lost_on,
})

const lifeNow = (row: Pick<Row, 'earlier_deals' | 'deal_on'>, deals: Deals | undefined) =>
  lifeOf({
    earlierDeals: Number(row.earlier_deals ?? 0),
    earlierOn: row.deal_on,
    deals: deals?.days ?? [],
    isBeingSoldTo: deals?.isBeingSoldTo ?? false,
  })

export const lifeActions = [
  defineAction(markLost, async (ctx, _record, { reason, remark, lostOn }) => {
    const today = dayAt(ctx.now(), ctx.company.timeZone)
    if (lostOn && lostOn > today) throw invalid([{ path: 'lostOn', code: 'customer.lost_in_future' }])
    const on = lostOn ?? today
    return {
      changes: { lifecycle: 'lost', lostReason: reason, lostRemark: remark, lostOn: on },
      ...(remark ? { reason: remark } : {}),
      ...(on === today ? {} : { at: on }),
    }
  }),
  defineAction(winBack, async (ctx, record, { reason }) => {
    const deals = (await dealsOf(ctx, [record.id])).get(record.id)
    const life = lifeNow({ earlier_deals: String(record.earlierDeals ?? 0), deal_on: record.dealOn }, deals)
    return {
      changes: { ...life, lostReason: null, lostRemark: null, lostOn: null },
      ...(reason ? { reason } : {}),
    }
  }),
  defineAction(setDealStatus, async (ctx, record, { status, dealOn, reason }) => {
    if (dealOn && dealOn > dayAt(ctx.now(), ctx.company.timeZone))
      throw invalid([{ path: 'dealOn', code: 'customer.deal_in_future' }])
    const deals = (await dealsOf(ctx, [record.id])).get(record.id)
    // What stands here was won: only reopening it takes that back.
    if (status === 'open' && deals && deals.days.length > 0)
      throw conflict('customer.has_deals', { count: deals.days.length })
    const earlierDeals = status === 'open' ? null : Math.max(1, record.earlierDeals ?? 0)
    const earlierOn = status === 'open' ? null : (dealOn ?? record.dealOn)
    const life = lifeNow({ earlier_deals: String(earlierDeals ?? 0), deal_on: earlierOn }, deals)
    const lifecycle = record.lifecycle === 'lost' ? 'lost' : life.lifecycle
    return { changes: { ...life, lifecycle, earlierDeals }, ...(reason ? { reason } : {}) }
  }),
]

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
