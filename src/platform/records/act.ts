import { conflict, invalid, notFound } from '../errors.ts'
import { asMerged } from '../objects/catalog.ts'
import type { ObjectDefinition, RecordOf } from '../objects/index.ts'
import type { Context } from './context.ts'
import { changeOne, lock } from './update.ts'
import { validateInput } from './validate.ts'

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
  const object = asMerged(ctx.catalog, declared)
  const action = ctx.behaviour.actions.find(
    ({ definition }) => definition.object.name === object.name && definition.verb === verb,
  )
  if (!action) throw notFound('verb')
  const { from, input: fields, event } = action.definition
  const entering = (await action.admit?.(ctx, id)) ?? ctx
  const record = (await lock(entering, object, [id], verb)).get(id) as RecordOf<ObjectDefinition> &
    Record<string, unknown>
  if (from && !from.values.includes(String(record[from.field])))
    throw conflict('verb_not_possible', { verb, field: from.field, value: String(record[from.field]) })
  const input = validateInput(fields, given)
  if (input.problems.length > 0) throw invalid(input.problems)
  const within: Context = { ...entering, isWithinVerb: true }
  const { changes, reason, at, batch } = await action.run(within, record, input.values)
  await changeOne(
    { ...within, batch: batch ?? within.batch },
    object,
    { id, values: changes, at, reason: reason ?? null },
    { verb, writing: 'byVerb', event: `${object.name}.${event ?? verb}` },
  )
}
