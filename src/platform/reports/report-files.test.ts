import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { contextIn, openLoans, report } from '#test/toy/loans.ts'
import type { Database } from '../db/server.ts'
import type { ReportDefinition } from './define-report.ts'
import { reportCells } from './report-cells.ts'
import { reportCsv, reportSheet } from './report-files.ts'
import type { ReportRequest, ReportResult } from './report-result.ts'
import { runReport } from './run-report.ts'

let db: Database
beforeAll(async () => {
  db = await openLoans()
})
const plain: ReportRequest = { period: null, currency: null, filter: undefined, compare: null }
const run = (changes: Partial<ReportDefinition>, request: Partial<ReportRequest> = {}): Promise<ReportResult> =>
  runReport(contextIn(db), report(changes), { ...plain, ...request })

it('a CSV has a column per currency, the totals, empty cells for unknown figures, and no formulas', async () => {
  await sql`update loans set shelf = '=cmd' where name = 'e'`.execute(db)
  const csv = await reportCsv(contextIn(db), await run({}))
  await sql`update loans set shelf = null where name = 'e'`.execute(db)
  const lines = csv.replace('\ufeff', '').trimEnd().split('\r\n')
  expect(csv.startsWith('\ufeff')).toBe(true)
  expect(lines[0]?.split(',').slice(2)).toEqual([
    'reports.loans.measures.fee CNY',
    'reports.loans.measures.fee JPY',
    'reports.loans.measures.fee USD',
  ])
  expect(lines.slice(1)).toEqual(['小说,2,1.10,,2.20', '历史,2,,300,', "'=cmd,1,0.005,,", '合计,5,1.105,300,2.20'])
})

it('both have a column beside each figure for what it is compared with, in cells of their kind', async () => {
  const asked = { periodField: 'lentOn' }
  const march = await run(asked, { period: 'thisMonth', compare: 'previous' })
  const { headings, rows } = await reportCells(contextIn(db), march)
  expect(headings.slice(1, 3)).toEqual(['reports.loans.measures.count', 'reports.loans.measures.count 上期'])
  // An amount of the month before in a currency that this month does not know is not lost.
  const amounts = headings
    .filter(heading => heading.startsWith('reports.loans.measures.fee'))
    .map(heading => heading.slice(-6))
  expect(amounts).toEqual(expect.arrayContaining(['CNY 上期', 'JPY 上期']))
  expect(rows.at(-1)?.slice(0, 3)).toEqual(['合计', { as: 'number', value: '2' }, { as: 'number', value: '2' }])
  const chunks: Uint8Array[] = []
  for await (const chunk of await reportSheet(contextIn(db), march)) chunks.push(chunk as Uint8Array)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.concat(chunks) as unknown as ArrayBuffer)
  const sheet = book.worksheets[0]
  const last = sheet?.getRow(sheet.rowCount)
  expect([1, 2, 3].map(place => last?.getCell(place).value)).toEqual(['合计', 2, 2])
})
