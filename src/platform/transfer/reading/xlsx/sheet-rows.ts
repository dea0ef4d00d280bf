import type { ImportLimits } from '../limits.ts'
import type { CellFlaw } from '../sheet-file.ts'
import { cellText, type NumberReading, type RawCell } from './cell-text.ts'
import type { SharedTexts } from './shared-texts.ts'
import { attribute, xmlSteps } from './xml.ts'
import { damaged } from './zip-file.ts'

/** A row of a sheet; blank cells at its end are left out. */
export interface SheetRow {
  row: number
  cells: string[]
  flaws: Record<number, CellFlaw>
}

/** What Excel holds. */
const [LAST_ROW, LAST_COLUMN] = [1_048_576, 16_384]

/**
 * The rows of a sheet as its bytes come, blank ones left out. Merged ranges, drawings and formulas are passed over. Cells beyond the
 * columns that an import takes are counted, not kept. Problem `import.workbook_damaged` for rows or cells out of their order.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  { texts, numbers, limits }: { texts: SharedTexts; numbers: NumberReading; limits: ImportLimits },
): AsyncGenerator<SheetRow, void, undefined> {
  let ready: SheetRow[] = []
  let current: SheetRow | null = null
  let cell: RawCell | null = null
  let [row, column, isValue, isPhonetic, isSheet] = [0, -1, false, false, false]
  const open = (name: string, attributes: string): void => {
    if (name === 'sheetData') isSheet = true
    else if (!isSheet) return
    else if (name === 'row') {
      row = numberOf(attribute(attributes, 'r'), row + 1, row + 1, LAST_ROW)
      column = -1
      current = { row, cells: [], flaws: {} }
    } else if (name === 'c' && current) {
      column = numberOf(columnOf(attribute(attributes, 'r')), column + 1, column + 1, LAST_COLUMN - 1)
      cell = {
        column,
        type: attribute(attributes, 't') ?? 'n',
        style: Number(attribute(attributes, 's') ?? 0),
        text: '',
        isFormula: false,
      }
    } else if (name === 'f' && cell) cell.isFormula = true
    else if (name === 'rPh') isPhonetic = true
    else if ((name === 'v' || name === 't') && cell) isValue = true
  }
  const close = (name: string): void => {
    if (name === 'v' || name === 't') isValue = false
    else if (name === 'rPh') isPhonetic = false
    else if (name === 'c' && cell && current) {
      keep(current, cell)
      cell = null
    } else if (name === 'row' && current) {
      if (current.cells.length > 0) ready.push(current)
      current = null
    } else if (name === 'sheetData') isSheet = false
  }
  const keep = (into: SheetRow, read: RawCell): void => {
    const { text, flaw } = cellText(read, texts.at, numbers)
    if (text === '' && flaw === undefined) return
    // One column more than is taken shows that there are too many.
    const at = Math.min(read.column, limits.columns)
    while (into.cells.length < at) into.cells.push('')
    into.cells[at] = text
    if (flaw !== undefined) into.flaws[at] = flaw
  }
  const text = (piece: string): void => {
    if (isValue && !isPhonetic && cell && cell.text.length <= limits.cell) cell.text += piece
  }
  for await (const _ of xmlSteps(bytes, { open, close, text })) {
    yield* ready
    ready = []
  }
}

/** The number that is told, if it is one of what may come, or the one that follows when none is told. */
function numberOf(told: string | number | undefined, follows: number, least: number, most: number): number {
  const number = told === undefined ? follows : Number(told)
  if (!Number.isInteger(number) || number < least || number > most) throw damaged()
  return number
}

/** From 0, of a place such as `AB12`. */
function columnOf(place: string | undefined): number | undefined {
  if (place === undefined) return undefined
  let column = 0
  let at = 0
  for (; at < place.length; at++) {
    const code = place.charCodeAt(at) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return at > 3 ? LAST_COLUMN : column - 1
}
