import { sql } from 'kysely'
import { dayAt } from '#platform/fields/index.ts'
import type { Context } from '#platform/records/index.ts'

/** A noun that has pools. */
export type PooledNoun = 'customer' | 'lead'

/** A pool in which somebody takes part. */
export interface Membership {
  userId: string
  poolId: string
  isManager: boolean
}

/**
 * The enabled pools of a noun in which these people take part today, by their name, a department of theirs or one above it, or because the
 * pool is for everybody; per person in the order of the pools.
 */
export async function membershipsOf(
  ctx: Context,
  noun: PooledNoun,
  userIds: readonly string[],
): Promise<Map<string, Membership[]>> {
  const ids = [...new Set(userIds)]
  if (ids.length === 0) return new Map()
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<Membership>`
    with recursive mine as (
      select id as user_id, department_id from users where id = any(${ids}::uuid[]) and department_id is not null
      union
      select m.user_id, m.department_id from department_members m
       where m.user_id = any(${ids}::uuid[]) and not m.is_main
         and coalesce(m.from_on <= ${today}::date, true) and coalesce(m.until_on >= ${today}::date, true)
    ), above as (
      select user_id, department_id from mine
      union
      select above.user_id, d.parent_id from above join departments d on d.id = above.department_id where d.parent_id is not null
    )
    select u.id as "userId", p.id as "poolId", coalesce(bool_or(m.part = 'manager'), false) as "isManager"
    from unnest(${ids}::uuid[]) as u (id) cross join pools p
    left join pool_members m on m.pool_id = p.id and m.deleted_at is null
      and (m.user_id = u.id or m.department_id in (select a.department_id from above a where a.user_id = u.id))
    where p.object = ${noun} and p.is_enabled and p.deleted_at is null and (p.is_for_everybody or m.id is not null)
    group by u.id, p.id order by u.id, p.rank, p.created_at, p.id`.execute(ctx.db)
  return Map.groupBy(rows, row => row.userId)
}

/** The pool into which what this person owns goes: the first in which he takes part, else the first there is. Null when there is none. */
export async function poolFor(ctx: Context, noun: PooledNoun, userId: string | null): Promise<string | null> {
  const own = userId === null ? undefined : (await membershipsOf(ctx, noun, [userId])).get(userId)?.[0]
  if (own) return own.poolId
  const { rows } = await sql<{ id: string }>`select id from pools
    where object = ${noun} and is_enabled and deleted_at is null order by rank, created_at, id limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}
