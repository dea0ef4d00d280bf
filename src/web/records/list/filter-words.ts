import type { FieldDescription, ObjectDescription } from '#platform/objects/description.ts'
import type { Condition, Filter } from '#platform/objects/filter.ts'
import { operatorsWithoutValue } from '#platform/objects/filter.ts'
import { faceOf, type Wording } from '#web/fields/index.ts'
import { isRelative } from './list-filter.ts'

/** What is needed to say a filter in words. */
export interface FilterReading {
  object: ObjectDescription
  catalog: readonly ObjectDescription[]
  wording: Wording
  /** Titles of records by id, as far as they are known. */
  titles: ReadonlyMap<string, string>
}

/** A filter said in words: 级别 是 A; 金额 ≥ ¥10,000.00. Ids of records are said by their titles. */
export function filterWords(filter: Filter, reading: FilterReading): string {
  const { t } = reading.wording
  if ('and' in filter) return grouped(filter.and, t('records.filter.and'), reading)
  if ('or' in filter) return grouped(filter.or, t('records.filter.or'), reading)
  if ('not' in filter) return t('records.filter.not', { filter: filterWords(filter.not, reading) })
  return conditionWords(filter, reading)
}

function grouped(parts: readonly Filter[], word: string, reading: FilterReading): string {
  return parts
    .map(part => {
      const words = filterWords(part, reading)
      return 'field' in part ? words : `(${words})`
    })
    .join(` ${word} `)
}

/** One condition in words. A field behind a reference is said with the reference: 负责人 · 直属上级. */
export function conditionWords(asked: Condition, reading: FilterReading): string {
  const { t } = reading.wording
  // The star is the person's own and needs no "is me".
  if (asked.field === 'starred') return t('records.star.field')
  const named = namedWords(asked, reading)
  if (named !== null) return named
  const { field, label } = askedField(asked.field, reading)
  if (isRelative(asked.op)) return `${label} ${t(`records.relative.${asked.op}`, { count: Number(asked.value) })}`
  const op = operatorWords(asked, field, reading.wording)
  if (operatorsWithoutValue.includes(asked.op)) return `${label} ${op}`
  return `${label} ${op} ${valueWords(asked, field, reading)}`
}

/** What a module lets one ask beside fields has words of its own; null for what is none of these. */
function namedWords({ field, op, value }: Condition, { object, wording }: FilterReading): string | null {
  const key = `conditions.${object.name}.${field}`
  const words = wording.t(key, { defaultValue: '' })
  if (words === '') return null
  return op === 'preset' ? `${words} ${wording.t(`fieldsUi.periods.${String(value)}`)}` : words
}

/** The field that a condition asks of, at most one step through a reference; undefined when this person may not read it. */
export function askedField(
  name: string,
  { object, catalog }: Pick<FilterReading, 'object' | 'catalog'>,
): { field: FieldDescription | undefined; label: string } {
  const [first = '', inner] = name.split('.')
  const field = object.fields.find(one => one.name === first)
  if (inner === undefined) return { field, label: field?.label ?? name }
  const target = catalog.find(one => one.name === field?.object)
  const behind = target?.fields.find(one => one.name === inner)
  return { field: behind, label: `${field?.label ?? first} · ${behind?.label ?? inner}` }
}

/** The operator in words; for dates 早于, 晚于 instead of < and >. */
export function operatorWords(
  { op, value }: Pick<Condition, 'op' | 'value'>,
  field: FieldDescription | undefined,
  { t }: Wording,
): string {
  const isTime = field?.type === 'date' || field?.type === 'instant'
  if (isTime && (op === 'gt' || op === 'gte' || op === 'lt' || op === 'lte')) return t(`records.operators.time.${op}`)
  if ((op === 'in' || op === 'notIn') && Array.isArray(value) && value.length === 1)
    return t(op === 'in' ? 'records.operators.is' : 'records.operators.isNot')
  return t(`records.operators.${op}`)
}

function valueWords(asked: Condition, field: FieldDescription | undefined, { wording, titles }: FilterReading): string {
  const { t } = wording
  const one = (value: unknown): string => {
    if (value === null || value === undefined) return '…'
    if (typeof value === 'object' && 'title' in value) return String(value.title)
    const text = String(value as string | number)
    if (!field) return text
    if (asked.op === 'preset') return t(`fieldsUi.periods.${text}`)
    if (['reference', 'user', 'department', 'tags'].includes(field.type)) return titles.get(text) ?? '…'
    if (['phones', 'emails', 'wechats'].includes(field.type)) return text
    return faceOf(field.type).words(value, field, wording, {})
  }
  const { value } = asked
  if (!Array.isArray(value)) return one(value)
  return value.map(one).join(asked.op === 'between' ? ' – ' : t('records.and'))
}
