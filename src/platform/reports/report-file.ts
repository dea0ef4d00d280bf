import { z } from 'zod'
import { type ConsentKind, consentKind } from '../consent/consent-kind.ts'
import { translate } from '../i18n/index.ts'
import { sheetMediaType } from '../transfer/writing/sheet-writer.ts'
import type { ReportDefinition } from './define-report.ts'
import { reportNamed } from './named-report.ts'
import { reportCsv, reportSheet } from './report-files.ts'
import { readReportRequest } from './report-request.ts'
import { runReport } from './run-report.ts'

const askSchema = z.strictObject({
  report: z.string().max(120),
  format: z.enum(['csv', 'xlsx']),
  query: z.record(z.string().max(40), z.string().max(20_000)).default({}),
})

export type ReportAsk = z.output<typeof askSchema>

/** A report as a file, with the parameters by which it was asked. */
export const reportFile = (reports: readonly ReportDefinition[]): ConsentKind<ReportAsk> =>
  consentKind<ReportAsk>({
    kind: 'report',
    right: 'export.consent',
    ask: askSchema,
    object: () => null,
    count: async (ctx, ask) => {
      const report = reportNamed(ctx, reports, ask.report)
      return (await runReport(ctx, report, readReportRequest(ctx, ask.query))).rows.length
    },
    say: (ctx, ask) => {
      const report = translate(ctx.locale, `reports.${ask.report}.title`)
      return { what: translate(ctx.locale, 'consent.report', { report, format: ask.format.toUpperCase() }) }
    },
    open: async (ctx, ask) => {
      const result = await runReport(ctx, reportNamed(ctx, reports, ask.report), readReportRequest(ctx, ask.query))
      const write = ask.format === 'csv' ? reportCsv : reportSheet
      return {
        name: `${result.report.title}.${ask.format}`,
        type: ask.format === 'csv' ? 'text/csv; charset=utf-8' : sheetMediaType,
        body: await write(ctx, result),
      }
    },
  })
