import { z } from 'zod'
import { drillAnswer, drillQuery, reportAnswer, reportDescription, reportQuery } from './report-answers.ts'
import { says } from '../http/describe-route.ts'
import { Problem } from '../errors.ts'
import { contextOf } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import { sheetMediaType } from '../transfer/writing/sheet-writer.ts'
import { drillDown } from './drill-down.ts'
import { describeReport } from './prepare-report.ts'
import { reportCsv, reportSheet } from './report-files.ts'
import { type Parameters, readDrillRequest, readReportRequest } from './report-request.ts'
import { runReport } from './run-report.ts'

/** `GET /api/reports`, `/api/reports/:name`, `/api/reports/:name/rows` and `/api/reports/:name/export.csv` and `.xlsx` for these reports. */
export function reportRoutes(server: ApiServer, reports: readonly ReportDefinition[]): void {
  server.get(
    '/api/reports',
    says({ id: 'reports.list', answer: z.object({ reports: z.array(reportDescription) }) }),
    async request => {
      const ctx = await contextOf(request)
      return { reports: reports.flatMap(report => describeReport(ctx, report) ?? []) }
    },
  )
  server.get<Asked>(
    '/api/reports/:name',
    says({ id: 'reports.run', cost: 'report', query: reportQuery, answer: reportAnswer }),
    async request => {
      const ctx = await contextOf(request)
      return runReport(ctx, reportNamed(ctx, reports, request.params.name), readReportRequest(ctx, request.query))
    },
  )
  server.get<Asked>(
    '/api/reports/:name/rows',
    says({ id: 'reports.rows', cost: 'report', query: drillQuery, answer: drillAnswer }),
    async request => {
      const ctx = await contextOf(request)
      return drillDown(ctx, reportNamed(ctx, reports, request.params.name), readDrillRequest(ctx, request.query))
    },
  )
  for (const [ending, write, type] of files)
    server.get<Asked>(
      `/api/reports/:name/export.${ending}`,
      says({ id: `reports.export_${ending}`, query: reportQuery, file: type }),
      async (request, reply) => {
        const ctx = await contextOf(request)
        const report = reportNamed(ctx, reports, request.params.name)
        const result = await runReport(ctx, report, readReportRequest(ctx, request.query))
        const name = encodeURIComponent(`${result.report.title}.${ending}`)
        return reply
          .header('content-type', type)
          .header('content-disposition', `attachment; filename="report.${ending}"; filename*=UTF-8''${name}`)
          .send(await write(ctx, result))
      },
    )
}

const files = [
  ['csv', reportCsv, 'text/csv; charset=utf-8'],
  ['xlsx', reportSheet, sheetMediaType],
] as const

interface Asked {
  Params: { name: string }
  Querystring: Parameters
}

/** A report that the viewer may not see is as unknown as one that does not exist. */
export function reportNamed(ctx: Context, reports: readonly ReportDefinition[], name: string): ReportDefinition {
  const report = reports.find(one => one.name === name)
  if (!report || !describeReport(ctx, report)) throw new Problem(404, 'report.unknown', { params: { name } })
  return report
}
