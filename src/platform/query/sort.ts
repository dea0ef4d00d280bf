import { type RawBuilder, sql } from 'kysely'
import { isMasked, mayReadField } from '../access/readable.ts'
import { badRequest } from '../errors.ts'
import { fieldType } from '../fields/index.ts'
import { fieldOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { valueSql } from './value-sql.ts'

/** One key of an order. Text goes by its Chinese collation (pinyin) without regard to case; what is empty stands last in both directions. */
export interface SortKey {
  name: string
  direction: 'asc' | 'desc'
  isNullable: boolean
  /** The value in the row, and how a bind compares with it. */
  expression: (alias: string) => RawBuilder<unknown>
  cast: RawBuilder<unknown>
}

/** Reads `-createdAt,name`. A hidden field is as unknown as none. @throws Problem `sort.unknown_field` (400) */
export function sortKeys(ctx: Context, object: ObjectDefinition, sort: readonly string[]): SortKey[] {
  if (sort.length > 4) throw badRequest('sort.too_many')
  return sort.map(written => {
    const name = written.replace(/^[-+]/, '')
    const field = fieldOf(object, name)
    if (field && isMasked(ctx, object, name)) throw badRequest('sort.masked', { field: name })
    if (!field || !mayReadField(ctx, object, name)) throw badRequest('sort.unknown_field', { field: name })
    if (!fieldType(field.type).sortable) throw badRequest('sort.not_sortable', { field: name })
    const isText = ['text', 'serial'].includes(field.type)
    return {
      name,
      direction: written.startsWith('-') ? 'desc' : 'asc',
      isNullable: !['createdAt', 'updatedAt'].includes(name) && name !== object.title,
      expression: alias =>
        isText ? sql`lower(${valueSql(alias, name, field)}) collate "zh-x-icu"` : valueSql(alias, name, field),
      cast: castOf(field.type, isText),
    }
  })
}

const castOf = (type: string, isText: boolean): RawBuilder<unknown> => {
  if (isText) return sql`::text`
  if (type === 'date') return sql`::date`
  if (type === 'instant') return sql`::timestamptz`
  if (type === 'yesNo') return sql`::boolean`
  return ['number', 'percent', 'money', 'decimal'].includes(type) ? sql`::numeric` : sql`::text`
}

/** Where a page ended: the value of each key, as text, and the record's id. */
export interface Cursor {
  values: (string | null)[]
  id: string
}

export const writeCursor = (cursor: Cursor): string =>
  Buffer.from(JSON.stringify([cursor.values, cursor.id])).toString('base64url')

/** @throws Problem `page.bad_cursor` (400) */
export function readCursor(text: string, keys: number): Cursor {
  try {
    const [values, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [unknown, unknown]
    const isSound =
      Array.isArray(values) && values.length === keys && values.every(v => v === null || typeof v === 'string')
    if (isSound && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id))
      return { values: values as (string | null)[], id }
  } catch {
    // Not a cursor of ours: said below.
  }
  throw badRequest('page.bad_cursor')
}

/** `order by` of the keys; unless the rows are `all`, the first key is empty in none or each of them, so that its index serves. */
export function orderBy(
  keys: readonly SortKey[],
  alias: string,
  rows: 'all' | 'without' | 'only',
): RawBuilder<unknown> {
  const parts = keys.map(({ expression, direction, isNullable }, index) => {
    const nulls = isNullable && (index > 0 || rows === 'all') ? sql` nulls last` : sql``
    return sql`${expression(alias)} ${direction === 'desc' ? sql`desc` : sql`asc`}${nulls}`
  })
  const last = keys.at(0)?.direction === 'desc' ? sql`desc` : sql`asc`
  return sql`${sql.join([...parts, sql`${sql.ref(`${alias}.id`)} ${last}`])}`
}

/**
 * "Comes after the cursor" for keys from `from` on, the first of which (when `from` is 0) is not empty. Simple orders become one row
 * comparison, which an index answers.
 */
export function after(keys: readonly SortKey[], cursor: Cursor, alias: string, from = 0): RawBuilder<boolean> {
  const rest = keys.slice(from)
  const idOperator = keys.at(0)?.direction === 'desc' ? sql`<` : sql`>`
  const id = sql.ref(`${alias}.id`)
  const first = rest[0]
  if (!first) return sql<boolean>`${id} ${idOperator} ${cursor.id}::uuid`
  const value = cursor.values[from] ?? null
  const operator = first.direction === 'desc' ? sql`<` : sql`>`
  const expression = first.expression(alias)
  if (
    rest.length === 1 &&
    value !== null &&
    (from === 0 || !first.isNullable) &&
    keys.at(0)?.direction === first.direction
  )
    return sql<boolean>`(${expression}, ${id}) ${operator} (${value}${first.cast}, ${cursor.id}::uuid)`
  const next = after(keys, cursor, alias, from + 1)
  if (value === null) return sql<boolean>`(${expression} is null and ${next})`
  const beyond = sql<boolean>`${expression} ${operator} ${value}${first.cast}`
  const nulls = from > 0 && first.isNullable ? sql<boolean>` or ${expression} is null` : sql<boolean>``
  return sql<boolean>`(${beyond}${nulls} or (${expression} = ${value}${first.cast} and ${next}))`
}
