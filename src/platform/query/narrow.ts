import { sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import { mayReadField } from '../access/readable.ts'
import { tableOf } from '../access/visible.ts'
import { badRequest } from '../errors.ts'
import { fieldOf } from '../objects/catalog.ts'
import type { Condition, Filter, ObjectDefinition } from '../objects/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import type { Context } from '../records/context.ts'

/** So many records are walked through in the blink of an eye, whatever is asked of them. */
const smallTable = 50_000

/**
 * A field of the company's own without an index is asked for only where few records remain: the actor's scope, a field with an index or
 * the noun's size must see to that. @throws Problem `filter.not_fast` (400), which names the way out
 */
export async function assertNarrow(
  ctx: Context,
  object: ObjectDefinition,
  { filter, sort = [] }: { filter: Filter | undefined; sort?: readonly string[] },
): Promise<void> {
  const asked = [...namesIn(filter), ...sort.map(name => name.replace(/^[-+]/, ''))]
  // Of what the actor may not read nothing is said, not even this.
  const slow = asked.find(name => isSlow(object, name) && mayReadField(ctx, object, name))
  if (slow === undefined || isNarrowed(ctx, object, filter) || (await isSmall(ctx, object))) return
  throw badRequest('filter.not_fast', { field: fieldLabel(ctx.catalog, ctx.locale, object.name, slow) })
}

function isSlow(object: ObjectDefinition, name: string): boolean {
  const field = fieldOf(object, name)
  return field?.custom === true && !field.isFast
}

function namesIn(filter: Filter | undefined): string[] {
  if (typeof filter !== 'object' || filter === null) return []
  if ('and' in filter) return Array.isArray(filter.and) ? filter.and.flatMap(namesIn) : []
  if ('or' in filter) return Array.isArray(filter.or) ? filter.or.flatMap(namesIn) : []
  if ('not' in filter) return namesIn(filter.not)
  return [String(filter.field).split('.')[0] ?? '']
}

/** Whether an index leaves few records before the slow field is asked. */
function isNarrowed(ctx: Context, object: ObjectDefinition, filter: Filter | undefined): boolean {
  if (object.owned && ownersWithin(ctx.actor, `${object.name}.read`) !== 'all') return true
  if (typeof filter !== 'object' || filter === null) return false
  if ('and' in filter) return Array.isArray(filter.and) && filter.and.some(part => isNarrowed(ctx, object, part))
  return 'field' in filter && narrows(object, filter)
}

const narrowing: readonly string[] = [
  'is',
  'in',
  'me',
  'mySubordinates',
  'between',
  'preset',
  'hasAny',
  'hasAll',
  'within',
]

function narrows(object: ObjectDefinition, { field: name, op }: Condition): boolean {
  const field = fieldOf(object, name)
  if (!field) return false
  return (
    (narrowing.includes(op) && Boolean(field.indexed ?? field.isFast)) || (op === 'contains' && field.search === true)
  )
}

async function isSmall(ctx: Context, object: ObjectDefinition): Promise<boolean> {
  const { rows } = await sql<{ estimate: number }>`select reltuples as estimate from pg_class
    where oid = ${tableOf(object)}::regclass`.execute(ctx.db)
  const estimate = Number(rows[0]?.estimate ?? -1)
  if (estimate >= 0) return estimate <= smallTable
  const { rows: counted } = await sql<{ n: string | number }>`select count(*) as n from (
    select from ${sql.table(tableOf(object))} limit ${smallTable + 1}) as counted`.execute(ctx.db)
  return Number(counted[0]?.n ?? 0) <= smallTable
}
