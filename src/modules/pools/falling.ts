import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import { notifyAll } from '#platform/notify/notify.ts'
import type { Condition } from '#platform/objects/index.ts'
import type { Context } from '#platform/records/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'
import type { PooledNoun } from './memberships.ts'
import { pooledNouns } from './pooled.ts'

/** Days before its fall on which a record's owner is warned, when its pool says nothing. */
const usual = 3

/** `fallsSoon`: whether a record falls into its pool within the days of warning that the pool has. */
export const fallsSoon: NamedCondition = {
  from: ['recoverOn'],
  sql: (ctx: Context, asked: Condition, alias: string) => {
    const soon = soonSql(ctx, alias)
    return asked.value === false ? sql<boolean>`not ${soon}` : soon
  },
}

/** Each owner of something that came within the days of warning is told once a day how much it is. */
export async function tellFalling(ctx: Context, noun: PooledNoun, day: string): Promise<void> {
  const { rows } = await sql<{ owner: string; count: number; one: string }>`
    select t.owner_id as owner, count(*)::int as count, min(t.id::text) as one from ${sql.table(pooledNouns[noun].table)} t
    join pools p on p.id = t.recover_pool_id
    where t.deleted_at is null and t.owner_id is not null and t.recover_on > ${day}::date
      and t.recover_on <= ${day}::date + coalesce(p.warn_days, ${usual})::int group by 1`.execute(ctx.db)
  await notifyAll(
    ctx,
    rows.map(({ owner, count, one }) => ({
      kind: count === 1 ? `pool.falling.${noun}` : `pool.fallingMany.${noun}`,
      to: [owner],
      about: count === 1 ? { object: noun, id: one } : null,
      params: { count },
      cause: `falling ${noun} ${owner} ${day}`,
    })),
  )
}

function soonSql(ctx: Context, alias: string) {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  return sql<boolean>`coalesce(${column('recover_on')} <= ${today}::date
    + (select coalesce(p.warn_days, ${usual})::int from pools p where p.id = ${column('recover_pool_id')}), false)`
}
