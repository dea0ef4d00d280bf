import { z } from 'zod'
import { may } from '../access/actor.ts'
import { badRequest, forbidden, invalid, notFound } from '../errors.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import type { Context } from '../records/context.ts'
import { assertStillHere } from '../records/leavers.ts'
import { validate, validateInput } from '../records/validate.ts'

const values = z.record(z.string().max(80), z.unknown())

/** Which records (by ids, or all that a filter finds, `null` for the whole list), and what is done with each. */
export const bulkSchema = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(5000).optional(),
  filter: z.unknown().optional(),
  /** Records in the bin instead of living ones. */
  bin: z.boolean().optional(),
  verb: z.string().min(1).max(60),
  /** `update`: fields with their new values. */
  values: values.optional(),
  /** `update` of fields that hold several values: what is put to them, what is taken from them. */
  add: z.record(z.string().max(80), z.array(z.unknown()).max(100)).optional(),
  take: z.record(z.string().max(80), z.array(z.unknown()).max(100)).optional(),
  /** What a verb of the noun asks for. */
  input: values.optional(),
  reason: z.string().trim().max(500).optional(),
})
export type BulkRequest = z.output<typeof bulkSchema>

/** What is done with each record, as the run keeps it. */
export interface BulkChange {
  verb: string
  values: Record<string, unknown>
  add: Record<string, unknown[]>
  take: Record<string, unknown[]>
  input: Record<string, unknown>
  reason: string | null
}

export type BulkSelection = { ids: string[] } | { filter: Filter | null }

/** Which records are meant. @throws Problem `bulk.which` (400) unless exactly one of ids and filter is given */
export function selectionOf({ ids, filter }: BulkRequest): BulkSelection {
  if ((ids === undefined) === (filter === undefined)) throw badRequest('bulk.which')
  return ids ? { ids } : { filter: (filter ?? null) as Filter | null }
}

/**
 * Reads what shall be done and refuses what could succeed on no record: a right that is missing, a value that no record may have.
 * @throws Problem `forbidden`, 404 for an unknown verb, `invalid`, `bulk.nothing` (400)
 */
export async function changeOf(ctx: Context, object: ObjectDefinition, request: BulkRequest): Promise<BulkChange> {
  const { verb, values: given = {}, add = {}, take = {}, input = {}, reason } = request
  if (!may(ctx.actor, `${object.name}.${verb}`)) throw forbidden(`${object.name}.${verb}`)
  const change: BulkChange = { verb, values: given, add, take, input, reason: reason ?? null }
  if (verb === 'update') await assertChange(ctx, object, change)
  else if (verb !== 'remove' && verb !== 'restore') await assertVerb(ctx, object, change)
  return change
}

async function assertChange(
  ctx: Context,
  object: ObjectDefinition,
  { values: given, add, take }: BulkChange,
): Promise<void> {
  const lists = [...Object.keys(add), ...Object.keys(take)]
  if (Object.keys(given).length + lists.length === 0) throw badRequest('bulk.nothing')
  const { values: read, problems } = validate(ctx, object, given, 'byPerson')
  const single = lists.filter(name => !holdsSeveral(object, name)).map(path => ({ path, code: 'bulk.not_several' }))
  const parts = Object.entries({ ...take, ...add }).filter(([name]) => holdsSeveral(object, name))
  const inLists = validate(ctx, object, Object.fromEntries(parts), 'byPerson').problems
  const all = [...problems, ...single, ...inLists]
  if (all.length > 0) throw invalid(all)
  await assertStillHere(ctx, object.fields, read)
}

/** Whether a field's value is a list whose members can be added and taken one by one. */
const holdsSeveral = (object: ObjectDefinition, name: string): boolean =>
  ['choices', 'tags'].includes(object.fields[name]?.type ?? '')

async function assertVerb(ctx: Context, object: ObjectDefinition, { verb, input }: BulkChange): Promise<void> {
  const action = ctx.behaviour.actions.find(
    ({ definition }) => definition.object.name === object.name && definition.verb === verb,
  )
  if (!action) throw notFound('verb')
  const { values: read, problems } = validateInput(action.definition.input, input)
  if (problems.length > 0) throw invalid(problems)
  await assertStillHere(ctx, action.definition.input, read)
}
