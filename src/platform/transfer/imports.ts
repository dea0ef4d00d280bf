import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import { transaction } from '../db/transaction.ts'
import { badRequest, conflict, type FieldProblem, forbidden, invalid, notFound, Problem } from '../errors.ts'
import { fieldType, isId } from '../fields/index.ts'
import { visible, tableOf } from '../access/visible.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { assess, countUnsettled, type WorkContext } from './assess.ts'
import { planOf } from './columns.ts'
import type { ImportSettings, ImportState } from './import-description.ts'
import { findImport, type ImportEntry, insertImport, type KeptProblem, saveImport } from './import-entry.ts'
import { foldName } from './likeness.ts'
import { withImportLock } from './lock.ts'
import { catalogWithPlanned } from './make-partners.ts'
import { matchHeaders } from './match-headers.ts'
import type { ImportLimits } from './reading/limits.ts'
import { openCsv } from './reading/read-csv.ts'
import { type GivenSettlement, settleValues } from './settle-values.ts'
import { stageRows } from './stage.ts'
import { type ImportTarget, importTargets, isReferring, mayImport } from './targets.ts'
import { optionNames, titleOf } from './values.ts'

/** What a new import is about. */
export interface NewImport {
  object: string
  fileName: string
  settings?: Partial<ImportSettings>
  limits?: ImportLimits
}

/** What the user changes before the run; what is not named stays. */
export interface ImportChange {
  mapping?: Record<string, string | null>
  settings?: Partial<ImportSettings>
  settlements?: readonly GivenSettlement[]
}

/** Puts down a new import; `readImport` then takes its file. @throws Problem `forbidden`, `not_found` for what is no noun */
export async function beginImport(ctx: Context, wanted: NewImport): Promise<string> {
  const object = ctx.catalog.objects.get(wanted.object)
  if (!object) throw notFound('object')
  if (!mayImport(ctx, object)) throw forbidden('import.run')
  const id = newId()
  const fileName = wanted.fileName.replaceAll('\u0000', '').trim().slice(0, 255) || object.plural
  const settings: ImportSettings = { sourceSystem: 'import', dateOrder: 'ymd', doubles: 'skip', defaults: {} }
  const entry = { settings, object: object.name }
  await insertImport(ctx, {
    id,
    object: object.name,
    fileName,
    settings: await newSettings(ctx, object, entry, wanted.settings ?? {}),
  })
  return id
}

/**
 * Reads the file into the staging table and looks at it. What is wrong with the file as a whole ends the import as `failed` with that
 * problem, which is thrown too.
 */
export async function readImport(
  ctx: WorkContext,
  importId: string,
  path: string,
  limits?: ImportLimits,
): Promise<void> {
  await whileLocked(ctx, importId, async () => {
    try {
      const entry = await findImport(ctx, importId)
      const object = objectOf(ctx.catalog, entry.object)
      const file = await openCsv(path, limits && { limits })
      const mapping = matchHeaders(ctx, object, importTargets(ctx, object), file.headers).map(match => match.field)
      await saveImport(ctx.db, importId, {
        encoding: file.encoding,
        separator: file.separator,
        headers: file.headers,
        mapping,
      })
      const rows = await stageRows(ctx, importId, file)
      if (rows === 0) throw new Problem(422, 'import.no_rows')
      await sql`analyze import_rows`.execute(ctx.db)
      await saveImport(ctx.db, importId, { isStaged: true, rows })
      await assess(ctx, importId)
    } catch (error) {
      await failWith(ctx, importId, error)
      throw error
    }
  })
}

