import { translate } from '../i18n/index.ts'
import type { Filter } from '../objects/index.ts'
import { fieldLabel } from '../overlay/field-words.ts'
import { count } from '../query/totals.ts'
import type { Context } from '../records/context.ts'
import type { FigureRow } from './figures.ts'
import type { PreparedReport } from './prepare-report.ts'
import { allOf } from './report-filter.ts'
import type { ReportNote } from './report-result.ts'

/** What the figures leave out, so that nobody takes them for all. */
export async function notesOf(ctx: Context, prepared: PreparedReport, totals: FigureRow): Promise<ReportNote[]> {
  const { report, object, filter, withinPeriod } = prepared
  const label = (field: string): string => fieldLabel(ctx.catalog, ctx.locale, object.name, field)
  const notes: ReportNote[] = []
  const note = (
    code: ReportNote['code'],
    count: number,
    params: Record<string, string>,
    rows: Filter | undefined,
  ): void => {
    const text = translate(ctx.locale, `report.notes.${code}`, { count, ...params })
    if (count > 0 && !notes.some(known => known.text === text)) notes.push({ code, count, text, filter: rows })
  }
  for (const measure of report.measures) {
    const left = totals.unknown[measure.name] ?? 0
    const rows = (unknown: Filter): Filter | undefined => allOf(filter, withinPeriod, measure.filter, unknown)
    if (measure.kind === 'sum') {
      note('without_amount', left, { field: label(measure.field) }, rows({ field: measure.field, op: 'empty' }))
    } else if (measure.kind === 'meanDays' || measure.kind === 'medianDays') {
      const unknown: Filter = { or: [measure.from, measure.to].map(field => ({ field, op: 'empty' as const })) }
      note('unknown_days', left, { from: label(measure.from), to: label(measure.to) }, rows(unknown))
    }
  }
  if (withinPeriod && report.periodField) {
    const rows = allOf(filter, { field: report.periodField, op: 'empty' })
    const { value } = await count(ctx, object, rows, true)
    note('unknown_period', value, { field: label(report.periodField) }, rows)
  }
  return notes
}
