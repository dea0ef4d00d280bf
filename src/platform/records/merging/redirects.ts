import { type RawBuilder, sql } from 'kysely'
import { visible } from '../../access/visible.ts'
import { tableOf } from '../../access/visible.ts'
import type { ObjectDefinition } from '../../objects/index.ts'
import type { Context } from '../context.ts'

/** Where a merged record went (facts 25), over several merges; null of one that was not merged, or whose record the actor may not see. */
export async function redirectOf(ctx: Context, object: ObjectDefinition, id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select t.id from ${sql.table(tableOf(object))} t
    where t.id = redirected(${id}::uuid) and ${visible(ctx, object, 't')}`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/** Whether any of these was merged into one that the actor may see; of others he learns nothing. */
export async function areMerged(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<boolean> {
  const { rows } =
    await sql`select from redirects r join ${sql.table(tableOf(object))} t on t.id = redirected(r.from_id)
    where r.from_id = any(${[...ids]}::uuid[]) and ${visible(ctx, object, 't')} limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** The record itself and all that were merged into it, as SQL: their past is its past. */
export const withMerged = (id: string): RawBuilder<string[]> => sql<string[]>`array(select merged_into(${id}::uuid))`

/** A record that comes out of the bin is itself again. */
export async function forgetRedirect(ctx: Context, id: string): Promise<void> {
  await sql`delete from redirects where from_id = ${id}::uuid`.execute(ctx.db)
}
