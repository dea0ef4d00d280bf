import { sql } from 'kysely'
import { type FieldProblem, invalid } from '../errors.ts'
import { type FileValue, isFilesField } from '../fields/files.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { Draft } from '../records/module.ts'
import { isPicture } from './content-kind.ts'

/** Names of the fields of an object that hold files. */
export const fileFields = (object: ObjectDefinition): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) => (isFilesField(field) ? [name] : []))

/** Fills name, size and kind of the files in records, and leaves out those that were erased; with one query. Changes them in place. */
export async function fillFiles(
  ctx: Pick<Context, 'db'>,
  object: ObjectDefinition,
  records: readonly Record<string, unknown>[],
): Promise<void> {
  const names = fileFields(object)
  if (names.length === 0) return
  const values = records.flatMap(record => names.flatMap(name => (record[name] ?? []) as FileValue[]))
  if (values.length === 0) return
  const { rows } = await sql<FileValue>`select id, name as title, size::float8 as size, content_type as type from files
    where id = any(${[...new Set(values.map(value => value.id))]}::uuid[])`.execute(ctx.db)
  const known = new Map(rows.map(row => [row.id, row]))
  for (const record of records)
    for (const name of names)
      if (Array.isArray(record[name]))
        record[name] = (record[name] as FileValue[]).flatMap(({ id }) => known.get(id) ?? [])
}

interface FileRow {
  id: string
  object: string | null
  record_id: string | null
  field: string | null
  content_type: string
  uploaded_by_id: string | null
}

/**
 * Files that drafts take in must be there, and either uploaded by the actor and nobody's yet, or this record's in this very field; pictures
 * where only pictures belong. Gives the problems of each draft, by index.
 */
export async function checkFiles(
  ctx: Context,
  object: ObjectDefinition,
  drafts: readonly Draft[],
): Promise<Map<number, FieldProblem[]>> {
  const problems = new Map<number, FieldProblem[]>()
  const names = fileFields(object)
  const wanted = drafts.flatMap((draft, index) =>
    names.flatMap(field => added(draft, field).map(id => ({ index, field, id, record: draft.id }))),
  )
  if (wanted.length === 0) return problems
  const { rows } = await sql<FileRow>`select id, object, record_id, field, content_type, uploaded_by_id from files
    where id = any(${[...new Set(wanted.map(one => one.id))]}::uuid[])`.execute(ctx.db)
  const known = new Map(rows.map(row => [row.id, row]))
  const taken = new Map<string, string>()
  for (const { index, field, id, record } of wanted) {
    const row = known.get(id)
    const place = `${record} ${field}`
    const isMine = row?.record_id === null && row.uploaded_by_id === ctx.actor.userId
    const isHere = row?.record_id === record && row.object === object.name && row.field === field
    const code =
      !row || !(isMine || isHere) || (taken.get(id) ?? place) !== place
        ? 'field.no_such_file'
        : object.fields[field]?.type === 'images' && !isPicture(row.content_type)
          ? 'field.not_picture'
          : null
    taken.set(id, place)
    if (code) problems.set(index, [...(problems.get(index) ?? []), { path: field, code }])
  }
  return problems
}

/** Ids that a draft brings into a field. */
function added(draft: Draft, field: string): string[] {
  const before = ((draft.before?.[field] ?? []) as FileValue[]).map(file => file.id)
  return ((draft.values[field] ?? []) as FileValue[]).map(file => file.id).filter(id => !before.includes(id))
}

/**
 * Makes the files in the fields of written records theirs, and marks those that were taken out as removed: they come back with an undo until
 * they are swept.
 */
export async function attachFiles(ctx: Context, object: ObjectDefinition, drafts: readonly Draft[]): Promise<void> {
  const names = fileFields(object)
  const now = ctx.now().toISOString()
  for (const draft of drafts)
    for (const field of names) {
      const ids = ((draft.values[field] ?? []) as FileValue[]).map(file => file.id)
      const before = ((draft.before?.[field] ?? []) as FileValue[]).map(file => file.id)
      const gone = before.filter(id => !ids.includes(id))
      const come = ids.filter(id => !before.includes(id))
      if (come.length > 0 && !(await claim(ctx, { object: object.name, record: draft.id, field, ids: come })))
        throw invalid([{ path: field, code: 'field.no_such_file' }])
      if (gone.length > 0)
        await sql`update files set removed_at = ${now}::timestamptz, removed_by_id = ${ctx.actor.userId}
          where id = any(${gone}::uuid[]) and record_id = ${draft.id} and field = ${field}`.execute(ctx.db)
    }
}

/** Whoever comes second to one and the same file finds it taken. */
async function claim(
  ctx: Context,
  { object, record, field, ids }: { object: string; record: string; field: string | null; ids: readonly string[] },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update files set object = ${object}, record_id = ${record}, field = ${field}, attached_at = coalesce(attached_at, ${ctx.now().toISOString()}::timestamptz),
      removed_at = null, removed_by_id = null
    where id = any(${[...ids]}::uuid[]) and (record_id is null or (record_id = ${record} and field is not distinct from ${field}))
    returning id`.execute(ctx.db)
  return rows.length === ids.length
}

/** Attaches one uploaded file to a record beside its fields; false when it is not the actor's to give. */
export async function attachToRecord(
  ctx: Context,
  object: ObjectDefinition,
  { record, file }: { record: string; file: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from files where id = ${file}::uuid and record_id is null
    and uploaded_by_id is not distinct from ${ctx.actor.userId}::uuid for update`.execute(ctx.db)
  return rows.length === 1 && (await claim(ctx, { object: object.name, record, field: null, ids: [file] }))
}
