import { writeAudit } from '#platform/audit/write-audit.ts'
import type { Figure } from '#platform/reports/figures.ts'
import { reportNamed } from '#platform/reports/named-report.ts'
import { describeReport } from '#platform/reports/prepare-report.ts'
import { reportCsv } from '#platform/reports/report-files.ts'
import { readReportRequest } from '#platform/reports/report-request.ts'
import type { ReportResult } from '#platform/reports/report-result.ts'
import { runReport } from '#platform/reports/run-report.ts'
import { app } from '../app.ts'
import { say } from '../sentences.ts'
import { actingContext } from './acting.ts'
import { type Command, textOption } from './command.ts'
import { withWorkplace } from './workplace.ts'

const report: Command = {
  options: {
    company: { type: 'string' },
    user: { type: 'string' },
    period: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    currency: { type: 'string' },
    filter: { type: 'string' },
    compare: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
  },
  positionals: { from: 0, to: 1 },
  run: async invocation => {
    const { values, positionals, settings } = invocation
    const [company, user] = [textOption(invocation, 'company'), textOption(invocation, 'user')]
    const text = await withWorkplace(settings, async place => {
      const ctx = await actingContext(place, { company, user, reason: 'zhanggui report' })
      const reports = app.modules.flatMap(module => module.reports)
      const [name] = positionals
      if (name === undefined) return listed(reports.flatMap(one => describeReport(ctx, one) ?? []))
      await writeAudit(ctx, { kind: 'export', detail: { what: `reports/${name}`, by: 'zhanggui report' } })
      const result = await runReport(ctx, reportNamed(ctx, reports, name), readReportRequest(ctx, values))
      if (values['json'] === true) return JSON.stringify(result, null, 2)
      return values['csv'] === true ? (await reportCsv(ctx, result)).trimEnd() : page(result)
    })
    console.log(text)
    return 0
  },
}

const listed = (reports: { name: string; title: string }[]): string => {
  const widest = Math.max(0, ...reports.map(({ name }) => name.length))
  return reports.map(({ name, title }) => `${name.padEnd(widest)}  ${title}`).join('\n')
}

/** A report as a page for the terminal: title, table, totals, notes. */
function page(result: ReportResult): string {
  const { dimensions, measures } = result.report
  const figures = (values: Record<string, Figure>): string[] =>
    measures.map(({ name }) => figureText(values[name] ?? null))
  const rows = [
    [...dimensions, ...measures].map(({ label }) => label),
    ...result.rows.map(row => [...row.labels, ...figures(row.values)]),
    [say('report.total'), ...dimensions.slice(1).map(() => ''), ...figures(result.totals)],
  ]
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map(row => widthOf(row[place] ?? ''))))
  const pad = (cell: string, place: number): string => {
    const space = ' '.repeat((widths[place] ?? 0) - widthOf(cell))
    return place < dimensions.length ? cell + space : space + cell
  }
  const lines = rows.map(row => row.map(pad).join('  ').trimEnd())
  return [result.report.title, result.report.how, '', ...lines, ...result.notes.map(note => note.text)].join('\n')
}

const figureText = (figure: Figure): string => {
  if (figure === null) return '–'
  if (typeof figure === 'number') return String(figure)
  return Object.entries(figure)
    .map(([currency, amount]) => `${currency} ${amount}`)
    .join(' + ')
}

/** Columns of the terminal that a text takes: a Chinese character takes two. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  )

export default report
