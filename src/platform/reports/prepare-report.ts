import { forbidden } from '../errors.ts'
import { registerMessages, translate } from '../i18n/index.ts'
import { fieldOf, objectOf } from '../objects/catalog.ts'
import type { Filter, ObjectDefinition } from '../objects/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { type PeriodBounds, periodBounds } from '../query/periods.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import messagesEn from './messages.en.ts'
import messagesZh from './messages.zh.ts'
import { readableReport, reportRight } from './readable-report.ts'
import { allOf, withinBounds } from './report-filter.ts'
import type { ReportDescription, ReportRequest } from './report-result.ts'

registerMessages({ zh: messagesZh, en: messagesEn })

/** Report and conditions as they stand for one viewer and request: what the figures and the rows behind them have in common. */
export interface PreparedReport {
  report: ReportDefinition
  object: ObjectDefinition
  /** Everything but the period. */
  filter: Filter | undefined
  bounds: PeriodBounds | null
  withinPeriod: Filter | undefined
}

/** @throws Problem 403 when the viewer may not see the report. */
export function prepare(ctx: Context, declared: ReportDefinition, request: ReportRequest): PreparedReport {
  const report = readableReport(ctx, declared)
  if (!report) throw forbidden(reportRight)
  const object = objectOf(ctx.catalog, report.object)
  const bounds = request.period && report.periodField ? periodBounds(request.period, ctx.company, ctx.now()) : null
  return {
    report,
    object,
    filter: allOf(report.filter, request.filter),
    bounds,
    withinPeriod: within(report, object, bounds),
  }
}

/** The report in the viewer's words; null when he may not see it. */
export function describeReport(ctx: Context, declared: ReportDefinition): ReportDescription | null {
  const report = readableReport(ctx, declared)
  if (!report) return null
  const { name, chart, object, periodField } = report
  const say = (rest: string): string => translate(ctx.locale, `reports.${name}.${rest}`)
  return {
    name,
    title: say('title'),
    how: say('how'),
    object,
    chart,
    measures: report.measures.map(measure => ({
      name: measure.name,
      label: say(`measures.${measure.name}`),
      kind: measure.kind,
    })),
    dimensions: report.dimensions.map(dimension => ({
      name: dimension.name,
      label: say(`dimensions.${dimension.name}`),
    })),
    period: periodField
      ? { field: periodField, label: fieldLabel(ctx.catalog, ctx.locale, object, periodField) }
      : null,
  }
}

/** The condition that a period puts on the report's rows. */
export function within(
  report: ReportDefinition,
  object: ObjectDefinition,
  bounds: PeriodBounds | null,
): Filter | undefined {
  const field = report.periodField ? fieldOf(object, report.periodField) : undefined
  return bounds && field && report.periodField ? withinBounds(report.periodField, field, bounds) : undefined
}
