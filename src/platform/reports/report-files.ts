import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { Exact } from '../fields/decimal-text.ts'
import type { Context } from '../records/context.ts'
import { guardCell } from '../transfer/cell-prefix.ts'
import { fittingWidth, type SheetCell, writeSheet } from '../transfer/writing/sheet-writer.ts'
import { reportCells } from './report-cells.ts'
import type { ReportResult } from './report-result.ts'

/** A report as CSV, UTF-8 with a mark that Excel needs. Text that a spreadsheet would take for a formula is prefixed with an apostrophe. */
export async function reportCsv(ctx: Context, result: ReportResult): Promise<string> {
  const { headings, rows } = await reportCells(ctx, result)
  const lines = [headings.map(guardCell), ...rows.map(row => row.map(textOf))]
  return `\ufeff${stringify(lines, { record_delimiter: '\r\n' })}`
}

/** A report as an XLSX file: figures are cells of their kind, labels are text. */
export async function reportSheet(ctx: Context, result: ReportResult): Promise<Readable> {
  const { headings, rows } = await reportCells(ctx, result)
  const columns = headings.map((header, place) => ({
    header,
    width: fittingWidth([header, ...rows.slice(0, 200).map(row => textOf(row[place] ?? null))]),
  }))
  return writeSheet(Readable.from(rows, { objectMode: true }), { name: result.report.title, columns })
}

/** A share stands in CSV as the API has it, 0.25, and in a sheet as a percentage. */
function textOf(cell: SheetCell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return guardCell(cell)
  return cell.as === 'percent' ? new Exact(cell.value).dividedBy(100).toFixed() : cell.value
}