/** Takes the user's changes and looks again. @throws Problem `import.not_now` (409), `invalid` (422) */
export async function changeImport(ctx: WorkContext, importId: string, change: ImportChange): Promise<void> {
  await whileLocked(ctx, importId, async () => {
    const entry = await findImport(ctx, importId)
    assertState(entry, changeable)
    const object = objectOf(ctx.catalog, entry.object)
    const mapping = change.mapping ? newMapping(ctx, object, entry, change.mapping) : entry.mapping
    const settings = await newSettings(ctx, object, entry, change.settings ?? {})
    await saveImport(ctx.db, importId, { mapping, settings, state: 'reading' })
    try {
      if (change.mapping || change.settings) await assess(ctx, importId)
      if (change.settlements) {
        const changed = await findImport(ctx, importId)
        const catalog = await catalogWithPlanned(ctx, planOf(ctx, changed))
        await transaction(ctx.db, db =>
          settleValues({ ...ctx, db, catalog }, planOf({ ...ctx, catalog }, changed), change.settlements ?? []),
        )
        await assess(ctx, importId)
      }
    } catch (error) {
      if (error instanceof Problem && error.status < 500) {
        // Nothing of the request is taken; what was foreseen by its settings is looked at anew.
        await saveImport(ctx.db, importId, { state: entry.state, mapping: entry.mapping, settings: entry.settings })
        if (change.mapping || change.settings) await assess(ctx, importId)
      } else await failWith(ctx, importId, error)
      throw error
    }
  })
}

/** The user's word to begin (or to go on after a cancel or failure); a job does the work. @throws Problem `import.unsettled` (409) */
export async function allowRun(ctx: WorkContext, importId: string): Promise<void> {
  const entry = await findImport(ctx, importId)
  assertState(entry, ['ready', 'settling', 'cancelled', 'failed'])
  if (!mayImport(ctx, objectOf(ctx.catalog, entry.object))) throw forbidden('import.run')
  const unsettled = await countUnsettled(ctx, importId)
  if (unsettled > 0) throw conflict('import.unsettled', { count: unsettled })
  if (!entry.isStaged || (entry.state === 'failed' && entry.batchId === null))
    throw conflict('import.not_now', { state: entry.state })
  await saveImport(ctx.db, importId, { state: 'running', isCancelled: false, problems: [] })
}

/** Stops a run after the batch at hand; what came in stays until the import is undone. */
export async function cancelImport(ctx: WorkContext, importId: string): Promise<void> {
  const entry = await findImport(ctx, importId)
  assertState(entry, ['running', ...changeable])
  await saveImport(ctx.db, importId, entry.state === 'running' ? { isCancelled: true } : { state: 'cancelled' })
}

/** The user's word to take the import back; a job does the work. */
export async function allowUndo(ctx: WorkContext, importId: string): Promise<void> {
  const entry = await findImport(ctx, importId)
  assertState(entry, ['done', 'cancelled', 'failed'])
  if (entry.batchId === null) throw conflict('import.nothing_to_undo')
  await saveImport(ctx.db, importId, { state: 'undoing', problems: [] })
}

/** An import whose reading or checking died with its process: checked again when its rows are there, else failed. Gives the entry as it is now. */
export async function wakeImport(ctx: WorkContext, importId: string): Promise<ImportEntry> {
  const entry = await findImport(ctx, importId)
  if (entry.state !== 'reading' || Date.parse(entry.updatedAt) > Date.now() - 10_000) return entry
  await withImportLock(ctx.db, importId, async () => {
    const { state, isStaged } = await findImport(ctx, importId)
    if (state !== 'reading') return
    if (isStaged) await assess(ctx, importId)
    else await failWith(ctx, importId, new Problem(500, 'import.reading_broke_off'))
  })
  return await findImport(ctx, importId)
}

/** Ends a run or an undo with the reason. A run that has brought nothing in yet can be changed and begun anew. */
export async function breakOff(ctx: Context, importId: string, error: unknown): Promise<void> {
  const { state, atRow, done } = await findImport(ctx, importId)
  if (state !== 'running' || atRow > 0 || done > 0) return await failWith(ctx, importId, error)
  await saveImport(ctx.db, importId, { state: 'ready', problems: [keptReason(error)] })
}

/** Ends an import with the reason. */
async function failWith(ctx: Context, importId: string, error: unknown): Promise<void> {
  await saveImport(ctx.db, importId, { state: 'failed', problems: [keptReason(error)] })
}

function keptReason(error: unknown): KeptProblem {
  const { code, params } = error instanceof Problem ? error : new Problem(500, 'unexpected')
  return { code, params }
}

/** @throws Problem `import.busy` (409) while another request or the job works on it */
async function whileLocked(ctx: WorkContext, importId: string, work: () => Promise<void>): Promise<void> {
  if (!(await withImportLock(ctx.db, importId, work))) throw conflict('import.busy')
}

