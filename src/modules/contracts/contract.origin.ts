import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

interface Origin {
  source: string | null
  campaign: string | null
  lead: string | null
}

/**
 * Where a deal came from goes on with it (facts 13): of a new contract that says nothing of it from its opportunity, what it belongs to, or
 * its customer, the first that knows.
 */
export async function copyOrigin(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const open = drafts.filter(
    ({ values, before, isHistory }) =>
      before === null && !isHistory && !values.source && !values.campaign && !values.originLead,
  )
  for (const [field, table] of [
    ['opportunity', 'opportunities'],
    ['parent', 'contracts'],
    ['customer', 'customers'],
  ] as const) {
    const asking = open.filter(({ values }) => !values.source && !values.campaign && idOf(values[field]))
    if (asking.length === 0) continue
    const ids = asking.map(({ values }) => idOf(values[field]))
    const { rows } = await sql<Origin & { id: string }>`
      select r.id, r.source, m.id as campaign, l.id as lead from ${sql.table(table)} r
      left join campaigns m on m.id = r.campaign_id and m.deleted_at is null
      left join leads l on l.id = r.origin_lead_id and l.deleted_at is null
      where r.id = any(${ids}::uuid[])`.execute(ctx.db)
    const origins = new Map(rows.map(row => [row.id, row]))
    for (const { values } of asking) {
      const origin = origins.get(idOf(values[field]) ?? '')
      if (origin?.source) values.source = origin.source
      if (origin?.campaign) values.campaign = { id: origin.campaign, title: '' }
      if (origin?.lead) values.originLead = { id: origin.lead, title: '' }
    }
  }
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
