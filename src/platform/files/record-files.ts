import { type RawBuilder, sql } from 'kysely'
import { may } from '../access/actor.ts'
import { mayReadField } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { whyHeld } from '../approvals/held-back.ts'
import { conflict, forbidden, notFound } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { titlesOf } from '../records/titles.ts'
import { writeHistory } from '../records/write.ts'
import { attachToRecord } from './attach.ts'
import type { FileDescription } from './upload.ts'

/** A file of a record, as its page lists it. */
export interface AttachedFile extends FileDescription {
  /** The field that holds it; null for one attached to the record itself. */
  field: string | null
  at: string
  by: { id: string; title: string } | null
  /** Whether the actor may take it away here; one in a field goes by changing the field. */
  canRemove: boolean
}

/** A file with what its record decides, before anybody asked whether he may. */
interface FileRow extends FileDescription {
  object: string | null
  recordId: string | null
  field: string | null
  storageKey: string
  sha256: string
  at: string
  by: string | null
}

const columns = sql`f.id, f.name as title, f.size::float8 as size, f.content_type as type, f.object, f.record_id as "recordId", f.field,
  f.storage_key as "storageKey", f.sha256, f.uploaded_at as at, f.uploaded_by_id as by`

/** The files of a record that the actor may see, newest first. @throws Problem 404 for a record he may not */
export async function filesOf(ctx: Context, object: ObjectDefinition, record: string): Promise<AttachedFile[]> {
  const right = await rightOn(ctx, object, record)
  if (!right) throw notFound(object.name)
  return filesWith(ctx, object, { record, mayChange: right.mayChange })
}

/** The same of a record that the actor has been shown. */
export async function filesWith(
  ctx: Context,
  object: ObjectDefinition,
  { record, mayChange }: { record: string; mayChange: boolean },
): Promise<AttachedFile[]> {
  // The links as an array, so that both sides of the "or" are answered by an index of the same table.
  const { rows } = await sql<FileRow>`select ${columns} from files f
    where f.removed_at is null and (f.record_id = ${record}::uuid and f.object = ${object.name}
      or f.id = any(array(select file_id from file_links where record_id = ${record}::uuid and object = ${object.name})))
    order by f.uploaded_at desc, f.id desc limit 500`.execute(ctx.db)
  const seen = rows.filter(row => mayReadItsField(ctx, row))
  const names = await titlesOf(ctx, objectOf(ctx.catalog, 'user'), [...new Set(seen.flatMap(row => row.by ?? []))])
  const isHeld = mayChange && (await whyHeld(ctx, object, record)) !== null
  return seen.map(({ id, title, size, type, field, at, by, recordId }) => ({
    id,
    title,
    size,
    type,
    // One that stands here because it stands with another record stands in no field of this one.
    field: recordId === record ? field : null,
    at,
    by: by ? { id: by, title: names.get(by) ?? '' } : null,
    canRemove: field === null && mayChange && !isHeld && recordId === record,
  }))
}

/** Attaches an uploaded file to a record. @throws Problem 404, 403; `file.not_yours` (404) for a file that is not the actor's to give */
export async function attach(
  ctx: Context,
  object: ObjectDefinition,
  { record, file }: { record: string; file: string },
): Promise<void> {
  const right = await rightOn(ctx, object, record)
  if (!right) throw notFound(object.name)
  if (!right.mayChange) throw forbidden(`${object.name}.update`)
  if (!isId(file) || !(await attachToRecord(ctx, object, { record, file }))) throw notFound('file')
  await tell(ctx, object, { record, verb: 'attachFile', file })
}

