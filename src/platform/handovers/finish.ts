import { sql } from 'kysely'
import { may } from '../access/actor.ts'
import { forgetActor } from '../access/load-actor.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { forbidden, invalid, Problem } from '../errors.ts'
import { dayAt } from '../fields/index.ts'
import { objectOf } from '../objects/catalog.ts'
import type { Context } from '../records/context.ts'
import { changeOne } from '../records/update.ts'
import { countHeld } from './count-held.ts'
import { enter, type Handover } from './handover.ts'

/** When the leaver goes: at once, at the beginning of a day, or not by this. */
export type Leaving = 'now' | 'stays' | { on: string }

/**
 * Ends a handover in the caller's transaction. Refused while anything open points at the leaver, or at nobody after it was his.
 * @throws Problem `handover.things_left` (409) with what is left, `forbidden` for whoever may not let people leave, `handover.not_now`
 */
export async function finish(ctx: Context, handover: Handover, leaving: Leaving): Promise<void> {
  const { id, leaverId } = handover
  if (leaving !== 'stays' && !may(ctx.actor, 'user.update')) throw forbidden('user.update')
  const today = dayAt(ctx.now(), ctx.company.timeZone)
  if (typeof leaving === 'object' && leaving.on <= today)
    throw invalid([{ path: 'leavesOn', code: 'handover.day_passed' }])
  // From here on he gets nothing new: whoever would give him something waits for this row.
  const { rows } = await sql<{ state: string | null }>`
    select state from users where id = ${leaverId}::uuid for update`.execute(ctx.db)
  const left = (await countHeld(ctx, leaverId)).filter(kind => !kind.endsWithHim)
  if (left.length > 0)
    throw new Problem(409, 'handover.things_left', {
      params: {
        count: left.reduce((sum, { count }) => sum + count, 0),
        kinds: left.map(({ label }) => label).join('、'),
      },
      details: { left },
    })
  const leavesOn = typeof leaving === 'object' ? leaving.on : null
  await enter(ctx, id, { from: ['open'], to: 'finished', is: sql`leaves_on = ${leavesOn}::date` })
  const detail = typeof leaving === 'object' ? { leavesOn: leaving.on } : { leaving }
  await writeAudit(ctx, { kind: 'account.handover.finished', object: 'user', recordId: leaverId, detail })
  if (leaving === 'now') await letLeave(ctx, handover)
  else if (rows[0]?.state === 'left') await endHoldings(ctx, handover)
}

/** The leaver is no longer there: his sessions and keys end with it, and what ends with him. */
export async function letLeave(
  ctx: Context,
  { leaverId: userId, batchId }: Pick<Handover, 'leaverId' | 'batchId'>,
): Promise<void> {
  await endHoldings(ctx, { leaverId: userId, batchId })
  const values = { state: 'left', leftOn: dayAt(ctx.now(), ctx.company.timeZone) }
  await changeOne(ctx, objectOf(ctx.catalog, 'user'), { id: userId, values }, { verb: 'update', writing: 'byVerb' })
}

async function endHoldings(ctx: Context, { leaverId, batchId }: Pick<Handover, 'leaverId' | 'batchId'>): Promise<void> {
  for (const { end } of ctx.behaviour.holdings ?? []) await end?.({ ...ctx, batch: batchId }, leaverId)
}

/** After a commit by which somebody left or came back: this process knows at once. */
export const forgetPerson = (ctx: Context, userId: string): void => forgetActor(ctx.db as Database, userId)
