import { sql } from 'kysely'
import type { TeamAccess } from '../access/team-records.ts'
import { newId } from '../db/id.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** A membership as it is kept; null is none. */
export interface Membership {
  access: TeamAccess
  until: string | null
}

/** What becomes of one person's place in the team of one record. */
export interface TeamChange {
  id: string
  userId: string
  became: Membership | null
}

/**
 * Changes who is in the teams of records, many at once, in the caller's transaction and as a part of what hands the records on: history has
 * it there. In a batch it is noted what was, so that the batch's undo returns it.
 */
export async function changeTeams(
  ctx: Context,
  object: ObjectDefinition,
  changes: readonly TeamChange[],
): Promise<void> {
  if (changes.length === 0) return
  const given = JSON.stringify(
    changes.map(({ id, userId, became }) => ({ change_id: newId(), id, user_id: userId, became })),
  )
  const rows = sql`jsonb_to_recordset(${given}::jsonb) as g (change_id uuid, id uuid, user_id uuid, became jsonb)`
  if (ctx.batch !== null)
    await sql`insert into team_changes (id, batch_id, object, record_id, user_id, was, became)
      select g.change_id, ${ctx.batch}::uuid, ${object.name}, g.id, g.user_id,
        case when m.user_id is not null then jsonb_build_object('access', m.access, 'until', m.until_on) end, g.became
      from ${rows} left join team_members m on m.object = ${object.name} and m.record_id = g.id and m.user_id = g.user_id
      where m.user_id is not null or g.became is not null`.execute(ctx.db)
  await sql`delete from team_members m using ${rows}
    where g.became is null and m.object = ${object.name} and m.record_id = g.id and m.user_id = g.user_id`.execute(
    ctx.db,
  )
  await sql`insert into team_members (object, record_id, user_id, access, until_on, added_at, added_by_id)
    select ${object.name}, g.id, g.user_id, g.became->>'access', (g.became->>'until')::date, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid
    from ${rows} where g.became is not null
    on conflict (object, record_id, user_id) do update set access = excluded.access, until_on = excluded.until_on`.execute(
    ctx.db,
  )
}

/**
 * Returns what a batch did to teams, in the caller's transaction, so many at a time and the last first. A membership that somebody has changed
 * since stays. Gives how many it looked at; 0 at the end.
 */
export async function returnTeams(ctx: Context, batch: string, most: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from team_changes where id in (
      select id from team_changes where batch_id = ${batch}::uuid order by id desc limit ${most} for update)
    returning id, object, record_id, user_id, was, became`.execute(ctx.db)
  if (rows.length === 0) return 0
  // Of several changes of one place the oldest "was" and the newest "became" count.
  const places = sql`(select g.object, g.record_id, g.user_id,
      (array_agg(g.was order by g.id))[1] as was, (array_agg(g.became order by g.id desc))[1] as became
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g (id uuid, object text, record_id uuid, user_id uuid, was jsonb, became jsonb)
    group by 1, 2, 3)`
  const isUnchanged = sql`(case when m.user_id is not null then jsonb_build_object('access', m.access, 'until', m.until_on) end)
    is not distinct from nullif(p.became, 'null'::jsonb)`
  const at = sql`m.object = p.object and m.record_id = p.record_id and m.user_id = p.user_id`
  await sql`insert into team_members (object, record_id, user_id, access, until_on, added_at, added_by_id)
    select p.object, p.record_id, p.user_id, p.was->>'access', (p.was->>'until')::date, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid
    from ${places} p left join team_members m on ${at}
    where nullif(p.was, 'null'::jsonb) is not null and ${isUnchanged}
    on conflict (object, record_id, user_id) do update set access = excluded.access, until_on = excluded.until_on`.execute(
    ctx.db,
  )
  await sql`delete from team_members m using ${places} p
    where ${at} and nullif(p.was, 'null'::jsonb) is null and ${isUnchanged}`.execute(ctx.db)
  return rows.length
}
