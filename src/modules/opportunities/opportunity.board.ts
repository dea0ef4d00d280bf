import { z } from 'zod'
import { counted, filterText, named, next, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { says } from '#platform/http/describe-route.ts'
import { sql } from 'kysely'
import { defaultPipeline, formerStagesOf, inPlace, type Stage, stagesOf } from '#modules/pipelines/index.ts'
import { mayReadField } from '#platform/access/readable.ts'
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
import { type Context, findEach, get } from '#platform/records/index.ts'
import { normShown, normsOf } from './stage-norms.ts'
import { needsIn } from './opportunity.rules.ts'
import { moneyText } from '#platform/records/row.ts'
import { shared } from '#platform/reports/single-flight.ts'

const amounts = z.record(z.string(), text)
const boardAnswer = z.object({
  pipeline: z.object({ id: uuid, name: text, version: whole }),
  columns: z.array(
    z.object({
      stage: z.looseObject({
        id: uuid,
        name: text,
        kind: text,
        probability: z.number().nullable(),
        normDays: whole.nullable(),
        normBasis: z.enum(['own', 'set']).nullable(),
        normStays: whole,
        responsible: named.nullable(),
        isFormer: yesNo,
      }),
      records: z.array(z.looseObject({ id: uuid, version: whole })),
      next,
      count: counted,
      sums: amounts,
      weighted: amounts,
    }),
  ),
})

const cardFields = [
  'name',
  'customer',
  'amount',
  'currency',
  'expectedCloseOn',
  'nextStep',
  'owner',
  'state',
  'stageSince',
]

/** The board of a pipeline: a column per stage with count, sums and its first cards. Equal requests with equal sight share one run. */
export function boardRoutes(server: ApiServer): void {
  server.get(
    '/api/opportunities/board',
    says({
      id: 'opportunities.board',
      query: { pipeline: uuid, filter: filterText },
      answer: boardAnswer,
      of: ['opportunity', 'pipeline'],
    }),
    async request => {
      const { pipeline, filter } = request.query as { pipeline?: string; filter?: string }
      const ctx = await contextOf(request)
      const asked = { board: isId(pipeline) ? pipeline : null, filter: readFilter(filter) ?? null }
      return shared(ctx, objectOf(ctx.catalog, 'opportunity'), asked, () => board(ctx, asked.board, asked.filter))
    },
  )
}

async function board(ctx: Context, asked: string | null, filter: Filter | null): Promise<unknown> {
  const object = objectOf(ctx.catalog, 'opportunity')
  const pipelineId = asked ?? (await defaultPipeline(ctx))
  if (!pipelineId) throw notFound('pipeline')
  const pipeline = await get(ctx, objectOf(ctx.catalog, 'pipeline'), pipelineId)
  const newest = await stagesOf(ctx, [pipelineId])
  const former = await formerStagesOf(ctx, pipelineId)
  const figures = await figuresOf(ctx, object, [...newest, ...former], filter ?? undefined)
  // A stage that the newest version has no more stands where it stood, as long as somebody is in it.
  const left = former.filter(stage => figures(stage).count.value > 0)
  const stages = inPlace(left, newest)
  const pages = await findEach(
    ctx,
    object,
    stages.map(stage => ({ filter: inStage(stage, filter), limit: 30, fields: cardFields })),
  )
  const norms = await normsOf(
    ctx,
    stages.map(stage => stage.id),
  )
  const columns = stages.map((stage, index) => {
    const norm = norms.get(stage.id)
    const { pipelineId: _pipeline, position: _position, needs, ...shown } = stage
    const isFormer = left.includes(stage)
    const { records, next } = pages[index] ?? { records: [], next: null }
    return {
      stage: { ...shown, ...normShown(norm), needs: needsIn(needs), isFormer },
      records,
      next,
      ...figures(stage),
    }
  })
  return { pipeline: { id: pipeline.id, name: pipeline.name, version: pipeline.currentVersion }, columns }
}

function inStage(stage: Stage, filter: Filter | null): Filter {
  const own: Filter = { field: 'stage', op: 'in', value: [stage.id] }
  return filter ? { and: [own, filter] } : own
}

/** Count (up to the cap), sums and weighted sums per currency of each stage, all in one statement; unknown amounts are in the count alone, and hidden ones in nothing. */
async function figuresOf(ctx: Context, object: ObjectDefinition, stages: readonly Stage[], filter: Filter | undefined) {
  const { rows } = await sql<{
    stage_id: string
    currency: string | null
    n: string | number
    total: string | null
    weighted: string | null
  }>`
    select t.stage_id, t.currency, count(*) as n, sum(t.amount)::text as total,
      (sum(t.amount * coalesce(t.probability, s.probability)) / 100)::text as weighted
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
    const isHidden = !mayReadField(ctx, object, 'amount')
    return {
      count: { value: Math.min(total, countCap), capped: total > countCap },
      sums: isHidden ? {} : per(row => row.total),
      weighted: isHidden ? {} : per(row => row.weighted),
    }
  }
}

/** Weighted sums are estimates: rounded to the currency's decimals. */
const twoDecimals = (value: string, currency: string | null): string => moneyText(new Exact(value).toFixed(2), currency)
