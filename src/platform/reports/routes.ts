import { z } from 'zod'
import { sendFile } from '../consent/send-file.ts'
import { contextOf } from '../http/context.ts'
import { says } from '../http/describe-route.ts'
import type { ApiServer } from '../http/server.ts'
import { sheetMediaType } from '../transfer/writing/sheet-writer.ts'
import type { ReportDefinition } from './define-report.ts'
import { drillDown } from './drill-down.ts'
import { reportNamed } from './named-report.ts'
import { describeReport } from './prepare-report.ts'
import { drillAnswer, drillQuery, reportAnswer, reportDescription, reportQuery } from './report-answers.ts'
import { reportFile } from './report-file.ts'
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
  const file = reportFile(reports)
  for (const [ending, type] of files)
    server.get<Asked>(
      `/api/reports/:name/export.${ending}`,
      says({ id: `reports.export_${ending}`, query: reportQuery, file: type }),
      async (request, reply) => {
        const ctx = await contextOf(request)
        // A report that one may not see is unknown, and a period that is none is said, before anybody is asked for consent.
        reportNamed(ctx, reports, request.params.name)
        readReportRequest(ctx, request.query)
        const query = Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, String(value)]))
        return sendFile(ctx, reply, file, { report: request.params.name, format: ending, query })
      },
    )
}

const files = [
  ['csv', 'text/csv; charset=utf-8'],
  ['xlsx', sheetMediaType],
] as const

interface Asked {
  Params: { name: string }
  Querystring: Parameters
}
