import { fieldOf, objectOf } from '../objects/catalog.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { ImportEntry, KeptProblem } from './import-entry.ts'
import { holdsSeveral, importTargets, type ImportTarget, isChosen, isReferring } from './targets.ts'

/** A column of the file with what it goes into. */
export interface MappedColumn extends ImportTarget {
  /** From 0. */
  index: number
}

/** A column whose words must find partners. */
export interface ChosenColumn extends MappedColumn {
  /** The object whose records it names; absent for choices. */
  object?: ObjectDefinition
  /** A cell may hold several words. */
  isMany: boolean
  /**
   * A line (a stage) counts only inside its parent (the pipeline): the field of this object that holds the parent, the column that brings
   * it, or the one parent of all rows.
   */
  inside?: { field: string; parentColumn: string; index: number | null; id: string | null }
}

/** What one import is about, worked out of its entry. */
export interface ImportPlan {
  entry: ImportEntry
  object: ObjectDefinition
  targets: ImportTarget[]
  columns: MappedColumn[]
  chosen: ChosenColumn[]
}

/** Reads an entry with the eyes of the actor: columns that go into what he may not set are left out. */
export function planOf(ctx: Context, entry: ImportEntry): ImportPlan {
  const object = objectOf(ctx.catalog, entry.object)
  const targets = importTargets(ctx, object)
  const columns = entry.mapping.flatMap((name, index) => {
    const target = targets.find(candidate => candidate.name === name)
    return target ? [{ ...target, index }] : []
  })
  const chosen = columns
    .filter(column => isChosen(column.field))
    .map(column => chosenOf(ctx, { entry, object, columns }, column))
  return { entry, object, targets, columns, chosen }
}

/** The column that goes into a target. */
export const columnFor = (plan: Pick<ImportPlan, 'columns'>, name: string): MappedColumn | undefined =>
  plan.columns.find(column => column.name === name)

/** What must be chosen before rows can be looked at, and what the user should know. `blocking` ones stop the import here. */
export function mappingProblems(
  plan: ImportPlan,
  fills: readonly string[],
): { blocking: KeptProblem[]; notes: KeptProblem[] } {
  const { entry, object, columns } = plan
  const isGiven = (name: string): boolean =>
    columnFor(plan, name) !== undefined || entry.settings.defaults[name] !== undefined
  const blocking: KeptProblem[] = []
  // A record that is there holds already what a new one must be given.
  if (entry.settings.doubles !== 'updateOnly')
    for (const [name, field] of Object.entries(object.fields))
      if (isAsked(field) && !fills.includes(name) && !isGiven(name))
        blocking.push({ code: 'import.choose_field', field: name })
  for (const { name, inside } of plan.chosen)
    if (
      inside &&
      inside.index === null &&
      inside.id === null &&
      !blocking.some(problem => problem.field === inside.field)
    )
      blocking.push({ code: 'import.choose_field', field: inside.field, params: { for: name } })
  const { key } = entry.settings
  if (key !== null && !columnFor(plan, key)) blocking.push({ code: 'import.choose_key', field: key })
  if (columns.length === 0) blocking.push({ code: 'import.nothing_mapped' })
  const notes: KeptProblem[] = []
  const seen = new Set<string>()
  for (const header of entry.headers) {
    if (header !== '' && seen.has(header)) notes.push({ code: 'import.double_header', params: { header } })
    seen.add(header)
  }
  return { blocking, notes }
}

const isAsked = (field: FieldDefinition): boolean =>
  field.required === true && field.default === undefined && field.setBy !== 'verb' && field.type !== 'serial'

function chosenOf(
  ctx: Context,
  { entry, object, columns }: Pick<ImportPlan, 'entry' | 'object' | 'columns'>,
  given: MappedColumn,
): ChosenColumn {
  const column = { ...given, isMany: holdsSeveral(given.field) }
  if ((!isReferring(column.field) && !column.isMany) || !column.field.object) return column
  const referred = objectOf(ctx.catalog, column.field.object)
  if (!referred.lineOf) return { ...column, object: referred }
  const { object: parent, field: parentField } = referred.lineOf
  const names = Object.keys(object.fields).filter(name => fieldOf(object, name)?.object === parent)
  const field = names[0]
  if (field === undefined) return { ...column, object: referred }
  const parentColumn = columns.find(candidate => candidate.name === field)
  const id = entry.settings.defaults[field] ?? null
  return {
    ...column,
    object: referred,
    inside: { field, parentColumn: parentField, index: parentColumn?.index ?? null, id },
  }
}
