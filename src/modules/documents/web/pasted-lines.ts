import { parseDecimal } from '#platform/fields/decimal-text.ts'

/** A line as it was copied out of a table. */
export interface PastedLine {
  /** Code, name, or both, as they stood there. */
  words: string[]
  quantity: string | null
  unitPrice: string | null
  discountRate: string | null
}

/** Which column is which, where the first row says so. */
const headings: Record<'words' | 'quantity' | 'unitPrice' | 'discountRate', RegExp> = {
  words: /产品|品名|名称|编码|货号|型号|product|item|name|code|sku/i,
  quantity: /数量|quantity|qty/i,
  unitPrice: /单价|价格|price/i,
  discountRate: /折扣|discount/i,
}

/**
 * Lines out of a table's cells (tabs between, a line for each row): code or name first, then quantity, price and discount, or in the order that a
 * row of headings names. Null when it is no table, so that the text is pasted as text.
 */
export function pastedLines(text: string): PastedLine[] | null {
  if (!/[\t\n]/.test(text.trim())) return null
  const rows = text
    .split(/\r?\n/)
    .map(row => row.split('\t').map(cell => cell.trim()))
    .filter(row => row.some(cell => cell !== ''))
  const places = headingsIn(rows[0] ?? [])
  return places ? rows.slice(1).map(row => byHeadings(row, places)) : rows.map(byOrder)
}

type Places = Record<keyof typeof headings, number[]>

function headingsIn(row: readonly string[]): Places | null {
  if (row.slice(1).some(cell => figureIn(cell) !== null)) return null
  const placesOf = (pattern: RegExp): number[] => row.flatMap((cell, at) => (pattern.test(cell) ? [at] : []))
  const places: Places = {
    quantity: placesOf(headings.quantity),
    unitPrice: placesOf(headings.unitPrice),
    discountRate: placesOf(headings.discountRate),
    words: placesOf(headings.words),
  }
  return places.words.length > 0 && places.quantity.length + places.unitPrice.length > 0 ? places : null
}

const byHeadings = (row: readonly string[], places: Places): PastedLine => ({
  words: places.words.flatMap(at => row[at] || []),
  quantity: figureIn(row[places.quantity[0] ?? -1]),
  unitPrice: figureIn(row[places.unitPrice[0] ?? -1]),
  discountRate: figureIn(row[places.discountRate[0] ?? -1]),
})

/** A code may be all digits, so the first cell is words whatever stands in it. */
function byOrder(row: readonly string[]): PastedLine {
  const firstFigure = row.findIndex((cell, at) => at > 0 && figureIn(cell) !== null)
  const at = firstFigure === -1 ? row.length : firstFigure
  return {
    words: row.slice(0, at).filter(cell => cell !== ''),
    quantity: figureIn(row[at]),
    unitPrice: figureIn(row[at + 1]),
    discountRate: figureIn(row[at + 2]),
  }
}

function figureIn(cell: string | undefined): string | null {
  const bare = (cell ?? '').replace(/^[¥￥$€£]\s*/, '').replace(/\s*[%％]$/, '')
  if (bare === '' || !/\d/.test(bare)) return null
  const read = parseDecimal(bare, { decimals: 8 })
  return read.ok ? read.value : null
}
