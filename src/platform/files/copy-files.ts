import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import type { Context } from '../records/context.ts'

/**
 * Copies of files that lie in fields of one record, for a field of another, in the caller's transaction: each gets a row of its own and the
 * bytes are shared, for they never change. A copy is the actor's until a record takes it in. By id of the file, its copy's.
 */
export async function copyFiles(
  ctx: Context,
  { object, id, files }: { object: string; id: string; files: readonly string[] },
): Promise<Map<string, string>> {
  const copies = files.map(file => ({ file, copy: newId() }))
  if (copies.length === 0) return new Map()
  const { rows } = await sql<{ id: string }>`
    insert into files (id, name, size, sha256, content_type, storage_key, uploaded_at, uploaded_by_id)
    select c.copy, f.name, f.size, f.sha256, f.content_type, f.storage_key, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as c (file uuid, copy uuid)
    join files f on f.id = c.file and f.object = ${object} and f.record_id = ${id}::uuid and f.field is not null and f.removed_at is null
    returning id`.execute(ctx.db)
  const made = new Set(rows.map(row => row.id))
  return new Map(copies.flatMap(({ file, copy }) => (made.has(copy) ? [[file, copy] as const] : [])))
}

/** Copies that a record has taken in say who uploaded them and when, as what they are copies of. */
export async function signCopies(ctx: Context, copies: ReadonlyMap<string, string>): Promise<void> {
  const pairs = [...copies].map(([file, copy]) => ({ file, copy }))
  if (pairs.length > 0)
    await sql`update files set uploaded_at = f.uploaded_at, uploaded_by_id = f.uploaded_by_id
      from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as c (file uuid, copy uuid) join files f on f.id = c.file
      where files.id = c.copy`.execute(ctx.db)
}
