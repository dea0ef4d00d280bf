import { type RawBuilder, sql } from 'kysely'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { get } from '../records/read.ts'

/** More stars than these are no longer asked for at once; the view 我关注的 shows all. */
const mostStars = 2000

/** Ids of the records of a noun that the actor follows, newest star first. */
export async function starredIds(ctx: Context, object: ObjectDefinition): Promise<string[]> {
  const { rows } = await sql<{ record_id: string }>`
    select record_id from stars where user_id = ${ctx.actor.userId}::uuid and object = ${object.name}
    order by starred_at desc limit ${mostStars}`.execute(ctx.db)
  return rows.map(row => row.record_id)
}

/** Follows a record, or does so no longer. @throws Problem 404 for a record that the actor may not see */
export async function setStar(
  ctx: Context,
  object: ObjectDefinition,
  { id, isStarred }: { id: string; isStarred: boolean },
): Promise<void> {
  await get(ctx, object, id)
  if (isStarred)
    await sql`insert into stars (user_id, object, record_id, starred_at)
      values (${ctx.actor.userId}::uuid, ${object.name}, ${id}::uuid, ${ctx.now().toISOString()}::timestamptz) on conflict do nothing`.execute(
      ctx.db,
    )
  else
    await sql`delete from stars where user_id = ${ctx.actor.userId}::uuid and object = ${object.name} and record_id = ${id}::uuid`.execute(
      ctx.db,
    )
}

/** Whether the actor follows the record of `alias`: what the filter `{ field: 'starred', op: 'me' }` asks. */
export const isStarredSql = (ctx: Context, object: ObjectDefinition, alias: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${alias}.id`)} in (
    select s.record_id from stars s where s.user_id = ${ctx.actor.userId}::uuid and s.object = ${object.name})`
