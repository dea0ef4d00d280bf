import type { FieldProblem } from '../errors.ts'
import { type CellSettings, fieldType, isId } from '../fields/index.ts'
import type { FieldDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { type ChosenColumn, columnFor, type ImportPlan } from './columns.ts'
import type { ImportDraft } from './object-import.ts'
import type { Partners } from './partners.ts'
import { isReferring } from './targets.ts'

/** A row as it waits in import_rows. */
export interface StagedRow {
  row: number
  level: number
  cells: string[]
  damage: string | null
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
    if (cell === '') continue
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
  const result = fieldType(field.type).fromCell?.(isNumeric(field) ? withoutNoise(cell) : cell, field, settings)
  if (result === undefined) return
  if (result.ok) draft.values[name] = result.value
  else draft.problems.push({ path: name, code: result.code, params: { text: cell.slice(0, 100), ...result.params } })
}

const isNumeric = (field: FieldDefinition): boolean => ['number', 'percent', 'money', 'decimal'].includes(field.type)

/**
 * `1443.9800000000002` is how a program writes the binary fraction next to 1443.98: beyond its 15th digit a double means nothing, and
 * spreadsheets keep no more either. What has fewer digits stays as it is written.
 */
function withoutNoise(cell: string): string {
  const digits = /^-?\d*\.\d+$/.test(cell) ? cell.replace(/^-?0*\.?0*|\./g, '').length : 0
  return digits > 15 ? String(Number(Number(cell).toPrecision(15))) : cell
}

function choose(
  draft: ImportDraft,
  { column, partners, cells }: { column: ChosenColumn; partners: Partners; cells: readonly string[] },
): void {
  const partner = partners.find(column, cells)
  const text = (cells[column.index] ?? '').trim().slice(0, 100)
  const refuse = (code: string): unknown => draft.problems.push({ path: column.name, code, params: { text } })
  if (partner?.kind === 'leaveEmpty') return
  if (partner?.kind === 'refuse') refuse('import.value_refused')
  else if (partner?.option != null) draft.values[column.name] = partner.option
  else if (partner?.id != null) draft.values[column.name] = { id: partner.id, title: text }
  else if (partner?.row != null) {
    const fate = partners.fate(partner.row)
    if (fate?.recordId) draft.values[column.name] = { id: fate.recordId, title: text }
    else if (fate && fate.outcome !== 'refused' && fate.outcome !== 'skipped')
      draft.values[column.name] = { id: PENDING, title: text }
    else refuse('import.partner_refused')
  } else refuse('import.no_partner')
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
