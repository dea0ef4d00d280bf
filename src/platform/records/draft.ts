import type { FieldProblem } from '../errors.ts'
import { Exact } from '../fields/index.ts'
import { checkFiles } from '../files/attach.ts'
import type { FieldDefinition, Fields, ObjectDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { checkStillHere } from './leavers.ts'
import type { Draft } from './module.ts'
import { isReferenceList } from './row.ts'
import { checkUnique } from './uniqueness.ts'
import { checkReferences, isEmpty, missing } from './validate.ts'

/**
 * The steps that creation, change and verbs share, after each value was read: derive what follows, then ask everything that needs the
 * database or several fields. Gives the problems of each draft, by index; `known` are those found so far.
 */
export async function completeDrafts(
  ctx: Context,
  object: ObjectDefinition,
  drafts: readonly Draft[],
  known: Map<number, FieldProblem[]>,
): Promise<void> {
  const add = (index: number, problems: readonly FieldProblem[]): void => {
    if (problems.length > 0) known.set(index, [...(known.get(index) ?? []), ...problems])
  }
  const changed = drafts.map(({ values, before }) =>
    before === null
      ? values
      : Object.fromEntries(
          Object.entries(values)
            .filter(([name, value]) => !isSame(object.fields[name], before[name], value))
            .map(([name, value]) => [name, withoutKnown(object.fields[name], before[name], value)]),
        ),
  )
  for (const [index, problems] of await checkReferences(ctx, object.fields, changed)) add(index, problems)
  const ofToday = changed.map((values, index) => (drafts[index]?.isHistory ? {} : values))
  for (const [index, problems] of await checkStillHere(ctx, object.fields, ofToday)) add(index, problems)
  const behaviour = ctx.behaviour.objects[object.name]
  await behaviour?.derive?.(ctx, [...drafts])
  for (const [index, draft] of drafts.entries()) {
    if (draft.problems.length > 0) add(index, draft.problems)
    // What only derivation fills is not asked of a person who has other things to mend first.
    const asked = known.has(index) ? fieldsOfPeople(object) : object.fields
    add(index, missing(withoutWishes(ctx, asked, draft), draft.values, known.get(index) ?? []))
    add(index, unsaid(behaviour?.check?.(draft) ?? [], known.get(index) ?? []))
  }
  for (const [index, problems] of await checkFiles(ctx, object, drafts)) add(index, problems)
  for (const [index, problems] of await checkUnique(ctx, object, drafts)) add(index, problems)
}

/** What a rule finds beside what is known to be wrong: of a field that could not even be read it knows nothing. */
const unsaid = (found: readonly FieldProblem[], known: readonly FieldProblem[]): FieldProblem[] => {
  const fieldOf = ({ path }: FieldProblem): string => path.split('.', 1).join()
  return found.filter(problem => !known.some(other => fieldOf(other) === fieldOf(problem)))
}

/** Of a list of references what was added: a tag that went into the bin since stays on the records that bear it. */
function withoutKnown(field: FieldDefinition | undefined, before: unknown, value: unknown): unknown {
  if (!field || !isReferenceList(field) || !Array.isArray(value) || !Array.isArray(before)) return value
  return value.filter(one => !before.some(known => known.id === one.id))
}

/**
 * What the company alone requires is asked of whoever gives values, not of a verb; and a record that never had it may go on without, as
 * long as nobody empties it.
 */
const withoutWishes = (ctx: Context, fields: Fields, { before }: Draft): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, field]) =>
        !field.isRequiredByCompany || (!ctx.isWithinVerb && (before === null || !isEmpty(before[name]))),
    ),
  )

const fieldsOfPeople = (object: ObjectDefinition): Fields =>
  Object.fromEntries(Object.entries(object.fields).filter(([, field]) => field.setBy !== 'verb'))

/** Whether two values of a field, in API form, are the same; references by id, amounts by what they are worth, lists member by member. */
export function isSame(field: FieldDefinition | undefined, a: unknown, b: unknown): boolean {
  const isAmount =
    (field?.type === 'money' || field?.type === 'decimal') && typeof a === 'string' && typeof b === 'string'
  return isAmount ? new Exact(a).equals(b) : comparable(a) === comparable(b)
}

function comparable(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'object' && 'title' in value && 'id' in value) return JSON.stringify(value.id)
  if (Array.isArray(value)) return `[${value.map(comparable).join()}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  return `{${Object.entries(value)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, inner]) => `${key}:${comparable(inner)}`)
    .join()}}`
}
