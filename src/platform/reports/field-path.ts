import { type RawBuilder, sql } from 'kysely'
import { mayReadField } from '../access/readable.ts'
import { tableOf } from '../access/visible.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type FieldDefinition, type Filter, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** A field of a report's object, or of a record that it refers to: `owner`, `owner.superior`. */
export interface FieldPath {
  object: ObjectDefinition
  name: string
  field: FieldDefinition
  /** The reference through which the path goes. */
  through?: { name: string; field: FieldDefinition }
}

/** @throws when no such field is declared: a mistake in the report's declaration. */
export function fieldPath(ctx: Context, object: ObjectDefinition, path: string): FieldPath {
  const [first = '', second] = path.split('.')
  const field = fieldOf(object, first)
  if (!field) throw new Error(`a report names the field ${path}, which ${object.name} does not have`)
  if (second === undefined) return { object, name: first, field }
  const inner = fieldPath(ctx, objectOf(ctx.catalog, field.object ?? ''), second)
  return { ...inner, through: { name: first, field } }
}

/** Whether the actor may read the field and the reference that leads to it. */
export function mayReadPath(ctx: Context, object: ObjectDefinition, path: string): boolean {
  const [first = '', second] = path.split('.')
  if (!mayReadField(ctx, object, first)) return false
  if (second === undefined) return true
  return mayReadField(ctx, objectOf(ctx.catalog, fieldOf(object, first)?.object ?? ''), second)
}

/** All fields that a filter asks about. */
export function fieldsIn(filter: Filter | undefined): string[] {
  if (!filter) return []
  if ('and' in filter) return filter.and.flatMap(fieldsIn)
  if ('or' in filter) return filter.or.flatMap(fieldsIn)
  if ('not' in filter) return fieldsIn(filter.not)
  return [filter.field]
}

/** The column of a path, `t` being the report's object; a step through a reference needs `joinOf`. */
export const columnOfPath = (path: FieldPath): RawBuilder<unknown> =>
  sql.ref(`${path.through ? aliasOf(path.through.name) : 't'}.${columnOf(path.name, path.field.type)}`)

/** The joins that these paths need, each once. */
export function joinsOf(paths: readonly FieldPath[]): RawBuilder<unknown> {
  const steps = new Map(paths.flatMap(path => (path.through ? [[path.through.name, path] as const] : [])))
  const joins = [...steps].map(([name, path]) => {
    const alias = aliasOf(name)
    const from = sql.ref(`t.${columnOf(name, path.through?.field.type ?? 'reference')}`)
    return sql`left join ${sql.table(tableOf(path.object))} as ${sql.ref(alias)} on ${sql.ref(`${alias}.id`)} = ${from}`
  })
  return joins.length === 0 ? sql`` : sql.join(joins, sql` `)
}

const aliasOf = (name: string): string => `through_${name}`
