import { type Column, fieldType } from '../fields/index.ts'
import type { ObjectDefinition } from './define-object.ts'
import { snakeCase } from './naming.ts'

/** A table as the declarations want it; the migrations must have made exactly this (`npm run check`). */
export interface ExpectedTable {
  name: string
  object: string
  columns: ExpectedColumn[]
}

export interface ExpectedColumn extends Column {
  isNullable: boolean
  /** Table that the column's foreign key points at. */
  referencesTable?: string
}

/** The tables that the declared objects need. */
export function expectedTables(objects: readonly ObjectDefinition[]): ExpectedTable[] {
  const tables = new Map(objects.map(object => [object.name, snakeCase(object.plural)]))
  return objects.map(object => ({
    name: snakeCase(object.plural),
    object: object.name,
    columns: [...recordColumns, ...(object.lineOf ? [position] : []), ...declaredColumns(object)].map(column => ({
      ...column,
      ...(column.references ? { referencesTable: tables.get(column.references) ?? column.references } : {}),
    })),
  }))
}

/** The columns of an object's own fields: `not null` where the field is required, so that no way of writing leaves it empty. */
function declaredColumns(object: ObjectDefinition): ExpectedColumn[] {
  return Object.entries(object.fields).flatMap(([name, field]) =>
    fieldType(field.type)
      .columns(field, name)
      .map(column => ({ ...column, isNullable: field.required !== true })),
  )
}

/** What every record has. */
const recordColumns: ExpectedColumn[] = [
  { name: 'id', sql: 'uuid', isNullable: false },
  { name: 'version', sql: 'integer', isNullable: false },
  { name: 'created_at', sql: 'timestamp with time zone', isNullable: false },
  { name: 'created_by_id', sql: 'uuid', isNullable: true, references: 'user' },
  { name: 'updated_at', sql: 'timestamp with time zone', isNullable: false },
  { name: 'deleted_at', sql: 'timestamp with time zone', isNullable: true },
  { name: 'source_system', sql: 'text', isNullable: true },
  { name: 'external_id', sql: 'text', isNullable: true },
  { name: 'custom', sql: 'jsonb', isNullable: true },
]

/** Lines stand in an order. */
const position: ExpectedColumn = { name: 'position', sql: 'integer', isNullable: false }
