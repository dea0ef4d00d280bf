import { type RawBuilder, sql } from 'kysely'
import { currencies, Exact } from '../fields/index.ts'
import { fieldType, isFilesField } from '../fields/index.ts'
import { columnOf, type FieldDefinition, type ObjectDefinition, systemFieldNames } from '../objects/index.ts'
import { fieldOf } from '../objects/catalog.ts'
import { workOutOnce } from '../objects/work-out-once.ts'

/** The physical columns that the named fields of an object need, with id and version. */
export function columnsFor(object: ObjectDefinition, names: readonly string[]): string[] {
  const columns = new Set(['id', 'version'])
  for (const name of names) {
    const field = fieldOf(object, name)
    if (!field) continue
    const own = fieldType(field.type).columns(field, name)
    if (field.custom && own.length > 0) columns.add('custom')
    else for (const column of own) columns.add(column.name)
    const currency = field.type === 'money' && field.currency !== 'base' ? field.currency : undefined
    if (currency) columns.add(columnOf(currency, 'currency'))
  }
  return [...columns]
}

/** These columns of the table `t`, to be selected; they are names of declarations, never what somebody sent. */
export const selectList = (columns: readonly string[]): RawBuilder<unknown> =>
  selectLists([columns], '', () => sql.raw(columns.map(column => `t."${column.replaceAll('"', '""')}"`).join(', ')))

const selectLists = workOutOnce<RawBuilder<unknown>>()

/** A row in API form: names of fields, references as `{ id, title: '' }` (titles come later, all at once), money as text. */
export const fromRow = (
  object: ObjectDefinition,
  names: readonly string[],
  row: Record<string, unknown>,
): Record<string, unknown> => rowReader(object, names)(row)

/** The same for the rows of a table one after another: what is asked of each field is settled once. */
export function rowReader(
  object: ObjectDefinition,
  names: readonly string[],
): (row: Record<string, unknown>) => Record<string, unknown> {
  const readers = names.flatMap(name => {
    const field = fieldOf(object, name)
    if (!field || fieldType(field.type).columns(field, name).length === 0) return []
    const column = columnOf(name, field.type)
    const kept = field.custom
      ? (row: Record<string, unknown>) => (row.custom as Record<string, unknown> | null | undefined)?.[name]
      : (row: Record<string, unknown>) => row[column]
    return [{ name, kept, shown: apiValueOf(field) }]
  })
  return row => {
    const record: Record<string, unknown> = { id: row.id, version: row.version }
    for (const { name, kept, shown } of readers) {
      const value = kept(row) ?? null
      record[name] = value === null ? null : shown(value, row)
    }
    return record
  }
}

/**
 * The column values of fields in API form; fields that live in rows of other tables have none. Custom fields stand together in `custom`,
 * those that are empty as null.
 */
export function toColumns(object: ObjectDefinition, values: Record<string, unknown>): Record<string, unknown> {
  const columns: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    const field = fieldOf(object, name)
    if (!field || fieldType(field.type).columns(field, name).length === 0) continue
    if (field.custom) columns.custom = { ...(columns.custom as object | undefined), [name]: keptValue(field, value) }
    else columns[columnOf(name, field.type)] = keptValue(field, value)
  }
  return columns
}

/** A value as its column, or `custom`, keeps it: of other records their ids, everything else as the API has it. */
export function keptValue(field: FieldDefinition, value: unknown): unknown {
  if (isReferenceField(field)) return (value as { id: string } | null)?.id ?? null
  if (isReferenceList(field) || isFilesField(field))
    return (value as { id: string }[] | null)?.map(one => one.id) ?? null
  return value
}

/** Whether a field holds the ids of several other records. */
export const isReferenceList = (field: FieldDefinition): boolean => field.type === 'tags'

/** Whether a field holds the id of another record. */
export const isReferenceField = (field: FieldDefinition): boolean =>
  ['reference', 'user', 'department'].includes(field.type)

/** Names of all fields of an object, with those every record has. */
export const allFieldNames = (object: ObjectDefinition): string[] => [
  ...Object.keys(object.fields),
  ...systemFieldNames,
]

/** An amount as the API writes it: with the decimals of its currency, more only where they are not zero. */
export function moneyText(value: string, currency: string | null | undefined): string {
  const amount = new Exact(value)
  return amount.toFixed(Math.max(amount.decimalPlaces(), currencies[currency ?? ''] ?? 2))
}

/** How a value that is there reads in the API. */
function apiValueOf(field: FieldDefinition): (value: unknown, row: Record<string, unknown>) => unknown {
  if (isReferenceField(field)) return id => ({ id, title: '' })
  if (isFilesField(field)) return value => (value as string[]).map(id => ({ id, title: '', size: 0, type: '' }))
  if (isReferenceList(field)) return value => (value as string[]).map(id => ({ id, title: '' }))
  if (field.type === 'money') return (value, row) => moneyText(String(value), currencyIn(field, row))
  if (field.type === 'decimal') return value => new Exact(String(value)).toFixed()
  if (field.type === 'number' || field.type === 'percent') return Number
  return value => value
}

const currencyIn = (field: FieldDefinition, row: Record<string, unknown>): string | undefined =>
  field.currency && field.currency !== 'base'
    ? (row[columnOf(field.currency, 'currency')] as string | undefined)
    : undefined