const changeable: readonly ImportState[] = ['mapping', 'settling', 'ready']

function assertState(entry: ImportEntry, states: readonly ImportState[]): void {
  if (!states.includes(entry.state)) throw conflict('import.not_now', { state: entry.state })
}

function newMapping(
  ctx: Context,
  object: ObjectDefinition,
  entry: ImportEntry,
  change: Record<string, string | null>,
): (string | null)[] {
  const targets = importTargets(ctx, object)
  const mapping = [...entry.mapping]
  const problems: FieldProblem[] = []
  for (const [index, field] of Object.entries(change)) {
    const path = `mapping.${index}`
    if (!/^\d+$/.test(index) || Number(index) >= entry.headers.length)
      problems.push({ path, code: 'import.no_such_column', params: { field: index } })
    else if (field !== null && !targets.some(target => target.name === field))
      problems.push({ path, code: 'field.unknown' })
    else mapping[Number(index)] = field
  }
  // A field takes one column: what is chosen now wins over what was before.
  const chosen = new Map(
    Object.entries(change).flatMap(([index, field]) => (field === null ? [] : [[field, Number(index)] as const])),
  )
  const single = mapping.map((field, index) =>
    field !== null && chosen.has(field) && chosen.get(field) !== index ? null : field,
  )
  if (problems.length > 0) throw invalid(problems)
  return single
}

async function newSettings(
  ctx: Context,
  object: ObjectDefinition,
  entry: Pick<ImportEntry, 'settings'>,
  change: Partial<ImportSettings>,
): Promise<ImportSettings> {
  const settings = { ...entry.settings, ...change, defaults: { ...entry.settings.defaults } }
  const sourceSystem = typeof settings.sourceSystem === 'string' ? settings.sourceSystem.trim() : ''
  if (sourceSystem === '' || sourceSystem.length > 100) throw badRequest('import.bad_setting', { name: 'sourceSystem' })
  if (!['ymd', 'dmy', 'mdy'].includes(settings.dateOrder)) throw badRequest('import.bad_setting', { name: 'dateOrder' })
  if (!['skip', 'update', 'create'].includes(settings.doubles))
    throw badRequest('import.bad_setting', { name: 'doubles' })
  const targets = importTargets(ctx, object)
  for (const [name, value] of Object.entries(change.defaults ?? {})) {
    const target = targets.find(candidate => candidate.name === name)
    if (!target) throw invalid([{ path: `settings.defaults.${name}`, code: 'field.unknown' }])
    if (value === '' || value === null) delete settings.defaults[name]
    else settings.defaults[name] = await defaultValue(ctx, object, target, String(value))
  }
  return { sourceSystem, dateOrder: settings.dateOrder, doubles: settings.doubles, defaults: settings.defaults }
}

/** A value for all rows; a record by id or, as people write it, by title. */
async function defaultValue(
  ctx: Context,
  object: ObjectDefinition,
  { name, field }: ImportTarget,
  text: string,
): Promise<string> {
  const refuse = (code: string, params: Record<string, unknown> = { text }): never => {
    throw invalid([{ path: `settings.defaults.${name}`, code, params }])
  }
  if (isReferring(field)) {
    const referred = objectOf(ctx.catalog, field.object ?? '')
    const isMeant = isId(text)
      ? sql`t.id = ${text}::uuid`
      : sql`import_key(${titleOf(referred, 't')}) = import_key(${text})`
    const { rows } = await sql<{ id: string }>`
      select t.id from ${sql.table(tableOf(referred))} t where ${isMeant} and ${visible(ctx, referred, 't')} limit 2`.execute(
      ctx.db,
    )
    return rows.length === 1 && rows[0] ? rows[0].id : refuse('import.no_such_partner')
  }
  if (field.type === 'choice' || field.type === 'status') {
    const isNamed = (option: string): boolean =>
      optionNames(ctx, object, name, option).some(label => foldName(label) === foldName(text))
    return field.options?.find(option => option === text || isNamed(option)) ?? refuse('field.unknown_option')
  }
  const read = fieldType(field.type).fromCell?.(text, field, { dateOrder: 'ymd', timeZone: ctx.company.timeZone })
  return read?.ok ? text : refuse(read?.code ?? 'field.unknown', read && !read.ok ? read.params : undefined)
}
