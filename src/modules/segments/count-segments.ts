import { sql } from 'kysely'
import { findActor } from '#platform/access/load-actor.ts'
import { tableOf, visible } from '#platform/access/visible.ts'
import type { Database } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'
import { dayAt } from '#platform/fields/index.ts'
import type { TimedNotice } from '#platform/notify/notice-kinds.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { filterSql } from '#platform/query/filter-sql.ts'
import { assertNarrow } from '#platform/query/narrow.ts'
import type { Context } from '#platform/records/index.ts'

/** Of larger segments only the number is kept, not who came and went. */
export const mostMembers = 10_000
/** So many in one round of the clock; the others follow in the next. */
const perRound = 5

/** Once a day each segment counts itself, as the person whose view it is sees it. It tells nobody: whoever wants to know looks. */
export const countDaily: TimedNotice = {
  name: 'segments.count',
  due: async ctx => {
    const today = dayAt(ctx.now(), ctx.company.timeZone)
    const { rows } = await sql<{ id: string }>`
      select view_id as id from segments where counted_on is null or counted_on < ${today}::date
      order by counted_on nulls first limit ${perRound} for update skip locked`.execute(ctx.db)
    for (const { id } of rows) await countSegment(ctx, id)
    return []
  },
}

/** Counts one segment in the caller's transaction and notes who has entered or left it since it was counted last. */
export async function countSegment(ctx: Context, id: string): Promise<void> {
  const { rows } = await sql<{ object: string; filter: Filter | null; owner_id: string; is_first: boolean }>`
    select v.object, v.filter, v.owner_id, s.counted_on is null as is_first
    from segments s join saved_views v on v.id = s.view_id where s.view_id = ${id}::uuid`.execute(ctx.db)
  const segment = rows[0]
  if (!segment) return
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  const problem = await counted(ctx, id, { ...segment, today }).then(
    () => null,
    (error: unknown) => {
      // A filter that asks for what is not there any more is said on the page; the database has not been asked yet.
      if (error instanceof Problem) return error.code
      throw error
    },
  )
  await sql`update segments set counted_on = ${today}::date, problem = ${problem} where view_id = ${id}::uuid`.execute(
    ctx.db,
  )
}

interface Counted {
  object: string
  filter: Filter | null
  owner_id: string
  is_first: boolean
  today: string
}

async function counted(ctx: Context, id: string, { object: name, filter, owner_id: owner, ...more }: Counted) {
  const actor = await findActor(ctx.db as Database, owner, 'person')
  if (!actor) throw new Problem(403, 'user.left')
  const object = ctx.catalog.objects.get(name)
  if (!object) throw new Problem(404, 'not_found')
  const asOwner = { ...ctx, actor }
  await assertNarrow(asOwner, object, { filter: filter ?? undefined })
  const members = sql`select t.id from ${sql.table(tableOf(object))} t
    where ${visible(asOwner, object, 't')} and ${filterSql(asOwner, object, filter ?? undefined, 't')}`
  const { rows } = await sql<{ n: string | number }>`select count(*) as n from (${members}) as m`.execute(ctx.db)
  const count = Number(rows[0]?.n ?? 0)
  await sql`insert into segment_counts (view_id, day, count) values (${id}::uuid, ${more.today}::date, ${count})
    on conflict (view_id, day) do update set count = excluded.count`.execute(ctx.db)
  if (count > mostMembers) {
    await sql`delete from segment_members where view_id = ${id}::uuid`.execute(ctx.db)
    return
  }
  await noteMoves(ctx, id, { members, ...more })
}

/** Nobody has entered a segment that is counted for the first time. */
async function noteMoves(
  ctx: Context,
  id: string,
  { members, is_first: isFirst, today }: { members: ReturnType<typeof sql>; is_first: boolean; today: string },
): Promise<void> {
  await sql`with now as materialized (${members}),
    entered as (insert into segment_members (view_id, record_id)
      select ${id}::uuid, now.id from now on conflict do nothing returning record_id),
    gone as (delete from segment_members m where m.view_id = ${id}::uuid and not exists (select from now where now.id = m.record_id)
      returning record_id)
    insert into segment_moves (view_id, day, record_id, has_entered)
    select ${id}::uuid, ${today}::date, record_id, true from entered where not ${isFirst}
    union all select ${id}::uuid, ${today}::date, record_id, false from gone where not ${isFirst}
    on conflict (view_id, day, record_id) do update set has_entered = excluded.has_entered`.execute(ctx.db)
}
