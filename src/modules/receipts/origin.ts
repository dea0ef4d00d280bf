import { sql } from 'kysely'
import type { Context, Draft } from '#platform/records/index.ts'

/** Where a customer came from goes on with his money (facts 13): from the contract that is paid, else from the customer. What stands there stays. */
export async function copyOrigin(ctx: Context, drafts: readonly Draft[]): Promise<void> {
  const open = drafts.filter(
    ({ values }) => idOf(values.customer) && !values.source && !values.campaign && !values.originLead,
  )
  if (open.length === 0) return
  const read = async (table: string, ids: string[]): Promise<Map<string, Origin>> => {
    const { rows } = await sql<Origin>`
      select t.id, t.source, m.id as campaign, l.id as lead from ${sql.table(table)} t
      left join campaigns m on m.id = t.campaign_id and m.deleted_at is null
      left join leads l on l.id = t.origin_lead_id and l.deleted_at is null where t.id = any(${ids}::uuid[])`.execute(
      ctx.db,
    )
    return new Map(rows.map(row => [row.id, row]))
  }
  const contracts = await read(
    'contracts',
    open.flatMap(({ values }) => idOf(values.contract) ?? []),
  )
  const customers = await read(
    'customers',
    open.flatMap(({ values }) => idOf(values.customer) ?? []),
  )
  for (const { values } of open) {
    const ofContract = contracts.get(idOf(values.contract) ?? '')
    const origin = ofContract && hasOrigin(ofContract) ? ofContract : customers.get(idOf(values.customer) ?? '')
    if (origin?.source) values.source = origin.source
    if (origin?.campaign) values.campaign = { id: origin.campaign, title: '' }
    if (origin?.lead) values.originLead = { id: origin.lead, title: '' }
  }
}

interface Origin {
  id: string
  source: string | null
  campaign: string | null
  lead: string | null
}

const hasOrigin = ({ source, campaign, lead }: Origin): boolean => Boolean(source || campaign || lead)

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
