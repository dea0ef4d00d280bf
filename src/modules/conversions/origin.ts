import { sql } from 'kysely'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, type Draft, noteFacts, type Written } from '#platform/records/index.ts'

/** Where a customer came from goes on with what is sold to him (facts 13), unless somebody says where this came from. */
export async function copyOrigin(ctx: Context, drafts: Draft[]): Promise<void> {
  const open = drafts.filter(
    ({ values, before, isHistory }) =>
      before === null &&
      !isHistory &&
      idOf(values.customer) &&
      !values.source &&
      !values.campaign &&
      !values.originLead,
  )
  if (open.length === 0) return
  const { rows } = await sql<{ id: string; source: string | null; campaign: string | null; lead: string | null }>`
    select c.id, c.source, m.id as campaign, l.id as lead from customers c
    left join campaigns m on m.id = c.campaign_id and m.deleted_at is null
    left join leads l on l.id = c.origin_lead_id and l.deleted_at is null
    where c.id = any(${open.map(({ values }) => idOf(values.customer))}::uuid[])`.execute(ctx.db)
  const origins = new Map(rows.map(row => [row.id, row]))
  for (const { values } of open) {
    const origin = origins.get(idOf(values.customer) ?? '')
    if (origin?.source) values.source = origin.source
    if (origin?.campaign) values.campaign = { id: origin.campaign, title: '' }
    if (origin?.lead) values.originLead = { id: origin.lead, title: '' }
  }
}

/**
 * The instant at which a lead got its first opportunity (facts 14: until then runs M1). It is noted once; when that opportunity goes away it is
 * that of the next.
 */
export async function settleFirstOpportunity(ctx: Context, written: readonly Written[]): Promise<void> {
  const moved = written.filter(({ before, values }) => idOf(before?.originLead) !== idOf(values?.originLead))
  const leads = new Set(moved.flatMap(({ before, values }) => [idOf(before?.originLead), idOf(values?.originLead)]))
  leads.delete(undefined)
  if (leads.size === 0) return
  const left = moved.flatMap(({ before, values }) =>
    before && idOf(before.originLead) !== idOf(values?.originLead) ? [before] : [],
  )
  const { rows } = await sql<{ id: string; noted: string | null; first: string | null }>`
    select l.id, l.first_opportunity_at as noted, min(o.created_at) as first from leads l
    left join opportunities o on o.origin_lead_id = l.id and o.deleted_at is null
    where l.id = any(${[...leads]}::uuid[]) group by l.id`.execute(ctx.db)
  const facts = rows.flatMap(({ id, noted, first }) => {
    const isOfLeft = left.some(one => idOf(one.originLead) === id && sameInstant(one.createdAt, noted))
    return noted === null || isOfLeft ? [{ id, values: { firstOpportunityAt: first } }] : []
  })
  await noteFacts(ctx, objectOf(ctx.catalog, 'lead'), facts)
}

const sameInstant = (a: unknown, b: unknown): boolean => Date.parse(String(a)) === Date.parse(String(b))

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
