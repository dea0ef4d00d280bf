import { stat } from 'node:fs/promises'
import { Problem } from '../../../errors.ts'
import { fitted, isBlank, tidyHeader } from '../fitted-row.ts'
import { type ImportLimits, importLimits } from '../limits.ts'
import { tooLarge, tooManyColumns, tooManyRows } from '../read-csv.ts'
import type { ReadChoices, ReadRow, SheetFile } from '../sheet-file.ts'
import { chooseHeader } from './choose-header.ts'
import { noSharedTexts, readSharedTexts, type SharedTexts } from './shared-texts.ts'
import { type SheetRow, sheetRows } from './sheet-rows.ts'
import { readWorkbook, type Workbook } from './workbook.ts'
import { openZip, type ZipFile } from './zip-file.ts'

/** Rows at the beginning of a sheet among which the header is looked for. */
const BEGINNING = 30

/**
 * Opens a workbook, finds sheet and header, and gives the rows below as they are asked for: memory does not grow with the file. Nothing in
 * it is run, worked out or fetched. Problems: those of `openZip` and `readWorkbook`, `import.no_such_sheet`, `import.empty_file`, and,
 * while the rows are walked, `import.too_many_rows`, `import.workbook_damaged`.
 */
export async function openXlsx(
  path: string,
  choices: ReadChoices = {},
  limits: ImportLimits = importLimits,
): Promise<SheetFile> {
  const { size } = await stat(path)
  if (size > limits.bytes) throw tooLarge(limits)
  const zip = await openZip(path, limits)
  const workbook = await readWorkbook(zip)
  const texts =
    workbook.sharedTexts === null ? noSharedTexts : await readSharedTexts(zip.read(workbook.sharedTexts), limits)
  try {
    const opened = await openSheet({ zip, workbook, texts, limits }, choices)
    return {
      kind: 'xlsx',
      encoding: null,
      separator: null,
      sheets: workbook.sheets.map(sheet => sheet.name),
      isGuarded: false,
      ...opened,
      close: async () => {
        await opened.close()
        texts.close()
      },
    }
  } catch (error) {
    texts.close()
    throw error
  }
}

interface OpenedBook {
  zip: ZipFile
  workbook: Workbook
  texts: SharedTexts
  limits: ImportLimits
}

type OpenedSheet = Pick<SheetFile, 'sheet' | 'headerRow' | 'headers' | 'rows' | 'close'>

/** The sheet that was chosen, else the first in which something stands. */
async function openSheet(book: OpenedBook, choices: ReadChoices): Promise<OpenedSheet> {
  const { workbook, zip, limits } = book
  const wanted = workbook.sheets.filter(sheet => choices.sheet === undefined || sheet.name === choices.sheet)
  if (wanted.length === 0) throw new Problem(422, 'import.no_such_sheet', { params: { sheet: choices.sheet ?? '' } })
  for (const { name, part } of wanted) {
    const rows = sheetRows(zip.read(part), { ...book, numbers: workbook.numbers })
    const beginning: SheetRow[] = []
    for (let next = await rows.next(); !next.done; next = await rows.next()) {
      beginning.push(next.value)
      if (beginning.length >= BEGINNING && next.value.row >= (choices.headerRow ?? 0)) break
      // A header row far down is looked for without keeping what stands above it.
      if (beginning.length > BEGINNING) beginning.shift()
    }
    if (beginning.length === 0) continue
    const { headerRow, headers } = chooseHeader(beginning, choices)
    if (headers.length > limits.columns) throw tooManyColumns(limits)
    const below = beginning.filter(one => one.row > headerRow)
    return {
      sheet: name,
      headerRow,
      headers: headers.map(tidyHeader),
      rows: rowsBelow(below, rows, { columns: headers.length, limits }),
      close: async () => {
        await rows.return()
      },
    }
  }
  throw new Problem(422, 'import.empty_file')
}

async function* rowsBelow(
  beginning: readonly SheetRow[],
  rest: AsyncIterable<SheetRow>,
  { columns, limits }: { columns: number; limits: ImportLimits },
): AsyncGenerator<ReadRow, void, undefined> {
  let count = 0
  const read = ({ row, cells, flaws }: SheetRow): ReadRow | null => {
    const hasFlaws = Object.keys(flaws).length > 0
    if (!hasFlaws && cells.every(isBlank)) return null
    if (++count > limits.rows) throw tooManyRows(limits)
    return { row, ...fitted(cells, columns, limits), ...(hasFlaws && { flaws }) }
  }
  for (const one of beginning) {
    const row = read(one)
    if (row) yield row
  }
  for await (const one of rest) {
    const row = read(one)
    if (row) yield row
  }
}
