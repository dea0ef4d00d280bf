import { z } from 'zod'
import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'
import { transaction } from '#platform/db/transaction.ts'
import { type FieldProblem, notFound, Problem } from '#platform/errors.ts'
import { translate } from '#platform/i18n/index.ts'
import { act, removeMany } from '#platform/records/index.ts'
import { openBatch } from '#platform/records/batches.ts'
import type { Door } from './door.ts'
import { pooledNouns } from './pooled.ts'

/** What is done with several records of a pool at once: claimed, by a manager assigned, moved to another pool, or put into the bin. */
export const manySchema = z.strictObject({
  verb: z.enum(['claim', 'assign', 'release', 'remove']),
  ids: z.array(z.uuid()).min(1).max(200),
  input: z.record(z.string().max(80), z.unknown()).optional(),
})

interface Refused {
  id: string
  code: string
  message: string
}

/**
 * Does a verb with each of these records, each in a transaction of its own, and says which succeeded and why the others did not. What the
 * actor has claimed already counts as done, so that a request sent twice says the same. All is one batch.
 */
export async function actOnMany(
  door: Door,
  { verb, ids, input = {} }: z.output<typeof manySchema>,
): Promise<{ done: string[]; refused: Refused[]; batch: string }> {
  const { ctx, pool } = door
  const { object } = pooledNouns[pool.object]
  const batch = await openBatch(ctx, { kind: 'pool', object: pool.object })
  const done: string[] = []
  const refused: Refused[] = []
  for (const id of [...new Set(ids)].sort())
    try {
      await transaction(ctx.db as Database, async db => {
        if (verb === 'remove') await removeFrom({ ...door, ctx: { ...ctx, db, batch } }, id)
        else await act({ ...ctx, db, batch, admission: undefined }, object, id, verb, input)
      })
      done.push(id)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      if (verb === 'claim' && (await isMine(door, id))) done.push(id)
      else refused.push({ id, ...said(door, verb, error) })
    }
  return { done, refused, batch }
}

/** Only what lies in this pool, whatever else a manager may remove. */
async function removeFrom({ ctx, pool }: Door, id: string): Promise<void> {
  const { object, table } = pooledNouns[pool.object]
  const { rows } = await sql`select from ${sql.table(table)}
    where id = ${id}::uuid and pool_id = ${pool.id}::uuid and deleted_at is null for update`.execute(ctx.db)
  if (rows.length === 0) throw notFound(object.name)
  await removeMany(ctx, object, [id])
}

async function isMine({ ctx, pool }: Door, id: string): Promise<boolean> {
  const { rows } = await sql`select from ${sql.table(pooledNouns[pool.object].table)}
    where id = ${id}::uuid and owner_id = ${ctx.actor.userId}::uuid and deleted_at is null`.execute(ctx.db)
  return rows.length > 0
}

/** Of a record that is gone from the pool somebody else was faster; nothing more is said of it. */
function said({ ctx }: Door, verb: string, problem: Problem): Omit<Refused, 'id'> {
  const isGone = problem.status === 404 || (verb === 'claim' && problem.code === 'verb_not_possible')
  const first: FieldProblem | undefined = problem.fields[0]
  const { code, params = {} } = isGone ? { code: 'pool.taken' } : (first ?? problem)
  return { code, message: translate(ctx.locale, `problems.${code}`, params) }
}
