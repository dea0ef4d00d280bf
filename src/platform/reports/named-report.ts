import { Problem } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { ReportDefinition } from './define-report.ts'
import { describeReport } from './prepare-report.ts'

/** A report that the viewer may not see is as unknown as one that does not exist. @throws Problem `report.unknown` (404) */
export function reportNamed(ctx: Context, reports: readonly ReportDefinition[], name: string): ReportDefinition {
  const report = reports.find(one => one.name === name)
  if (!report || !describeReport(ctx, report)) throw new Problem(404, 'report.unknown', { params: { name } })
  return report
}
