import { type RawBuilder, sql } from 'kysely'
import { mayRead, mayReadField, maySeeField, shownValue } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { isId } from '../fields/index.ts'
import { fieldOf, objectOf, withFormer } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { type ApiRecord, type Context, get, getMany } from '../records/index.ts'
import { withMerged } from '../records/merging/redirects.ts'
import { isReferenceField } from '../records/row.ts'
import { fillTitles, titlesOf } from '../records/titles.ts'

/** One thing that happened to a record. */
export interface TimelineEntry {
  id: string
  /** ISO; null when nobody knows when. */
  at: string | null
  precision: 'instant' | 'day' | 'unknown'
  by: { id: string; title: string } | null
  /** The actor as he was called then: the system's, a program's or a person's name. */
  byName: string
  verb: string
  reason: string | null
  batch: { id: string; kind: string } | null
  changes: { field: string; before: unknown; after: unknown }[]
  /** A record of another noun that stands here because it names this one (`told` of its declaration): a follow-up. Its verb is `told`. */
  record?: { object: string } & ApiRecord
  /** The record whose past this was, of one that was merged into this one since. */
  mergedFrom?: { id: string; title: string }
}

const pageSize = 50

/**
 * What happened to a record, newest first, then what nobody knows the time of: every change, and the stages and owners that an import told
 * of; what happened to records that were merged into it is its past, too, and says so. Fields that the actor may not read today are left out, also
 * of old changes. @throws Problem 404
 */
export async function timeline(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
  after?: string,
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  await get(ctx, object, id)
  return timelineOf(ctx, object, id, after)
}

