import { sql } from 'kysely'
import { tellWatchers } from '../audit/auditors.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Database } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import { Problem } from '../errors.ts'
import { clockAt, dayAt } from '../fields/index.ts'
import type { Context } from '../records/context.ts'
import { nextDay } from './daily-uses.ts'
import { readDataRules } from './data-rules.ts'
import { emptySketch, merged, type Sketch, sizeOf, withIds } from './sketch.ts'

/** What this process knows of a person's day; what he has read since `kept` is written down with the next few. */
interface Day {
  day: string
  sketch: Sketch
  /** As many as were written down. */
  kept: number
}

const days = new Map<string, Day>()
const mostDays = 20_000
/** So many new ones may wait to be written down: turning a page of what one has read costs nothing, and new pages one row each. */
const fewest = 25

/**
 * Counts records that are about to be shown to the actor, each once a day, over all his browsers, programs and all processes.
 * @throws Problem `read.limit` (429) where they would be more than the company allows one person on a day; what he has had stays readable
 */
export async function countReads(ctx: Context & { db: Database }, ids: readonly string[]): Promise<void> {
  const userId = ctx.actor.viewedBy?.userId ?? ctx.actor.userId
  if (userId === null || ids.length === 0) return
  const known = dayOf(`${ctx.company.id} ${userId}`, dayAt(ctx.now(), ctx.company.timeZone))
  const sketch = withIds(known.sketch, ids)
  if (sketch === known.sketch) return
  if (known.kept >= 0 && sizeOf(sketch) - known.kept < fewest) {
    known.sketch = sketch
    return
  }
  const { refused, stored } = await transaction(ctx.db, db => keep({ ...ctx, db }, { userId, day: known.day, sketch }))
  // Others of his requests may have read on meanwhile.
  known.sketch = merged(known.sketch, stored)
  known.kept = sizeOf(stored)
  if (refused !== null) throw tooMany(ctx, refused)
}

function dayOf(key: string, day: string): Day {
  const known = days.get(key)
  if (known?.day === day) return known
  // −1: what is written down of this day is not known yet.
  const fresh: Day = { day, sketch: emptySketch(), kept: -1 }
  days.delete(key)
  days.set(key, fresh)
  if (days.size > mostDays) for (const [old] of days) if (days.size > mostDays / 2) days.delete(old)
  return fresh
}

/** Writes them down unless they are too many; gives what stands there then, and the limit where it was passed. Whoever reads at the same moment waits. */
async function keep(
  ctx: Context,
  { userId, day, sketch }: { userId: string; day: string; sketch: Sketch },
): Promise<{ refused: number | null; stored: Sketch }> {
  await sql`insert into daily_reads (user_id, day, sketch, count) values (${userId}::uuid, ${day}::date, ${Buffer.from(emptySketch())}, 0)
    on conflict (user_id) do nothing`.execute(ctx.db)
  const { rows } = await sql<{ sketch: Buffer; isToday: boolean; passed: boolean }>`
    select sketch, day = ${day}::date as "isToday", passed_at is not null as passed from daily_reads where user_id = ${userId}::uuid for update`.execute(
    ctx.db,
  )
  const stored = rows[0]?.isToday ? new Uint8Array(rows[0].sketch) : emptySketch()
  const together = merged(stored, sketch)
  const { readLimit: limit } = await readDataRules(ctx.db)
  const isTooMany = limit !== null && sizeOf(together) > limit
  const passed = rows[0]?.isToday === true && rows[0].passed
  if (isTooMany && !passed) {
    await writeAudit(ctx, { kind: 'read.limit', detail: { limit } })
    await tellWatchers(ctx, 'audit.reads', { limit })
  }
  const now = isTooMany ? stored : together
  await sql`
    update daily_reads set day = ${day}::date, sketch = ${Buffer.from(now)}, count = ${sizeOf(now)},
           passed_at = case when ${passed} then passed_at when ${isTooMany} then ${ctx.now().toISOString()}::timestamptz end
     where user_id = ${userId}::uuid`.execute(ctx.db)
  return { refused: isTooMany ? limit : null, stored: now }
}

function tooMany(ctx: Context, limit: number): Problem {
  const again = nextDay(ctx)
  const clock = clockAt(again, ctx.company.timeZone)?.slice(0, 16).replace('T', ' ') ?? again.toISOString()
  return new Problem(429, 'read.limit', {
    params: { limit, at: clock },
    details: { again: again.toISOString(), retryAfter: Math.ceil((again.getTime() - ctx.now().getTime()) / 1000) },
  })
}
