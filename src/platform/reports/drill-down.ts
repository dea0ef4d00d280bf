import { fieldOf } from '../objects/catalog.ts'
import type { Filter, Json } from '../objects/index.ts'
import { badRequest } from '../errors.ts'
import type { Context } from '../records/context.ts'
import { type ApiRecord, find } from '../records/read.ts'
import type { Measure, ReportDefinition } from './define-report.ts'
import { fieldPath } from './field-path.ts'
import { type Figure, figures } from './figures.ts'
import { type PreparedReport, prepare } from './prepare-report.ts'
import { allOf, behindMeasure, inCurrency, inGroup } from './report-filter.ts'
import type { ReportRequest } from './report-result.ts'
import { onlyIn } from './report-rows.ts'
import { inSnapshot } from './snapshot.ts'

/** A number that was clicked. */
export interface DrillRequest extends ReportRequest {
  /** The group's key; null for the totals. */
  key: Json[] | null
  /** The measure; null for all rows of the group. */
  measure: string | null
  /** The figure as it was shown. */
  clicked: Figure | undefined
  page: { limit?: number; after?: string; sort?: string[]; fields?: string[] }
}

export interface DrillResult {
  records: ApiRecord[]
  next: string | null
  /** The same rows as a condition, for the list of this object. */
  filter: Filter | undefined
  /** With the first page only. */
  count?: { value: number; capped: false }
  /** By money field and currency. */
  sums?: Record<string, Record<string, string>>
  /** The measure over these rows, now. */
  value?: Figure
  /** Set when the figure differs from the one that was clicked. */
  changedSince?: { clicked: Figure; now: Figure } | null
}

/**
 * The rows behind a number: the report's own query without the grouping. Count, sums and figure come with the first page and are of the
 * same state of the database as its rows. @throws Problem 403, `report.unknown_measure`, `report.bad_key`, `page.*`
 */
export async function drillDown(ctx: Context, declared: ReportDefinition, request: DrillRequest): Promise<DrillResult> {
  const prepared = prepare(ctx, declared, request)
  const measure = measureOf(prepared.report, request.measure)
  const within = allOf(prepared.filter, prepared.withinPeriod, inKey(ctx, prepared, request.key))
  const filter = allOf(
    within,
    measure && behindMeasure(measure, currencyOf(ctx, { prepared, measure, currency: request.currency })),
  )
  const { limit, after, sort, fields } = request.page
  return inSnapshot(ctx, async inner => {
    const { records, next } = await find(inner, prepared.object, {
      ...(filter && { filter }),
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
      ...(sort && { sort }),
      ...(fields && { fields }),
    })
    if (after !== undefined) return { records, next, filter }
    return { records, next, filter, ...(await figuresOf(inner, { prepared, request, measure, within, filter })) }
  })
}

/** Count and sums of the rows, and the measure over the group again: the two statements see one state. */
async function figuresOf(
  ctx: Context,
  asked: {
    prepared: PreparedReport
    request: DrillRequest
    measure: Measure | undefined
    within: Filter | undefined
    filter: Filter | undefined
  },
): Promise<Pick<DrillResult, 'count' | 'sums' | 'value' | 'changedSince'>> {
  const { prepared, request, measure } = asked
  const money = [...new Set(prepared.report.measures.flatMap(m => (m.kind === 'sum' ? [m.field] : [])))]
  const counting: Measure[] = [
    { name: '', kind: 'count' },
    ...money.map(field => ({ name: field, kind: 'sum' as const, field })),
  ]
  const { totals } = await figures(ctx, prepared.object, { dimensions: [], measures: counting, filter: asked.filter })
  const counted = {
    count: { value: Number(totals.values['']), capped: false as const },
    sums: Object.fromEntries(money.map(field => [field, amountsIn(totals.values[field])])),
  }
  if (!measure) return counted
  const again = await figures(ctx, prepared.object, { dimensions: [], measures: [measure], filter: asked.within })
  const only = request.currency ? onlyIn([request.currency], again.totals.values) : again.totals.values
  const now = only[measure.name] ?? null
  const isSame = request.clicked === undefined || sameFigure(request.clicked, now)
  return { ...counted, value: now, changedSince: isSame ? null : { clicked: request.clicked ?? null, now } }
}

const amountsIn = (figure: Figure | undefined): Record<string, string> =>
  typeof figure === 'object' && figure ? figure : {}

function measureOf(report: ReportDefinition, name: string | null): Measure | undefined {
  const measure = report.measures.find(one => one.name === name)
  if (name !== null && !measure) throw badRequest('report.unknown_measure', { name })
  return measure
}

function inKey(ctx: Context, { report, object }: PreparedReport, key: Json[] | null): Filter | undefined {
  if (key === null) return undefined
  if (key.length !== report.dimensions.length) throw badRequest('report.bad_key')
  return allOf(
    ...report.dimensions.map((dimension, place) =>
      inGroup(ctx, { dimension, path: fieldPath(ctx, object, dimension.field), key: key[place] ?? null }),
    ),
  )
}

function currencyOf(
  ctx: Context,
  { prepared, measure, currency }: { prepared: PreparedReport; measure: Measure; currency: string | null },
): Filter | undefined {
  const money = measure.kind === 'sum' ? fieldOf(prepared.object, measure.field) : undefined
  return money && currency !== null ? inCurrency(ctx, money, currency) : undefined
}

function sameFigure(a: Figure, b: Figure): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const currencies = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...currencies].every(currency => a[currency] === b[currency])
}
