import { type RawBuilder, sql } from 'kysely'
import { columnOf, snakeCase } from '../objects/naming.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/context.ts'
import { ownersWithin } from './actor.ts'

/**
 * The one predicate of what the actor may touch by a right: living records within the scope of that right. Every list, single read,
 * search, report and export starts from it, so that none can forget it. `alias` is the table's alias in the query.
 */
export function visible(ctx: Context, object: ObjectDefinition, alias: string, verb = 'read'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.deleted_at`)} is null and ${withinScope(ctx, object, alias, verb)})`
}

/** The same without asking whether the record is in the bin. */
export function withinScope(ctx: Context, object: ObjectDefinition, alias: string, verb = 'read'): RawBuilder<boolean> {
  if (object.lineOf) return throughParent(ctx, object, alias, verb)
  const owners = ownersWithin(ctx.actor, `${object.name}.${verb}`)
  if (owners === 'all') return sql<boolean>`true`
  if (owners.length === 0) return sql<boolean>`false`
  if (!object.owned) return sql<boolean>`true`
  const owner = sql.ref(`${alias}.owner_id`)
  return owners.length === 1
    ? sql<boolean>`${owner} = ${owners[0]}::uuid`
    : sql<boolean>`${owner} = any(${owners}::uuid[])`
}

/** The table that holds an object's records. */
export const tableOf = (object: ObjectDefinition): string => snakeCase(object.plural)

/** A line is seen with its parent; who may change the parent may change its lines. */
function throughParent(ctx: Context, line: ObjectDefinition, alias: string, verb: string): RawBuilder<boolean> {
  const { object, field } = line.lineOf as { object: string; field: string }
  const parent = objectOf(ctx.catalog, object)
  const inner = `${alias}_parent`
  return sql<boolean>`exists (
    select from ${sql.table(tableOf(parent))} as ${sql.ref(inner)}
    where ${sql.ref(`${inner}.id`)} = ${sql.ref(`${alias}.${columnOf(field, 'reference')}`)} and ${visible(ctx, parent, inner, verb)})`
}
