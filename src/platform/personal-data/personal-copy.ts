import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import type { FileStore } from '../files/file-store.ts'
import { type TimelineEntry, timeline } from '../history/timeline.ts'
import { translate } from '../i18n/index.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { type ApiRecord, type Context, getMany } from '../records/index.ts'
import type { ZipPart } from '../transfer/writing/zip-stream.ts'
import { copyPage } from './copy-page.ts'
import { type PersonRecord, personRecords } from './persons.ts'
import { isNounTable, tablesOf } from './tables.ts'

/** All that is kept about a person in one of his records. */
export interface PersonCopy {
  noun: string
  object: string
  why: PersonRecord['why']
  record: ApiRecord
  history: TimelineEntry[]
  /** Records that name him: follow-ups, tasks, opportunities, by noun. */
  mentions: { noun: string; object: string; records: ApiRecord[] }[]
  /** Rows beside records: what he sent by a form and agreed to, touches, conversions, by table. */
  beside: Record<string, Record<string, unknown>[]>
  files: { name: string; path: string; size: number; at: string; key: string }[]
}

/**
 * The copy as the parts of an archive: everything as JSON, the same as a page to read, and the files. Read with all rights: what a person is owed does not
 * depend on what the colleague who hands it out may see.
 */
export async function* personalCopy(
  ctx: Context,
  store: FileStore,
  { object, id }: { object: ObjectDefinition; id: string },
): AsyncGenerator<ZipPart> {
  const system: Context = { ...ctx, actor: systemActor('personalData') }
  const persons = await personRecords(system, object, id)
  const copies: PersonCopy[] = []
  for (const person of persons) copies.push(await copyOf(system, person))
  const madeAt = ctx.now().toISOString()
  const said = copies.map(copy => ({ ...copy, files: copy.files.map(({ key: _key, ...file }) => file) }))
  yield { name: 'data.json', text: [JSON.stringify({ madeAt, company: ctx.company.name, records: said }, null, 2)] }
  yield { name: 'index.html', text: [copyPage(ctx, copies, madeAt)] }
  for (const { key, path } of copies.flatMap(copy => copy.files)) {
    const content = await store.read(key)
    if (content) yield { name: path, text: content as AsyncIterable<Buffer> }
  }
}

async function copyOf(ctx: Context, { object, id, why, isInBin }: PersonRecord): Promise<PersonCopy> {
  const record = (await getMany(ctx, object, [id]))[0] ?? (await rawRecord(ctx, object, id))
  return {
    noun: translate(ctx.locale, `${object.name}.name`),
    object: object.name,
    why,
    record,
    history: isInBin ? [] : await historyOf(ctx, object, id),
    mentions: await mentionsOf(ctx, object, id),
    beside: await besideOf(ctx, object, id),
    files: await filesOf(ctx, object, id),
  }
}

/** One in the bin is read by its row alone. */
const rawRecord = async (ctx: Context, object: ObjectDefinition, id: string): Promise<ApiRecord> => {
  const { rows } = await sql<{ row: ApiRecord }>`
    select to_jsonb(t) as row from ${sql.table(tableOf(object))} t where t.id = ${id}::uuid`.execute(ctx.db)
  return rows[0]?.row ?? ({ id } as ApiRecord)
}

async function historyOf(ctx: Context, object: ObjectDefinition, id: string): Promise<TimelineEntry[]> {
  const entries: TimelineEntry[] = []
  let after: string | undefined
  do {
    const page = await timeline(ctx, object, id, after)
    entries.push(...page.entries.filter(entry => !entry.record))
    after = page.next ?? undefined
  } while (after)
  return entries
}

async function mentionsOf(ctx: Context, object: ObjectDefinition, id: string): Promise<PersonCopy['mentions']> {
  const mentions: PersonCopy['mentions'] = []
  for (const noun of ctx.catalog.objects.values()) {
    if (noun.lineOf) continue
    const fields = Object.entries(noun.fields).filter(
      ([, field]) => field.type === 'reference' && field.object === object.name,
    )
    if (fields.length === 0) continue
    const columns = fields.map(([name, field]) => sql.ref(`t.${columnOf(name, field.type)}`))
    const { rows } = await sql<{ id: string }>`
      select t.id from ${sql.table(tableOf(noun))} t
       where t.deleted_at is null and ${id}::uuid in (${sql.join(columns)}) order by t.created_at, t.id`.execute(ctx.db)
    const records = await getMany(
      ctx,
      noun,
      rows.map(row => row.id),
    )
    if (records.length > 0)
      mentions.push({ noun: translate(ctx.locale, `${noun.name}.plural`), object: noun.name, records })
  }
  return mentions
}

/** Kept by the program for itself: it says nothing that the rest does not. */
const machinery: ReadonlySet<string> = new Set([
  'history',
  'search_entries',
  'match_keys',
  'outbox',
  'files',
  'contact_points',
  'audit_log',
  'notices',
  'notice_deliveries',
  'bulk_rows',
])

async function besideOf(ctx: Context, object: ObjectDefinition, id: string): Promise<PersonCopy['beside']> {
  const beside: PersonCopy['beside'] = {}
  for (const { name, references, isBesideRecords } of await tablesOf(ctx.db)) {
    if (machinery.has(name) || isNounTable(ctx, name)) continue
    const columns = [
      ...references.filter(one => one.to === tableOf(object)).map(one => one.column),
      ...(isBesideRecords ? ['record_id'] : []),
    ]
    if (columns.length === 0) continue
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(t) as row from ${sql.table(name)} t where ${id}::uuid in (${sql.join(columns.map(column => sql.ref(`t.${column}`)))})`.execute(
      ctx.db,
    )
    if (rows.length > 0) beside[name] = rows.map(({ row }) => row)
  }
  return beside
}

async function filesOf(ctx: Context, object: ObjectDefinition, id: string): Promise<PersonCopy['files']> {
  const { rows } = await sql<{ name: string; key: string; size: string; at: string }>`
    select name, storage_key as key, size::text as size, uploaded_at as at from files
     where object = ${object.name} and record_id = ${id}::uuid and removed_at is null order by uploaded_at, id`.execute(
    ctx.db,
  )
  return rows.map(({ size, name, ...file }, place) => ({
    ...file,
    name,
    size: Number(size),
    // A name from outside never becomes a path.
    path: `files/${object.name}-${place + 1}-${name.replace(/[^\p{L}\p{N}._-]/gu, '_').replace(/^\.+/, '')}`,
  }))
}
