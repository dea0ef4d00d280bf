import { stringify } from 'csv-stringify/sync'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import type { Figure } from './figures.ts'
import type { ReportResult } from './report-result.ts'

/**
 * A report as CSV (UTF-8 with a mark that Excel needs): a line of labels, a line per group, the totals. A sum has a column per
 * currency. Text that a spreadsheet would take for a formula is prefixed with an apostrophe.
 */
export function reportCsv(ctx: Context, result: ReportResult): string {
  const { dimensions, measures } = result.report
  const columns: Column[] = measures.flatMap((measure): Column[] =>
    measure.kind === 'sum'
      ? result.currencies.map(currency => ({ name: measure.name, label: `${measure.label} ${currency}`, currency }))
      : [{ name: measure.name, label: measure.label, currency: null }],
  )
  const cells = (values: Record<string, Figure>): string[] =>
    columns.map(({ name, currency }) => cellOf(values[name] ?? null, currency))
  const total = [translate(ctx.locale, 'report.total'), ...dimensions.slice(1).map(() => '')].slice(
    0,
    dimensions.length,
  )
  const lines = [
    [...dimensions, ...columns].map(({ label }) => harmless(label)),
    ...result.rows.map(row => [...row.labels.map(harmless), ...cells(row.values)]),
    [...total, ...cells(result.totals)],
  ]
  return `\ufeff${stringify(lines, { record_delimiter: '\r\n' })}`
}

interface Column {
  name: string
  label: string
  currency: string | null
}

/** An unknown figure is an empty cell, never 0. */
function cellOf(figure: Figure, currency: string | null): string {
  if (figure === null) return ''
  if (typeof figure !== 'object') return String(figure)
  return (currency === null ? undefined : figure[currency]) ?? ''
}

const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
