import { sql } from 'kysely'
import { maySeeField, mayWriteField } from '../access/readable.ts'
import { tableOf, visible, withinScope } from '../access/visible.ts'
import type { FieldProblem } from '../errors.ts'
import { fieldType } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { FieldDefinition, Fields, ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { isReferenceField, isReferenceList } from './row.ts'

/**
 * What may be written: what people may of a record that is there; by who makes one or brings it by a file also what is set at creation; by
 * an import with history also what only verbs set; by a verb everything, whatever the rights on fields of whoever uses it.
 */
export type Writing = 'byPerson' | 'byMaker' | 'byImport' | 'byVerb'

export interface Validated {
  values: Record<string, unknown>
  problems: FieldProblem[]
}

/**
 * Reads given values field by field into their normal form; all problems at once. Unknown, hidden, read-only and server-owned fields are refused.
 * `undefined` is "not given", null and blank are "empty".
 */
export function validate(
  ctx: Context,
  object: ObjectDefinition,
  given: Record<string, unknown>,
  writing: Writing,
): Validated {
  const outcome: Validated = { values: {}, problems: [] }
  const isOrdinary = writing === 'byPerson' || writing === 'byMaker'
  for (const [name, value] of Object.entries(given)) {
    if (name === 'id' || name === 'version' || name === 'can' || value === undefined) continue
    const isDeclared = Object.hasOwn(object.fields, name)
    const field = isOrdinary ? object.fields[name] : writableByVerb(object, name)
    const isKnown =
      field !== undefined && (isDeclared || !isOrdinary) && (writing === 'byVerb' || maySeeField(ctx, object, name))
    if (!isKnown) outcome.problems.push({ path: name, code: 'field.unknown' })
    else if (writing !== 'byVerb' && isDeclared && !mayWriteField(ctx, object, name))
      outcome.problems.push({ path: name, code: 'field.read_only' })
    else if (field.setBy === 'verb' && isOrdinary) outcome.problems.push({ path: name, code: 'field.set_by_verb' })
    else if (field.setBy === 'creation' && writing === 'byPerson')
      outcome.problems.push({ path: name, code: 'field.set_at_creation' })
    else readInto(outcome, name, field, value)
  }
  return outcome
}

/** Reads the input of a verb. */
export function validateInput(fields: Fields, given: Record<string, unknown>): Validated {
  const outcome: Validated = { values: {}, problems: [] }
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) outcome.problems.push({ path: name, code: 'field.unknown' })
    else if (value !== undefined) readInto(outcome, name, field, value)
  }
  for (const name of Object.keys(fields)) outcome.values[name] ??= null
  outcome.problems.push(...missing(fields, outcome.values, outcome.problems))
  return outcome
}

/** Required fields that are empty, except those that have a problem of their own already. */
export function missing(
  fields: Fields,
  values: Record<string, unknown>,
  known: readonly FieldProblem[],
): FieldProblem[] {
  return Object.entries(fields)
    .filter(
      ([name, field]) =>
        field.required === true && isEmpty(values[name]) && !known.some(problem => problem.path === name),
    )
    .map(([name]) => ({ path: name, code: 'field.required' }))
}

/**
 * References must point at living records that the actor may read: asked for all drafts at once, by object. Lines and their parents are
 * checked with their parent. Gives the problems of each draft, by index.
 */
export async function checkReferences(
  ctx: Context,
  fields: Fields,
  drafts: readonly Record<string, unknown>[],
): Promise<Map<number, FieldProblem[]>> {
  const wanted = new Map<string, Set<string>>()
  const references = Object.entries(fields).filter(([, field]) => isReferenceField(field) || isReferenceList(field))
  for (const values of drafts)
    for (const [name, field] of references)
      for (const id of idsIn(values[name]))
        if (field.object) wanted.set(field.object, (wanted.get(field.object) ?? new Set()).add(id))
  const found = new Map<string, Set<string>>()
  for (const [name, ids] of wanted) found.set(name, await existing(ctx, objectOf(ctx.catalog, name), [...ids]))
  const problems = new Map<number, FieldProblem[]>()
  for (const [index, values] of drafts.entries())
    for (const [name, field] of references) {
      if (idsIn(values[name]).every(id => found.get(field.object ?? '')?.has(id))) continue
      problems.set(index, [...(problems.get(index) ?? []), { path: name, code: 'field.no_such_record' }])
    }
  return problems
}

/** Whether a value counts as not filled. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** The ids in a reference or in a list of them. */
const idsIn = (value: unknown): string[] =>
  [value]
    .flat()
    .flatMap(one => (typeof one === 'object' && one !== null && 'id' in one && one.id ? [one.id as string] : []))

const writableByVerb = (object: ObjectDefinition, name: string): FieldDefinition | undefined =>
  object.fields[name] ?? { externalId: identity, sourceSystem: identity, createdAt: moment, createdBy: person }[name]
const identity: FieldDefinition = { type: 'text', max: 200 }
const moment: FieldDefinition = { type: 'instant' }
const person: FieldDefinition = { type: 'user', object: 'user' }

function readInto(outcome: Validated, name: string, field: FieldDefinition, value: unknown): void {
  if (value === null || (typeof value === 'string' && value.trim() === '')) {
    outcome.values[name] = null
    return
  }
  const read = fieldType(field.type).parse(value, field)
  if (read.ok) outcome.values[name] = isEmpty(read.value) && field.type !== 'lines' ? null : read.value
  else outcome.problems.push({ path: name, code: read.code, params: read.params })
}

async function existing(ctx: Context, object: ObjectDefinition, ids: readonly string[]): Promise<Set<string>> {
  // A line that outlasts is still meant by what goes by it, and by its rules.
  const isThere = object.lineOf?.outlasts ? withinScope(ctx, object, 't') : visible(ctx, object, 't')
  const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(tableOf(object))} t
    where t.id = any(${[...ids]}::uuid[]) and ${isThere}`.execute(ctx.db)
  return new Set(rows.map(row => row.id))
}
