import { sql } from 'kysely'
import type { Context } from '../records/context.ts'

/** Two records, by noun and id. */
interface Linked {
  from: { object: string; id: string }
  to: { object: string; id: string }
  conversion: string
}

/**
 * Lets the files of one record, attached or in its fields, stand with another, too, in the caller's transaction: who reads either record reads
 * them, those of a field if he may read the field. They stay the first one's, and whoever takes them off that takes them off both. What the
 * other has a copy of in a field of its own is there already. `conversion` says by which conversion it came.
 */
export async function linkFiles(ctx: Context, { from, to, conversion }: Linked): Promise<void> {
  await sql`insert into file_links (file_id, object, record_id, conversion_id)
    select f.id, ${to.object}, ${to.id}::uuid, ${conversion}::uuid from files f
    where f.object = ${from.object} and f.record_id = ${from.id}::uuid and f.removed_at is null
      and not exists (select from files c where c.storage_key = f.storage_key and c.record_id = ${to.id}::uuid and c.removed_at is null)
    on conflict do nothing`.execute(ctx.db)
}

/** Takes back what a conversion linked. */
export async function unlinkFiles(ctx: Context, conversions: readonly string[]): Promise<void> {
  await sql`delete from file_links where conversion_id = any(${[...conversions]}::uuid[])`.execute(ctx.db)
}

/** What stands with merged records stands with the one that remains, too. */
export async function shareFiles(
  ctx: Context,
  object: string,
  { into, from }: { into: string; from: readonly string[] },
): Promise<void> {
  await sql`insert into file_links (file_id, object, record_id, conversion_id)
    select file_id, object, ${into}::uuid, conversion_id from file_links
    where object = ${object} and record_id = any(${[...from]}::uuid[]) on conflict do nothing`.execute(ctx.db)
}
