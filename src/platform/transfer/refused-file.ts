import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { Problem } from '../errors.ts'
import { translate } from '../i18n/index.ts'
import type { Context } from '../records/context.ts'
import { guardCell } from './cell-prefix.ts'
import type { ImportRow } from './import-description.ts'
import type { ImportEntry } from './import-entry.ts'
import { importRows } from './rows.ts'
import { fittingWidth, writeSheet } from './writing/sheet-writer.ts'

/**
 * The refused rows as a file: as they came, with row number and reason before them, so that they can be put right and brought again as
 * they are. Problem `import.rows_cleared` (410) when the rows are there no more.
 */
export function refusedFile(ctx: Context, entry: ImportEntry, kind: 'csv' | 'xlsx'): Readable {
  if (entry.clearedAt !== null) throw new Problem(410, 'import.rows_cleared')
  const headers = [translate(ctx.locale, 'transfer.row'), translate(ctx.locale, 'transfer.reason'), ...entry.headers]
  if (kind === 'csv') return Readable.from(csvLines(headers, refusedRows(ctx, entry)))
  const columns = headers.map((header, index) => ({
    header,
    width: index === 1 ? 48 : fittingWidth([header, ' '.repeat(12)]),
  }))
  return writeSheet(refusedRows(ctx, entry), { name: translate(ctx.locale, 'transfer.refused'), columns })
}

async function* csvLines(headers: string[], rows: AsyncIterable<string[]>): AsyncGenerator<string, void, undefined> {
  const shape = { record_delimiter: '\r\n' } as const
  yield `\uFEFF${stringify([headers.map(guardCell)], shape)}`
  for await (const row of rows) yield stringify([row.map(guardCell)], shape)
}

async function* refusedRows(ctx: Context, entry: ImportEntry): AsyncGenerator<string[], void, undefined> {
  let after: string | null = null
  do {
    const page: { rows: ImportRow[]; next: string | null } = await importRows(ctx, entry, {
      outcome: 'refused',
      limit: 1000,
      ...(after !== null && { after }),
    })
    for (const { row, problems, cells } of page.rows) yield [String(row), reasonOf(problems), ...cells]
    after = page.next
  } while (after !== null)
}

const reasonOf = (problems: ImportRow['problems']): string =>
  problems
    .map(({ params, message }) =>
      typeof params.fieldLabel === 'string' ? `${params.fieldLabel}: ${message}` : message,
    )
    .join(' · ')
