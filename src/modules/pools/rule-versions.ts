import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import type { Context, Written } from '#platform/records/index.ts'
import type { PoolRules } from './clock.rules.ts'

/** Changed rules of a pool are written down as those that hold from tomorrow, by the day of the company. */
export async function keepRules(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const { id, before, values } of written) {
    if (!values) continue
    const rules = JSON.stringify(rulesIn(values))
    if (before && JSON.stringify(rulesIn(before)) === rules) continue
    const tomorrow = addDays(dayAt(ctx.now(), ctx.company.timeZone), 1)
    await sql`insert into pool_rule_versions (pool_id, from_on, rules) values (${id}::uuid, ${tomorrow}::date, ${rules}::jsonb)
      on conflict (pool_id, from_on) do update set rules = excluded.rules`.execute(ctx.db)
  }
}

/** The rules of each of these pools as they hold on a day; a pool whose rules do not hold yet is left out. */
export async function rulesOn(ctx: Context, poolIds: readonly string[], day: string): Promise<Map<string, PoolRules>> {
  const { rows } = await sql<{ pool_id: string; rules: PoolRules }>`
    select distinct on (pool_id) pool_id, rules from pool_rule_versions
    where pool_id = any(${[...new Set(poolIds)]}::uuid[]) and from_on <= ${day}::date order by pool_id, from_on desc`.execute(
    ctx.db,
  )
  return new Map(rows.map(row => [row.pool_id, row.rules]))
}

const rulesIn = (values: Record<string, unknown>): PoolRules => ({
  rules: ((values.rules ?? []) as Record<string, unknown>[]).map(({ level, measure, days }) => ({
    level: (level as string | null | undefined) ?? null,
    measure: measure as PoolRules['rules'][number]['measure'],
    days: Number(days),
  })),
  protectionDays: numberIn(values.protectionDays),
  longestDays: numberIn(values.longestDays),
  sparesOpen: values.sparesOpen === true,
  countedMethods: (values.countedMethods as string[] | null | undefined) ?? [],
  countedLength: numberIn(values.countedLength) ?? 0,
  countedNeedsFile: values.countedNeedsFile === true,
})

const numberIn = (value: unknown): number | null => (value === null || value === undefined ? null : Number(value))
