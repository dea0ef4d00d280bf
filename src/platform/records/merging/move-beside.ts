import { sql } from 'kysely'
import { tableOf } from '../../access/visible.ts'
import { isFilesField } from '../../fields/index.ts'
import type { ObjectDefinition } from '../../objects/index.ts'
import { changeTeams } from '../../teams/team-changes.ts'
import type { Context } from '../context.ts'
import type { Merged } from './move-references.ts'

/** What was moved or added beside the records themselves, so that an undo takes exactly that back. */
export interface MovedBeside {
  files: { id: string; from: string }[]
  /** Users who follow the record that remains since. */
  stars: string[]
  rows: { table: string; column: string; from: string; ids: string[] }[]
}

/**
 * Moves what hangs on merged records without being a record: files, who follows them, their teams (who owned one stays able to work with it), rows of
 * modules' own tables.
 */
export async function moveBeside(ctx: Context, object: ObjectDefinition, merged: Merged): Promise<MovedBeside> {
  const { into, from } = merged
  const list = sql`${[...from]}::uuid[]`
  const fields = Object.entries(object.fields).flatMap(([name, field]) => (isFilesField(field) ? [name] : []))
  const { rows: files } = await sql<{ id: string; from: string }>`
    update files f set record_id = ${into}::uuid from files old
    where old.id = f.id and f.object = ${object.name} and f.record_id = any(${list}) and f.removed_at is null
      and (f.field is null or f.field = any(${fields}::text[])) returning f.id, old.record_id as from`.execute(ctx.db)
  const { rows: stars } = await sql<{ user: string }>`
    insert into stars (user_id, object, record_id, starred_at)
    select distinct on (user_id) user_id, object, ${into}::uuid, starred_at from stars
    where object = ${object.name} and record_id = any(${list}) order by user_id, starred_at
    on conflict do nothing returning user_id as user`.execute(ctx.db)
  if (object.owned) await uniteTeams(ctx, object, merged)
  const rows = await moveRows(ctx, object, merged)
  await ctx.behaviour.objects[object.name]?.absorb?.(ctx, merged)
  return { files, stars: stars.map(row => row.user), rows }
}

/** Takes that back. */
export async function returnBeside(
  ctx: Context,
  object: ObjectDefinition,
  { into, moved }: { into: string; moved: MovedBeside },
): Promise<void> {
  await sql`update files f set record_id = g.from_id, removed_at = null, removed_by_id = null
    from jsonb_to_recordset(${JSON.stringify(moved.files.map(file => ({ id: file.id, from_id: file.from })))}::jsonb) as g (id uuid, from_id uuid)
    where f.id = g.id and f.record_id = ${into}::uuid`.execute(ctx.db)
  await sql`delete from stars where object = ${object.name} and record_id = ${into}::uuid and user_id = any(${moved.stars}::uuid[])`.execute(
    ctx.db,
  )
  for (const { table, column, from, ids } of moved.rows)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${from}::uuid
      where id = any(${ids}::uuid[]) and ${sql.ref(column)} = ${into}::uuid`.execute(ctx.db)
}

async function uniteTeams(ctx: Context, object: ObjectDefinition, { into, from }: Merged): Promise<void> {
  const { rows } = await sql<{ userId: string; access: 'read' | 'edit'; until: string | null }>`
    select m.user_id as "userId", m.access, m.until_on::text as until from team_members m
    where m.object = ${object.name} and m.record_id = any(${[...from]}::uuid[])
    union all select t.owner_id, 'edit', null from ${sql.table(tableOf(object))} t
    where t.id = any(${[...from]}::uuid[]) and t.owner_id is not null`.execute(ctx.db)
  const { rows: there } = await sql<{ id: string }>`
    select user_id as id from team_members where object = ${object.name} and record_id = ${into}::uuid
    union select owner_id from ${sql.table(tableOf(object))} where id = ${into}::uuid and owner_id is not null`.execute(
    ctx.db,
  )
  const known = new Set(there.map(row => row.id))
  const best = new Map<string, (typeof rows)[number]>()
  for (const row of rows)
    if (!known.has(row.userId) && (row.access === 'edit' || !best.has(row.userId))) best.set(row.userId, row)
  await changeTeams(
    ctx,
    object,
    [...best.values()].map(({ userId, access, until }) => ({ id: into, userId, became: { access, until } })),
  )
}

/** Rows of tables that are no noun's and point at merged records; those of which the other one has the same already stay where they are. */
async function moveRows(ctx: Context, object: ObjectDefinition, { into, from }: Merged): Promise<MovedBeside['rows']> {
  const nouns = new Set([...ctx.catalog.objects.values()].map(tableOf))
  const { rows: places } = await sql<{ table: string; column: string }>`
    select c.conrelid::regclass::text as table, a.attname as column from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = to_regclass(${tableOf(object)}) and cardinality(c.conkey) = 1
      and exists (select from pg_attribute i where i.attrelid = c.conrelid and i.attname = 'id' and i.atttypid = 'uuid'::regtype)`.execute(
    ctx.db,
  )
  const moved: MovedBeside['rows'] = []
  for (const { table, column } of places) {
    if (nouns.has(table)) continue
    for (const one of from) {
      const { rows } = await sql<{ id: string }>`update ${sql.table(table)} set ${sql.ref(column)} = ${into}::uuid
        where ${sql.ref(column)} = ${one}::uuid returning id`.execute(ctx.db)
      if (rows.length > 0) moved.push({ table, column, from: one, ids: rows.map(row => row.id) })
    }
  }
  return moved
}
