import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import type { ClockFacts, PoolRules } from './clock.rules.ts'
import type { PooledNoun } from './memberships.ts'
import { isClosedSql, pooledNouns } from './pooled.ts'

/** What the clock looks at, of each of these records, with what counts as a follow-up by these rules; by id. */
export async function clockFacts(
  ctx: Context,
  noun: PooledNoun,
  ids: readonly string[],
  rules: PoolRules,
): Promise<Map<string, ClockFacts>> {
  const day = (instant: ReturnType<typeof sql>) => sql`(${instant} at time zone ${ctx.company.timeZone})::date::text`
  const about = noun === 'customer' ? sql`a.customer_id` : sql`a.lead_id`
  const ofMethod =
    rules.countedMethods.length > 0 ? sql`and a.method = any(${[...rules.countedMethods]}::text[])` : sql``
  const ofLength = rules.countedLength > 0 ? sql`and char_length(btrim(a.content)) >= ${rules.countedLength}` : sql``
  const withFile = rules.countedNeedsFile ? sql`and cardinality(a.files) > 0` : sql``
  const { rows } = await sql<{ id: string } & ClockFacts>`
    select t.id, t.level, coalesce(t.is_locked, false) as "isLocked", ${isClosedSql[noun]} as "isClosed",
      greatest(${day(sql`coalesce(t.received_at, t.created_at)`)}, (select s.from_on::text from pool_clock_starts s where s.record_id = t.id)) as "receivedOn",
      (select ${day(sql`a.happened_at`)} from activities a where ${about} = t.id and a.deleted_at is null and a.happened_at is not null
         ${ofMethod} ${ofLength} ${withFile} order by a.happened_at desc limit 1) as "lastCountedOn",
      ${noun === 'customer' ? byOpportunities(day(sql`o.created_at`)) : none}
    from ${sql.table(pooledNouns[noun].table)} t where t.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return new Map(rows.map(({ id, ...facts }) => [id, facts]))
}

const byOpportunities = (createdOn: ReturnType<typeof sql>) => sql`
  (select max(coalesce(o.opened_on::text, ${createdOn})) from opportunities o where o.customer_id = t.id and o.deleted_at is null) as "lastOpportunityOn",
  exists (select from opportunities o where o.customer_id = t.id and o.deleted_at is null and o.state = 'open') as "hasOpenOpportunity",
  greatest(t.deal_on, (select max(o.closed_on) from opportunities o where o.customer_id = t.id and o.deleted_at is null and o.state = 'won'))::text as "lastDealOn"`

const none = sql`null::text as "lastOpportunityOn", false as "hasOpenOpportunity", null::text as "lastDealOn"`
