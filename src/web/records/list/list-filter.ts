import type { Condition, Filter, Operator } from '#platform/objects/filter.ts'
import { operatorsWithoutValue } from '#platform/objects/filter.ts'
import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'

/** A filter as the builder edits it: conditions of which all or any must hold. */
export interface SimpleFilter {
  match: 'all' | 'any'
  conditions: Condition[]
}

/** The filter as a simple one; null when it is a deeper tree, which is shown in words and can only be taken away. */
export function simpleFilter(filter: Filter | undefined): SimpleFilter | null {
  if (filter === undefined) return { match: 'all', conditions: [] }
  if ('field' in filter) return { match: 'all', conditions: [filter] }
  if ('not' in filter) return null
  const parts = 'and' in filter ? filter.and : filter.or
  const conditions = parts.filter(part => 'field' in part)
  return conditions.length === parts.length ? { match: 'and' in filter ? 'all' : 'any', conditions } : null
}

/** The tree of a simple filter; undefined when it asks nothing. */
export function filterOf({ match, conditions }: SimpleFilter): Filter | undefined {
  const [only] = conditions
  if (!only) return undefined
  if (conditions.length === 1) return only
  return match === 'all' ? { and: conditions } : { or: conditions }
}

/** All of these at once; undefined when none asks anything. */
export function allOf(...filters: (Filter | undefined)[]): Filter | undefined {
  const given = filters.filter(filter => filter !== undefined)
  return given.length > 1 ? { and: given } : given[0]
}

/** Whether a condition is whole, so that it can be asked. */
export function isComplete({ op, value }: Condition): boolean {
  if (operatorsWithoutValue.includes(op)) return true
  if (op === 'between') return Array.isArray(value) && value.length === 2 && value.every(isGiven)
  return isGiven(value)
}

const isGiven = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** A fresh condition on a field, by the operator that people mean most often. */
export function freshCondition(field: FieldDescription): Condition {
  const wanted: Operator[] = ['contains', 'in', 'preset', 'gte', 'is']
  const op = wanted.find(one => field.operators.includes(one)) ?? (field.operators[0] as Operator)
  return { field: field.name, op }
}

/** The fields that may be asked of. */
export const filterFields = (object: ObjectDescription): FieldDescription[] =>
  object.fields.filter(field => field.operators.length > 0)

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
  const parts: Filter[] = searched.map(field => ({ field: field.name, op: 'contains', value: typed }))
  return parts.length > 1 ? { or: parts } : parts[0]
}
