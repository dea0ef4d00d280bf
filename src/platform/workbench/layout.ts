import { sql } from 'kysely'
import { z } from 'zod'
import { forbidden } from '../errors.ts'
import type { Context } from '../records/context.ts'
import { type Lens, lenses } from './define-tile.ts'

const names = z.array(z.string().min(1).max(80)).max(100)

/** How a person has his workbench, per lens: tiles in his order, hidden ones, and what he chose on a tile. */
export const layoutSchema = z.strictObject({
  order: names,
  hidden: names,
  choices: z.record(z.string().max(80), z.string().max(40)),
})
export type Layout = z.output<typeof layoutSchema>

export const standardLayout: Layout = { order: [], hidden: [], choices: {} }

/** What a request says of the lens; null when it says nothing we know. */
export const lensOf = (given: unknown): Lens | null => lenses.find(lens => lens === given) ?? null

/** The person's own layout, or null while he has the standard one. */
export async function readLayout(ctx: Context, lens: Lens): Promise<Layout | null> {
  const { rows } = await sql<{ layout: Layout }>`
    select layout from workbench_layouts where user_id = ${ctx.actor.userId}::uuid and lens = ${lens}`.execute(ctx.db)
  return rows[0]?.layout ?? null
}

/** Keeps the person's layout; null goes back to the standard one. */
export async function writeLayout(ctx: Context, lens: Lens, layout: Layout | null): Promise<void> {
  const { userId } = ctx.actor
  if (userId === null) throw forbidden('workbench')
  if (layout === null)
    await sql`delete from workbench_layouts where user_id = ${userId}::uuid and lens = ${lens}`.execute(ctx.db)
  else
    await sql`insert into workbench_layouts (user_id, lens, layout, updated_at)
      values (${userId}::uuid, ${lens}, ${JSON.stringify(layout)}::jsonb, ${ctx.now().toISOString()}::timestamptz)
      on conflict (user_id, lens) do update set layout = excluded.layout, updated_at = excluded.updated_at`.execute(
      ctx.db,
    )
}
