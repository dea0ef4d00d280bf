import { sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'

/** The legal entity that documents name unless told otherwise: the default one, or the only one that is in use. Null when there are several. */
export async function usualEntity(ctx: Context): Promise<{ id: string; title: string } | null> {
  const { rows } = await sql<{ id: string; title: string; is_default: boolean | null }>`
    select id, name as title, is_default from legal_entities
    where deleted_at is null and state = 'active' order by is_default desc nulls last, id limit 2`.execute(ctx.db)
  const [first] = rows
  return first && (first.is_default || rows.length === 1) ? { id: first.id, title: first.title } : null
}
