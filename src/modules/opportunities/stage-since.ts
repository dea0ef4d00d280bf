import { sql } from 'kysely'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, noteFacts, type Written } from '#platform/records/index.ts'

/**
 * After opportunities were written: since when each stands in its stage, as its history tells it, so that lists, norms and reminders need not look
 * there; to the second, as a sheet keeps it; empty when nobody knows.
 */
export async function keepStageSince(ctx: Context, written: readonly Written[]): Promise<void> {
  const moved = written.flatMap(({ id, before, values }) =>
    values !== null && idOf(before?.stage) !== idOf(values.stage) ? [{ id, stage: idOf(values.stage) }] : [],
  )
  if (moved.length === 0) return
  const { rows } = await sql<{ id: string; at: Date | string | null }>`
    select m.id, entry.at from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m (id uuid, stage text)
    left join lateral (select date_trunc('second', tr.at) as at from transitions tr where tr.record_id = m.id and tr.field = 'stage' and tr.to_value = m.stage
      order by tr.recorded_at desc, tr.id desc limit 1) entry on true`.execute(ctx.db)
  await noteFacts(
    ctx,
    objectOf(ctx.catalog, 'opportunity'),
    rows.map(({ id, at }) => ({ id, values: { stageSince: at === null ? null : new Date(at).toISOString() } })),
  )
}

const idOf = (value: unknown): string | undefined => (value as { id: string } | null | undefined)?.id
