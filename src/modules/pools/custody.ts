import { sql } from 'kysely'
import { ownersWithin } from '#platform/access/actor.ts'
import { invalid } from '#platform/errors.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { keepLimits } from './limits.ts'
import { membershipsOf, type PooledNoun } from './memberships.ts'
import { idIn } from './pooled.ts'

/**
 * What follows when a record changes hands, by whatever way: who gets it has received it now and takes it out of its pool, who had it is
 * remembered, a lock ends with its owner; a record made in a pool has no owner. Then the limits are asked. What is told of the past, and what
 * an undo puts back, stays as it is given.
 */
export const settleCustody =
  (noun: PooledNoun) =>
  async (ctx: Context, drafts: Draft[]): Promise<void> => {
    // Whole seconds, as a workbook keeps them.
    const now = `${ctx.now().toISOString().slice(0, 19)}.000Z`
    for (const draft of drafts)
      if (draft.before === null && idIn(draft.values.pool) !== null) putIntoPool(ctx, draft, now)
      else if (!draft.isHistory) changeHands(draft, now)
    await checkPools(ctx, noun, drafts)
    await keepLimits(ctx, noun, drafts)
  }

/** What comes out of the bin is owned again. @throws Problem `invalid` (422) when its owner has as many as he may */
export async function keepRestored(ctx: Context, noun: PooledNoun, record: Draft): Promise<void> {
  await keepLimits(ctx, noun, [record])
  if (record.problems.length > 0) throw invalid(record.problems)
}

/** What is made in a pool has no owner, whoever makes it; a file may say when and why it came there. */
function putIntoPool(ctx: Context, { values, problems }: Draft, now: string): void {
  if (idIn(values.owner) !== null && idIn(values.owner) !== ctx.actor.userId)
    problems.push({ path: 'pool', code: 'pool.with_owner' })
  const { enteredPoolAt, poolCause } = values
  Object.assign(values, { owner: null, enteredPoolAt: enteredPoolAt ?? now, poolCause: poolCause ?? 'imported' })
}

function changeHands({ values, before }: Draft, now: string): void {
  const [had, has] = [idIn(before?.owner), idIn(values.owner)]
  if (has !== had) {
    if (had !== null) values.previousOwner = before?.owner
    if (values.isLocked === before?.isLocked && before !== null) values.isLocked = false
    values.receivedAt = has === null ? null : now
  }
  if (has !== null && idIn(values.pool) !== null)
    Object.assign(values, { pool: null, enteredPoolAt: null, poolCause: null, recoverRule: null })
}

/** A pool that somebody names for a new record is one of this noun, in use, and his; whoever sees all may name any. */
async function checkPools(ctx: Context, noun: PooledNoun, drafts: readonly Draft[]): Promise<void> {
  const placed = drafts.filter(
    ({ values, before, isHistory }) =>
      (!isHistory || before === null) && idIn(values.pool) !== null && idIn(values.pool) !== idIn(before?.pool),
  )
  const ids = [...new Set(placed.flatMap(({ values }) => idIn(values.pool) ?? []))]
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from pools
    where id = any(${ids}::uuid[]) and object = ${noun} and is_enabled and deleted_at is null for share`.execute(ctx.db)
  const known = new Set(rows.map(row => row.id))
  const own = await poolsOfActor(ctx, noun)
  for (const { values, before, problems } of placed) {
    const id = idIn(values.pool) ?? ''
    if (!known.has(id)) problems.push({ path: 'pool', code: 'pool.not_of_noun' })
    else if (before === null && own !== 'all' && !own.includes(id))
      problems.push({ path: 'pool', code: 'pool.not_yours' })
  }
}

async function poolsOfActor(ctx: Context, noun: PooledNoun): Promise<'all' | string[]> {
  const { userId } = ctx.actor
  if (ownersWithin(ctx.actor, `${noun}.create`) === 'all' || userId === null) return 'all'
  return ((await membershipsOf(ctx, noun, [userId])).get(userId) ?? []).map(one => one.poolId)
}
