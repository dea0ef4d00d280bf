import { addDays } from '../query/calendar-days.ts'
import { type PeriodBounds, previousPeriod, samePeriodLastYear } from '../query/periods.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import { figures } from './figures.ts'
import { describeReport, type PreparedReport, prepare, within } from './prepare-report.ts'
import { allOf } from './report-filter.ts'
import { notesOf } from './report-notes.ts'
import type { ReportDescription, ReportRequest, ReportResult } from './report-result.ts'
import { currenciesIn, labelledRows, onlyIn } from './report-rows.ts'
import { shared } from './single-flight.ts'
import { inSnapshot } from './snapshot.ts'

/**
 * Runs a report for the actor. Equal requests of equal scope that come while one is running share its run.
 * @throws Problem 403 without the right; `filter.*` for a filter that cannot be asked
 */
export async function runReport(
  ctx: Context,
  declared: ReportDefinition,
  request: ReportRequest,
): Promise<ReportResult> {
  const prepared = prepare(ctx, declared, request)
  return shared(ctx, prepared.object, [declared.name, request], () =>
    inSnapshot(ctx, inner => run(inner, prepared, request)),
  )
}

async function run(ctx: Context, prepared: PreparedReport, request: ReportRequest): Promise<ReportResult> {
  const { report, object, filter, bounds, withinPeriod } = prepared
  const asked = { dimensions: report.dimensions, measures: report.measures }
  const found = await figures(ctx, object, { ...asked, filter: allOf(filter, withinPeriod) })
  const currencies = currenciesIn(ctx, found, request.currency)
  const result: ReportResult = {
    report: describeReport(ctx, report) as ReportDescription,
    period: bounds && daysOf(bounds),
    rows: await labelledRows(ctx, { report, object, found, currencies }),
    totals: onlyIn(currencies, found.totals.values),
    currencies,
    notes: await notesOf(ctx, prepared, found.totals),
  }
  const other = comparedBounds(ctx, request)
  if (!other || !request.compare || !bounds) return result
  const before = await figures(ctx, object, { ...asked, filter: allOf(filter, within(report, object, other)) })
  const shown = currenciesIn(ctx, before, request.currency)
  const rows = await labelledRows(ctx, { report, object, found: before, currencies: shown })
  const totals = onlyIn(shown, before.totals.values)
  return { ...result, comparison: { kind: request.compare, period: daysOf(other), rows, totals } }
}

function comparedBounds(ctx: Context, request: ReportRequest): PeriodBounds | null {
  if (!request.compare || !request.period) return null
  const other = request.compare === 'previous' ? previousPeriod : samePeriodLastYear
  return other(request.period, ctx.company, ctx.now())
}

const daysOf = ({ fromDay, untilDay }: PeriodBounds): { from: string | null; to: string | null } => ({
  from: fromDay,
  to: untilDay === null ? null : addDays(untilDay, -1),
})
