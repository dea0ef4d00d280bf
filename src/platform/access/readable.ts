import type { Context } from '../records/context.ts'
import { fieldOf } from '../objects/catalog.ts'
import { systemFieldNames } from '../objects/define-object.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import { workOutOnce } from '../objects/work-out-once.ts'
import { type Actor, type FieldRight, fieldRightNames, may } from './actor.ts'
import { hasMask, masked } from './masks.ts'

/**
 * What the actor may do with a field: of all his roles that reach the object the widest. Nothing is known of a hidden field; of a masked
 * one only its outline is shown. A kind of field without an outline is hidden where a role would mask it.
 */
export const fieldRight = (ctx: Pick<Context, 'actor'>, object: ObjectDefinition, field: string): FieldRight =>
  rights([ctx.actor.roles, object], field, () => rightOn(ctx, object, field))

const rights = workOutOnce<FieldRight>()

function rightOn(ctx: Pick<Context, 'actor'>, object: ObjectDefinition, field: string): FieldRight {
  const definition = fieldOf(object, field)
  if (!definition) return 'hidden'
  // What follows from other fields would tell of them: it is read by whoever reads all of those in clear.
  if (definition.from?.some(name => !mayReadField(ctx, object, name))) return 'hidden'
  const right = widestAmong(ctx.actor, object, `${object.name}.${field}`)
  return right === 'masked' && !hasMask(definition) ? 'hidden' : right
}

/** Whether the actor may read this field in clear: only then may he filter, sort, group, search and add up by it. */
export const mayReadField = (ctx: Pick<Context, 'actor'>, object: ObjectDefinition, field: string): boolean =>
  ['read', 'edit'].includes(fieldRight(ctx, object, field))

/** Whether the actor is shown this field at all, in clear or masked. */
export const maySeeField = (ctx: Context, object: ObjectDefinition, field: string): boolean =>
  fieldRight(ctx, object, field) !== 'hidden'

/** Whether the actor sees no more than the outline of this field. */
export const isMasked = (ctx: Context, object: ObjectDefinition, field: string): boolean =>
  fieldRight(ctx, object, field) === 'masked'

/** Whether the actor's role lets him write this field; who may write the record is asked elsewhere. */
export const mayWriteField = (ctx: Context, object: ObjectDefinition, field: string): boolean =>
  fieldRight(ctx, object, field) === 'edit'

/** The fields the actor is shown, declared ones first; what he is shown of each is `shownValue`. */
export const readableFields = (ctx: Context, object: ObjectDefinition): readonly [string, FieldDefinition][] =>
  shownFields([ctx.actor.roles, object], '', () =>
    [...Object.keys(object.fields), ...systemFieldNames]
      .filter(name => maySeeField(ctx, object, name))
      .map(name => [name, fieldOf(object, name) as FieldDefinition]),
  )

const shownFields = workOutOnce<readonly [string, FieldDefinition][]>()

/**
 * A value as the actor is shown it: masked where he sees no more; of lines, which are values of their parent here, each field by its own
 * right. Of a hidden field nothing may be asked.
 */
export function shownValue(ctx: Context, object: ObjectDefinition, field: string, value: unknown): unknown {
  const definition = fieldOf(object, field)
  if (value === null || value === undefined || !definition) return value
  if (isMasked(ctx, object, field)) return masked(definition, value)
  const line = definition.type === 'lines' ? ctx.catalog.objects.get(definition.object ?? '') : undefined
  if (!line || !Array.isArray(value)) return value
  return value.map(one => shownLine(ctx, line, one as Record<string, unknown>))
}

function shownLine(ctx: Context, line: ObjectDefinition, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name === 'id' || maySeeField(ctx, line, name))
      .map(([name, value]) => [name, name === 'id' ? value : shownValue(ctx, line, name, value)]),
  )
}

/** Whether the actor may read records of this object at all; lines by the right to read their parent. */
export const mayRead = (ctx: Context, object: ObjectDefinition): boolean =>
  may(ctx.actor, `${object.lineOf?.object ?? object.name}.read`)

/** A role that does not reach the object says nothing of its fields. */
function widestAmong(actor: Actor, object: ObjectDefinition, name: string): FieldRight {
  const reaching = actor.roles.filter(role => may(role, `${object.lineOf?.object ?? object.name}.read`))
  if (reaching.length === 0) return 'edit'
  const places = reaching.map(role => fieldRightNames.indexOf(role.fieldRights[name] ?? 'edit'))
  return fieldRightNames[Math.max(...places)] ?? 'hidden'
}
