import { z } from 'zod'
import { mayRead } from '#platform/access/readable.ts'
import { defaultPipeline } from '#modules/pipelines/index.ts'
import { badRequest, forbidden, notFound } from '#platform/errors.ts'
import { dayAt, isId } from '#platform/fields/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { says } from '#platform/http/describe-route.ts'
import { readFilter } from '#platform/http/query.ts'
import type { ApiServer } from '#platform/http/server.ts'
import { day, filterText, instant, named, text, uuid, whole, yesNo } from '#platform/http/shapes.ts'
import { objectOf } from '#platform/objects/catalog.ts'
import { type Context, get } from '#platform/records/index.ts'
import { addDays } from '#platform/query/calendar-days.ts'
import { isDatePreset, periodBounds } from '#platform/query/periods.ts'
import { shared } from '#platform/reports/single-flight.ts'
import { standings } from './competitor-standing.ts'
import { forecastMoves, isDay } from './forecast.moves.ts'
import { forecastOf, monthOf } from './forecast.ts'
import { stageFlowsOf } from './stage-flow.ts'
import { normsOf } from './stage-norms.ts'

const sum = { currency: text, count: whole, amount: text.nullable() }
const sums = z.array(z.object(sum))
const forecastAnswer = z.object({
  from: day,
  until: day,
  months: z.array(day),
  cells: z.array(z.object({ month: text, category: text, ...sum, weighted: text.nullable(), withoutAmount: whole })),
  days: z.array(z.object({ on: day, at: instant })),
  changes: z
    .object({
      since: day,
      at: instant,
      opening: sums,
      moves: z.array(z.object({ move: z.enum(forecastMoves), ...sum })),
      closing: sums,
    })
    .nullable(),
})
const share = z.number().nullable()
const flowAnswer = z.object({
  pipeline: named,
  from: day,
  until: day,
  stages: z.array(
    z.object({
      stage: z.object({ id: uuid, name: text, kind: text, isFormer: yesNo }),
      entered: whole,
      left: whole,
      lost: whole,
      back: whole,
      stayed: whole,
      conversion: share,
      lossRate: share,
    }),
  ),
})
const normsAnswer = z.object({
  norms: z.array(z.object({ stage: uuid, days: whole, basis: z.enum(['own', 'set']), stays: whole })),
})
const amounts = z.record(z.string(), text)
const standingAnswer = z.object({
  standings: z.array(
    z.object({
      competitor: named,
      won: whole,
      lost: whole,
      lostOtherwise: whole,
      open: whole,
      winRate: share,
      wonAmounts: amounts,
      lostAmounts: amounts,
      openAmounts: amounts,
    }),
  ),
})

/**
 * `GET /api/opportunities/norms`: how long opportunities stay in stages. `GET /api/opportunities/forecast?from=&months=&since=&filter=`, `…/stage-flow?pipeline=&period=&from=&until=&filter=`, `…/standings?competitor=&filter=`. Each number is the
 * count of a list: the conditions `forecastMove`, `stageFlow` and `against` are its filter. Equal requests with equal sight share one run.
 */
export function figureRoutes(server: ApiServer): void {
  server.get(
    '/api/opportunities/norms',
    says({ id: 'opportunities.norms', answer: normsAnswer, of: ['opportunity', 'pipeline'] }),
    async request => {
      const ctx = await readerOf(await contextOf(request))
      return { norms: [...(await normsOf(ctx, null))].map(([stage, norm]) => ({ stage, ...norm })) }
    },
  )
  server.get(
    '/api/opportunities/forecast',
    says({
      id: 'opportunities.forecast',
      query: { from: day, months: z.enum(['1', '3', '6', '12']), since: day, filter: filterText },
      answer: forecastAnswer,
      of: ['opportunity'],
      cost: 'report',
    }),
    async request => {
      const query = request.query as Record<string, string | undefined>
      const ctx = await readerOf(await contextOf(request))
      const from = monthOf(ctx, dayIn(query.from, 'from') ?? dayAt(ctx.now(), ctx.company.timeZone))
      const months = Number(query.months ?? '3')
      if (![1, 3, 6, 12].includes(months)) throw badRequest('opportunities.bad_query', { name: 'months' })
      const asked = { from, months, since: dayIn(query.since, 'since'), filter: readFilter(query.filter) ?? null }
      return shared(ctx, objectOf(ctx.catalog, 'opportunity'), { forecast: asked }, () => forecastOf(ctx, asked))
    },
  )
  server.get(
    '/api/opportunities/stage-flow',
    says({
      id: 'opportunities.stageFlow',
      query: { pipeline: uuid, period: text, from: day, until: day, filter: filterText },
      answer: flowAnswer,
      of: ['opportunity', 'pipeline'],
      cost: 'report',
    }),
    async request => {
      const query = request.query as Record<string, string | undefined>
      const ctx = await readerOf(await contextOf(request))
      const { from, until } = periodIn(ctx, query)
      if (until < from) throw badRequest('opportunities.period_backwards')
      const pipelineId = isId(query.pipeline) ? query.pipeline : await defaultPipeline(ctx)
      if (!pipelineId) throw notFound('pipeline')
      const pipeline = await get(ctx, objectOf(ctx.catalog, 'pipeline'), pipelineId)
      const asked = { pipeline: pipelineId, from, until, filter: readFilter(query.filter) ?? null }
      const stages = await shared(ctx, objectOf(ctx.catalog, 'opportunity'), { stageFlow: asked }, () =>
        stageFlowsOf(ctx, asked),
      )
      return { pipeline: { id: pipelineId, title: String(pipeline.name) }, from, until, stages }
    },
  )
  server.get(
    '/api/opportunities/standings',
    says({
      id: 'opportunities.standings',
      query: { competitor: uuid, filter: filterText },
      answer: standingAnswer,
      of: ['opportunity', 'competitor'],
      cost: 'report',
    }),
    async request => {
      const query = request.query as Record<string, string | undefined>
      const ctx = await readerOf(await contextOf(request))
      const asked = {
        filter: readFilter(query.filter),
        ...(query.competitor ? { competitor: competitorIn(query.competitor) } : {}),
      }
      const opportunity = objectOf(ctx.catalog, 'opportunity')
      return { standings: await shared(ctx, opportunity, { standings: asked }, () => standings(ctx, asked)) }
    },
  )
}

/** A period by its name, this quarter when none is told, or by its first and last day. */
function periodIn(ctx: Context, query: Record<string, string | undefined>): { from: string; until: string } {
  const [from, until] = [dayIn(query.from, 'from'), dayIn(query.until, 'until')]
  if (from && until) return { from, until }
  if (from || until) throw badRequest('opportunities.bad_query', { name: from ? 'until' : 'from' })
  const period = query.period ?? 'thisQuarter'
  if (!isDatePreset(period)) throw badRequest('opportunities.bad_query', { name: 'period' })
  const { fromDay, untilDay } = periodBounds(period, ctx.company, ctx.now())
  if (!fromDay || !untilDay) throw badRequest('opportunities.bad_query', { name: 'period' })
  return { from: fromDay, until: addDays(untilDay, -1) }
}

async function readerOf(ctx: Context): Promise<Context> {
  if (!mayRead(ctx, objectOf(ctx.catalog, 'opportunity'))) throw forbidden('opportunity.read')
  return ctx
}

function competitorIn(text: string): string {
  if (!isId(text)) throw notFound('competitor')
  return text
}

function dayIn(text: string | undefined, name: string): string | null {
  if (text === undefined || text === '') return null
  if (!isDay(text)) throw badRequest('opportunities.bad_query', { name })
  return text
}
