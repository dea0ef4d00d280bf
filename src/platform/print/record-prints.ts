import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { mayReadField } from '../access/readable.ts'
import { newId } from '../db/id.ts'
import { invalid, notFound, Problem } from '../errors.ts'
import { isId } from '../fields/index.ts'
import type { FileStores } from '../files/file-store.ts'
import { takeIn } from '../files/upload.ts'
import { inTransaction } from '../http/context.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { type ApiRecord, type Context, get } from '../records/index.ts'
import { writeHistory } from '../records/write.ts'
import type { PrintDefinition, PrintValues } from './define-print.ts'
import { fillTemplate } from './docx/fill.ts'
import { templateNamed } from './docx/templates.ts'
import { marked, paperNamed, type Prints, printLabel } from './offered.ts'
import { pictureFrom } from './pictures.ts'
import { printPdf } from './print.ts'
import type { MadePrint, PrintAnswer, PrintAsk } from './print-description.ts'
import type { PrintDocument } from './paper-description.ts'

/** What printing needs beside the context. */
export interface PrintPlace {
  stores: FileStores
  prints: Prints
  values: readonly PrintValues[]
}

/**
 * A paper before it is printed: what would stand on it. @throws Problem 404 for a record or paper that is not there, 409 `print.no_preview`
 */
export async function previewPrint(
  ctx: Context,
  place: PrintPlace,
  { object, id, ask }: { object: ObjectDefinition; id: string; ask: PrintAsk },
): Promise<PrintDocument> {
  const record = await get(ctx, object, id)
  const paper = paperNamed(ctx, place.prints, { object, record, ask })
  if (paper.hasNoPreview) throw new Problem(409, 'print.no_preview')
  return described(ctx, place, { object, record, paper, ask })
}

/**
 * Prints a record: makes the file, keeps it, and writes down who printed what of which version. A Word template is filled, everything else becomes a PDF.
 * @throws Problem 404 for a record, paper or template that is not there; 503 when it cannot be laid out
 */
export async function printRecord(
  ctx: Context,
  place: PrintPlace,
  { object, id, ask }: { object: ObjectDefinition; id: string; ask: PrintAsk },
): Promise<PrintAnswer> {
  const record = await get(ctx, object, id)
  const made = isId(ask.print)
    ? await fromTemplate(ctx, place, { object, record, ask })
    : await fromPaper(ctx, place, { object, record, ask })
  const kept = await inTransaction(ctx, async trx => ({
    id: await keep(trx, place.stores, { object, record, ask, made }),
    missing: made.missing,
  }))
  const [print] = await madePrints(ctx, place.prints, { object, record, only: kept.id })
  if (!print) throw notFound('print')
  return { ...print, missing: kept.missing }
}

interface Asked {
  object: ObjectDefinition
  record: ApiRecord
  ask: PrintAsk
}

interface Made {
  bytes: Buffer
  name: string
  fileName: string
  format: 'pdf' | 'docx'
  missing: string[]
  template: { id: string; version: number } | null
}

async function fromPaper(ctx: Context, place: PrintPlace, { object, record, ask }: Asked): Promise<Made> {
  const paper = paperNamed(ctx, place.prints, { object, record, ask })
  const document = await described(ctx, place, { object, record, paper, ask })
  const { pdf, missing } = await printPdf(document)
  const name = printLabel({ locale: ask.language }, paper)
  return { bytes: pdf, name, fileName: fileName(object, record, name, 'pdf'), format: 'pdf', missing, template: null }
}

async function fromTemplate(ctx: Context, place: PrintPlace, { object, record, ask }: Asked): Promise<Made> {
  const template = await templateNamed(ctx, object.name, ask.print)
  if (template.language !== ask.language) throw notFound('print')
  const bytes = await fillTemplate(ctx, place.values, { object, record, template })
  const { id, version, name } = template
  return {
    bytes,
    name,
    fileName: fileName(object, record, name, 'docx'),
    format: 'docx',
    missing: [],
    template: { id, version },
  }
}

async function described(
  ctx: Context,
  place: PrintPlace,
  { object, record, paper, ask }: Asked & { paper: PrintDefinition },
): Promise<PrintDocument> {
  const speaking = { ...ctx, locale: ask.language }
  const picture = pictureFrom(place.stores)
  const input = inputOf(paper, ask.input)
  const document = await paper.build(speaking, record.id, ask.language, { input, picture })
  return marked(ctx, object, record, document)
}

function inputOf({ input }: PrintDefinition, given: PrintAsk['input']): unknown {
  if (!input) return given ?? {}
  const read = input.safeParse(given ?? {})
  if (read.success) return read.data
  throw invalid(
    read.error.issues.map(issue => ({ path: ['input', ...issue.path].join('.'), code: 'print.input_wrong' })),
  )
}

/** By its number where it has one, else by its title. */
function fileName(object: ObjectDefinition, record: ApiRecord, name: string, ending: string): string {
  const serial = Object.entries(object.fields).find(([field, { type }]) => type === 'serial' && record[field])
  const title = serial ? record[serial[0]] : record[object.title]
  return `${[name, typeof title === 'string' ? title : ''].filter(Boolean).join(' ')}.${ending}`
}

/** The noun under which files of prints are kept: no noun of the company, so nobody opens them past their print. */
const kept = 'print'

