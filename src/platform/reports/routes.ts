import { Problem } from '../errors.ts'
import { contextOf } from '../http/context.ts'
import type { ApiServer } from '../http/server.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import { drillDown } from './drill-down.ts'
import { describeReport } from './prepare-report.ts'
import { reportCsv } from './report-csv.ts'
import { type Parameters, readDrillRequest, readReportRequest } from './report-request.ts'
import { runReport } from './run-report.ts'

/** `GET /api/reports`, `/api/reports/:name`, `/api/reports/:name/rows` and `/api/reports/:name/export.csv` for these reports. */
export function reportRoutes(server: ApiServer, reports: readonly ReportDefinition[]): void {
  server.get('/api/reports', async request => {
    const ctx = await contextOf(request)
    return { reports: reports.flatMap(report => describeReport(ctx, report) ?? []) }
  })
  server.get<Asked>('/api/reports/:name', async request => {
    const ctx = await contextOf(request)
    return runReport(ctx, reportNamed(ctx, reports, request.params.name), readReportRequest(ctx, request.query))
  })
  server.get<Asked>('/api/reports/:name/rows', async request => {
    const ctx = await contextOf(request)
    return drillDown(ctx, reportNamed(ctx, reports, request.params.name), readDrillRequest(ctx, request.query))
  })
  server.get<Asked>('/api/reports/:name/export.csv', async (request, reply) => {
    const ctx = await contextOf(request)
    const result = await runReport(
      ctx,
      reportNamed(ctx, reports, request.params.name),
      readReportRequest(ctx, request.query),
    )
    const name = `${result.report.title}.csv`
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="report.csv"; filename*=UTF-8''${encodeURIComponent(name)}`)
      .send(reportCsv(ctx, result))
  })
}

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
