import type { RawBuilder } from 'kysely'
import { mayReadField } from '../access/readable.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import type { FieldDefinition, Filter, ObjectDefinition } from '../objects/index.ts'
import { valueSql } from '../query/value-sql.ts'
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

/** The column of a path in the table under `alias`: the report's own, or the one that the path leads to. */
export const columnOfPath = (path: FieldPath, alias: string): RawBuilder<unknown> =>
  valueSql(alias, path.name, path.field)

/** The column of the report's object through which a path leads to another. */
export const stepOf = (path: FieldPath): RawBuilder<unknown> | null =>
  path.through ? valueSql('t', path.through.name, path.through.field) : null
