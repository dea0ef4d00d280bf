import { sql } from 'kysely'
import { forgetActors } from '../access/load-actor.ts'
import { tableOf, visible, withinScope } from '../access/visible.ts'
import type { Database, Transaction } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { type FieldProblem, Problem } from '../errors.ts'
import { objectOf } from '../objects/catalog.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import { actMany, actsTogether } from '../records/act.ts'
import type { Context } from '../records/context.ts'
import { removeMany, restore } from '../records/remove.ts'
import { lock, updateMany } from '../records/update.ts'
import { publish } from '../records/write.ts'
import type { BulkChange } from './bulk-input.ts'
import { type BulkRun, findRun, type KeptProblem, saveRun } from './bulk-run.ts'

export type BulkContext = Context & { db: Database }
type Inside = Context & { db: Transaction }

/** How many records one transaction takes. */
const some = 100

/** Why records were not changed, by id. */
type Refused = Map<string, KeptProblem>

/**
 * Changes the records of a run that wait, in the order of their ids and a hundred to a transaction (one, where the verb decides of each by itself), until
 * all are done, somebody stopped it or `signal` says that the program ends. Each record passes the checks of a single change; what is refused is written
 * down with its reason. Goes on where it broke off.
 */
export async function workOn(given: BulkContext, runId: string, signal?: AbortSignal): Promise<void> {
  const run = await findRun(given, runId)
  const ctx: BulkContext = { ...given, batch: run.batchId, reason: run.change.reason }
  const object = objectOf(ctx.catalog, run.object)
  const { verb } = run.change
  const most = verb === 'update' || verb === 'remove' || actsTogether(ctx, object, verb) ? some : 1
  let size = most
  for (;;) {
    if (signal?.aborted) return
    if ((await findRun(ctx, runId)).isStopped) return await end(ctx, run, 'stopped')
    const step = await takeSome(ctx, object, run, size)
    if (step.looked === 0) break
    size = Math.min(step.size, most)
  }
  await end(ctx, run, 'done')
}

/** What was done in many steps is told as one, by `bulk.ended`. */
async function end(
  ctx: BulkContext,
  { id, object, batchId, change }: BulkRun,
  state: 'done' | 'stopped',
): Promise<void> {
  await transaction(ctx.db, async db => {
    await saveRun(db, id, { state })
    const payload = { noun: object, verb: change.verb, batch: batchId }
    await publish({ ...ctx, db }, [{ name: 'bulk.ended', object: 'bulk', recordId: id, payload }])
  })
  // Who came into teams by it sees at once what he is in.
  if (change.verb === 'transfer') forgetActors(ctx.db)
}

/**
 * Rows are taken under lock, so that two processes never change the same record twice. Where something in these records ends the whole, half of them are
 * tried, until it stands alone: only that one is refused. Gives how many were looked at, and how many to take next.
 */
async function takeSome(
  ctx: BulkContext,
  object: ObjectDefinition,
  run: BulkRun,
  size: number,
): Promise<{ looked: number; size: number }> {
  const attempt = (change: (inside: Inside, ids: readonly string[]) => Promise<Refused>): Promise<number> =>
    transaction(ctx.db, async db => {
      const ids = await take(db, run, size)
      if (ids.length > 0) await mark({ ...ctx, db }, run.id, ids, await change({ ...ctx, db }, ids))
      return ids.length
    })
  try {
    const looked = await attempt((inside, ids) => changeSome(inside, object, run.change, ids))
    return { looked, size: size * 2 }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (size > 1) return await takeSome(ctx, object, run, Math.ceil(size / 2))
    return { looked: await attempt(async (_inside, ids) => new Map(ids.map(id => [id, problemOf(error)]))), size }
  }
}

