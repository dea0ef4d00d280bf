import type { Context } from '../records/context.ts'
import { fieldOf } from '../objects/catalog.ts'
import { systemFieldNames } from '../objects/define-object.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { may } from './actor.ts'

/** Whether the actor may read this field; one that may not be read does not exist for filter, sort, search, export and history either. */
export const mayReadField = (ctx: Context, object: ObjectDefinition, field: string): boolean =>
  fieldOf(object, field) !== undefined && !ctx.actor.hiddenFields.has(`${object.name}.${field}`)

/** The fields the actor may read, declared ones first. */
export function readableFields(ctx: Context, object: ObjectDefinition): [string, FieldDefinition][] {
  const names = [...Object.keys(object.fields), ...systemFieldNames]
  return names
    .filter(name => mayReadField(ctx, object, name))
    .map(name => [name, fieldOf(object, name) as FieldDefinition])
}

/** Whether the actor may read records of this object at all; lines by the right to read their parent. */
export const mayRead = (ctx: Context, object: ObjectDefinition): boolean =>
  may(ctx.actor, `${object.lineOf?.object ?? object.name}.read`)
