import { sql } from 'kysely'
import { systemActor } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import { sealAllWithin } from '../audit/seal.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { newId } from '../db/id.ts'
import type { Transaction } from '../db/server.ts'
import { translate } from '../i18n/index.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { type Context, getMany } from '../records/index.ts'
import { publish, writeHistory } from '../records/write.ts'
import { entriesOf, removeEntries, writeEntries } from '../search/entries.ts'
import { type PersonRecord, personRecords, surroundingIds } from './persons.ts'
import { wordFinder } from './scrub-text.ts'
import { sweepWords } from './sweep.ts'
import { tablesOf } from './tables.ts'
import { tracesOf, wordTypes } from './traces.ts'

/** What an erasure leaves: nothing of what was erased. */
export interface ErasureReceipt {
  id: string
  object: string
  recordId: string
  /** How many of which kind, by table. */
  counts: Record<string, number>
}

/** How far an erasure is: tables gone through, of all, and rows in which something of the person stood. */
export interface ErasureProgress {
  done: number
  total: number
  found: number
}

/**
 * Erases a person's data for good, in the caller's transaction: the words in his records and in all that is the same person, their numbers, files, search, history, keys of
 * sameness and staged rows, and wherever else in the database his numbers, addresses and name stand. The records stay as “erased person” with their links, days and
 * figures. Gives a receipt for each record, and the keys of files whose bytes are to go after the commit. `onProgress` is told before each table; what it throws ends it.
 * @throws Problem 404, `personal.no_person` (422)
 */
export async function erasePerson(
  ctx: Context & { db: Transaction },
  {
    object,
    id,
    reason,
    consentedBy,
    againOf,
    onProgress = async () => undefined,
  }: {
    object: ObjectDefinition
    id: string
    reason: string
    consentedBy: string | null
    againOf?: string | null
    onProgress?: (progress: ErasureProgress) => Promise<void>
  },
): Promise<{ receipts: ErasureReceipt[]; keys: string[] }> {
  const persons = await personRecords(ctx, object, id)
  const traces = await tracesOf(ctx, persons)
  const around = await surroundingIds(ctx, persons)
  const about = persons.map(person => person.id)
  const receipts = persons.map(person => ({ id: newId(), object: person.object.name, recordId: person.id, counts: {} }))
  // What was typed as the reason may name whom it is about.
  const why = wordFinder([...traces.anyNames, ...traces.points])?.replace(reason) ?? reason
  const [first] = receipts
  if (!first) throw new Error('nobody to erase')
  // What scrubs the log must stand in it: receipts come before, and everything is sealed as it was.
  await sealAllWithin(ctx.db)
  for (const receipt of receipts)
    await sql`
      insert into erasure_receipts (id, object, record_id, erased_at, erased_by_id, consented_by_id, reason, counts, again_of)
      values (${receipt.id}::uuid, ${receipt.object}, ${receipt.recordId}::uuid, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid,
        ${consentedBy}::uuid, ${why}, '{}'::jsonb, ${againOf ?? null}::uuid)`.execute(ctx.db)
  const counts: Record<string, number> = {}
  const add = (name: string, count: number): void => {
    if (count > 0) counts[name] = (counts[name] ?? 0) + count
  }
  const keys: string[] = []
  for (const person of persons) {
    for (const key of await removeFiles(ctx, person)) keys.push(key)
    for (const [table, count] of await removeBeside(ctx, person)) add(table, count)
    add('history', await thinHistory(ctx, person))
    add(tableOf(person.object), await emptyRecord(ctx, person))
    add('lines', await emptyLines(ctx, person))
  }
  add('files', keys.length)
  const before = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const { counts: swept, records } = await sweepWords(ctx, traces, {
    about,
    around,
    receipt: first.id,
    onTable: (done, total, found) => onProgress({ done, total, found: before + found }),
  })
  for (const [table, count] of swept) add(table, count)
  await searchAnew(ctx, records)
  for (const receipt of receipts)
    await sql`update erasure_receipts set counts = ${JSON.stringify(counts)}::jsonb where id = ${receipt.id}::uuid`.execute(
      ctx.db,
    )
  await note(ctx, persons, { reason: why, receipt: first.id, counts })
  return { receipts: receipts.map(receipt => ({ ...receipt, counts })), keys }
}

/** His files, wherever copies of them went. */
const removeFiles = async ({ db }: Context, { object, id }: PersonRecord): Promise<string[]> => {
  const { rows } = await sql<{ key: string }>`
    delete from files where storage_key in (select storage_key from files
      where object = ${object.name} and record_id = ${id}::uuid
        or id in (select file_id from prints where object = ${object.name} and record_id = ${id}::uuid)) returning storage_key as key`.execute(
    db,
  )
  return [...new Set(rows.map(row => row.key))]
}

