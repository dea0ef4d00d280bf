import { may } from '../access/actor.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import type { SettlementKind } from './import-description.ts'
import type { ChosenColumn } from './columns.ts'

/** What this person may do with a value of this column that has no partner. */
export function kindsFor(ctx: Context, column: ChosenColumn): SettlementKind[] {
  const kinds: SettlementKind[] = ['use']
  if (mayMake(ctx, column)) kinds.push('create')
  if (column.field.required !== true) kinds.push('leaveEmpty')
  return [...kinds, 'refuse']
}

/** Whether the file's word alone is enough to make what it names, and the person may. */
export function mayMake(ctx: Context, column: ChosenColumn): boolean {
  if (column.object) return isMadeByTitle(column.object) && may(ctx.actor, `${column.object.name}.create`)
  return (
    ['choice', 'choices'].includes(column.field.type) &&
    !column.field.fixed &&
    !column.isExtra &&
    may(ctx.actor, 'option.create')
  )
}

/** Whether a record of the object needs nothing but its title. */
const isMadeByTitle = (object: ObjectDefinition): boolean =>
  object.lineOf === undefined &&
  object.fields[object.title]?.type === 'text' &&
  Object.entries(object.fields).every(
    ([name, field]) =>
      name === object.title || field.required !== true || field.default !== undefined || field.setBy === 'verb',
  )
