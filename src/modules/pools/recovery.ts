import { sql } from 'kysely'
import type { Database, Transaction } from '#platform/db/server.ts'
import { newId } from '#platform/db/id.ts'
import { transaction } from '#platform/db/transaction.ts'
import { translate } from '#platform/i18n/index.ts'
import { notifyAll } from '#platform/notify/notify.ts'
import type { Context } from '#platform/records/index.ts'
import { openBatch } from '#platform/records/batches.ts'
import { updateMany } from '#platform/records/update.ts'
import type { Due } from './clock.rules.ts'
import { hasRules, noteClock, reckon } from './clock.settle.ts'
import type { PooledNoun } from './memberships.ts'
import { pooledNouns } from './pooled.ts'
import { tellFalling } from './falling.ts'

type Outside = Context & { db: Database }
type Inside = Context & { db: Transaction }

/** How many records one transaction takes. */
const some = 200

/**
 * What a company has done in the night: reckons every clock anew (rules that hold from today, people who joined or left a pool), warns owners
 * of what falls soon, and moves what is due into its pool. Each record is looked at once more under its lock before it is moved, so it moves
 * once however often and in however many processes this runs. The moves are one batch, whose reason says by which rule.
 */
export async function recover(ctx: Outside, day: string, signal: AbortSignal): Promise<void> {
  await tellUnfinished(ctx)
  for (const noun of Object.keys(pooledNouns) as PooledNoun[]) {
    await renewClocks(ctx, noun, signal)
    if (signal.aborted) return
    await transaction(ctx.db, db => tellFalling({ ...ctx, db }, noun, day))
    await moveDue(ctx, noun, { day, signal })
  }
}

/** Every record that somebody owns; where no rule holds only those of which something is still written. */
async function renewClocks(ctx: Outside, noun: PooledNoun, signal: AbortSignal): Promise<void> {
  const { table } = pooledNouns[noun]
  const which = (await hasRules(ctx, noun)) ? sql`t.owner_id is not null` : sql`t.recover_on is not null`
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    if (signal.aborted) return
    const { rows } = await sql<{ id: string }>`select t.id from ${sql.table(table)} t
      where t.deleted_at is null and ${which} and t.id > ${after}::uuid order by t.id limit ${some}`.execute(ctx.db)
    const ids = rows.map(row => row.id)
    if (ids.length === 0) return
    await transaction(ctx.db, db => noteClock({ ...ctx, db }, noun, ids))
    after = ids.at(-1) ?? after
  }
}

async function moveDue(
  given: Outside,
  noun: PooledNoun,
  { day, signal }: { day: string; signal: AbortSignal },
): Promise<void> {
  let ctx = given
  let run: string | null = null
  let after = '00000000-0000-0000-0000-000000000000'
  while (!signal.aborted) {
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(pooledNouns[noun].table)}
      where deleted_at is null and owner_id is not null and recover_on <= ${day}::date and id > ${after}::uuid order by id limit ${some}`.execute(
      ctx.db,
    )
    const ids = rows.map(row => row.id)
    if (ids.length === 0) break
    if (run === null) {
      const begun = await begin(ctx, noun, day)
      run = begun.run
      ctx = { ...ctx, batch: begun.batch }
    }
    await moveSome(ctx, noun, { run, ids, day })
    after = ids.at(-1) ?? after
  }
  if (run !== null && !signal.aborted) await finish(ctx, run)
}

async function begin(ctx: Outside, noun: PooledNoun, day: string): Promise<{ run: string; batch: string }> {
  return transaction(ctx.db, async db => {
    const run = newId()
    const batch = await openBatch({ ...ctx, db }, { kind: 'recovery', object: noun })
    await sql`insert into recovery_runs (id, object, on_day, started_at, batch_id)
      values (${run}::uuid, ${noun}, ${day}::date, ${ctx.now().toISOString()}::timestamptz, ${batch}::uuid)`.execute(db)
    return { run, batch }
  })
}

/** Rows are locked first, so what is reckoned then is what counts: a follow-up of this moment keeps its customer. */
const moveSome = (
  ctx: Outside,
  noun: PooledNoun,
  { run, ids, day }: { run: string; ids: readonly string[]; day: string },
): Promise<void> =>
  transaction(ctx.db, async db => {
    const within: Inside = { ...ctx, db }
    const { object, table } = pooledNouns[noun]
    const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)}
      where id = any(${[...ids]}::uuid[]) and deleted_at is null and owner_id is not null order by id for update`.execute(
      db,
    )
    const locked = rows.map(row => row.id)
    const reckoned = await reckon(within, noun, locked)
    const due = locked.flatMap(id => {
      const one = reckoned.get(id)
      return one?.due && one.due.on <= day ? [{ id, poolId: one.poolId, due: one.due }] : []
    })
    const { refused } = await updateMany(
      within,
      object,
      due.map(one => ({ id: one.id, values: valuesOf(ctx, one), reason: reasonOf(ctx, noun, one.due) })),
      { verb: 'recover', writing: 'byVerb', event: `${noun}.recovered` },
    )
    const moved = new Set(
      due.filter((_one, index) => !refused.some(other => other.index === index)).map(({ id }) => id),
    )
    await noteClock(
      within,
      noun,
      locked.filter(id => !moved.has(id)),
    )
    await sql`update recovery_runs set looked = looked + ${locked.length}, moved = moved + ${moved.size} where id = ${run}::uuid`.execute(
      db,
    )
  })

const valuesOf = (ctx: Context, { poolId, due }: { poolId: string; due: Due }): Record<string, unknown> => ({
  owner: null,
  pool: { id: poolId, title: '' },
  enteredPoolAt: ctx.now().toISOString(),
  poolCause: 'recovered',
  recoverRule: due.why,
})

/** In the language of the company, as it stands in the history for good. */
const reasonOf = (ctx: Context, noun: PooledNoun, { why, days, from }: Due): string =>
  translate(ctx.company.locale, `pools.because.${noun}.${why}`, { days, from })

/** Owners are told at the end, once each, how many they lost and of one which. */
async function finish(ctx: Outside, run: string): Promise<void> {
  await transaction(ctx.db, async db => {
    const within: Inside = { ...ctx, db }
    await sql`update recovery_runs set finished_at = ${ctx.now().toISOString()}::timestamptz where id = ${run}::uuid`.execute(
      db,
    )
    const { rows } = await sql<{ object: PooledNoun; owner: string; count: number; one: string }>`
      select s.object, s.previous_owner_id as owner, count(*)::int as count, min(s.record_id::text) as one
      from recovery_runs r join pool_stays s on s.batch_id = r.batch_id
      where r.id = ${run}::uuid and s.previous_owner_id is not null group by 1, 2`.execute(db)
    await notifyAll(
      within,
      rows.map(({ object, owner, count, one }) => ({
        kind: count === 1 ? `pool.recovered.${object}` : `pool.recoveredMany.${object}`,
        to: [owner],
        about: count === 1 ? { object, id: one } : null,
        params: { count },
        cause: `recovered ${run} ${owner}`,
      })),
    )
  })
}

/** A night that broke off is told when the next begins. */
async function tellUnfinished(ctx: Outside): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from recovery_runs
    where finished_at is null and started_at < ${ctx.now().toISOString()}::timestamptz - interval '6 hours'`.execute(
    ctx.db,
  )
  for (const { id } of rows) await finish(ctx, id)
}