/** The same of a record that the actor has been shown. */
export async function timelineOf(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
  after?: string,
): Promise<{ entries: TimelineEntry[]; next: string | null }> {
  const cursor = readCursor(after)
  const all = withMerged(id)
  const { rows } = await sql<Row>`
    select * from (
      select h.id, h.at, 'instant' as precision, h.user_id, h.actor_name, h.verb, h.reason, h.batch_id, b.kind as batch_kind, h.changes,
        null as field, null as from_value, null as to_value, null as told, nullif(h.record_id, ${id}::uuid) as merged_id
      from history h left join batches b on b.id = h.batch_id where h.record_id = any(${all})
      union all
      select t.id, t.at, t.precision, t.user_id, coalesce(u.name, ''), 'transition', t.reason, t.batch_id, b.kind, null,
        t.field, t.from_value, t.to_value, null, nullif(t.record_id, ${id}::uuid)
      from transitions t left join batches b on b.id = t.batch_id left join users u on u.id = t.user_id
      where t.record_id = any(${all}) and t.precision <> 'instant' and t.to_value is not null
      ${toldOf(ctx, object, id)}
    ) as e
    where ${cursor ? sql<boolean>`(coalesce(e.at, '-infinity'), e.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql<boolean>`true`}
    order by coalesce(e.at, '-infinity') desc, e.id desc limit ${pageSize + 1}`.execute(ctx.db)
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return {
    entries: await entriesOf(ctx, withFormer(object), shown),
    next:
      rows.length > pageSize && last
        ? Buffer.from(JSON.stringify([last.at ?? '-infinity', last.id])).toString('base64url')
        : null,
  }
}

/** The records of other nouns that tell of this one, as rows of the timeline; only those that the actor may see. */
function toldOf(ctx: Context, object: ObjectDefinition, id: string): RawBuilder<unknown> {
  const tellers = [...ctx.catalog.objects.values()].flatMap(teller => {
    const fields = (teller.told?.with ?? []).filter(
      name => teller.fields[name]?.object === object.name && mayReadField(ctx, teller, name),
    )
    return teller.told && fields.length > 0 && mayRead(ctx, teller) ? [{ teller, at: teller.told.at, fields }] : []
  })
  const parts = tellers.map(({ teller, at, fields }) => {
    const names = fields.map(name => sql<boolean>`${sql.ref(`a.${columnOf(name, 'reference')}`)} = ${id}::uuid`)
    return sql`union all
      select a.id, ${sql.ref(`a.${columnOf(at, 'instant')}`)}, 'instant', null, '', 'told', null, null, null, null, null, null, null, ${teller.name}::text, null
      from ${sql.table(tableOf(teller))} a
      where (${sql.join(names, sql` or `)}) and ${sql.ref(`a.${columnOf(at, 'instant')}`)} is not null and ${visible(ctx, teller, 'a')}`
  })
  return parts.length === 0 ? sql`` : sql.join(parts, sql` `)
}

/** What the rows of other nouns hold, by id. */
async function toldRecords(ctx: Context, rows: readonly Row[]): Promise<Map<string, { object: string } & ApiRecord>> {
  const found = new Map<string, { object: string } & ApiRecord>()
  for (const [name, told] of Map.groupBy(
    rows.filter(row => row.told !== null),
    row => row.told as string,
  )) {
    const ids = told.map(row => row.id)
    for (const record of await getMany(ctx, objectOf(ctx.catalog, name), ids))
      found.set(record.id, { object: name, ...record })
  }
  return found
}

interface Row {
  id: string
  at: string | null
  precision: TimelineEntry['precision']
  user_id: string | null
  actor_name: string
  verb: string
  reason: string | null
  batch_id: string | null
  batch_kind: string | null
  changes: Record<string, [unknown, unknown]> | null
  field: string | null
  from_value: string | null
  to_value: string | null
  /** The noun whose record this is, of an entry that another record makes. */
  told: string | null
  /** The record that this happened to, where it was merged into the one that is asked for. */
  merged_id: string | null
}

async function entriesOf(ctx: Context, object: ObjectDefinition, rows: readonly Row[]): Promise<TimelineEntry[]> {
  const told = await transitionTitles(ctx, object, rows)
  const users = await titlesOf(
    ctx,
    objectOf(ctx.catalog, 'user'),
    rows.flatMap(row => row.user_id ?? []),
  )
  const merged = await titlesOf(ctx, object, [...new Set(rows.flatMap(row => row.merged_id ?? []))])
  const entries = rows
    .map(row => ({
      id: row.id,
      at: row.at,
      precision: row.precision,
      by: row.user_id ? { id: row.user_id, title: users.get(row.user_id) ?? row.actor_name } : null,
      byName: row.actor_name,
      verb: row.verb,
      reason: row.reason,
      batch: row.batch_id ? { id: row.batch_id, kind: row.batch_kind ?? '' } : null,
      changes: changesOf(row, told)
        .filter(change => maySeeField(ctx, object, change.field))
        .map(({ field, before, after }) => ({
          field,
          before: shownValue(ctx, object, field, before),
          after: shownValue(ctx, object, field, after),
        })),
      ...(row.merged_id && { mergedFrom: { id: row.merged_id, title: merged.get(row.merged_id) ?? '' } }),
    }))
    .filter(entry => entry.verb !== 'transition' || entry.changes.length > 0)
  const records = await toldRecords(ctx, rows)
  for (const entry of entries) {
    const record = records.get(entry.id)
    if (record) Object.assign(entry, { record, by: record.owner ?? null })
  }
  await nameReferences(ctx, object, entries)
  return together(entries)
}

/** What an import told of one moment, the stage and the state that came with it, is one entry. */
function together(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const merged: TimelineEntry[] = []
  for (const entry of entries) {
    const last = merged.at(-1)
    const isSame =
      last?.verb === 'transition' &&
      entry.verb === 'transition' &&
      last.at === entry.at &&
      last.batch?.id === entry.batch?.id &&
      last.mergedFrom?.id === entry.mergedFrom?.id
    if (isSame) last.changes = [...entry.changes, ...last.changes]
    else merged.push({ ...entry })
  }
  return merged
}

/** What a change refers to is shown by the name it has today. */
async function nameReferences(
  ctx: Context,
  object: ObjectDefinition,
  entries: readonly TimelineEntry[],
): Promise<void> {
  const isReference = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.length > 0 && value.every(isReference)
      : typeof value === 'object' && value !== null && 'id' in value
  const mentioned = entries
    .flatMap(entry => entry.changes)
    .flatMap(({ field, before, after }) => [before, after].filter(isReference).map(value => ({ [field]: value })))
  await fillTitles(ctx, object, mentioned)
}

function changesOf(row: Row, told: ReadonlyMap<string, string>): TimelineEntry['changes'] {
  if (row.field === null)
    return Object.entries(row.changes ?? {}).map(([field, [before, after]]) => ({ field, before, after }))
  const shown = (value: string | null): unknown => {
    if (value === null) return null
    return told.has(value) ? { id: value, title: told.get(value) } : value
  }
  return [{ field: row.field, before: shown(row.from_value), after: shown(row.to_value) }]
}

/** Titles of the records that transitions speak of: stages, owners. */
async function transitionTitles(
  ctx: Context,
  object: ObjectDefinition,
  rows: readonly Row[],
): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  for (const name of new Set(rows.flatMap(row => row.field ?? []))) {
    const field = fieldOf(object, name)
    if (!field || !isReferenceField(field) || !field.object) continue
    const ids = rows.filter(row => row.field === name).flatMap(row => [row.from_value, row.to_value].filter(isId))
    for (const [id, title] of await titlesOf(ctx, objectOf(ctx.catalog, field.object), [...new Set(ids)]))
      told.set(id, title)
  }
  return told
}

function readCursor(text: string | undefined): { at: string; id: string } | null {
  if (text === undefined) return null
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof at === 'string' && isId(id) && (at === '-infinity' || !Number.isNaN(Date.parse(at)))) return { at, id }
  } catch {
    // Said below.
  }
  throw badRequest('page.bad_cursor')
}
