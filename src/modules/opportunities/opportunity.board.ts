import { sql } from 'kysely'
import { defaultPipeline, type Stage, stagesOf } from '#modules/pipelines/index.ts'
import { tableOf, visible } from '#platform/access/visible.ts'
import { notFound } from '#platform/errors.ts'
import { Exact, isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { readFilter } from '#platform/http/query.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import type { Filter, ObjectDefinition } from '#platform/objects/index.ts'
import { filterSql } from '#platform/query/filter-sql.ts'
import { countCap } from '#platform/query/totals.ts'
import { type ApiRecord, type Context, find, get } from '#platform/records/index.ts'
import { moneyText } from '#platform/records/row.ts'

const cardFields = ['name', 'customer', 'amount', 'currency', 'expectedCloseOn', 'nextStep', 'owner', 'state']

/** The board of a pipeline: a column per stage with count, sums and its first cards. */
export function boardRoutes(server: ApiServer): void {
  server.get('/api/opportunities/board', async request => {
    const { pipeline, filter } = request.query as { pipeline?: string; filter?: string }
    return board(await contextOf(request), isId(pipeline) ? pipeline : undefined, readFilter(filter))
  })
}

async function board(ctx: Context, asked: string | undefined, filter: Filter | undefined): Promise<unknown> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const pipelineId = asked ?? (await defaultPipeline(ctx))
  if (!pipelineId) throw notFound('pipeline')
  const pipeline = await get(ctx, objectOf(ctx.catalog, 'pipeline'), pipelineId)
  const stages = await stagesOf(ctx, [pipelineId])
  const figures = await figuresOf(ctx, object, stages, filter)
  const columns = []
  for (const stage of stages) columns.push({ ...(await column(ctx, object, stage, filter)), ...figures(stage) })
  return { pipeline: { id: pipeline.id, name: pipeline.name }, columns }
}

async function column(
  ctx: Context,
  object: ObjectDefinition,
  stage: Stage,
  filter: Filter | undefined,
): Promise<Record<string, unknown>> {
  const inStage: Filter = { field: 'stage', op: 'in', value: [stage.id] }
  const { records, next } = await find(ctx, object, {
    filter: filter ? { and: [inStage, filter] } : inStage,
    limit: 30,
    fields: cardFields,
  })
  const since = await enteredAt(ctx, records, stage)
  const { id, name, kind, probability, normDays, guidance } = stage
  return {
    stage: { id, name, kind, probability, normDays, guidance },
    records: records.map(record => ({ ...record, stageSince: since.get(record.id) ?? null })),
    next,
  }
}

/** When each of these came into the stage for the last time; missing when nobody knows. */
async function enteredAt(
  ctx: Context,
  records: readonly ApiRecord[],
  stage: Stage,
): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ record_id: string; at: string | null }>`
    select distinct on (record_id) record_id, at from transitions
    where record_id = any(${records.map(record => record.id)}::uuid[]) and field = 'stage' and to_value = ${stage.id}
    order by record_id, recorded_at desc, id desc`.execute(ctx.db)
  return new Map(rows.map(row => [row.record_id, row.at]))
}

/** Count (up to the cap), sums and weighted sums per currency of each stage, all in one statement; unknown amounts are in the count alone. */
async function figuresOf(ctx: Context, object: ObjectDefinition, stages: readonly Stage[], filter: Filter | undefined) {
  const { rows } = await sql<{
    stage_id: string
    currency: string | null
    n: string | number
    total: string | null
    weighted: string | null
  }>`
    select t.stage_id, t.currency, count(*) as n, sum(t.amount)::text as total,
      (sum(t.amount) * max(s.probability) / 100)::text as weighted
    from ${sql.table(tableOf(object))} t join stages s on s.id = t.stage_id
    where t.stage_id = any(${stages.map(stage => stage.id)}::uuid[]) and ${visible(ctx, object, 't')} and ${filterSql(ctx, object, filter, 't')}
    group by t.stage_id, t.currency`.execute(ctx.db)
  return (stage: Stage) => {
    const own = rows.filter(row => row.stage_id === stage.id)
    const total = own.reduce((sum, row) => sum + Number(row.n), 0)
    const per = (pick: (row: (typeof rows)[number]) => string | null) =>
      Object.fromEntries(
        own.flatMap(row =>
          pick(row) === null
            ? []
            : [[row.currency ?? ctx.company.baseCurrency, twoDecimals(pick(row) as string, row.currency)]],
        ),
      )
    return {
      count: { value: Math.min(total, countCap), capped: total > countCap },
      sums: per(row => row.total),
      weighted: per(row => row.weighted),
    }
  }
}

/** Weighted sums are estimates: rounded to the currency's decimals. */
const twoDecimals = (value: string, currency: string | null): string => moneyText(new Exact(value).toFixed(2), currency)
