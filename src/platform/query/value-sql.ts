import { type RawBuilder, sql } from 'kysely'
import { columnOf, type FieldDefinition } from '../objects/index.ts'
import { customFieldName } from '../objects/overlay.ts'

/**
 * The value of a field in SQL: its column in the table under `alias`, or what the record's `custom` holds, in the field's own type. The
 * same text for the same field each time, so that an index on it serves.
 */
export const valueSql = (alias: string, name: string, field: FieldDefinition): RawBuilder<unknown> =>
  field.custom ? customSql(sql.ref(`${alias}.custom`), name, field) : sql.ref(`${alias}.${columnOf(name, field.type)}`)

/** The value of a custom field out of a `custom` column. */
export function customSql(custom: RawBuilder<unknown>, name: string, field: FieldDefinition): RawBuilder<unknown> {
  if (!customFieldName.test(name)) throw new Error(`${name} is no custom field`)
  const text = sql`(${custom}->>${sql.lit(name)})`
  switch (field.type) {
    case 'number':
    case 'percent':
    case 'money':
    case 'decimal':
      return sql`(${text}::numeric)`
    case 'date':
      return sql`custom_day(${text})`
    case 'instant':
      return sql`custom_instant(${text})`
    case 'yesNo':
      return sql`(${text}::boolean)`
    case 'reference':
    case 'user':
    case 'department':
      return sql`(${text}::uuid)`
    case 'choices':
      return sql`custom_list(${custom}->${sql.lit(name)})`
    case 'tags':
      return sql`(custom_list(${custom}->${sql.lit(name)})::uuid[])`
    case 'address':
      return sql`(${custom}->${sql.lit(name)})`
    default:
      return text
  }
}
