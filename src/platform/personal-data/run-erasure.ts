import { sql } from 'kysely'
import type { Database, Queryable } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Context } from '../records/context.ts'
import { type ErasureProgress, erasePerson } from './erase-person.ts'
import { consentTo } from './erasure-consent.ts'
import type { KeptProblem } from './erasure-runs.ts'
import { personNoun } from './person-kinds.ts'

/**
 * Carries an erasure out, in one transaction: until its commit it can be stopped, or the program ended, and nothing has happened. The files' bytes go
 * after it. Does nothing to one that has ended.
 * @throws Problem what has come in between: the right was taken, the record is gone, the consent ran out
 */
export async function runErasure(
  ctx: Context & { db: Database },
  store: FileStore,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<void> {
  const run = await readAsk(ctx.db, id)
  if (run === null) return
  const ask = { object: run.object, id: run.recordId }
  try {
    const object = await personNoun(ctx, ask, 'personalData.erase')
    const keys = await transaction(
      ctx.db,
      async db => {
        const within = { ...ctx, db }
        const onProgress = progressOf(ctx.db, { id, signal })
        const consentedBy = await consentTo(within, { ...ask, consent: run.consent })
        const erased = await erasePerson(within, { object, id: ask.id, reason: run.reason, consentedBy, onProgress })
        await finish(within, id, { receipts: erased.receipts.map(receipt => receipt.id) })
        return erased.keys
      },
      { statementTimeoutMs: 0 },
    )
    // Rows are gone for good; bytes that stay behind when this breaks off are found by the daily sweep.
    for (const key of keys) await store.remove(key)
  } catch (error) {
    if (error !== stopped) throw error
    await endErasure(ctx, id, { state: 'stopped' })
  }
}

/** Ends an erasure of which nothing was done; one that has ended stays as it is. */
export async function endErasure(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: string,
  { state, problem = null }: { state: 'stopped' | 'failed'; problem?: KeptProblem | null },
): Promise<void> {
  await sql`update erasure_runs set state = ${state}, reason = null, problem = ${problem && JSON.stringify(problem)}::jsonb, ended_at = ${now().toISOString()}::timestamptz
    where id = ${id}::uuid and state = 'running'`.execute(db)
}

/** Says that somebody does not want it any more. */
const stopped = new Error('the erasure was stopped')

interface Ask {
  object: string
  recordId: string
  reason: string
  consent: string | null
}

const readAsk = async (db: Queryable, id: string): Promise<Ask | null> => {
  const { rows } =
    await sql<Ask>`select object, record_id as "recordId", reason, consent_id as consent from erasure_runs
    where id = ${id}::uuid and state = 'running'`.execute(db)
  return rows[0] ?? null
}

/** Small tables are told of together, one that takes its time at once. */
const everyMs = 200
const everyTables = 10

/**
 * Tells how far it is, beside the transaction so that others see it, and ends it where that was asked for. The transaction itself leaves the row alone
 * until it is through: who stops it never waits for it.
 */
function progressOf(db: Database, { id, signal }: { id: string; signal: AbortSignal }) {
  let toldAt = 0
  return async ({ done, total, found }: ErasureProgress): Promise<void> => {
    if (signal.aborted) throw new Error('the program stops; the erasure begins again with the next try')
    if (done % everyTables > 0 && Date.now() - toldAt < everyMs) return
    const { rows } = await sql<{ isStopped: boolean }>`
      update erasure_runs set done = ${done}, total = ${total}, found = ${found} where id = ${id}::uuid and state = 'running'
      returning is_stopped as "isStopped"`.execute(db)
    if (rows[0]?.isStopped !== false) throw stopped
    toldAt = Date.now()
  }
}

/** The point of no return: from here to the commit whoever asks to stop waits, and comes too late. */
async function finish(
  { db, now }: Pick<Context, 'db' | 'now'>,
  id: string,
  { receipts }: { receipts: readonly string[] },
): Promise<void> {
  const { rows } = await sql`
    update erasure_runs r set state = 'done', reason = null, done = r.total, receipts = ${[...receipts]}::uuid[], ended_at = ${now().toISOString()}::timestamptz,
      found = (select coalesce(sum(c.value::int), 0) from erasure_receipts e cross join jsonb_each_text(e.counts) c where e.id = ${receipts[0]}::uuid)
    where id = ${id}::uuid and state = 'running' and not is_stopped returning id`.execute(db)
  if (rows.length === 0) throw stopped
}
