import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { Problem } from '../../errors.ts'
import { detectEncoding, type Encoding } from './encoding.ts'
import { fitted, isBlank, tidyHeader } from './fitted-row.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { csvShape, detectSeparator, type Separator } from './separator.ts'
import type { ReadRow, SheetFile } from './sheet-file.ts'

/**
 * Opens a CSV file of any of the encodings and separators and reads its header; the rows come as they are asked for, so memory does not
 * grow with the file. Problems: `import.too_large`, `import.is_spreadsheet`, `import.not_text`, `import.empty_file`, and, while the rows
 * are walked, `import.too_many_rows`, `import.too_many_columns`, `import.open_quote`.
 */
export async function openCsv(
  path: string,
  options: { encoding?: Encoding; separator?: Separator; limits?: ImportLimits } = {},
): Promise<SheetFile> {
  const limits = options.limits ?? importLimits
  const { size } = await stat(path)
  if (size > limits.bytes) throw tooLarge(limits)
  if (size === 0) throw new Problem(422, 'import.empty_file')
  const encoding = options.encoding ?? (await detectEncoding(path))
  const told = detectSeparator(await beginning(path, encoding))
  const separator = options.separator ?? told.separator
  const records = readRecords(path, { encoding, separator, limits })
  for (let skip = told.skip; skip > 0; skip--) await records.next()
  const { headers, headerRow } = await firstFilled(records)
  if (headers.length > limits.columns) throw tooManyColumns(limits)
  return {
    kind: 'csv',
    encoding,
    separator,
    sheets: [],
    sheet: null,
    headerRow,
    headers,
    isGuarded: true,
    rows: rowsOf(records, { headers, limits }),
    close: async () => {
      await records.return()
    },
  }
}

export const tooLarge = (limits: ImportLimits): Problem =>
  new Problem(413, 'import.too_large', { params: { megabytes: Math.floor(limits.bytes / 1024 / 1024) } })
export const tooManyRows = (limits: ImportLimits): Problem =>
  new Problem(422, 'import.too_many_rows', { params: { max: limits.rows } })
export const tooManyColumns = (limits: ImportLimits): Problem =>
  new Problem(422, 'import.too_many_columns', { params: { max: limits.columns } })

interface CountedRecord {
  row: number
  cells: string[]
}

async function beginning(path: string, encoding: Encoding): Promise<string> {
  const decoder = new TextDecoder(encoding)
  let text = ''
  for await (const chunk of createReadStream(path, { end: 262_143 }) as AsyncIterable<Buffer>)
    text += decoder.decode(chunk, { stream: true })
  return text
}

async function* readRecords(
  path: string,
  { encoding, separator, limits }: { encoding: Encoding; separator: Separator; limits: ImportLimits },
): AsyncGenerator<CountedRecord, void, undefined> {
  const parser = parse({ ...csvShape(separator), max_record_size: limits.record, info: true })
  const source = createReadStream(path, { highWaterMark: 1 << 18 })
  const feeding = feed(source, parser, encoding)
  // A failure to read reaches the parser, which hands it to whoever walks the rows.
  feeding.catch(error => parser.destroy(error instanceof Error ? error : new Error(String(error))))
  let row = 0
  try {
    for await (const { record } of parser as AsyncIterable<{ info: Info; record: string[] }>)
      yield { row: ++row, cells: record }
  } catch (error) {
    if (error instanceof CsvError) throw unreadable(error)
    throw error
  } finally {
    source.destroy()
    parser.destroy()
  }
}

async function feed(
  source: AsyncIterable<Buffer>,
  parser: ReturnType<typeof parse>,
  encoding: Encoding,
): Promise<void> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source) {
    if (parser.destroyed) return
    if (!parser.write(decoder.decode(chunk, { stream: true }))) await drained(parser)
  }
  parser.end(decoder.decode())
}

const drained = (parser: ReturnType<typeof parse>): Promise<void> =>
  new Promise(resolve => {
    const go = (): void => {
      parser.off('drain', go).off('close', go)
      resolve()
    }
    parser.once('drain', go).once('close', go)
  })

/** Quotation marks are all that can be wrong once rows may be of any length. */
const unreadable = (error: CsvError): Problem =>
  new Problem(422, 'import.open_quote', { params: { row: Number(error.records) + 1 }, cause: error })

async function firstFilled(
  records: AsyncGenerator<CountedRecord, void, undefined>,
): Promise<{ headers: string[]; headerRow: number }> {
  for (let next = await records.next(); !next.done; next = await records.next()) {
    const headers = next.value.cells.map(tidyHeader)
    while (headers.length > 0 && headers.at(-1) === '') headers.pop()
    if (headers.length > 0) return { headers, headerRow: next.value.row }
  }
  throw new Problem(422, 'import.empty_file')
}

async function* rowsOf(
  records: AsyncGenerator<CountedRecord, void, undefined>,
  { headers, limits }: { headers: string[]; limits: ImportLimits },
): AsyncGenerator<ReadRow, void, undefined> {
  let count = 0
  for await (const { row, cells } of records) {
    if (cells.every(isBlank)) continue
    if (++count > limits.rows) throw tooManyRows(limits)
    yield { row, ...fitted(cells, headers.length, limits) }
  }
}
