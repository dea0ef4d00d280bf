import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'
import { withMerged } from '#platform/records/merging/redirects.ts'

/** Somebody or something by id and title. */
export interface Named {
  id: string
  title: string
}

/** How a record came to lie where it lies. */
export interface Stay {
  cause: string | null
  reason: string | null
  since: string | null
  previousOwner: Named | null
  by: Named | null
}

/** A step on a record's way through pools and owners, newest first; `isOfMerged` of one that was merged into it since. */
export interface Step {
  at: string
  kind: 'entered' | 'left' | 'owner'
  from: Named | null
  to: Named | null
  isOfMerged: boolean
}

/** Why a record lies in its pool and since when; null when it lies in none. Who may see it has been asked. */
export async function stayHere(ctx: Context, recordId: string): Promise<Stay | null> {
  const { rows } = await sql<{ cause: string | null; reason: string | null; at: string; previous: Named; by: Named }>`
    select s.cause, s.reason, s.entered_at as at, ${person(sql`s.previous_owner_id`)} as previous, ${person(sql`s.entered_by_id`)} as by
    from pool_stays s where s.record_id = ${recordId}::uuid and s.left_at is null`.execute(ctx.db)
  const row = rows[0]
  if (!row) return null
  const { cause, reason, at, previous, by } = row
  return { cause, reason, since: iso(at), previousOwner: previous, by }
}

/** By record: why somebody gave it into the pool where it lies, in his words; what a rule took says so by its fields. */
export async function reasonsGiven(ctx: Context, ids: readonly string[]): Promise<Record<string, string>> {
  const { rows } = await sql<{ id: string; reason: string }>`
    select record_id as id, reason from pool_stays
    where record_id = any(${[...ids]}::uuid[]) and left_at is null and entered_by_id is not null and reason > ''`.execute(
    ctx.db,
  )
  return Object.fromEntries(rows.map(({ id, reason }) => [id, reason]))
}

/** The way of a record, and of those that were merged into it, through pools and owners, the newest 30 steps. Who may see it has been asked. */
export async function wayOf(ctx: Context, recordId: string): Promise<Step[]> {
  const all = withMerged(recordId)
  const { rows } = await sql<Omit<Step, 'at'> & { at: string }>`
    select at, kind, "from", "to", record_id <> ${recordId}::uuid as "isOfMerged" from (
      select s.entered_at as at, 'entered' as kind, ${person(sql`s.previous_owner_id`)} as "from", ${pool} as "to", 1 as place, s.record_id
      from pool_stays s where s.record_id = any(${all})
      union all
      select s.left_at, 'left', ${pool}, ${person(sql`s.left_to_id`)}, 2, s.record_id from pool_stays s
      where s.record_id = any(${all}) and s.left_at is not null
      union all
      select t.at, 'owner', ${person(sql`t.from_value::uuid`)}, ${person(sql`t.to_value::uuid`)}, 0, t.record_id from transitions t
      where t.record_id = any(${all}) and t.field = 'owner' and t.at is not null and t.to_value is not null
        and not exists (select from pool_stays s where s.record_id = t.record_id and s.left_to_id::text = t.to_value
          and s.left_at between t.at - interval '1 minute' and t.at + interval '1 minute')
    ) as w order by at desc, place desc limit 30`.execute(ctx.db)
  return rows.map(({ at, ...step }) => ({ ...step, at: iso(at) }))
}

const person = (id: ReturnType<typeof sql>) =>
  sql`(select json_build_object('id', u.id, 'title', u.name) from users u where u.id = ${id})`
const pool = sql`(select json_build_object('id', p.id, 'title', p.name) from pools p where p.id = s.pool_id)`

const iso = (at: string): string => new Date(at).toISOString()
