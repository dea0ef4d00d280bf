import { sql } from 'kysely'
import { mayRead, readableFields } from '../access/readable.ts'
import { visible } from '../access/visible.ts'
import { forbidden, notFound } from '../errors.ts'
import { fieldType, isId } from '../fields/index.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { page, type PageQuery } from '../query/page.ts'
import { verbsPossible } from './can.ts'
import type { Context } from './context.ts'
import { lineFields, readLines } from './lines.ts'
import { pointFields, readPoints } from './points.ts'
import { columnsFor, fromRow } from './row.ts'
import { fillTitles } from './titles.ts'
import { recordTable } from './write.ts'

/** A record as the API gives it: readable fields, titles of references, and what the actor may do with it. */
export type ApiRecord = { id: string; version: number; can: string[] } & Record<string, unknown>

/** One record with its lines. @throws Problem 404 for what is not there or may not be seen */
export async function get(ctx: Context, object: ObjectDefinition, id: string): Promise<ApiRecord> {
  if (!isId(id)) throw notFound(object.name)
  const names = readableFields(ctx, object).map(([name]) => name)
  const columns = sql.join(columnsFor(object, withNeeded(ctx, object, names)).map(column => sql.ref(`t.${column}`)))
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${sql.table(recordTable(object))} t
    where t.id = ${id}::uuid and ${visible(ctx, object, 't')}`.execute(ctx.db)
  if (!rows[0]) throw notFound(object.name)
  const [record] = await shape(ctx, object, rows, names)
  const lines = lineFields(ctx, object).some(({ name }) => names.includes(name))
    ? (await readLines(ctx, object, [id])).get(id)
    : {}
  const readable = Object.fromEntries(Object.entries(lines ?? {}).filter(([name]) => names.includes(name)))
  return { ...(record as ApiRecord), ...readable }
}

export interface FindQuery extends PageQuery {
  /** Names of fields to give; all readable ones but lines unless told. Unknown and hidden ones are left out. */
  fields?: readonly string[]
}

export interface RecordPage {
  records: ApiRecord[]
  next: string | null
}

/** One page of records within the actor's scope, by key. */
export async function find(ctx: Context, object: ObjectDefinition, query: FindQuery): Promise<RecordPage> {
  const [found] = await findEach(ctx, object, [query])
  return found as RecordPage
}

/** A page for each of several queries (the columns of a board), their titles and phones fetched together. All give the fields of the first. */
export async function findEach(
  ctx: Context,
  object: ObjectDefinition,
  queries: readonly FindQuery[],
): Promise<RecordPage[]> {
  if (!mayRead(ctx, object)) throw forbidden(`${object.name}.read`)
  const wanted = queries[0]?.fields
  const readable = readableFields(ctx, object).map(([name]) => name)
  const names = wanted ? readable.filter(name => wanted.includes(name)) : readable
  const columns = columnsFor(object, withNeeded(ctx, object, names))
  const pages = []
  for (const query of queries) pages.push(await page(ctx, object, query, columns))
  const records = await shape(
    ctx,
    object,
    pages.flatMap(({ rows }) => rows),
    names,
  )
  return pages.map(({ rows, next }) => ({ records: records.splice(0, rows.length), next }))
}

/** Rows in API form with titles, phones and rights. */
async function shape(
  ctx: Context,
  object: ObjectDefinition,
  rows: readonly Record<string, unknown>[],
  names: readonly string[],
): Promise<ApiRecord[]> {
  const points = await readPoints(
    ctx.db,
    rows.map(row => row.id as string),
    pointFields(object).filter(name => names.includes(name)),
  )
  const needed = withNeeded(ctx, object, names)
  const records = rows.map(row => {
    const full = fromRow(object, needed, row)
    const can = verbsPossible(ctx, object, full)
    const shown = Object.fromEntries(
      Object.entries(full).filter(([name]) => name === 'id' || name === 'version' || names.includes(name)),
    )
    const phones = Object.fromEntries(
      pointFields(object)
        .filter(name => names.includes(name))
        .map(name => [name, points.get(row.id as string)?.[name] ?? null]),
    )
    return { ...shown, ...phones, can } as ApiRecord
  })
  await fillTitles(ctx, object, records)
  return records
}

/** What rights depend on is fetched too, though it may not be shown: owner and the fields that verbs look at. */
function withNeeded(ctx: Context, object: ObjectDefinition, names: readonly string[]): string[] {
  const looked = ctx.catalog.verbs
    .filter(verb => verb.object.name === object.name)
    .flatMap(verb => (verb.from ? [verb.from.field] : []))
  const owner = object.owned ? ['owner'] : []
  const lines = new Set(
    Object.entries(object.fields).flatMap(([name, field]) => (fieldType(field.type).type === 'lines' ? [name] : [])),
  )
  return [...new Set([...names, ...looked, ...owner])].filter(name => !lines.has(name))
}
