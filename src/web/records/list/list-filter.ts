import type { Condition, Filter, Operator } from '#platform/objects/filter.ts'
import { operatorsWithoutValue, relativeOperators } from '#platform/objects/filter.ts'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'

/** Conditions of which all or any must hold. */
export interface ConditionGroup {
  match: 'all' | 'any'
  conditions: Condition[]
}

/** A filter as the builder edits it: conditions and groups of conditions, of which all or any must hold. */
export interface FilterDraft {
  match: 'all' | 'any'
  parts: (Condition | ConditionGroup)[]
}

/** Whether a part of a draft is a group. */
export const isGroup = (part: Condition | ConditionGroup): part is ConditionGroup => 'conditions' in part

/** The filter as the builder can edit it; null when it is a deeper tree, which is shown in words and can only be taken away. */
export function draftOf(filter: Filter | undefined): FilterDraft | null {
  if (filter === undefined) return { match: 'all', parts: [] }
  const whole = groupOf(filter)
  if (whole) return { match: whole.match, parts: whole.conditions }
  if (!('and' in filter) && !('or' in filter)) return null
  const parts = ('and' in filter ? filter.and : filter.or).map(part => ('field' in part ? part : groupOf(part)))
  return parts.every(part => part !== null) ? { match: 'and' in filter ? 'all' : 'any', parts } : null
}

/** A filter that is one group of conditions; null for another. */
function groupOf(filter: Filter): ConditionGroup | null {
  if ('field' in filter) return { match: 'all', conditions: [filter] }
  if ('not' in filter) return null
  const parts = 'and' in filter ? filter.and : filter.or
  const conditions = parts.filter(part => 'field' in part)
  return conditions.length === parts.length ? { match: 'and' in filter ? 'all' : 'any', conditions } : null
}

/** The tree of a draft, without what is not whole yet; undefined when it asks nothing. */
export function filterOf({ match, parts }: FilterDraft): Filter | undefined {
  return joined(
    match,
    parts.flatMap(part => {
      if (!isGroup(part)) return isComplete(part) ? [part] : []
      return joined(part.match, part.conditions.filter(isComplete)) ?? []
    }),
  )
}

function joined(match: 'all' | 'any', parts: Filter[]): Filter | undefined {
  if (parts.length < 2) return parts[0]
  return match === 'all' ? { and: parts } : { or: parts }
}

/** All of these at once; undefined when none asks anything. */
export const allOf = (...filters: (Filter | undefined)[]): Filter | undefined =>
  joined(
    'all',
    filters.filter(filter => filter !== undefined),
  )

/** Whether a condition is whole, so that it can be asked. */
export function isComplete({ op, value }: Condition): boolean {
  if (operatorsWithoutValue.includes(op)) return true
  if (isRelative(op)) return typeof value === 'number' && value >= 1
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every(isGiven)
  return isGiven(value)
}

const isGiven = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** Whether an operator counts days from today. */
export const isRelative = (op: Operator): boolean => relativeOperators.some(one => one === op)

/** A fresh condition on a field, by the operator that people mean most often. */
export function freshCondition({ name, field }: FilterField): Condition {
  const wanted: Operator[] = ['contains', 'in', 'hasAny', 'within', 'preset', 'gte', 'is']
  const op = wanted.find(one => field.operators.includes(one)) ?? (field.operators[0] as Operator)
  return { field: name, op }
}

/** The value stays where the new operator takes the same kind of value. */
export function withOperator(condition: Condition, op: Operator): Condition {
  if (kindOf(op) === kindOf(condition.op)) return { ...condition, op }
  return isRelative(op) ? { field: condition.field, op, value: 30 } : { field: condition.field, op }
}

const kindOf = (op: Operator): string => {
  if (operatorsWithoutValue.includes(op)) return 'none'
  if (isRelative(op)) return 'days'
  if (['in', 'notIn', 'hasAny', 'hasAll', 'hasNone'].includes(op)) return 'many'
  return op === 'between' || op === 'preset' || op === 'within' ? op : 'one'
}

/** A field that may be asked of: the record's own, or one behind a reference (`owner.department`). */
export interface FilterField {
  name: string
  label: string
  field: FieldDescription
}

/** A choice of fields under a heading. */
export interface FilterFieldGroup {
  label: string
  fields: FilterField[]
}

/** The fields that may be asked of: own ones first, then what stands one step behind each reference. */
export function filterFields(
  object: ObjectDescription,
  catalog: readonly ObjectDescription[],
  starred: string,
): FilterFieldGroup[] {
  const own = object.fields
    .filter(field => field.operators.length > 0)
    .map(field => ({ name: field.name, label: field.label, field }))
  const star: FilterField = { name: 'starred', label: starred, field: starField(starred) }
  const behind = object.fields.flatMap(reference => {
    const target = catalog.find(one => one.name === reference.object)
    if (!isStep(reference) || !target || target.lineOf) return []
    const fields = target.fields
      .filter(field => field.operators.length > 0)
      .map(field => ({ name: `${reference.name}.${field.name}`, label: `${reference.label} · ${field.label}`, field }))
    return fields.length > 0 ? [{ label: reference.label, fields }] : []
  })
  return [{ label: object.label, fields: [...own, star] }, ...behind]
}

const isStep = ({ type, operators }: FieldDescription): boolean =>
  ['reference', 'user', 'department'].includes(type) && operators.length > 0

/** 关注 is the person's own and no field of the record, but one asks for it alike. */
const starField = (label: string): FieldDescription => ({
  name: 'starred',
  type: 'yesNo',
  label,
  operators: ['me'],
  isSortable: false,
  isEditable: false,
  isAskedWhenNew: false,
})

/** Text typed into the list's search: any two characters, pinyin or the tail of a phone, in whatever takes part in search. */
export function searchFilter(object: ObjectDescription, text: string | undefined): Filter | undefined {
  const typed = text?.trim()
  if (!typed) return undefined
  const title = object.fields.find(field => field.name === object.title)
  const searched = object.fields.filter(
    field => field.operators.includes('contains') && (field.search || field === title),
  )
  // Search begins at two characters; before that, how the title begins.
  if ([...typed].length < 2)
    return title?.operators.includes('startsWith') ? { field: title.name, op: 'startsWith', value: typed } : undefined
  return joined(
    'any',
    searched.map(field => ({ field: field.name, op: 'contains', value: typed })),
  )
}
