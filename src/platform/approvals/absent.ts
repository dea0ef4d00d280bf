import { sql } from 'kysely'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { Context } from '../records/context.ts'
import type { Written } from '../records/module.ts'
import { keepGoing, replaceAbsent } from './advance.ts'
import { lockRunning } from './running.ts'

/** Whoever leaves is asked no more: what waits for him goes to whoever decides in his place, and where he was only to be asked, too. */
export async function passOnOfLeavers(ctx: Context, written: readonly Written[]): Promise<void> {
  for (const { id, before, values } of written)
    if (before !== null && before.state !== 'left' && (values === null || values.state === 'left'))
      await passOn(ctx, id)
}

/**
 * Once a day: what waits for somebody whose leave has begun goes to his deputy, else to his superior; where there is neither it waits for him.
 */
export async function passOnOfAbsent(ctx: Context & { db: Database }, day: string, signal: AbortSignal): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select distinct t.user_id as id from approval_tasks t join users u on u.id = t.user_id
    where t.state = 'asked' and u.leave_from <= ${day}::date and coalesce(u.leave_until, 'infinity') >= ${day}::date`.execute(
    ctx.db,
  )
  for (const { id } of rows) {
    if (signal.aborted) return
    await transaction(ctx.db, db => passOn({ ...ctx, db }, id))
  }
}

async function passOn(ctx: Context, user: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select distinct t.approval_id as id from approval_tasks t
    join approvals a on a.id = t.approval_id and a.state = 'running'
    where t.user_id = ${user}::uuid and t.state in ('later', 'asked') order by 1`.execute(ctx.db)
  for (const { id } of rows) {
    const running = await lockRunning(ctx, id)
    await replaceAbsent(ctx, running, { user })
    await keepGoing(ctx, running)
  }
}
