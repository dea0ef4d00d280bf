import { type RawBuilder, sql } from 'kysely'
import type { FieldDefinition } from '../objects/index.ts'
import { customSql } from '../query/value-sql.ts'

/** The name of the index on a custom field; the field's name is drawn, so it can be said plainly. */
export const indexName = (field: string): string => `${field}_idx`

/**
 * What the index on a custom field holds, as the filter and the order ask for it: choices and references newest first, amounts, days
 * and text in their own order, several choices by each.
 */
export function indexDefinition(table: string, name: string, field: FieldDefinition): RawBuilder<unknown> {
  const value = customSql(sql.ref('custom'), name, field)
  const on = sql`${sql.ref(indexName(name))} on ${sql.table(table)}`
  switch (field.type) {
    case 'choices':
      return sql`${on} using gin ((${value})) where deleted_at is null`
    case 'text':
    case 'url':
      return sql`${on} ((lower(${value}) collate "zh-x-icu"), id) where deleted_at is null`
    case 'choice':
    case 'yesNo':
    case 'reference':
    case 'user':
    case 'department':
      return sql`${on} ((${value}), created_at desc, id desc) where deleted_at is null`
    default:
      return sql`${on} ((${value}), id) where deleted_at is null`
  }
}