async function take(db: Transaction, run: BulkRun, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select record_id as id from bulk_rows where run_id = ${run.id}::uuid and not is_done order by record_id limit ${limit} for update`.execute(
    db,
  )
  return rows.map(row => row.id)
}

async function changeSome(
  ctx: Inside,
  object: ObjectDefinition,
  change: BulkChange,
  ids: readonly string[],
): Promise<Refused> {
  const { verb } = change
  const refused: Refused = await notWithinReach(ctx, object, verb, ids)
  const open = ids.filter(id => !refused.has(id))
  if (open.length === 0) return refused
  if (verb === 'update')
    for (const [id, problem] of await updateSome(ctx, object, change, open)) refused.set(id, problem)
  else if (verb === 'remove') await removeMany(ctx, object, open)
  else if (verb === 'restore') for (const id of open) await restore(ctx, object, id)
  else
    for (const [id, problem] of await actMany(ctx, object, open, verb, change.input))
      refused.set(id, problemOf(problem))
  return refused
}

/** Those that the actor cannot see, and those that he may only look at. */
async function notWithinReach(
  ctx: Inside,
  object: ObjectDefinition,
  verb: string,
  ids: readonly string[],
): Promise<Refused> {
  const seen =
    verb === 'restore'
      ? sql`t.deleted_at is not null and ${withinScope(ctx, object, 't', 'restore')}`
      : visible(ctx, object, 't')
  const may = verb === 'restore' ? sql`true` : visible(ctx, object, 't', verb)
  const { rows } = await sql<{ id: string; may: boolean }>`
    select t.id, ${may} as may from ${sql.table(tableOf(object))} t where t.id = any(${[...ids]}::uuid[]) and ${seen}`.execute(
    ctx.db,
  )
  const known = new Map(rows.map(row => [row.id, row.may]))
  return new Map(
    ids.flatMap((id): [string, KeptProblem][] => {
      if (!known.has(id)) return [[id, { code: 'not_found', params: { what: object.name } }]]
      return known.get(id) ? [] : [[id, { code: 'forbidden', params: { permission: `${object.name}.${verb}` } }]]
    }),
  )
}

async function updateSome(
  ctx: Inside,
  object: ObjectDefinition,
  { values, add, take }: BulkChange,
  ids: readonly string[],
): Promise<Refused> {
  const lists = [...new Set([...Object.keys(add), ...Object.keys(take)])]
  const current = lists.length > 0 ? await lock(ctx, object, ids, 'update') : new Map<string, Record<string, unknown>>()
  const changes = ids.map(id => ({
    id,
    values: {
      ...values,
      ...Object.fromEntries(
        lists.map(name => [name, listAfter(current.get(id)?.[name], add[name] ?? [], take[name] ?? [])]),
      ),
    },
  }))
  const { refused } = await updateMany(ctx, object, changes, { verb: 'update', writing: 'byPerson' })
  return new Map(refused.map(({ index, fields }) => [ids[index] ?? '', firstOf(fields)]))
}

/** The members that a field has after some were added and others taken away. */
function listAfter(before: unknown, add: readonly unknown[], take: readonly unknown[]): unknown[] {
  const keyOf = (one: unknown): string =>
    typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : String(one)
  const members = Array.isArray(before) ? before : []
  const known = new Set(members.map(keyOf))
  const gone = new Set(take.map(keyOf))
  return [...members, ...add.filter(one => !known.has(keyOf(one)))].filter(one => !gone.has(keyOf(one)))
}

const firstOf = (fields: readonly FieldProblem[]): KeptProblem => {
  const [first] = fields
  return { code: first?.code ?? 'invalid', params: { ...first?.params, path: first?.path ?? '' } }
}

const problemOf = (problem: Problem): KeptProblem =>
  problem.fields.length > 0 ? firstOf(problem.fields) : { code: problem.code, params: problem.params }

async function mark(ctx: Inside, runId: string, ids: readonly string[], refused: Refused): Promise<void> {
  const problems = [...refused].map(([id, problem]) => ({ id, problem }))
  await sql`update bulk_rows set is_done = true where run_id = ${runId}::uuid and record_id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
  if (problems.length > 0)
    await sql`update bulk_rows r set problem = g.problem from jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) as g (id uuid, problem jsonb)
      where r.run_id = ${runId}::uuid and r.record_id = g.id`.execute(ctx.db)
  await sql`update bulk_runs set done = done + ${ids.length}, refused = refused + ${problems.length}, updated_at = now()
    where id = ${runId}::uuid`.execute(ctx.db)
}
