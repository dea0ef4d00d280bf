import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#platform/records/index.ts'

/** How long opportunities stay in a stage: by the company's own past where there is enough of it, else what somebody set. */
export interface Norm {
  days: number
  basis: 'own' | 'set'
  /** How many stays it was reckoned from; 0 of one that was set. */
  stays: number
}

/** From so many stays on the past says more than a setting. */
const fewestStays = 5

/** The norm of stage `s` with its row `n` of `stage_norms`, in whole days; null where there is none. */
export const normDays: RawBuilder<number | null> = sql<
  number | null
>`coalesce(case when n.median_days < 1 then 1 else round(n.median_days) end, s.norm_days)::int`

/** The norms of stages, by their ids; of all open ones when none are named. */
export async function normsOf(ctx: Context, stageIds: readonly string[] | null): Promise<Map<string, Norm>> {
  const { rows } = await sql<{ id: string; days: number | null; stays: number | null }>`
    select s.id, ${normDays} as days, n.stays from stages s left join stage_norms n on n.stage_id = s.id
    where ${stageIds === null ? sql`s.kind = 'open'` : sql`s.id = any(${[...stageIds]}::uuid[])`}`.execute(ctx.db)
  return new Map(
    rows.flatMap(({ id, days, stays }) =>
      days === null ? [] : [[id, { days, basis: stays === null ? 'set' : 'own', stays: stays ?? 0 }] as const],
    ),
  )
}

/** The norm of a stage as boards and pages are told it. */
export const normShown = (norm: Norm | undefined) => ({
  normDays: norm?.days ?? null,
  normBasis: norm?.basis ?? null,
  normStays: norm?.stays ?? 0,
})

/**
 * The work of the night: of each open stage the median of what opportunities stayed in it, over the stays that ended in the last twelve months. A stay
 * of which the beginning is not known does not count, nor one that ended as invalid; with fewer than five the setting holds.
 */
export async function reckonNorms(ctx: Context, day: string, signal?: AbortSignal): Promise<void> {
  const { rows: stages } = await sql<{ id: string }>`
    select id from stages where kind = 'open' and deleted_at is null order by id`.execute(ctx.db)
  for (const { id } of stages) {
    if (signal?.aborted) return
    await reckonNorm(ctx, id, day)
  }
}

async function reckonNorm(ctx: Context, stage: string, day: string): Promise<void> {
  const { rows } = await sql<{ median: string | null; stays: number }>`
    select percentile_cont(0.5) within group (order by extract(epoch from left_at - entry.at) / 86400)::numeric(9,2)::text as median,
      count(*)::int as stays
    from (select tr.record_id, tr.at as left_at, tr.id from transitions tr
        where tr.object = 'opportunity' and tr.field = 'stage' and tr.from_value = ${stage}
          and tr.at >= ${day}::date - interval '12 months'
          and not exists (select from stages e where e.id::text = tr.to_value and e.kind = 'invalid')) gone
    cross join lateral (select e.at from transitions e where e.record_id = gone.record_id and e.field = 'stage'
      and e.to_value = ${stage} and e.at <= gone.left_at and e.id <> gone.id order by e.at desc, e.id desc limit 1) entry`.execute(
    ctx.db,
  )
  const { median, stays } = rows[0] ?? { median: null, stays: 0 }
  if (median === null || stays < fewestStays)
    await sql`delete from stage_norms where stage_id = ${stage}::uuid`.execute(ctx.db)
  else
    await sql`insert into stage_norms (stage_id, median_days, stays, reckoned_on)
      values (${stage}::uuid, ${median}::numeric, ${stays}, ${day}::date)
      on conflict (stage_id) do update set median_days = excluded.median_days, stays = excluded.stays,
        reckoned_on = excluded.reckoned_on`.execute(ctx.db)
}
