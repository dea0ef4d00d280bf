import { type RawBuilder, sql } from 'kysely'
import { maySeeField, shownValue } from '../access/readable.ts'
import { tableOf } from '../access/visible.ts'
import { fillFiles } from '../files/attach.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { workOutOnce } from '../objects/work-out-once.ts'
import type { Context } from './context.ts'
import { allFieldNames, isReferenceField, isReferenceList } from './row.ts'

/**
 * The titles of records by id. Whoever reads a record reads the names it mentions, though he may not open them (ADR 0004); a title that his
 * role masks is masked here too, and one that it hides is empty.
 */
export async function titlesOf(
  ctx: Context,
  object: ObjectDefinition,
  ids: readonly string[],
): Promise<Map<string, string>> {
  return (await titlesOfEach(ctx, [{ object, ids }]))[0] ?? new Map()
}

/** The same of several nouns, with one statement for all of them; in their order. */
async function titlesOfEach(ctx: Context, asked: readonly Asked[]): Promise<Map<string, string>[]> {
  const found = asked.map(({ object, ids }) => {
    const known = namesIn(ctx, object)
    return new Map(ids.flatMap(id => (known?.has(id) ? [[id, known.get(id) as string] as const] : [])))
  })
  const missing = asked.map(({ object, ids }, place) => ({
    object,
    place,
    ids: ids.filter(id => !found[place]?.has(id)),
  }))
  const parts = missing.flatMap(({ object, place, ids }) => {
    if (!maySeeField(ctx, object, object.title)) for (const id of ids) found[place]?.set(id, '')
    else if (ids.length > 0) return [titlesSql(object, place, ids)]
    return []
  })
  if (parts.length === 0) return found
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(ctx.db)
  for (const [place, own] of Map.groupBy(rows, row => row.place)) {
    const { object } = missing[place] as Asked
    const known = namesIn(ctx, object)
    for (const [id, title] of await namesFrom(ctx, object, own)) {
      found[place]?.set(id, title)
      known?.set(id, title)
    }
  }
  return found
}

interface Asked {
  object: ObjectDefinition
  ids: readonly string[]
}

interface Row {
  place: number
  id: string
  title: string | null
}

/** The names that were looked up in this snapshot already; another actor may be shown others. */
function namesIn({ snapshot, actor }: Context, object: ObjectDefinition): Map<string, string> | undefined {
  if (!snapshot || snapshot.actor !== actor) return undefined
  const known = snapshot.names.get(object.name) ?? new Map<string, string>()
  snapshot.names.set(object.name, known)
  return known
}

function titlesSql(object: ObjectDefinition, place: number, ids: readonly string[]): RawBuilder<unknown> {
  const column = sql.ref(columnOf(object.title, fieldOf(object, object.title)?.type ?? 'text'))
  return sql`select ${place}::int as place, id, ${column}::text as title from ${sql.table(tableOf(object))} where id = any(${[...ids]}::uuid[])`
}

/** Something whose title is a reference is called as that is. */
async function namesFrom(ctx: Context, object: ObjectDefinition, rows: readonly Row[]): Promise<[string, string][]> {
  const field = fieldOf(object, object.title)
  if (!field || !isReferenceField(field) || !field.object)
    return rows.map(row => [row.id, String(shownValue(ctx, object, object.title, row.title ?? ''))])
  const inner = await titlesOf(
    ctx,
    objectOf(ctx.catalog, field.object),
    rows.flatMap(row => (row.title ? [row.title] : [])),
  )
  return rows.map(row => [row.id, inner.get(row.title ?? '') ?? ''])
}

/** Fills the titles of all references in these records, with one statement. Changes them in place. */
export async function fillTitles(
  ctx: Context,
  object: ObjectDefinition,
  records: readonly Record<string, unknown>[],
): Promise<void> {
  await fillFiles(ctx, object, records)
  const byObject = new Map<string, { id: string; title: string }[]>()
  const fields = referencesOf(object)
  for (const record of records)
    for (const { name, target } of fields) {
      const value = record[name]
      if (value === null || value === undefined) continue
      const known = byObject.get(target) ?? []
      byObject.set(target, known)
      known.push(...([value].flat() as { id: string; title: string }[]))
    }
  const asked = [...byObject].map(([name, references]) => ({
    object: objectOf(ctx.catalog, name),
    ids: [...new Set(references.map(reference => reference.id))],
    references,
  }))
  for (const [place, titles] of (await titlesOfEach(ctx, asked)).entries())
    for (const reference of asked[place]?.references ?? []) reference.title = titles.get(reference.id) ?? ''
}

/** The fields that name other records, those that every record has among them. */
const referencesOf = (object: ObjectDefinition): readonly { name: string; target: string }[] =>
  references([object], '', () =>
    allFieldNames(object).flatMap(name => {
      const field = fieldOf(object, name)
      return field?.object && (isReferenceField(field) || isReferenceList(field))
        ? [{ name, target: field.object }]
        : []
    }),
  )

const references = workOutOnce<readonly { name: string; target: string }[]>()
