import { sql } from 'kysely'
import type { Queryable } from '../db/server.ts'

/**
 * Who is today, in the company's time zone, in one of this user's departments, and who in one of them or below. The main department is
 * the user's own field; further ones are rows with dates, both days included.
 */
export async function readColleagues(
  db: Queryable,
  userId: string,
): Promise<{ colleagues: string[]; treeColleagues: string[] }> {
  const { rows } = await sql<{ colleagues: string[]; treeColleagues: string[] }>`
    with recursive today as (
      select (now() at time zone time_zone)::date as day from settings
    ), members as (
      select id as user_id, department_id from users where department_id is not null
      union all
      select m.user_id, m.department_id from department_members m cross join today
       where not m.is_main and coalesce(m.from_on <= today.day, true) and coalesce(m.until_on >= today.day, true)
    ), mine as (
      select department_id as id from members where user_id = ${userId}
    ), below as (
      select id from mine
      union
      select d.id from departments d join below on d.parent_id = below.id
    )
    select array(select distinct user_id from members where department_id in (select id from mine)) as colleagues,
           array(select distinct user_id from members where department_id in (select id from below)) as "treeColleagues"`.execute(
    db,
  )
  return rows[0] ?? { colleagues: [], treeColleagues: [] }
}
