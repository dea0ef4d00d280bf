import { sql } from 'kysely'
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

/** Whether any of these was merged into another. */
export async function areMerged(ctx: Context, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select from redirects where from_id = any(${[...ids]}::uuid[]) limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** A record that comes out of the bin is itself again. */
export async function forgetRedirect(ctx: Context, id: string): Promise<void> {
  await sql`delete from redirects where from_id = ${id}::uuid`.execute(ctx.db)
}
