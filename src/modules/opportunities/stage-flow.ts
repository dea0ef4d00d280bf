import { type RawBuilder, sql } from 'kysely'
import { inPlace, stagesOf, formerStagesOf } from '#modules/pipelines/index.ts'
import { visible } from '#platform/access/visible.ts'
import { badRequest } from '#platform/errors.ts'
import { isId } from '#platform/fields/index.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Filter } from '#platform/objects/index.ts'
import { periodBounds } from '#platform/query/periods.ts'
import { filterSql } from '#platform/query/filter-sql.ts'
import type { Context } from '#platform/records/index.ts'
import type { NamedCondition } from '#platform/records/module.ts'
import { isDay } from './forecast.moves.ts'

/** What of a stage is counted in a period: who came in, went on, was lost, went back, and who stands there at its end. */
export const stageFlows = ['entered', 'left', 'lost', 'back', 'stayed'] as const
export type StageFlow = (typeof stageFlows)[number]

/** A stage in a period: numbers of opportunities, each counted once; shares to four decimals, null where nobody entered. */
export interface StageFlows extends Record<StageFlow, number> {
  stage: { id: string; name: string; kind: string; isFormer: boolean }
  conversion: number | null
  lossRate: number | null
}

/** The days of a period, both included, by the company's calendar. */
export interface FlowAsk {
  pipeline: string
  from: string
  until: string
  filter: Filter | null
}

/**
 * The funnel of a period (3.2): of each stage how many opportunities came into it, left it forward (lost ones not among them), were lost from it, went back to an
 * earlier stage, and stood in it at the end of the period. Conversion is left ÷ entered, the loss rate lost ÷ entered. Moves of which nobody
 * knows when they were are in no period.
 */
export async function stageFlowsOf(ctx: Context, { pipeline, from, until, filter }: FlowAsk): Promise<StageFlows[]> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const bounds = instantsOf(ctx, from, until)
  const where = (alias: string) => sql`${sql.ref(`${alias}.pipeline_id`)} = ${pipeline}::uuid
    and ${visible(ctx, object, alias)} and ${filterSql(ctx, object, filter ?? undefined, alias)}`
  const { rows } = await sql<{ flow: StageFlow; stage: string; n: number }>`
    with moves as (select tr.record_id, ${moveOf} as flow, tr.from_value, tr.to_value from ${movesIn(bounds)}
      join opportunities t on t.id = tr.record_id where ${where('t')}),
    -- Who has moved since stood then where the first move after it began.
    since as (select distinct on (tr.record_id) tr.record_id, tr.from_value as then_in, t.stage_id::text as now_in
      from transitions tr join opportunities t on t.id = tr.record_id
      where tr.object = 'opportunity' and tr.field = 'stage' and tr.at >= ${bounds.until}::timestamptz and ${where('t')}
      order by tr.record_id, tr.at, tr.recorded_at, tr.id)
    select 'entered' as flow, to_value as stage, count(distinct record_id)::int as n from moves group by 2
    union all select flow, from_value, count(distinct record_id)::int from moves where flow <> 'other' and from_value is not null group by 1, 2
    union all select 'stayed', stage, sum(n)::int from (
      select t.stage_id::text as stage, count(*) as n from opportunities t where ${where('t')} group by 1
      union all select now_in, -count(*) from since group by 1
      union all select then_in, count(*) from since where then_in is not null group by 1) s group by 2`.execute(ctx.db)
  const count = (stage: string, flow: StageFlow) => rows.find(row => row.stage === stage && row.flow === flow)?.n ?? 0
  const [newest, former] = [await stagesOf(ctx, [pipeline]), await formerStagesOf(ctx, pipeline)]
  const used = former.filter(({ id }) => stageFlows.some(flow => count(id, flow) > 0))
  return inPlace(used, newest).map(({ id, name, kind }) => {
    const numbers = Object.fromEntries(stageFlows.map(flow => [flow, count(id, flow)])) as Record<StageFlow, number>
    return {
      stage: { id, name, kind, isFormer: used.some(one => one.id === id) },
      ...numbers,
      conversion: shareOf(numbers.left, numbers.entered),
      lossRate: shareOf(numbers.lost, numbers.entered),
    }
  })
}

const shareOf = (part: number, of: number): number | null =>
  of === 0 ? null : Math.round((part / of) * 10_000) / 10_000

interface Instants {
  from: string
  until: string
}

function instantsOf(ctx: Context, from: string, until: string): Instants {
  const bounds = periodBounds({ from, to: until }, ctx.company, ctx.now())
  return { from: bounds.from ?? '-infinity', until: bounds.until ?? 'infinity' }
}

/** Stage moves `tr` within instants, with the stages that they left (`a`) and entered (`b`). */
const movesIn = ({
  from,
  until,
}: Instants): RawBuilder<unknown> => sql`(select tr.record_id, tr.from_value, tr.to_value from transitions tr
    where tr.object = 'opportunity' and tr.field = 'stage' and tr.at >= ${from}::timestamptz and tr.at < ${until}::timestamptz) tr
  left join stages a on a.id::text = tr.from_value left join stages b on b.id::text = tr.to_value`

/** What such a move is to the stage that it left. */
const moveOf = sql<StageFlow | 'other'>`case
  when b.kind in ('lost', 'invalid') then 'lost'
  when a.kind in ('lost', 'invalid') then 'other'
  when b.kind = 'open' and (a.kind <> 'open' or b.position < a.position) then 'back'
  when b.kind = 'open' and b.position = a.position then 'other'
  else 'left' end`

/**
 * The opportunities behind a number of the funnel: `{ field: 'stageFlow', op: 'is', value: 'left <stage> 2026-10-01 2026-12-31' }`: what
 * became of them, in or out of which stage, and the days of the period, both included.
 */
export const stageFlow: NamedCondition = {
  from: ['stage', 'pipeline'],
  sql: (ctx, asked, alias) => {
    const [flow = '', stage = '', from = '', until = ''] = String(asked.value ?? '').split(' ')
    const isKnown = (stageFlows as readonly string[]).includes(flow)
    if (asked.op !== 'is' || !isKnown || !isId(stage) || !isDay(from) || !isDay(until))
      throw badRequest('filter.bad_value', { field: asked.field })
    const bounds = instantsOf(ctx, from, until)
    const id = sql.ref(`${alias}.id`)
    if (flow === 'stayed')
      return sql<boolean>`coalesce((select tr.from_value from transitions tr where tr.record_id = ${id} and tr.field = 'stage'
        and tr.at >= ${bounds.until}::timestamptz order by tr.at, tr.recorded_at, tr.id limit 1), case when not exists (
          select from transitions tr where tr.record_id = ${id} and tr.field = 'stage' and tr.at >= ${bounds.until}::timestamptz)
        then ${sql.ref(`${alias}.stage_id`)}::text end) = ${stage}`
    return sql<boolean>`${id} in (select tr.record_id from ${movesIn(bounds)}
      where ${flow === 'entered' ? sql`tr.to_value = ${stage}` : sql`tr.from_value = ${stage} and ${moveOf} = ${flow}`})`
  },
}
