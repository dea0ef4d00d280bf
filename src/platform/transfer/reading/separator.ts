import { parse } from 'csv-parse/sync'

export const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/** What stands between the cells, judged from the beginning of the text; `skip` lines that only tell it (Excel's `sep=;`). */
export function detectSeparator(sample: string): { separator: Separator; skip: number } {
  const told = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(sample)
  if (told) return { separator: told[1] as Separator, skip: 1 }
  const judged = separators.map(separator => ({ separator, ...judge(sample, separator) }))
  // The one that cuts the most records into as many cells as the header has; of equals the one with more cells.
  judged.sort((a, b) => b.agreeing - a.agreeing || b.columns - a.columns)
  return { separator: judged[0]?.separator ?? ',', skip: 0 }
}

function judge(sample: string, separator: Separator): { columns: number; agreeing: number } {
  const records = firstRecords(sample, separator)
  const columns = records[0]?.length ?? 0
  if (columns < 2) return { columns: 0, agreeing: 0 }
  const agreeing = records.filter(record => record.length === columns).length / records.length
  return { columns, agreeing: Math.round(agreeing * 20) }
}

/** The last record of the sample may be cut off, and a quotation mark may stand open there: it is left out. */
function firstRecords(sample: string, separator: Separator): string[][] {
  const records: string[][] = []
  const collect = (record: string[]): string[] => {
    records.push(record)
    return record
  }
  try {
    parse(sample, { ...csvShape(separator), to: 50, on_record: collect })
  } catch (error) {
    // What was read until here is judged; the whole file is read properly later, and then says what is wrong with it.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error
  }
  return records.length > 1 ? records.slice(0, records.length < 50 ? -1 : undefined) : records
}

/** How every file is read: quotes may hold line breaks, a stray one in a cell is kept, rows may be of unequal length. */
export const csvShape = (separator: Separator) => ({
  delimiter: separator,
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: false,
})
