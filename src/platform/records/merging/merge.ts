import { sql } from 'kysely'
import { may } from '../../access/actor.ts'
import { withinScope } from '../../access/visible.ts'
import { tableOf } from '../../access/visible.ts'
import { writeAudit } from '../../audit/write-audit.ts'
import { newId } from '../../db/id.ts'
import { conflict, forbidden, invalid, Problem } from '../../errors.ts'
import { asMerged } from '../../objects/catalog.ts'
import type { ObjectDefinition } from '../../objects/index.ts'
import { asUndoer, openBatch } from '../batches.ts'
import type { Context } from '../context.ts'
import { removeMany } from '../remove.ts'
import { changeOne, lock } from '../update.ts'
import { chosenValues } from './chosen-values.ts'
import { moveBeside } from './move-beside.ts'
import { type Merged, moveReferences } from './move-references.ts'
import { areMerged } from './redirects.ts'

/** What to merge, and by field whose value counts (`chosen-values.ts`). */
export interface MergeAsk extends Merged {
  choices?: Readonly<Record<string, string>>
  reason?: string | null
  /** What follows from the chosen values; `into` is the record that remains as it was. */
  complete?: (values: Record<string, unknown>, into: Record<string, unknown>) => Record<string, unknown>
}

/** At most so many records at once. */
export const mostMerged = 10

/**
 * Makes several records of a noun one, in the caller's transaction and as one batch: everything that names them names `into` from then on, `into` gets
 * the chosen values, the others go into the bin, and whoever asks for them is sent on. Gives the merge's id, by which it is undone.
 * @throws Problem 422 `invalid`, 404, 403, 409 `merge.merged_already`
 */
export async function mergeRecords(ctx: Context, declared: ObjectDefinition, ask: MergeAsk): Promise<string> {
  const object = asMerged(ctx.catalog, declared)
  const { into, from, choices = {}, reason = null, complete = values => values } = ask
  const records = await lockAll(ctx, object, ask)
  const batch = await openBatch(ctx, { kind: 'merge', object: object.name, reason })
  const within: Context = { ...ctx, actor: asUndoer(ctx.actor), batch, reason, isWithinVerb: true }
  const values = complete(chosenValues(object, records, choices), records[0] ?? {})
  await moveReferences(within, object, ask)
  const added = await moveBeside(within, object, ask)
  await removeMany(within, object, [...from].sort())
  await write(within, object, { into, values })
  const id = newId()
  await sql`insert into merges (id, object, into_id, from_ids, batch_id, added, user_id, at)
    values (${id}::uuid, ${object.name}, ${into}::uuid, ${[...from]}::uuid[], ${batch}::uuid, ${JSON.stringify(added)}::jsonb,
      ${ctx.actor.userId}::uuid, ${ctx.now().toISOString()}::timestamptz)`.execute(ctx.db)
  await sql`insert into redirects (from_id, object, to_id, merge_id)
    select one, ${object.name}, ${into}::uuid, ${id}::uuid from unnest(${[...from]}::uuid[]) as one
    on conflict (from_id) do update set to_id = excluded.to_id, merge_id = excluded.merge_id`.execute(ctx.db)
  await writeAudit(ctx, { kind: 'record.merged', object: object.name, recordId: into, detail: { from: [...from] } })
  return id
}

/** The records in the order in which they are asked for, locked in that of their ids. */
export async function lockAll(
  ctx: Context,
  object: ObjectDefinition,
  { into, from }: Merged,
): Promise<Record<string, unknown>[]> {
  const ids = [into, ...from]
  if (from.length === 0 || ids.length > mostMerged || new Set(ids).size < ids.length)
    throw invalid([{ path: 'from', code: 'merge.too_few' }])
  if (!may(ctx.actor, `${object.name}.merge`)) throw forbidden(`${object.name}.merge`)
  const records = await lock(ctx, object, ids, 'update').catch(async (error: unknown) => {
    if (error instanceof Problem && error.status === 404 && (await areMerged(ctx, object, ids)))
      throw conflict('merge.merged_already')
    throw error
  })
  const { rows } = await sql`select from ${sql.table(tableOf(object))} t
    where t.id = any(${ids}::uuid[]) and ${withinScope(ctx, object, 't', 'merge')} is not true`.execute(ctx.db)
  if (rows.length > 0) throw forbidden(`${object.name}.merge`)
  return ids.map(id => records.get(id) ?? {})
}

/** Lines of several that do not go together stay those of the record that remains. */
async function write(
  ctx: Context,
  object: ObjectDefinition,
  { into, values }: { into: string; values: Record<string, unknown> },
): Promise<void> {
  const options = { verb: 'merge', writing: 'byVerb', event: `${object.name}.merged`, history: true } as const
  try {
    await changeOne(ctx, object, { id: into, values }, options)
  } catch (error) {
    const isLine = (path: string): boolean => object.fields[path.split('.', 1).join()]?.type === 'lines'
    if (!(error instanceof Problem) || error.code !== 'invalid' || !error.fields.every(({ path }) => isLine(path)))
      throw error
    const plain = Object.fromEntries(Object.entries(values).filter(([name]) => object.fields[name]?.type !== 'lines'))
    await changeOne(ctx, object, { id: into, values: plain }, options)
  }
}
