import { isFilesField, isPointsField } from '../../fields/index.ts'
import type { FieldDefinition, ObjectDefinition } from '../../objects/index.ts'
import { invalid } from '../../errors.ts'
import { isReferenceList } from '../row.ts'
import { isEmpty } from '../validate.ts'

type Values = Record<string, unknown>

/** How a field of merged records is settled: by choosing one's value, or by putting all together. */
export type MergeKind = 'choose' | 'union'

/** The fields that a merge settles, with how: those that people or imports give. Numbers, figures and what verbs keep stay those of the record that remains. */
export function mergedFields(object: ObjectDefinition): { name: string; field: FieldDefinition; kind: MergeKind }[] {
  return Object.entries(object.fields)
    .filter(([, field]) => field.setBy !== 'verb' && !['serial', 'computed', 'lines'].includes(field.type))
    .map(([name, field]) => ({ name, field, kind: isUnited(field) ? 'union' : 'choose' }))
}

/** Fields that hold several values. */
const isUnited = (field: FieldDefinition): boolean =>
  isPointsField(field) || isFilesField(field) || isReferenceList(field) || field.type === 'choices'

/** Whose value a field gets unless somebody chooses: that of the record that remains, or of the first that has one. */
export function defaultChoice(name: string, records: readonly Values[]): string {
  const filled = records.find(record => !isEmpty(record[name]))
  return String((filled ?? records[0])?.id ?? '')
}

/**
 * The values that the record that remains (the first) gets. `choices` say by field whose value counts; lists are put together unless one is chosen.
 * @throws Problem `invalid` (422) for a record that is not among these
 */
export function chosenValues(
  object: ObjectDefinition,
  records: readonly Values[],
  choices: Readonly<Record<string, string>>,
): Values {
  const [into = {}] = records
  const values: Values = {}
  const byId = new Map(records.map(record => [record.id as string, record]))
  const fields = mergedFields(object)
  const strange = Object.entries(choices).filter(
    ([name, id]) => !byId.has(id) || !fields.some(field => field.name === name),
  )
  if (strange.length > 0)
    throw invalid(
      strange.map(([name]) => ({ path: `choices.${name}`, code: 'merge.unknown_choice', params: { field: name } })),
    )
  for (const { name, field, kind } of fields) {
    const chosen = choices[name]
    const value =
      kind === 'union' && chosen === undefined
        ? united(
            field,
            records.map(record => record[name]),
          )
        : (byId.get(chosen ?? defaultChoice(name, records))?.[name] ?? null)
    const currency = field.type === 'money' && field.currency !== 'base' ? field.currency : undefined
    if (currency && chosen === undefined) values[currency] = byId.get(defaultChoice(name, records))?.[currency] ?? null
    values[name] = value
  }
  for (const [name, field] of Object.entries(object.fields))
    if (field.type === 'lines' && field.setBy !== 'verb')
      values[name] = unitedLines(records.map(record => record[name]))
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => textOf(value) !== textOf(into[name])))
}

/** All values once, in their order; of phones and addresses only the first stays the main one. */
function united(field: FieldDefinition, lists: readonly unknown[]): unknown {
  const seen = new Set<string>()
  const all = lists
    .flatMap(list => (Array.isArray(list) ? (list as unknown[]) : []))
    .filter(one => {
      const key = keyOf(field, one)
      return !seen.has(key) && seen.add(key)
    })
  if (!isPointsField(field)) return all.length > 0 ? all : null
  const points = (all as Values[]).map((point, index) => ({ ...point, primary: index === 0 }))
  return points.length > 0 ? points : null
}

const keyOf = (field: FieldDefinition, one: unknown): string => {
  if (isPointsField(field)) return JSON.stringify([(one as Values).normalised, (one as Values).extension ?? null])
  return typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : JSON.stringify(one)
}

/** Lines of the others become new lines of the one that remains, unless it has the same. */
function unitedLines(lists: readonly unknown[]): Values[] {
  const [own, ...others] = lists.map(list => (Array.isArray(list) ? (list as Values[]) : []))
  const lines = [...(own ?? [])]
  for (const { id: _id, ...line } of others.flat())
    if (!lines.some(({ id: _known, ...known }) => textOf(known) === textOf(line))) lines.push(line)
  return lines
}

/** A value as it is compared: other records by their ids. */
function textOf(value: unknown): string {
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'null' : `[${value.map(textOf).join()}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  if ('title' in value && 'id' in value) return JSON.stringify(value.id)
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${key}:${textOf(inner)}`)
    .join()}}`
}
