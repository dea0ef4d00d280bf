import { sql } from 'kysely'
import type { Holding } from '#platform/handovers/holding.ts'

/** Whoever gets the leads that fit nobody: a leaver needs a successor in that, too. */
export const leadHoldings: readonly Holding[] = [
  {
    name: 'leadFallback',
    query: (ctx, user) => sql<{ id: string; title: string }>`
      select ${user} as id, ${ctx.locale === 'zh' ? '无人适合的线索' : 'Leads that fit nobody'}::text as title
      from lead_settings where fallback_user_id = ${user}`,
    path: '/p/assignment-rules',
    hand: async (ctx, { from, to }) => {
      const { numAffectedRows } =
        await sql`update lead_settings set fallback_user_id = ${to}::uuid, version = version + 1
        where fallback_user_id = ${from}::uuid`.execute(ctx.db)
      return { changed: Number(numAffectedRows ?? 0) }
    },
    giveBack: async (ctx, { from, to }) => {
      await sql`update lead_settings set fallback_user_id = ${from}::uuid, version = version + 1
        where fallback_user_id = ${to}::uuid`.execute(ctx.db)
    },
  },
]
