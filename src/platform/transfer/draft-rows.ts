import type { FieldProblem } from '../errors.ts'
import { type CellSettings, fieldType, isId } from '../fields/index.ts'
import type { FieldDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type ChosenColumn, columnFor, type ImportPlan } from './columns.ts'
import type { ImportDraft } from './object-import.ts'
import type { CellFlaw } from './reading/sheet-file.ts'
import { type Partners, wordsOf } from './partners.ts'
import { isReferring } from './targets.ts'

/** A row as it waits in import_rows. */
export interface StagedRow {
  row: number
  level: number
  cells: string[]
  damage: string | null
  /** By column, what is wrong with a cell. */
  flaws: Record<string, CellFlaw> | null
  outcome: 'created' | 'updated' | 'skipped' | 'refused'
  recordId: string | null
}

/** A row with the record it shall become. */
export interface RowDraft extends StagedRow {
  draft: ImportDraft
}

/** Stands for a record that only the run will make. */
export const PENDING = '00000000-0000-7000-8000-000000000000'

/**
 * Reads rows into drafts: each cell by its field's kind, words by their partners, blank ones by the import's defaults; then the object's
 * module has its say. What cannot be read is a problem of its row.
 */
export async function draftRows(
  ctx: Context,
  plan: ImportPlan,
  partners: Partners,
  rows: readonly StagedRow[],
): Promise<RowDraft[]> {
  await partners.load(ctx, rows)
  const cellSettings: CellSettings = { dateOrder: plan.entry.settings.dateOrder, timeZone: ctx.company.timeZone }
  const drafts = rows.map(row => ({ ...row, draft: draftOf(plan, partners, row, cellSettings) }))
  const sound = drafts.filter(({ draft }) => draft.problems.length === 0).map(({ draft }) => draft)
  await ctx.behaviour.importing[plan.object.name]?.prepare?.(ctx, sound)
  return drafts
}

function draftOf(plan: ImportPlan, partners: Partners, row: StagedRow, settings: CellSettings): ImportDraft {
  const draft: ImportDraft = {
    row: row.row,
    isNew: row.outcome !== 'updated',
    values: {},
    transitions: [],
    problems: [],
  }
  if (row.damage !== null) {
    draft.problems.push({ path: '', code: row.damage })
    return draft
  }
  for (const column of plan.columns) {
    const written = row.cells[column.index] ?? ''
    const cell = written.trim()
    const flaw = row.flaws?.[column.index]
    if (flaw !== undefined && (flaw !== 'import.digits_lost' || !isNumeric(column.field))) {
      draft.problems.push({ path: column.name, code: flaw, params: { text: cell.slice(0, 100) } })
      continue
    }
    if (cell === '' || column.name === 'id') continue
    const chosen = plan.chosen.find(candidate => candidate.index === column.index)
    if (chosen) choose(draft, { column: chosen, partners, cells: row.cells })
    // A Chinese paragraph begins with two full-width spaces.
    else read(draft, column.name, column.field, column.field.type === 'longText' ? written : cell, settings)
  }
  if (draft.isNew) fillDefaults(plan, draft, settings)
  if (columnFor(plan, 'externalId') && draft.values.externalId !== undefined)
    draft.values.sourceSystem = plan.entry.settings.sourceSystem
  return draft
}

function read(draft: ImportDraft, name: string, field: FieldDefinition, cell: string, settings: CellSettings): void {
  const result = fieldType(field.type).fromCell?.(isNumeric(field) ? withoutNoise(cell, field) : cell, field, settings)
  if (result === undefined) return
  if (result.ok) draft.values[name] = result.value
  else draft.problems.push({ path: name, code: result.code, params: { text: cell.slice(0, 100), ...result.params } })
}

const isNumeric = (field: FieldDefinition): boolean => ['number', 'percent', 'money', 'decimal'].includes(field.type)

/**
 * `1443.9800000000002` is how a program writes the binary fraction next to 1443.98: beyond its 15th digit a double means nothing, and
 * spreadsheets keep no more either. What has fewer digits stays as it is written.
 */
function withoutNoise(cell: string, field: FieldDefinition): string {
  const fraction = /^-?\d*\.(\d+)$/.exec(cell)?.[1]
  if (fraction === undefined || fraction.length <= (field.decimals ?? 0)) return cell
  const digits = cell.replace(/^-?0*\.?0*|\./g, '').length
  return digits > 15 ? String(Number(Number(cell).toPrecision(15))) : cell
}

function choose(
  draft: ImportDraft,
  { column, partners, cells }: { column: ChosenColumn; partners: Partners; cells: readonly string[] },
): void {
  const found = wordsOf(column, cells).flatMap(word => partnerValue(draft, { column, partners, cells, word }) ?? [])
  if (column.isMany && found.length > 0) draft.values[column.name] = found
  else if (found.length > 0) draft.values[column.name] = found[0]
}

/** What a word stands for: an option, a record; undefined when it stands for nothing, which may be a problem of the draft. */
function partnerValue(
  draft: ImportDraft,
  asked: { column: ChosenColumn; partners: Partners; cells: readonly string[]; word: string },
): string | { id: string; title: string } | undefined {
  const { column, partners, cells, word } = asked
  const partner = partners.find(column, cells, word)
  const text = word.trim().slice(0, 100)
  const refuse = (code: string): undefined => {
    draft.problems.push({ path: column.name, code, params: { text } })
  }
  if (partner?.kind === 'leaveEmpty') return undefined
  if (partner?.kind === 'refuse') return refuse('import.value_refused')
  if (partner?.option != null) return partner.option
  if (partner?.id != null) return { id: partner.id, title: text }
  if (partner?.row == null) return refuse('import.no_partner')
  const fate = partners.fate(partner.row)
  if (fate?.recordId) return { id: fate.recordId, title: text }
  return fate && fate.outcome !== 'refused' && fate.outcome !== 'skipped'
    ? { id: PENDING, title: text }
    : refuse('import.partner_refused')
}

function fillDefaults(plan: ImportPlan, draft: ImportDraft, settings: CellSettings): void {
  for (const [name, text] of Object.entries(plan.entry.settings.defaults)) {
    const field = plan.targets.find(target => target.name === name)?.field
    if (!field || draft.values[name] !== undefined || draft.problems.some(problem => problem.path === name)) continue
    if (isReferring(field)) {
      if (isId(text)) draft.values[name] = { id: text, title: '' }
    } else if (field.type === 'choice' || field.type === 'status') draft.values[name] = text
    else read(draft, name, field, text, settings)
  }
}

/** The problems of a row as they are kept. */
export const keptProblems = (
  problems: readonly FieldProblem[],
): { code: string; field: string | null; params?: Record<string, unknown> | undefined }[] =>
  problems.map(({ path, code, params }) => ({ code, field: path || null, ...(params && { params }) }))
