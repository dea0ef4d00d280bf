import { sql } from 'kysely'
import { ownersWithin } from '#platform/access/actor.ts'
import { invalid } from '#platform/errors.ts'
import type { Context, Draft } from '#platform/records/index.ts'
import { keepLimits } from './limits.ts'
import { membershipsOf, type PooledNoun } from './memberships.ts'
import { isPast, isPoolNamed, isPutIntoPool } from './past.ts'
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
    const byFile = new Set<Draft>()
    for (const draft of drafts)
      if (draft.before === null) {
        if (idIn(draft.values.pool) !== null) putIntoPool(ctx, draft, now)
        else if (!draft.isHistory) changeHands(draft, now)
      } else if (isPutIntoPool(draft)) {
        byFile.add(draft)
        giveUp(draft, now)
      } else {
        if (!isPast(draft)) changeHands(draft, now)
        leavePool(draft)
      }
    await checkPools(ctx, noun, drafts, byFile)
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
}

/** A file that names a pool for a record that somebody has puts it there. */
function giveUp({ values, before }: Draft, now: string): void {
  const left = { owner: null, previousOwner: before?.owner, receivedAt: null, isLocked: false }
  Object.assign(values, left, { enteredPoolAt: now, poolCause: 'imported', recoverRule: null })
}

/** What somebody has lies in no pool, also after an undo that leaves it with whoever has got it since. */
function leavePool({ values }: Draft): void {
  if (idIn(values.owner) !== null && idIn(values.pool) !== null)
    Object.assign(values, { pool: null, enteredPoolAt: null, poolCause: null, recoverRule: null })
}

/** A pool that somebody names for a new record is one of this noun, in use, and his; whoever sees all may name any. */
async function checkPools(
  ctx: Context,
  noun: PooledNoun,
  drafts: readonly Draft[],
  byFile: ReadonlySet<Draft>,
): Promise<void> {
  const placed = drafts.filter(
    draft => idIn(draft.values.pool) !== null && isPoolNamed(draft) && (!isPast(draft) || byFile.has(draft)),
  )
  const ids = [...new Set(placed.flatMap(({ values }) => idIn(values.pool) ?? []))]
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from pools
    where id = any(${ids}::uuid[]) and object = ${noun} and is_enabled and deleted_at is null for share`.execute(ctx.db)
  const known = new Set(rows.map(row => row.id))
  const own = await poolsOfActor(ctx, noun)
  for (const draft of placed) {
    const { values, before, problems } = draft
    const id = idIn(values.pool) ?? ''
    if (!known.has(id)) problems.push({ path: 'pool', code: 'pool.not_of_noun' })
    else if ((before === null || byFile.has(draft)) && own !== 'all' && !own.includes(id))
      problems.push({ path: 'pool', code: 'pool.not_yours' })
  }
}

async function poolsOfActor(ctx: Context, noun: PooledNoun): Promise<'all' | string[]> {
  const { userId } = ctx.actor
  if (ownersWithin(ctx.actor, `${noun}.create`) === 'all' || userId === null) return 'all'
  return ((await membershipsOf(ctx, noun, [userId])).get(userId) ?? []).map(one => one.poolId)
}
