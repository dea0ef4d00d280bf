import { conflict, invalid, notFound, type Problem } from '../errors.ts'
import { asMerged } from '../objects/catalog.ts'
import type { ObjectDefinition, VerbDefinition } from '../objects/index.ts'
import type { Context } from './context.ts'
import { checkStillHere } from './leavers.ts'
import type { ActionDefinition, LockedRecord } from './module.ts'
import { changeOne, lock } from './update.ts'
import { type Validated, validateInput } from './validate.ts'

/**
 * Runs a verb on a record: locks it, checks that the verb is possible now, reads the input, lets the module decide, and writes what it
 * decided, with history, transitions and event, in the caller's transaction.
 * @throws Problem 404, 403, 409 `verb_not_possible`, 422 `invalid`
 */
export async function act(
  ctx: Context,
  declared: ObjectDefinition,
  id: string,
  verb: string,
  given: Record<string, unknown>,
): Promise<void> {
  const [problem] = (await actMany(ctx, declared, [id], verb, given)).values()
  if (problem) throw problem
}

/**
 * The same on many records. Where the verb does many together (`actsTogether`) a record that it refuses is given with the reason, by its id, and the
 * others are done; of any other verb the first that is refused ends the whole.
 * @throws Problem as `act`
 */
export async function actMany(
  ctx: Context,
  declared: ObjectDefinition,
  ids: readonly string[],
  verb: string,
  given: Record<string, unknown>,
): Promise<Map<string, Problem>> {
  const object = asMerged(ctx.catalog, declared)
  const action = actionOf(ctx, object, verb)
  const refused = new Map<string, Problem>()
  if (!action) throw notFound('verb')
  if (!action.runMany) {
    for (const id of ids) await actOnOne(ctx, object, id, action, given)
    return refused
  }
  const possible: LockedRecord[] = []
  for (const record of (await lock(ctx, object, ids, verb)).values()) {
    const problem = notPossible(action.definition, record)
    if (problem) refused.set(String(record.id), problem)
    else possible.push(record as LockedRecord)
  }
  if (possible.length === 0) return refused
  const { values, problems } = await readInput(ctx, action, given)
  if (problems.length > 0) return new Map([...refused, ...possible.map(({ id }) => [id, invalid(problems)] as const)])
  for (const [id, fields] of await action.runMany({ ...ctx, isWithinVerb: true }, possible, values))
    refused.set(id, invalid(fields))
  return refused
}

/** Whether a verb does many records together, so that many cost little more than one. */
export const actsTogether = (ctx: Context, object: ObjectDefinition, verb: string): boolean =>
  actionOf(ctx, object, verb)?.runMany !== undefined

const actionOf = (ctx: Context, object: ObjectDefinition, verb: string): ActionDefinition | undefined =>
  ctx.behaviour.actions.find(({ definition }) => definition.object.name === object.name && definition.verb === verb)

async function actOnOne(
  ctx: Context,
  object: ObjectDefinition,
  id: string,
  action: Extract<ActionDefinition, { runMany?: undefined }>,
  given: Record<string, unknown>,
): Promise<void> {
  const { verb, event } = action.definition
  const entering = (await action.admit?.(ctx, id)) ?? ctx
  const record = (await lock(entering, object, [id], verb)).get(id) as LockedRecord
  const problem = notPossible(action.definition, record)
  if (problem) throw problem
  const within: Context = { ...entering, isWithinVerb: true }
  const { values, problems } = await readInput(ctx, action, given)
  if (problems.length > 0) throw invalid(problems)
  const { changes, reason, at, afterwards } = await action.run(within, record, values)
  await changeOne(
    within,
    object,
    { id, values: changes, at, reason: reason ?? null },
    { verb, writing: 'byVerb', event: `${object.name}.${event ?? verb}` },
  )
  await afterwards?.(within)
}

/** A verb that is not for records that stand where this one does. */
const notPossible = ({ verb, from }: VerbDefinition, record: Record<string, unknown>): Problem | null =>
  from && !from.values.includes(String(record[from.field]))
    ? conflict('verb_not_possible', { verb, field: from.field, value: String(record[from.field]) })
    : null

/** What a verb is given. What cannot be read is not asked any further. */
async function readInput(
  ctx: Context,
  { definition: { input: fields } }: ActionDefinition,
  given: Record<string, unknown>,
): Promise<Validated> {
  const input = validateInput(fields, given)
  if (input.problems.length > 0) return input
  const gone = (await checkStillHere(ctx, fields, [input.values])).get(0) ?? []
  return { ...input, problems: gone }
}