/** Rows that hold nothing but words of this record: they go whole. Staged rows of imports keep their place and lose what stood in them. */
async function removeBeside({ db }: Context, { object, id }: PersonRecord): Promise<[string, number][]> {
  const gone: [string, number][] = []
  for (const table of ['contact_points', 'search_entries', 'match_keys']) {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(table)} where object = ${object.name} and record_id = ${id}::uuid`.execute(db)
    gone.push([table, Number(numAffectedRows ?? 0)])
  }
  const { rows } = await sql<{ import_id: string }>`
    update import_rows set cells = array_fill(''::text, array[cardinality(cells)]), flaws = null, problems = null
     where record_id = ${id}::uuid and cardinality(cells) > 0 returning import_id`.execute(db)
  gone.push(['import_rows', rows.length])
  // The words of a file's columns are kept beside its rows, without saying whose they are.
  for (const importId of new Set(rows.map(row => row.import_id))) {
    const { numAffectedRows } = await sql`delete from import_values where import_id = ${importId}::uuid`.execute(db)
    gone.push(['import_values', Number(numAffectedRows ?? 0)])
  }
  return gone
}

/** History keeps that, when and by whom a field was changed, not to what. */
async function thinHistory({ db }: Context, { object, id }: PersonRecord): Promise<number> {
  const names = wordFields(object).map(([name]) => name)
  const { numAffectedRows } = await sql`
    update history set changes = changes - ${names}::text[]
     where record_id = ${id}::uuid and changes is not null and changes ?| ${names}::text[]`.execute(db)
  return Number(numAffectedRows ?? 0)
}

const wordFields = (object: ObjectDefinition) =>
  Object.entries(object.fields).filter(([, field]) => wordTypes.has(field.type))

async function emptyRecord(ctx: Context, { object, id }: PersonRecord): Promise<number> {
  const name = translate(ctx.company.locale, 'personalData.erasedPerson')
  const mustHave = await requiredColumns(ctx, tableOf(object))
  const own = wordFields(object).filter(([, field]) => !pointTypes.has(field.type))
  const columns = new Map(
    own
      .filter(([, field]) => !field.custom)
      .map(([field, { type }]) => [
        columnOf(field, type),
        field === object.title ? name : mustHave.has(columnOf(field, type)) ? name : null,
      ]),
  )
  const custom = own.filter(([, field]) => field.custom).map(([field]) => field)
  const assignments = [...columns].map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  const { numAffectedRows } = await sql`
    update ${sql.table(tableOf(object))} set ${sql.join([...assignments, sql`custom = nullif(custom - ${custom}::text[], '{}')`])},
           source_system = null, external_id = null, version = version + 1, updated_at = now()
     where id = ${id}::uuid`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

const pointTypes: ReadonlySet<string> = new Set(['phones', 'emails', 'wechats'])

/** Words in the lines of the record: what he was called where. */
async function emptyLines(ctx: Context, { object, id }: PersonRecord): Promise<number> {
  let count = 0
  for (const line of ctx.catalog.objects.values()) {
    if (line.lineOf?.object !== object.name) continue
    const mustHave = await requiredColumns(ctx, tableOf(line))
    const columns = wordFields(line).map(([name, { type }]) => columnOf(name, type))
    const free = columns.filter(column => !mustHave.has(column))
    if (free.length === 0) continue
    const { numAffectedRows } = await sql`
      update ${sql.table(tableOf(line))} set ${sql.join(free.map(column => sql`${sql.ref(column)} = null`))}
       where ${sql.ref(columnOf(line.lineOf.field, 'reference'))} = ${id}::uuid`.execute(ctx.db)
    count += Number(numAffectedRows ?? 0)
  }
  return count
}

const requiredColumns = async (ctx: Context, table: string): Promise<Set<string>> => {
  const found = (await tablesOf(ctx.db)).find(one => one.name === table)
  return new Set((found?.words ?? []).filter(word => word.isRequired).map(word => word.column))
}

/** What other records say was changed, so what they are found by is made anew of what they say now. */
async function searchAnew(ctx: Context, changed: readonly { table: string; id: string }[]): Promise<void> {
  const system = { ...ctx, actor: systemActor('personalData') }
  for (const [table, some] of Map.groupBy(changed, one => one.table)) {
    const object = [...ctx.catalog.objects.values()].find(one => tableOf(one) === table)
    if (!object || object.lineOf || !Object.values(object.fields).some(field => field.search)) continue
    const ids = [...new Set(some.map(one => one.id))]
    await removeEntries(ctx.db, object, ids)
    const records = await getMany(system, object, ids)
    await writeEntries(
      ctx.db,
      records.flatMap(record => entriesOf(object, record.id, record)),
    )
  }
}

/** The log and the records' own history say that it was done, by whom and why; pages that show them read anew. */
async function note(
  ctx: Context,
  persons: readonly PersonRecord[],
  { reason, receipt, counts }: { reason: string; receipt: string; counts: Record<string, number> },
): Promise<void> {
  for (const { object, id } of persons) {
    const { rows } = await sql<{
      version: number
    }>`select version from ${sql.table(tableOf(object))} where id = ${id}::uuid`.execute(ctx.db)
    await writeHistory(ctx, [{ object, id, verb: 'erasePerson', version: rows[0]?.version ?? 1, changes: {}, reason }])
    await publish(ctx, [{ name: `${object.name}.personErased`, object: object.name, recordId: id }])
    await writeAudit(ctx, {
      kind: 'personalData.erased',
      object: object.name,
      recordId: id,
      detail: { reason, receipt, counts },
    })
  }
}
