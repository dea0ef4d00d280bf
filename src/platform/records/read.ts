import { sql } from 'kysely'
import { mayRead, readableFields, shownValue } from '../access/readable.ts'
import { teamAccess } from '../access/team-records.ts'
import { visible } from '../access/visible.ts'
import { forbidden, notFound } from '../errors.ts'
import { asMerged } from '../objects/catalog.ts'
import { computedValue, fieldType, isId } from '../fields/index.ts'
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
export async function get(ctx: Context, declared: ObjectDefinition, id: string): Promise<ApiRecord> {
  const object = asMerged(ctx.catalog, declared)
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
  const readable = Object.fromEntries(
    Object.entries(lines ?? {})
      .filter(([name]) => names.includes(name))
      .map(([name, value]) => [name, shownValue(ctx, object, name, value)]),
  )
  return { ...(record as ApiRecord), ...readable }
}

/** Several records by id, without lines, in no order; those that are not there or may not be seen are left out. */
export async function getMany(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<ApiRecord[]> {
  if (ids.length === 0) return []
  const names = readableFields(ctx, object).map(([name]) => name)
  const columns = sql.join(columnsFor(object, withNeeded(ctx, object, names)).map(column => sql.ref(`t.${column}`)))
  const { rows } = await sql<Record<string, unknown>>`select ${columns} from ${sql.table(recordTable(object))} t
    where t.id = any(${[...ids]}::uuid[]) and ${visible(ctx, object, 't')}`.execute(ctx.db)
  return shape(ctx, object, rows, names)
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
  declared: ObjectDefinition,
  queries: readonly FindQuery[],
): Promise<RecordPage[]> {
  const object = asMerged(ctx.catalog, declared)
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
  const teams = await teamAccess(
    ctx,
    object,
    rows.map(row => row.id as string),
  )
  const needed = withNeeded(ctx, object, names)
  const records = rows.map(row => {
    const full = withComputed(object, needed, fromRow(object, needed, row))
    const can = verbsPossible(ctx, object, full, teams.get(row.id as string))
    const shown = Object.fromEntries(
      Object.entries(full).filter(([name]) => name === 'id' || name === 'version' || names.includes(name)),
    )
    const phones = Object.fromEntries(
      pointFields(object)
        .filter(name => names.includes(name))
        .map(name => [name, points.get(row.id as string)?.[name] ?? null]),
    )
    const values = Object.entries({ ...shown, ...phones }).map(([name, value]) => [
      name,
      name === 'id' || name === 'version' ? value : shownValue(ctx, object, name, value),
    ])
    return { ...Object.fromEntries(values), can } as ApiRecord
  })
  await fillTitles(ctx, object, records)
  return records
}

/** What rights depend on is fetched too, though it may not be shown: owner and the fields that verbs look at. */
function withNeeded(ctx: Context, object: ObjectDefinition, names: readonly string[]): string[] {
  const looked = ctx.catalog.verbs
    .filter(verb => verb.object.name === object.name)
    .flatMap(verb => (verb.from ? [verb.from.field] : []))
  const owner = object.owned ? ['owner', ...(object.coOwners ?? [])] : []
  const lines = new Set(
    Object.entries(object.fields).flatMap(([name, field]) => (fieldType(field.type).type === 'lines' ? [name] : [])),
  )
  const from = names.flatMap(name => (Object.hasOwn(object.fields, name) ? (object.fields[name]?.from ?? []) : []))
  return [...new Set([...names, ...looked, ...owner, ...from])].filter(name => !lines.has(name))
}

/** What follows from the values of a record is worked out here, each time it is read. */
function withComputed(
  object: ObjectDefinition,
  names: readonly string[],
  record: Record<string, unknown>,
): Record<string, unknown> {
  for (const name of names) {
    const field = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
    if (field?.type === 'computed') record[name] = computedValue(field, record)
  }
  return record
}
