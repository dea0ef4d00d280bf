import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import { transaction } from '../db/transaction.ts'
import { conflict, forbidden, notFound, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { assess, countUnsettled, type WorkContext } from './assess.ts'
import { planOf } from './columns.ts'
import type { ImportSettings, ImportState } from './import-description.ts'
import {
  findImport,
  type ImportEntry,
  insertImport,
  type KeptProblem,
  saveImport,
  usualSettings,
} from './import-entry.ts'
import { newMapping, newSettings } from './import-settings.ts'
import { withImportLock } from './lock.ts'
import { catalogWithPlanned } from './make-partners.ts'
import { matchHeaders } from './match-headers.ts'
import type { ImportLimits } from './reading/limits.ts'
import { openFile } from './reading/open-file.ts'
import type { SheetFile } from './reading/sheet-file.ts'
import { mappingFor } from './saved-mappings.ts'
import { type GivenSettlement, settleValues } from './settle-values.ts'
import { stageRows } from './stage.ts'
import { importTargets, mayImport } from './targets.ts'

/** What a new import is about. */
export interface NewImport {
  object: string
  fileName: string
  settings?: Partial<ImportSettings>
}

/** Where in a workbook the rows are, if the user says so, and what a test takes instead of the usual limits. */
export interface ReadingWish {
  sheet?: string | undefined
  headerRow?: number | undefined
  limits?: ImportLimits
}

/** What the user changes before the run; what is not named stays. */
export interface ImportChange {
  mapping?: Record<string, string | null>
  settings?: Partial<ImportSettings>
  settlements?: readonly GivenSettlement[]
  /** A kept mapping, by its id or, for a command, its name: its columns and settings; what is given beside it wins. */
  use?: { id?: string | undefined; name?: string | undefined }
}

/** Puts down a new import; `readImport` then takes its file. @throws Problem `forbidden`, `not_found` for what is no noun */
export async function beginImport(ctx: Context, wanted: NewImport): Promise<string> {
  const object = ctx.catalog.objects.get(wanted.object)
  if (!object) throw notFound('object')
  if (!mayImport(ctx, object)) throw forbidden('import.run')
  const id = newId()
  const fileName = wanted.fileName.replaceAll('\u0000', '').trim().slice(0, 255) || object.plural
  const entry = { settings: usualSettings, object: object.name }
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
  { limits, ...choices }: ReadingWish = {},
): Promise<void> {
  await whileLocked(ctx, importId, async () => {
    try {
      const entry = await findImport(ctx, importId)
      const object = objectOf(ctx.catalog, entry.object)
      const targets = importTargets(ctx, object)
      const fieldsOf = (headers: readonly string[]): (string | null)[] =>
        matchHeaders(ctx, object, targets, headers).map(match => match.field)
      const known = (headers: readonly string[]): number => fieldsOf(headers).filter(field => field !== null).length
      const file = await openFile(path, { ...choices, known }, limits)
      const rows = await stageFile(ctx, importId, file, fieldsOf(file.headers))
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

/** Puts down what the file is, then its rows; gives how many. */
async function stageFile(
  ctx: WorkContext,
  importId: string,
  file: SheetFile,
  mapping: ImportEntry['mapping'],
): Promise<number> {
  try {
    const { kind, encoding, separator, sheets, sheet, headerRow, headers } = file
    await saveImport(ctx.db, importId, { kind, encoding, separator, sheets, sheet, headerRow, headers, mapping })
    return await stageRows(ctx, importId, file)
  } finally {
    await file.close()
  }
}

/** Takes the user's changes and looks again. @throws Problem `import.not_now` (409), `invalid` (422) */
export async function changeImport(ctx: WorkContext, importId: string, given: ImportChange): Promise<void> {
  await whileLocked(ctx, importId, async () => {
    const entry = await findImport(ctx, importId)
    assertState(entry, changeable)
    const object = objectOf(ctx.catalog, entry.object)
    const change = given.use ? await withKept(ctx, object, entry, { ...given, use: given.use }) : given
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

/** A change with what a kept mapping says; fields and settings that are no longer there, or not for this person, are passed over. */
async function withKept(
  ctx: Context,
  object: ObjectDefinition,
  entry: ImportEntry,
  change: ImportChange & { use: { id?: string | undefined; name?: string | undefined } },
): Promise<ImportChange> {
  const kept = await mappingFor(ctx, entry, change.use)
  const targets = importTargets(ctx, object).map(target => target.name)
  const isThere = (field: string | null): boolean => field === null || targets.includes(field)
  const defaults = Object.entries(kept.settings.defaults ?? {}).filter(([field]) => isThere(field))
  return {
    ...change,
    mapping: {
      ...Object.fromEntries(Object.entries(kept.mapping).filter(([, field]) => isThere(field))),
      ...change.mapping,
    },
    settings: { ...kept.settings, defaults: Object.fromEntries(defaults), ...change.settings },
  }
}

/** The user's word to begin (or to go on after a cancel or failure); a job does the work. @throws Problem `import.unsettled` (409) */
export async function allowRun(ctx: WorkContext, importId: string): Promise<void> {
  const entry = await findImport(ctx, importId)
  assertState(entry, ['ready', 'settling', 'cancelled', 'failed'])
  if (!mayImport(ctx, objectOf(ctx.catalog, entry.object))) throw forbidden('import.run')
  const unsettled = await countUnsettled(ctx, importId)
  if (unsettled > 0) throw conflict('import.unsettled', { count: unsettled })
  if (!entry.isStaged || entry.clearedAt !== null || (entry.state === 'failed' && entry.batchId === null))
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
