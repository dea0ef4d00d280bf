import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { Problem } from '../../errors.ts'
import { detectEncoding, type Encoding } from './encoding.ts'
import { type ImportLimits, importLimits } from './limits.ts'
import { csvShape, detectSeparator, type Separator } from './separator.ts'

/** A row as read; `damage` is the code of what makes it useless whatever its values mean. */
export interface ReadRow {
  /** As a spreadsheet numbers it: the header is 1, blank rows count. */
  row: number
  /** As many as there are headers. */
  cells: string[]
  damage: string | null
}

export interface CsvFile {
  encoding: Encoding
  separator: Separator
  headers: string[]
  /** Rows that are not blank, in the file's order; may be walked once. */
  rows: AsyncIterable<ReadRow>
}

/**
 * Opens a CSV file of any of the encodings and separators and reads its header; the rows come as they are asked for, so memory does not
 * grow with the file. Problems: `import.too_large`, `import.is_spreadsheet`, `import.not_text`, `import.empty_file`, and, while the rows
 * are walked, `import.too_many_rows`, `import.too_many_columns`, `import.open_quote`.
 */
export async function openCsv(
  path: string,
  options: { encoding?: Encoding; separator?: Separator; limits?: ImportLimits } = {},
): Promise<CsvFile> {
  const limits = options.limits ?? importLimits
  const { size } = await stat(path)
  if (size > limits.bytes) throw tooLarge(limits)
  if (size === 0) throw new Problem(422, 'import.empty_file')
  const encoding = options.encoding ?? (await detectEncoding(path))
  const told = detectSeparator(await beginning(path, encoding))
  const separator = options.separator ?? told.separator
  const records = readRecords(path, { encoding, separator, limits })
  for (let skip = told.skip; skip > 0; skip--) await records.next()
  const headers = await firstFilled(records)
  if (headers.length > limits.columns) throw tooManyColumns(limits)
  return { encoding, separator, headers, rows: rowsOf(records, { headers, limits }) }
}

export const tooLarge = (limits: ImportLimits): Problem =>
  new Problem(413, 'import.too_large', { params: { megabytes: Math.floor(limits.bytes / 1024 / 1024) } })
const tooManyColumns = (limits: ImportLimits): Problem =>
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

async function firstFilled(records: AsyncGenerator<CountedRecord, void, undefined>): Promise<string[]> {
  for (let next = await records.next(); !next.done; next = await records.next()) {
    const headers = next.value.cells.map(cell => cell.replace(/\s+/g, ' ').trim())
    while (headers.length > 0 && headers.at(-1) === '') headers.pop()
    if (headers.length > 0) return headers
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
    if (++count > limits.rows) throw new Problem(422, 'import.too_many_rows', { params: { max: limits.rows } })
    yield { row, ...fitted(cells, headers.length, limits) }
  }
}

const isBlank = (cell: string): boolean => cell.trim() === ''

/** The row with as many cells as there are headers, and text that a database can hold. */
function fitted(cells: string[], columns: number, limits: ImportLimits): { cells: string[]; damage: string | null } {
  let damage: string | null = null
  if (cells.length > columns && cells.slice(columns).some(cell => !isBlank(cell))) damage = 'import.extra_cells'
  const kept = Array.from({ length: columns }, (_, index) => {
    let cell = cells[index] ?? ''
    if (cell.length > limits.cell) {
      damage = 'import.cell_too_long'
      cell = cell.slice(0, limits.cell).replace(/[\uD800-\uDBFF]$/, '')
    }
    if (cell.includes('\uFFFD') || cell.includes('\u0000')) {
      damage = 'import.damaged_text'
      cell = cell.replaceAll('\u0000', '\uFFFD')
    }
    return cell
  })
  return { cells: kept, damage }
}