async function keep(
  ctx: Context,
  stores: FileStores,
  { object, record, ask, made }: Asked & { made: Made },
): Promise<string> {
  const id = newId()
  const file = await takeIn(ctx, stores.of(ctx.company.id), {
    name: made.fileName,
    content: Readable.from([made.bytes]),
    limit: made.bytes.length,
  })
  await sql`update files set object = ${kept}, record_id = ${id}::uuid, attached_at = uploaded_at where id = ${file.id}::uuid`.execute(
    ctx.db,
  )
  await sql`insert into prints (id, object, record_id, record_version, print, template_id, template_version, name, language, format, file_id, file_name,
      size, sha256, missing, hidden, at, by_id)
    select ${id}::uuid, ${object.name}, ${record.id}::uuid, ${record.version}, ${ask.print}, ${made.template?.id ?? null}::uuid, ${made.template?.version ?? null},
      ${made.name}, ${ask.language}, ${made.format}, f.id, f.name, f.size, f.sha256, ${made.missing}::text[], ${hiddenFields(ctx, object)}::text[],
      ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId}::uuid from files f where f.id = ${file.id}::uuid`.execute(
    ctx.db,
  )
  await writeHistory({ ...ctx, reason: file.title }, [
    { object, id: record.id, verb: 'print', version: record.version, changes: null },
  ])
  return id
}

/** Fields of a noun, its lines and what it refers to that the actor is not shown in clear. */
function hiddenFields(ctx: Context, object: ObjectDefinition): string[] {
  const noun = objectOf(ctx.catalog, object.name)
  const near = Object.values(noun.fields).flatMap(field => ctx.catalog.objects.get(field.object ?? '') ?? [])
  return [...new Set([noun, ...near])].flatMap(one =>
    Object.keys(one.fields)
      .filter(name => !mayReadField(ctx, one, name))
      .map(name => `${one.name}.${name}`),
  )
}

type MadeRow = Omit<MadePrint, 'isCurrent' | 'canOpen'> & { hidden: string[]; isThere: boolean }

/** What was printed of a record, the newest first. */
export async function madePrints(
  ctx: Context,
  prints: Prints,
  { object, record, only }: { object: ObjectDefinition; record: ApiRecord; only?: string },
): Promise<MadePrint[]> {
  const { rows } = await sql<MadeRow>`
    select p.id, p.at, case when u.id is not null then json_build_object('id', u.id, 'title', u.name) end as by, p.print, p.name, p.language, p.format,
      p.record_version as version, p.file_name as "fileName", p.size::float8 as size, p.sha256, p.hidden, f.id is not null as "isThere"
    from prints p left join users u on u.id = p.by_id left join files f on f.id = p.file_id and f.removed_at is null
    where p.object = ${object.name} and p.record_id = ${record.id}::uuid and ${only === undefined ? sql`true` : sql`p.id = ${only}::uuid`}
    order by p.at desc limit 100`.execute(ctx.db)
  const own = hiddenFields(ctx, object)
  return rows.map(({ hidden, isThere, ...row }) => ({
    ...row,
    at: new Date(row.at).toISOString(),
    isCurrent: row.version === record.version,
    canOpen:
      isThere &&
      isWithin(own, hidden) &&
      mayHold(ctx, prints, { object, record, print: row.print, by: row.by?.id ?? null }),
  }))
}

/** Whether whoever does not see these fields learns nothing from a paper on which those were left out. */
const isWithin = (own: readonly string[], leftOut: readonly string[]): boolean =>
  own.every(name => leftOut.includes(name))

/** A paper that not everybody may print (with a seal) is opened by whoever may, and by whoever printed it. */
function mayHold(
  ctx: Context,
  prints: Prints,
  { object, record, print, by }: { object: ObjectDefinition; record: ApiRecord; print: string; by: string | null },
): boolean {
  const paper = prints.find(one => one.object === object.name && one.name === print)
  return by === ctx.actor.userId || (paper?.isPossible?.(ctx, record) ?? true)
}

/** A printed file that the actor may open: he sees the record, and at least as much of it as stands on the paper. @throws Problem 404 */
export async function openPrint(
  ctx: Context,
  prints: Prints,
  id: string,
): Promise<{ fileName: string; storageKey: string; size: number; format: 'pdf' | 'docx' }> {
  if (!isId(id)) throw notFound('print')
  const { rows } = await sql<{
    object: string
    record: string
    print: string
    by: string | null
    hidden: string[]
    fileName: string
    storageKey: string
    size: number
    format: 'pdf' | 'docx'
  }>`select p.object, p.record_id as record, p.print, p.by_id as by, p.hidden, p.file_name as "fileName", f.storage_key as "storageKey", f.size::float8 as size, p.format
    from prints p join files f on f.id = p.file_id and f.removed_at is null where p.id = ${id}::uuid`.execute(ctx.db)
  const [row] = rows
  const object = ctx.catalog.objects.get(row?.object ?? '')
  if (!row || !object) throw notFound('print')
  const record = await get(ctx, object, row.record)
  if (!isWithin(hiddenFields(ctx, object), row.hidden)) throw notFound('print')
  if (!mayHold(ctx, prints, { object, record, print: row.print, by: row.by })) throw notFound('print')
  return row
}