/** Takes a file away from its record, or brings it back (`undo`). It is swept a month later. @throws Problem 404, 403, 409 while the record is under review or approved */
export async function detach(ctx: Context, file: string, how: 'remove' | 'undo'): Promise<void> {
  const isThere = how === 'remove' ? sql`f.removed_at is null` : sql`f.removed_at is not null`
  const row = await fileRow(ctx, file, isThere)
  if (!row?.recordId || !row.object || row.field !== null) throw notFound('file')
  const object = objectOf(ctx.catalog, row.object)
  const right = await rightOn(ctx, object, row.recordId)
  if (!right) throw notFound('file')
  if (!right.mayChange) throw forbidden(`${object.name}.update`)
  // What an approver has read stays with what he approved.
  const held = how === 'remove' ? await whyHeld(ctx, object, row.recordId) : null
  if (held) throw conflict(held)
  const at = how === 'remove' ? ctx.now().toISOString() : null
  await sql`update files set removed_at = ${at}::timestamptz, removed_by_id = ${at && ctx.actor.userId} where id = ${file}::uuid`.execute(
    ctx.db,
  )
  await tell(ctx, object, { record: row.recordId, verb: how === 'remove' ? 'removeFile' : 'attachFile', file })
}

/**
 * A file that the actor may open: of a record that he may see, in a field that he may read; or one that he uploaded and nobody has attached
 * yet. A removed one is gone. @throws Problem 404
 */
export async function fileFor(ctx: Context, file: string): Promise<FileRow> {
  const row = isId(file) ? await fileRow(ctx, file, sql`f.removed_at is null`) : undefined
  if (!row) throw notFound('file')
  if (row.recordId === null) {
    if (row.by === null || row.by !== ctx.actor.userId) throw notFound('file')
    return row
  }
  const object = ctx.catalog.objects.get(row.object ?? '')
  if (!object || !mayReadItsField(ctx, row)) throw notFound('file')
  if (!(await rightOn(ctx, object, row.recordId)) && !(await isLinkedInSight(ctx, file))) throw notFound('file')
  return row
}

/** Whether the actor may read the field that holds the file; one beside the fields is as open as its record. */
function mayReadItsField(ctx: Context, { object, field }: Pick<FileRow, 'object' | 'field'>): boolean {
  const noun = ctx.catalog.objects.get(object ?? '')
  return field === null || (noun !== undefined && mayReadField(ctx, noun, field))
}

/** Whether the file stands with another record, too, that the actor may see. */
async function isLinkedInSight(ctx: Context, file: string): Promise<boolean> {
  const { rows } = await sql<{ object: string; record: string }>`
    select object, record_id as record from file_links where file_id = ${file}::uuid`.execute(ctx.db)
  for (const { object, record } of rows) {
    const noun = ctx.catalog.objects.get(object)
    if (noun && (await rightOn(ctx, noun, record))) return true
  }
  return false
}

async function fileRow(ctx: Context, file: string, condition: RawBuilder<unknown>): Promise<FileRow | undefined> {
  if (!isId(file)) return undefined
  const { rows } =
    await sql<FileRow>`select ${columns} from files f where f.id = ${file}::uuid and ${condition}`.execute(ctx.db)
  return rows[0]
}

/** Whether the actor sees the record, and may change it; null when he does not. */
async function rightOn(ctx: Context, object: ObjectDefinition, record: string): Promise<{ mayChange: boolean } | null> {
  if (!isId(record)) return null
  // Of a record without owner it is neither true nor false.
  const { rows } = await sql<{ may: boolean | null }>`select ${visible(ctx, object, 't', 'update')} as may
    from ${sql.table(tableOf(object))} t where t.id = ${record}::uuid and ${visible(ctx, object, 't')}`.execute(ctx.db)
  return rows[0] ? { mayChange: rows[0].may === true && may(ctx.actor, `${object.name}.update`) } : null
}

/** The record's history says which file came or went; its version stays, because no field of it changed. */
async function tell(
  ctx: Context,
  object: ObjectDefinition,
  { record, verb, file }: { record: string; verb: string; file: string },
): Promise<void> {
  const { rows } = await sql<{ name: string; version: number }>`select f.name, t.version
    from files f, ${sql.table(tableOf(object))} t where f.id = ${file}::uuid and t.id = ${record}::uuid`.execute(ctx.db)
  await writeHistory({ ...ctx, reason: rows[0]?.name ?? '' }, [
    { object, id: record, verb, version: rows[0]?.version ?? 1, changes: null },
  ])
}
