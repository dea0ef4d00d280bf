import { maySeeField, mayWriteField } from '../access/readable.ts'
import { may } from '../access/actor.ts'
import { isFilesField } from '../fields/index.ts'
import { fieldType } from '../fields/index.ts'
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
  const names = [...Object.keys(object.fields), ...(history ? ['externalId', 'createdAt', 'createdBy'] : [])]
  const targets: ImportTarget[] = [{ name: 'id', field: { type: 'text', unique: true }, isExtra: false }]
  for (const name of names) {
    const field = fieldOf(object, name)
    if (
      !field ||
      field.type === 'lines' ||
      field.type === 'computed' ||
      isFilesField(field) ||
      !isWritable(ctx, object, name)
    )
      continue
    if (field.setBy === 'verb' && !history) continue
    // Files and pictures do not come by a cell.
    if (!isChosen(field) && fieldType(field.type).fromCell === undefined) continue
    targets.push({ name, field, isExtra: false })
  }
  for (const [name, field] of Object.entries(ctx.behaviour.importing[object.name]?.columns ?? {}))
    targets.push({ name, field, isExtra: true })
  return targets
}

/** Declared fields by the right to write them; ids and instants of elsewhere come with the right to bring history. */
const isWritable = (ctx: Context, object: ObjectDefinition, name: string): boolean =>
  Object.hasOwn(object.fields, name) ? mayWriteField(ctx, object, name) : maySeeField(ctx, object, name)

/** Whether rows may be known by this column as records that are there. */
export const isKey = (object: ObjectDefinition, { name, field, isExtra }: ImportTarget): boolean =>
  !isExtra &&
  (['id', 'externalId', object.title].includes(name) ||
    (field.unique === true && ['text', 'serial', 'url'].includes(field.type)) ||
    ['serial', 'phones', 'emails'].includes(field.type))

/** Fields that hold things known by name: the file's words must find their partners. */
export const isChosen = (field: FieldDefinition): boolean =>
  ['choice', 'status', 'choices', 'tags'].includes(field.type) || isReferring(field)

/** Fields of which a cell may hold several. */
export const holdsSeveral = (field: FieldDefinition): boolean => field.type === 'choices' || field.type === 'tags'

/** Fields that hold one other record. */
export const isReferring = (field: FieldDefinition): boolean =>
  field.type === 'reference' || field.type === 'user' || field.type === 'department'
