import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { ownersWithin } from '../access/actor.ts'
import { newId } from '../db/id.ts'
import { conflict, invalid, notFound } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { ImportSettings, SavedMapping } from './import-description.ts'
import type { ImportEntry } from './import-entry.ts'
import { looseName } from './likeness.ts'

/** What a person says of a mapping that he keeps. */
export const mappingSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  isShared: z.boolean().optional(),
})

/** The mappings that fit files with an import's headers, in whatever order these stand: the actor's own and shared ones, last used first. */
export async function offeredMappings(ctx: Context, entry: ImportEntry): Promise<SavedMapping[]> {
  if (entry.headers.length === 0) return []
  return await find(ctx, sql<boolean>`m.object = ${entry.object} and m.fingerprint = ${fingerprint(entry.headers)}`)
}

/** All mappings of a noun that the actor may use. */
export const listMappings = (ctx: Context, object: string): Promise<SavedMapping[]> =>
  find(ctx, sql<boolean>`m.object = ${object}`)

/**
 * Keeps the columns and settings of an import under a name; an own one of that name is written over. Gives its id. Problem `invalid`
 * without a header to know it by.
 */
export async function keepMapping(
  ctx: Context,
  entry: ImportEntry,
  { name, isShared = false }: z.infer<typeof mappingSchema>,
): Promise<string> {
  const columns = Object.fromEntries(
    entry.headers.flatMap((header, index) => (header === '' ? [] : [[header, entry.mapping[index] ?? null]])),
  )
  if (Object.keys(columns).length === 0 || ctx.actor.userId === null)
    throw invalid([{ path: 'name', code: 'import.nothing_mapped' }])
  const { rows } = await sql<{ id: string }>`
    insert into import_mappings (id, object, name, user_id, is_shared, fingerprint, columns, settings)
    values (${newId()}::uuid, ${entry.object}, ${name}, ${ctx.actor.userId}::uuid, ${isShared}, ${fingerprint(entry.headers)},
      ${JSON.stringify(columns)}::jsonb, ${JSON.stringify(entry.settings)}::jsonb)
    on conflict (user_id, object, name) do update set is_shared = excluded.is_shared, fingerprint = excluded.fingerprint,
      columns = excluded.columns, settings = excluded.settings, used_at = now()
    returning id`.execute(ctx.db)
  return rows[0]?.id ?? ''
}

/** Throws a mapping away: one's own, or a shared one whose owner is within the scope of `import.run`. @throws Problem `not_found` */
export async function forgetMapping(ctx: Context, id: string): Promise<void> {
  const owners = ownersWithin(ctx.actor, 'import.run')
  const isMine = owners === 'all' ? sql<boolean>`true` : sql<boolean>`user_id = any(${[...owners]}::uuid[])`
  const { numAffectedRows = 0n } =
    await sql`delete from import_mappings m where id = ${id}::uuid and ${seen(ctx)} and ${isMine}`.execute(ctx.db)
  if (numAffectedRows === 0n) throw notFound('import_mapping')
}

/**
 * What a kept mapping makes of this file: by index of its columns, and the settings. Columns that it does not know stay as they are.
 * By id or, for a command, by name. @throws Problem `not_found`, `import.other_object` for one of another noun
 */
export async function mappingFor(
  ctx: Context,
  entry: ImportEntry,
  { id, name }: { id?: string | undefined; name?: string | undefined },
): Promise<{ mapping: Record<string, string | null>; settings: Partial<ImportSettings> }> {
  const { rows } = await sql<{
    id: string
    object: string
    columns: Record<string, string | null>
    settings: Partial<ImportSettings>
  }>`
    select id, object, columns, settings from import_mappings m
    where ${id === undefined ? sql`name = ${name ?? ''} and object = ${entry.object}` : sql`id = ${id}::uuid`} and ${seen(ctx)}
    order by user_id = ${ctx.actor.userId}::uuid desc nulls last, used_at desc limit 1`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw notFound('import_mapping')
  if (found.object !== entry.object) throw conflict('import.other_object')
  await sql`update import_mappings set used_at = now() where id = ${found.id}::uuid`.execute(ctx.db)
  const fields = new Map(Object.entries(found.columns).map(([header, field]) => [looseName(header), field]))
  const mapping: Record<string, string | null> = {}
  const taken = new Set<string>()
  for (const [index, header] of entry.headers.entries()) {
    const field = fields.get(looseName(header))
    if (field === undefined || (field !== null && taken.has(field))) continue
    if (field !== null) taken.add(field)
    mapping[index] = field
  }
  return { mapping, settings: found.settings }
}

/** Equal for files whose headers are the same names, whatever their order, case, spaces and punctuation. */
const fingerprint = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        headers
          .map(looseName)
          .filter(header => header !== '')
          .toSorted(),
      ),
    )
    .digest('hex')

const seen = (ctx: Context) => sql<boolean>`(m.is_shared or m.user_id = ${ctx.actor.userId}::uuid)`

async function find(ctx: Context, which: ReturnType<typeof sql<boolean>>): Promise<SavedMapping[]> {
  const { rows } = await sql<SavedMapping>`
    select m.id, m.object, m.name, m.is_shared as "isShared", coalesce(m.user_id = ${ctx.actor.userId}::uuid, false) as "isOwn", u.name as by, m.columns
    from import_mappings m join users u on u.id = m.user_id where ${which} and ${seen(ctx)} order by m.used_at desc limit 50`.execute(
    ctx.db,
  )
  return rows
}
