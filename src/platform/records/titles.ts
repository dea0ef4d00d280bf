import { sql } from 'kysely'
import { maySeeField, shownValue } from '../access/readable.ts'
import { tableOf } from '../access/visible.ts'
import { fillFiles } from '../files/attach.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { isReferenceField, isReferenceList } from './row.ts'

/**
 * The titles of records by id. Whoever reads a record reads the names it mentions, though he may not open them (ADR 0004); a title that his
 * role masks is masked here too, and one that it hides is empty.
 */
export async function titlesOf(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  if (!maySeeField(ctx, object, object.title)) return new Map(ids.map(id => [id, '']))
  const field = fieldOf(object, object.title)
  const column = columnOf(object.title, field?.type ?? 'text')
  const { rows } = await sql<{ id: string; title: string | null }>`
    select id, ${sql.ref(column)}::text as title from ${sql.table(tableOf(object))} where id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
  if (!field || !isReferenceField(field) || !field.object)
    return new Map(rows.map(row => [row.id, String(shownValue(ctx, object, object.title, row.title ?? ''))]))
  const inner = await titlesOf(
    ctx,
    objectOf(ctx.catalog, field.object),
    rows.flatMap(row => (row.title ? [row.title] : [])),
  )
  return new Map(rows.map(row => [row.id, inner.get(row.title ?? '') ?? '']))
}

/** Fills the titles of all references in these records, with one query per object referred to. Changes them in place. */
export async function fillTitles(
  ctx: Context,
  object: ObjectDefinition,
  records: readonly Record<string, unknown>[],
): Promise<void> {
  await fillFiles(ctx, object, records)
  const byObject = new Map<string, { id: string; title: string }[]>()
  for (const record of records)
    for (const [name, value] of Object.entries(record)) {
      const field = fieldOf(object, name)
      if (!field?.object || value === null || !(isReferenceField(field) || isReferenceList(field))) continue
      const known = byObject.get(field.object) ?? []
      known.push(...([value].flat() as { id: string; title: string }[]))
      byObject.set(field.object, known)
    }
  for (const [name, references] of byObject) {
    const titles = await titlesOf(ctx, objectOf(ctx.catalog, name), [
      ...new Set(references.map(reference => reference.id)),
    ])
    for (const reference of references) reference.title = titles.get(reference.id) ?? ''
  }
}
