import { Readable } from 'node:stream'
import { cellXml, openFormats, type SheetCell } from './sheet-cell.ts'
import { columnLetters, sheetEnd, sheetName, sheetStart, styleSheet, workbookParts, xmlText } from './sheet-xml.ts'
import { type ZipPart, zipStream } from './zip-stream.ts'

export type { SheetCell } from './sheet-cell.ts'

/** A column of a sheet; its width is in characters, Chinese ones count twice. */
export interface SheetColumn {
  header: string
  width: number
}

export interface SheetOptions {
  /** The first sheet's name; those after it get a number. Cut to what Excel allows. */
  name: string
  columns: readonly SheetColumn[]
  /** Rows of one sheet, its header among them; 1,048,576 is what Excel holds. */
  rowsPerSheet?: number
}

/** What an XLSX file is called on its way. */
export const sheetMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const EXCEL_ROWS = 1_048_576
/** Characters of one sheet: a part of a ZIP archive may not pass 4 GB, and a character is at most 3 bytes. */
const SHEET_CHARACTERS = 1_200_000_000
/** Characters handed to the packer together. */
const CHUNK = 64 * 1024

/**
 * Rows as an XLSX file, in constant memory: a row is asked for when the reader wants more. Cells are typed, text is never taken for a
 * formula; the header stays in sight and is repeated on each further sheet. Fails where `rows` fails.
 */
export function writeSheet(rows: AsyncIterable<readonly SheetCell[]>, options: SheetOptions): Readable {
  return Readable.from(zipStream(workbook(rows, options)), { objectMode: false })
}

/** A width for a column of this header and these typical texts. */
export const fittingWidth = (texts: readonly string[]): number =>
  Math.min(60, Math.max(8, ...texts.map(text => [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 2))))

async function* workbook(
  rows: AsyncIterable<readonly SheetCell[]>,
  { name, columns, rowsPerSheet = EXCEL_ROWS }: SheetOptions,
): AsyncGenerator<ZipPart, void, undefined> {
  const formats = openFormats()
  const waiting = rows[Symbol.asyncIterator]()
  const letters = columns.map((_, index) => columnLetters(index))
  const names: string[] = []
  let next = await waiting.next()
  const sheet = async function* (): AsyncGenerator<string, void, undefined> {
    let text = `${sheetStart(columns.map(column => column.width))}<row r="1">${columns
      .map(
        ({ header }, index) =>
          `<c r="${letters[index]}1" s="1" t="inlineStr"><is><t xml:space="preserve">${xmlText(header)}</t></is></c>`,
      )
      .join('')}</row>`
    let characters = 0
    for (let row = 2; !next.done && row <= rowsPerSheet && characters < SHEET_CHARACTERS; row++) {
      text += `<row r="${row}">${next.value.map((cell, index) => cellXml(cell, `${letters[index] ?? columnLetters(index)}${row}`, formats)).join('')}</row>`
      if (text.length >= CHUNK) {
        characters += text.length
        yield text
        text = ''
      }
      next = await waiting.next()
    }
    yield text + sheetEnd
  }
  try {
    do {
      names.push(sheetName(name, names.length))
      yield { name: `xl/worksheets/sheet${names.length}.xml`, text: sheet() }
    } while (!next.done)
    for (const part of workbookParts(names, styleSheet(formats.codes))) yield part
  } finally {
    await waiting.return?.()
  }
}
