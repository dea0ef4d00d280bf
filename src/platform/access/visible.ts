import { type RawBuilder, sql } from 'kysely'
import { columnOf, snakeCase } from '../objects/naming.ts'
import type { ObjectDefinition } from '../objects/define-object.ts'
import { objectOf } from '../objects/catalog.ts'
import { approvalOf } from '../approvals/approval.ts'
import type { Context } from '../records/context.ts'
import { may, ownersWithin } from './actor.ts'
import { recordsBeside } from './records-beside.ts'

/**
 * The one predicate of what the actor may touch by a right: living records within the scope of that right, and those in whose team he is.
 * Every list, single read, search, report and export starts from it, so that none can forget it. `alias` is the table's alias in the query.
 */
export function visible(ctx: Context, object: ObjectDefinition, alias: string, verb = 'read'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(`${alias}.deleted_at`)} is null and ${withinScope(ctx, object, alias, verb)})`
}

/** The same without asking whether the record is in the bin. */
export function withinScope(ctx: Context, object: ObjectDefinition, alias: string, verb = 'read'): RawBuilder<boolean> {
  if (object.lineOf) return throughParent(ctx, object, alias, verb)
  const door = ctx.admission
  if (door?.object === object.name && door.verbs.includes(verb) && may(ctx.actor, `${object.name}.${verb}`))
    return sql<boolean>`(${door.where(alias)} or ${withinScope(withoutDoor(ctx), object, alias, verb)})`
  const owners = ownersWithin(ctx.actor, `${object.name}.${verb}`)
  if (owners === 'all') return sql<boolean>`true`
  if (owners.length === 0) return sql<boolean>`false`
  if (!object.owned) return sql<boolean>`true`
  const branches = ['owner', ...(object.coOwners ?? [])].map(name => ownedBy(owners, alias, name))
  const beside = recordsBeside(ctx, object, verb)
  // The ids of team and approvals are read once, as an array, so that both sides of the "or" are answered by an index of the same table.
  if (beside !== null) branches.push(sql<boolean>`${sql.ref(`${alias}.id`)} = any(array(${beside}))`)
  if (verb === 'read')
    branches.push(...(object.seenWith ?? []).flatMap(path => seenWith(ctx, object, alias, path) ?? []))
  return branches.length === 1 ? (branches[0] as RawBuilder<boolean>) : sql<boolean>`(${sql.join(branches, sql` or `)})`
}

/** A door leads to its records alone, not to what is seen with them. */
const withoutDoor = (ctx: Context): Context => (ctx.admission ? { ...ctx, admission: undefined } : ctx)

/** Whether others than those whom the owner's scope lets, and teams, may see records of this object. */
export const isShared = (object: ObjectDefinition): boolean =>
  (object.seenWith ?? []).length > 0 || (object.coOwners ?? []).length > 0

/** Records of these owners; `field` is the user field that says whose they are. */
export function ownedBy(owners: readonly string[], alias: string, field = 'owner'): RawBuilder<boolean> {
  const owner = sql.ref(`${alias}.${columnOf(field, 'user')}`)
  return owners.length === 1
    ? sql<boolean>`${owner} = ${owners[0]}::uuid`
    : sql<boolean>`${owner} = any(${[...owners]}::uuid[])`
}

/** The table that holds an object's records. */
export const tableOf = (object: ObjectDefinition): string => snakeCase(object.plural)

/** Records that name the actor, or something that he may read, in this field or in one of its lines; null where the path can show him none. */
function seenWith(ctx: Context, object: ObjectDefinition, alias: string, path: string): RawBuilder<boolean> | null {
  const [name = '', inner] = path.split('.')
  const field = object.fields[name]
  const target = field?.object ? objectOf(ctx.catalog, field.object) : undefined
  if (field?.type === 'user') return isActor(ctx, sql.ref(`${alias}.${columnOf(name, 'user')}`))
  const next = `${alias}_${snakeCase(name)}`
  if (field?.type === 'lines' && target && inner) {
    const byLine = seenWith(ctx, target, next, inner)
    return (
      byLine &&
      sql<boolean>`exists (select from ${sql.table(tableOf(target))} as ${sql.ref(next)}
      where ${sql.ref(`${next}.${columnOf(field.by ?? '', 'reference')}`)} = ${sql.ref(`${alias}.id`)}
        and ${sql.ref(`${next}.deleted_at`)} is null and ${byLine})`
    )
  }
  // A noun that is seen with its own kind would be asked for without end.
  if (!target || target.name === object.name || (target.seenWith ?? []).length > 0) return null
  return sql<boolean>`exists (select from ${sql.table(tableOf(target))} as ${sql.ref(next)}
    where ${sql.ref(`${next}.id`)} = ${sql.ref(`${alias}.${columnOf(name, 'reference')}`)} and ${visible(besideTarget(ctx, object, target), target, next)})`
}

/** An approver reads the document, not what is seen with it, unless its noun says so. */
function besideTarget(ctx: Context, object: ObjectDefinition, target: ObjectDefinition): Context {
  const approval = approvalOf(ctx, target.name)
  if (!approval || approval.along?.includes(object.name)) return withoutDoor(ctx)
  return { ...withoutDoor(ctx), isBesideApproval: true }
}

const isActor = (ctx: Context, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`${column} = ${ctx.actor.userId}::uuid`

/** A line is seen with its parent; who may change the parent may change its lines. */
function throughParent(ctx: Context, line: ObjectDefinition, alias: string, verb: string): RawBuilder<boolean> {
  const { object, field } = line.lineOf as { object: string; field: string }
  const parent = objectOf(ctx.catalog, object)
  const inner = `${alias}_parent`
  return sql<boolean>`exists (
    select from ${sql.table(tableOf(parent))} as ${sql.ref(inner)}
    where ${sql.ref(`${inner}.id`)} = ${sql.ref(`${alias}.${columnOf(field, 'reference')}`)} and ${visible(ctx, parent, inner, verb)})`
}
