import { sql } from 'kysely'
import { isMasked, mayRead, readableFields, shownValue } from '../access/readable.ts'
import { teamAccess } from '../access/team-records.ts'
import { visible } from '../access/visible.ts'
import { forbidden, notFound } from '../errors.ts'
import { asMerged, fieldOf } from '../objects/catalog.ts'
import { computedValue, fieldType, isId } from '../fields/index.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { workOutOnce } from '../objects/work-out-once.ts'
import { page, type PageQuery } from '../query/page.ts'
import { attachedColumns, linesIn, pointsIn } from './attached.ts'
import { verbsPossible } from './can.ts'
import type { Context } from './context.ts'
import { type LineField, lineFields, readLines } from './lines.ts'
import { pointFields, type PointsById, readPoints } from './points.ts'
import { columnsFor, rowReader, selectList } from './row.ts'
import { fillTitles } from './titles.ts'
import { recordTable } from './write.ts'

/** A record as the API gives it: readable fields, titles of references, and what the actor may do with it. */
export type ApiRecord = { id: string; version: number; can: string[] } & Record<string, unknown>

/** One record with its lines. @throws Problem 404 for what is not there or may not be seen */
export async function get(ctx: Context, declared: ObjectDefinition, id: string): Promise<ApiRecord> {
  const object = asMerged(ctx.catalog, declared)
  if (!isId(id)) throw notFound(object.name)
  const reading = readingOf(ctx, object)
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectList(reading.columns)} ${attachedColumns(reading.points, reading.lines)}
    from ${sql.table(recordTable(object))} t where t.id = ${id}::uuid and ${visible(ctx, object, 't')}`.execute(ctx.db)
  if (!rows[0]) throw notFound(object.name)
  const [record] = await shape(ctx, object, rows, reading, pointsIn(rows))
  const present = linesIn(rows, reading.lines)
  const found = present.length > 0 ? (await readLines(ctx, object, [id], present)).get(id) : undefined
  const lines = reading.lines.map(({ name }) => [name, shownValue(ctx, object, name, found?.[name] ?? [])])
  return { ...(record as ApiRecord), ...Object.fromEntries(lines) }
}

/** Several records by id, without lines, in no order; those that are not there or may not be seen are left out. */
export async function getMany(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<ApiRecord[]> {
  if (ids.length === 0) return []
  const reading = readingOf(ctx, object)
  const { rows } = await sql<Record<string, unknown>>`
    select ${selectList(reading.columns)} from ${sql.table(recordTable(object))} t
    where t.id = any(${[...ids]}::uuid[]) and ${visible(ctx, object, 't')}`.execute(ctx.db)
  return shape(ctx, object, rows, reading)
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
  const reading = readingOf(ctx, object, queries[0]?.fields)
  const pages = []
  for (const query of queries) pages.push(await page(ctx, object, query, reading.columns))
  const rows = pages.flatMap(found => found.rows)
  const records = await shape(ctx, object, rows, reading)
  return pages.map(({ rows: own, next }) => ({ records: records.splice(0, own.length), next }))
}

/** What reading these fields of a noun comes to for whoever has these roles. */
interface Reading {
  /** What is shown, values of the row alone. */
  shown: readonly string[]
  /** Of those, what is not shown as it is. */
  changed: ReadonlySet<string>
  points: readonly string[]
  lines: readonly LineField[]
  /** The physical columns. */
  columns: readonly string[]
  fromRow: (row: Record<string, unknown>) => Record<string, unknown>
  /** What follows from others. */
  computed: readonly string[]
}

const readings = workOutOnce<Reading>()

/** `wanted`: all readable fields unless told. The same question is worked out once for everybody with the same roles. */
function readingOf(ctx: Context, object: ObjectDefinition, wanted?: readonly string[]): Reading {
  const readable = readableFields(ctx, object).map(([name]) => name)
  const names = wanted ? readable.filter(name => wanted.includes(name)) : readable
  return readings([ctx.catalog, ctx.actor.roles, object], wanted ? names.join() : '*', () => {
    const needed = withNeeded(ctx, object, names)
    const lines = lineFields(ctx, object).filter(({ name }) => names.includes(name))
    const points = pointFields(object).filter(name => names.includes(name))
    const shown = names.filter(name => !points.includes(name) && !lines.some(line => line.name === name))
    return {
      shown,
      changed: new Set([...shown, ...points].filter(name => isMasked(ctx, object, name))),
      points,
      lines,
      columns: columnsFor(object, needed),
      fromRow: rowReader(object, needed),
      computed: needed.filter(name => fieldOf(object, name)?.type === 'computed'),
    }
  })
}

/** Rows in API form with titles, phones and rights; `points` where they were read along. */
async function shape(
  ctx: Context,
  object: ObjectDefinition,
  rows: readonly Record<string, unknown>[],
  reading: Reading,
  points?: PointsById,
): Promise<ApiRecord[]> {
  const ids = rows.map(row => row.id as string)
  const phones = points ?? (await readPoints(ctx.db, ids, reading.points))
  const teams = await teamAccess(ctx, object, ids)
  const can = verbsPossible(ctx, object)
  const records = rows.map(row => {
    const full = withComputed(object, reading.computed, reading.fromRow(row))
    const record: Record<string, unknown> = { id: full.id, version: full.version }
    const put = (name: string, value: unknown): void => {
      record[name] = reading.changed.has(name) ? shownValue(ctx, object, name, value) : value
    }
    for (const name of reading.shown) if (name in full) put(name, full[name])
    for (const name of reading.points) put(name, phones.get(row.id as string)?.[name] ?? null)
    record.can = can(full, teams.get(row.id as string))
    return record as ApiRecord
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
  for (const name of names) record[name] = computedValue(fieldOf(object, name) as FieldDefinition, record)
  return record
}
