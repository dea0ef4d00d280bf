import { mayReadField } from '../access/readable.ts'
import { may } from '../access/actor.ts'
import { fieldOf } from '../objects/catalog.ts'
import type { FieldDefinition, ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'

/** A field, or a column that the object's module reads, into which a column of the file may go. */
export interface ImportTarget {
  name: string
  field: FieldDefinition
  /** Not a field of the object: its module makes values of it. */
  isExtra: boolean
}

/** Whether this person may bring an object's records in by a file; lines come with their parents. */
export const mayImport = (ctx: Context, object: ObjectDefinition): boolean =>
  object.lineOf === undefined && may(ctx.actor, 'import.run') && may(ctx.actor, `${object.name}.create`)

/** Whether his imports carry original dates, owners, stages and ids. */
export const bringsHistory = (ctx: Context): boolean => may(ctx.actor, 'import.history')

/** Everything a column may go into, in the object's order. What only verbs set needs the right `import.history`. */
export function importTargets(ctx: Context, object: ObjectDefinition): ImportTarget[] {
  const history = bringsHistory(ctx)
  const names = [...Object.keys(object.fields), ...(history ? ['externalId', 'createdAt'] : [])]
  const targets: ImportTarget[] = []
  for (const name of names) {
    const field = fieldOf(object, name)
    if (!field || field.type === 'lines' || !mayReadField(ctx, object, name)) continue
    if (field.setBy === 'verb' && !history) continue
    targets.push({ name, field, isExtra: false })
  }
  for (const [name, field] of Object.entries(ctx.behaviour.importing[object.name]?.columns ?? {}))
    targets.push({ name, field, isExtra: true })
  return targets
}

/** Fields that hold one of several things known by name: the file's words must find their partners. */
export const isChosen = (field: FieldDefinition): boolean =>
  field.type === 'choice' || field.type === 'status' || isReferring(field)

/** Fields that hold another record. */
export const isReferring = (field: FieldDefinition): boolean =>
  field.type === 'reference' || field.type === 'user' || field.type === 'department'
