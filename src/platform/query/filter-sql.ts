import { type RawBuilder, sql } from 'kysely'
import { isMasked, mayReadField, maySeeField } from '../access/readable.ts'
import { tableOf, visible } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { fieldType, isId, isPointsField } from '../fields/index.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import { columnOf, type Condition, type FieldDefinition, type Filter, type ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { searchCondition } from '../search/search-condition.ts'
import { isStarredSql } from '../stars/stars.ts'
import { comparison } from './comparison.ts'
import { valueSql } from './value-sql.ts'

const maxDepth = 6
const maxConditions = 60

/**
 * A filter tree as a SQL condition on `alias`. Only names of declared, readable fields and known operators reach the text; every value is a
 * bind. @throws Problem `filter.*` (400) for what the actor cannot ask, the same for a hidden field as for none.
 */
export function filterSql(
  ctx: Context,
  object: ObjectDefinition,
  filter: Filter | undefined,
  alias: string,
): RawBuilder<boolean> {
  const budget = { conditions: maxConditions }
  return filter === undefined ? sql<boolean>`true` : node(ctx, object, filter, alias, { depth: maxDepth, budget })
}

interface Limits {
  depth: number
  budget: { conditions: number }
}

function node(
  ctx: Context,
  object: ObjectDefinition,
  filter: Filter,
  alias: string,
  limits: Limits,
): RawBuilder<boolean> {
  if (typeof filter !== 'object' || filter === null || Array.isArray(filter)) throw badRequest('filter.malformed')
  if (limits.depth === 0 || limits.budget.conditions <= 0) throw badRequest('filter.too_large')
  const deeper = { ...limits, depth: limits.depth - 1 }
  const all = (parts: unknown): RawBuilder<boolean>[] => {
    if (!Array.isArray(parts)) throw badRequest('filter.malformed')
    return parts.map(part => node(ctx, object, part as Filter, alias, deeper))
  }
  if ('and' in filter) return joined(all(filter.and), 'and')
  if ('or' in filter) return joined(all(filter.or), 'or')
  if ('not' in filter) return sql<boolean>`not coalesce(${node(ctx, object, filter.not, alias, deeper)}, false)`
  limits.budget.conditions -= 1
  return condition(ctx, object, filter, alias)
}

function joined(parts: RawBuilder<boolean>[], word: 'and' | 'or'): RawBuilder<boolean> {
  if (parts.length === 0) return word === 'and' ? sql<boolean>`true` : sql<boolean>`false`
  return sql<boolean>`(${sql.join(parts, word === 'and' ? sql` and ` : sql` or `)})`
}

function condition(ctx: Context, object: ObjectDefinition, asked: Condition, alias: string): RawBuilder<boolean> {
  if (typeof asked.field !== 'string' || typeof asked.op !== 'string') throw badRequest('filter.malformed')
  const [name = '', inner, ...rest] = asked.field.split('.')
  // A star is the actor's own, no field of the record.
  if (asked.field === 'starred' && asked.op === 'me') return isStarredSql(ctx, object, alias)
  if (asked.field === 'id' && asked.op === 'in')
    return sql<boolean>`${sql.ref(`${alias}.id`)} = any(${ids(asked)}::uuid[])`
  const named = ctx.behaviour.objects[object.name]?.conditions
  if (named && Object.hasOwn(named, asked.field)) return namedSql(ctx, object, asked, alias)
  const field = readable(ctx, object, name)
  if (inner === undefined) return own(ctx, object, { name, field, asked, alias })
  if (rest.length > 0 || !field.object || !isReference(field))
    throw badRequest('filter.unknown_field', { field: asked.field })
  const target = objectOf(ctx.catalog, field.object)
  const next = `${alias}_${columnOf(name, field.type)}`
  const within = own(ctx, target, { name: inner, field: readable(ctx, target, inner), asked, alias: next })
  return sql<boolean>`exists (select from ${sql.table(tableOf(target))} as ${sql.ref(next)}
    where ${sql.ref(`${next}.id`)} = ${valueSql(alias, name, field)} and ${visible(ctx, target, next)} and ${within})`
}

function ids({ value }: Condition): string[] {
  if (!Array.isArray(value) || value.length > 1000 || !value.every(isId))
    throw badRequest('filter.bad_value', { field: 'id' })
  return value as string[]
}

/** What a module lets one ask beside fields, of whoever may read all that it follows from. */
function namedSql(ctx: Context, object: ObjectDefinition, asked: Condition, alias: string): RawBuilder<boolean> {
  const condition = ctx.behaviour.objects[object.name]?.conditions?.[asked.field]
  if (!condition?.from.every(name => mayReadField(ctx, object, name)))
    throw badRequest('filter.unknown_field', { field: asked.field })
  return condition.sql(ctx, asked, alias)
}

interface Asked {
  name: string
  field: FieldDefinition
  asked: Condition
  alias: string
}

function own(ctx: Context, object: ObjectDefinition, { name, field, asked, alias }: Asked): RawBuilder<boolean> {
  if (!fieldType(field.type).operators.includes(asked.op))
    throw badRequest('filter.unknown_operator', { field: name, operator: asked.op })
  // Of what is masked only a whole value may be tried, so that nobody finds it out piece by piece.
  if (asked.op !== 'is' && isMasked(ctx, object, name)) throw badRequest('filter.masked', { field: name })
  if (isPointsField(field)) return points(ctx, object, { name, field, asked, alias })
  if (field.type === 'lines') return linesExist(ctx, field, asked, alias)
  if (asked.op === 'contains' && field.search)
    return searchCondition(ctx, object, name, String(asked.value ?? ''), alias)
  return comparison(ctx, valueSql(alias, name, field), field, asked)
}

function readable(ctx: Context, object: ObjectDefinition, name: string): FieldDefinition {
  const field = fieldOf(object, name)
  if (!field || !maySeeField(ctx, object, name)) throw badRequest('filter.unknown_field', { field: name })
  return field
}

const isReference = (field: FieldDefinition): boolean => ['reference', 'user', 'department'].includes(field.type)

function points(ctx: Context, object: ObjectDefinition, { name, field, asked, alias }: Asked): RawBuilder<boolean> {
  const rows = (extra: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`exists (
    select from contact_points p where p.record_id = ${sql.ref(`${alias}.id`)} and p.field = ${name} ${extra})`
  if (asked.op === 'empty') return sql<boolean>`not ${rows(sql``)}`
  if (asked.op === 'notEmpty') return rows(sql``)
  if (asked.op === 'contains') return searchCondition(ctx, object, name, String(asked.value ?? ''), alias)
  const read = fieldType(field.type).parse([asked.value], field)
  const normalised = read.ok && Array.isArray(read.value) ? read.value[0]?.normalised : undefined
  return sql<boolean>`${sql.ref(`${alias}.id`)} in (
    select p.record_id from contact_points p where p.normalised = ${normalised ?? ''} and p.object = ${object.name} and p.field = ${name})`
}

function linesExist(ctx: Context, field: FieldDefinition, asked: Condition, alias: string): RawBuilder<boolean> {
  const line = objectOf(ctx.catalog, field.object ?? '')
  const back = sql.ref(`l.${columnOf(field.by ?? '', 'reference')}`)
  const some = sql<boolean>`exists (select from ${sql.table(tableOf(line))} l
    where ${back} = ${sql.ref(`${alias}.id`)} and ${visible(ctx, line, 'l')})`
  return asked.op === 'empty' ? sql<boolean>`not ${some}` : some
}
