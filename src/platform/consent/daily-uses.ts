import { sql } from 'kysely'
import { dayAt } from '../fields/index.ts'
import { zonedToUtc } from '../fields/time-zone.ts'
import type { Context } from '../records/context.ts'

/**
 * Uses up so much of what the actor may have on this day of the company, in the caller's transaction: whoever asks at the same moment waits for
 * it. Gives what he has used then; null, and nothing used, where it would be more than `limit`.
 */
export async function charge(
  ctx: Context,
  { kind, amount, limit }: { kind: string; amount: number; limit: number },
): Promise<number | null> {
  const day = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<{ count: number }>`
    insert into daily_uses as d (user_id, kind, day, count)
      select ${whoUses(ctx)}::uuid, ${kind}, ${day}::date, ${amount}::integer where ${amount}::integer <= ${limit}::integer
    on conflict (user_id, kind, day) do update set count = d.count + excluded.count where d.count + excluded.count <= ${limit}::integer
    returning count`.execute(ctx.db)
  return rows[0]?.count ?? null
}

/** What the actor has used up today. */
export async function usedToday(ctx: Context, kind: string): Promise<number> {
  const day = dayAt(ctx.now(), ctx.company.timeZone)
  const { rows } = await sql<{ count: number }>`
    select count from daily_uses where user_id = ${whoUses(ctx)}::uuid and kind = ${kind} and day = ${day}::date`.execute(
    ctx.db,
  )
  return rows[0]?.count ?? 0
}

/** Whoever looks as somebody else uses up his own. */
const whoUses = ({ actor }: Context): string | null => actor.viewedBy?.userId ?? actor.userId

/** When the company's next day begins, and counting anew. */
export function nextDay({ now, company }: Pick<Context, 'now' | 'company'>): Date {
  const today = new Date(`${dayAt(now(), company.timeZone)}T00:00:00Z`)
  const day = new Date(today.getTime() + 86_400_000).toISOString().slice(0, 10)
  return zonedToUtc({ day, hour: 0, minute: 0, second: 0 }, company.timeZone)
}
