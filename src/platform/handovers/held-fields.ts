import { type RawBuilder, sql } from 'kysely'
import { type Actor, type Granted, systemActor } from '../access/actor.ts'
import { tableOf } from '../access/visible.ts'
import type { Catalog } from '../objects/catalog.ts'
import { columnOf, type ObjectDefinition } from '../objects/index.ts'
import { filterSql } from '../query/filter-sql.ts'
import type { Context } from '../records/context.ts'

/** A field by which records point at the person who is answerable for them. */
export interface HeldField {
  object: ObjectDefinition
  field: string
  /** The field is a list of lines; each may name somebody: members of a pool. */
  line?: HeldLine
}

export interface HeldLine {
  object: ObjectDefinition
  /** The line's field that names its record, and the one that names the person. */
  by: string
  user: string
}

/**
 * Every field of every noun that makes a person answerable: the owner, those with the owner's rights, and what declares itself so. A noun that
 * comes later is among them by existing; what is past once it is written is not.
 */
export const heldFields = (catalog: Catalog): HeldField[] =>
  [...catalog.objects.values()].flatMap(object =>
    object.lineOf || object.open === 'never'
      ? []
      : Object.entries(object.fields).flatMap(([field, { type, object: of, by }]): HeldField[] => {
          if (type === 'user') return isAnswerable(object, field) ? [{ object, field }] : []
          const line = type === 'lines' ? catalog.objects.get(of ?? '') : undefined
          return Object.entries(line?.fields ?? {}).flatMap(([user, inner]) =>
            line && inner.isResponsible ? [{ object, field, line: { object: line, by: by ?? '', user } }] : [],
          )
        }),
  )

const isAnswerable = (object: ObjectDefinition, name: string): boolean =>
  name === 'owner' || (object.coOwners ?? []).includes(name) || object.fields[name]?.isResponsible === true

/** `customer.owner`: how requests and answers name a held field. */
export const kindOf = ({ object, field }: HeldField): string => `${object.name}.${field}`

/** Whether a living record `alias` still asks something of those whom it names; a rule of the noun, whoever asks. */
export function isOpen(ctx: Context, object: ObjectDefinition, alias: string): RawBuilder<boolean> {
  const isLiving = sql<boolean>`${sql.ref(`${alias}.deleted_at`)} is null`
  if (object.open === undefined) return isLiving
  if (object.open === 'never') return sql<boolean>`false`
  return sql<boolean>`(${isLiving} and ${filterSql({ ...ctx, actor: systemActor('handover') }, object, object.open, alias)})`
}

/**
 * Whether an open record `alias` points by this field at the user `user` (an SQL expression of his id), or at nobody after it was taken from
 * him. What lies in a pool is nobody's by intention.
 */
export function pointsAt(
  ctx: Context,
  { object, field, line }: HeldField,
  alias: string,
  user: RawBuilder<string>,
): RawBuilder<boolean> {
  if (line)
    return sql<boolean>`(exists (select from ${sql.table(tableOf(line.object))} l
      where ${sql.ref(`l.${columnOf(line.by, 'reference')}`)} = ${sql.ref(`${alias}.id`)} and l.deleted_at is null
        and ${sql.ref(`l.${columnOf(line.user, 'user')}`)} = ${user}) and ${isOpen(ctx, object, alias)})`
  const column = sql.ref(`${alias}.${columnOf(field, 'user')}`)
  if (field !== 'owner' || object.fields.owner?.tracked !== true)
    return sql<boolean>`(${column} = ${user} and ${isOpen(ctx, object, alias)})`
  const pool = object.fields.pool
  const isNobodys = sql`${column} is null ${pool ? sql`and ${sql.ref(`${alias}.${columnOf('pool', pool.type)}`)} is null` : sql``}`
  // Who had it last: the newest transition of its owner is the one by which he lost it.
  const wasHis = sql`${sql.ref(`${alias}.id`)} in (select g.record_id from transitions g
    where g.object = ${object.name} and g.field = 'owner' and g.from_value = ${user}::text and g.to_value is null
      and not exists (select from transitions n where n.record_id = g.record_id and n.field = 'owner' and (n.recorded_at, n.id) > (g.recorded_at, g.id)))`
  return sql<boolean>`((${column} = ${user} or (${isNobodys} and ${wasHis})) and ${isOpen(ctx, object, alias)})`
}

/** The columns by which records of one noun name records of another. */
export const namesOf = (object: ObjectDefinition, other: ObjectDefinition): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) =>
    field.type === 'reference' && field.object === other.name ? [columnOf(name, field.type)] : [],
  )

/** A query for the ids of what points at a person by this field. */
export const heldBy = (ctx: Context, held: HeldField, user: RawBuilder<string>): RawBuilder<{ id: string }> =>
  sql<{ id: string }>`select h.id from ${sql.table(tableOf(held.object))} h where ${pointsAt(ctx, held, 'h', user)}`

/**
 * The person who hands over, as he does so: the right to hand over for somebody reaches all that points at that person, whatever he may
 * otherwise see, and no rule that he may not set aside himself.
 */
export function asHander(ctx: Context): Actor {
  const rights = [...ctx.catalog.objects.values()].flatMap(({ name }) =>
    ['read', 'update', 'transfer'].map((verb): [string, Granted] => [`${name}.${verb}`, 'all']),
  )
  const grants = { ...ctx.actor.grants, ...Object.fromEntries(rights) }
  return { ...ctx.actor, grants, roles: [{ id: 'handover', grants, fieldRights: {} }] }
}
