import { sql } from 'kysely'
import type { Holding } from '../handovers/holding.ts'

/** Views that a person shares: his colleagues work with them, so somebody goes on keeping them. What only he saw ends with him. */
export const viewHolding: Holding = {
  name: 'views',
  query: (_ctx, user) =>
    sql<{
      id: string
      title: string
    }>`select v.id, v.label as title from saved_views v where v.owner_id = ${user} and v.audience <> 'nobody'`,
  hand: async (ctx, { from, to }) => {
    const { rows } = await sql<{ id: string }>`update saved_views set owner_id = ${to}::uuid, updated_at = now()
      where owner_id = ${from}::uuid and audience <> 'nobody' returning id`.execute(ctx.db)
    return rows.map(row => row.id)
  },
  giveBack: async (ctx, { from, to }, given) => {
    await sql`update saved_views set owner_id = ${from}::uuid, updated_at = now()
      where owner_id = ${to}::uuid and id in (select jsonb_array_elements_text(${JSON.stringify(given)}::jsonb)::uuid)`.execute(
      ctx.db,
    )
  },
}
