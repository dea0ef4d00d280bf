import type { CellFlaw } from '../sheet-file.ts'
import type { Shown } from './number-format.ts'

/** A cell as it stands in the file. */
export interface RawCell {
  column: number
  /** `s` shared text, `inlineStr`, `str` result of a formula, `b`, `e` error, `d` ISO date, else a number. */
  type: string
  style: number
  /** Of a shared text its number in the table. */
  text: string
  isFormula: boolean
}

/** How the numbers of one workbook are to be read. */
export interface NumberReading {
  shown: readonly Shown[]
  /** Days are counted from 1904. */
  is1904: boolean
}

/**
 * A cell as a CSV file would have it: days as `2026-03-01`, moments as `2026-03-01 08:30:00`, numbers digit by digit, shares with their
 * `%`. Formulas are never worked out; what they came to when the file was saved is taken.
 */
export function cellText(
  cell: RawCell,
  sharedText: (index: number) => string | undefined,
  reading: NumberReading,
): { text: string; flaw?: CellFlaw } {
  if (cell.text === '')
    return cell.isFormula && cell.type !== 'str' ? { text: '', flaw: 'import.no_formula_value' } : { text: '' }
  switch (cell.type) {
    case 's':
      return { text: sharedText(Number(cell.text)) ?? '' }
    case 'str':
    case 'inlineStr':
      return { text: unescaped(cell.text) }
    case 'b':
      return { text: cell.text === '1' || cell.text.toLowerCase() === 'true' ? 'TRUE' : 'FALSE' }
    case 'e':
      return { text: cell.text, flaw: 'import.cell_error' }
    case 'd':
      return { text: cell.text.replace(/T00:00:00(\.0+)?$/, '').replace('T', ' ') }
    default:
      return numberText(cell.text.trim(), reading.shown[cell.style] ?? 'number', reading.is1904)
  }
}

/** Excel writes what XML cannot say as `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

function numberText(written: string, shown: Shown, is1904: boolean): { text: string; flaw?: CellFlaw } {
  const number = plain(written)
  if (number === null) return { text: written }
  if (shown === 'day' || shown === 'moment' || shown === 'time')
    return { text: dayText(Number(written), shown, is1904) ?? number }
  if (shown === 'percent') return { text: `${hundredfold(number)}%` }
  if (typeof shown === 'object' && /^\d+$/.test(number)) return { text: number.padStart(shown.zeros, '0') }
  // Beyond 15 digits a spreadsheet keeps zeros; whoever typed an id there has lost its end.
  return /^-?\d{16,}$/.test(number) ? { text: number, flaw: 'import.digits_lost' } : { text: number }
}

/** `1.38E+10` as 13800000000; at most 15 digits that mean something, the rest is noise of binary fractions. */
function plain(written: string): string | null {
  if (/^-?\d{1,15}$/.test(written)) return String(BigInt(written))
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(written)) return null
  const [mantissa = '', exponent = '0'] = Number(written).toPrecision(15).toLowerCase().split('e')
  return shiftedBy(mantissa, Number(exponent))
}

const hundredfold = (number: string): string => shiftedBy(number, 2)

/** A decimal number times a power of ten, as text. */
function shiftedBy(number: string, places: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(number) ?? []
  const point = whole.length + places
  const digits = `${'0'.repeat(Math.max(0, -point))}${whole}${fraction}`.padEnd(point, '0')
  const at = Math.max(0, point)
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(at).replace(/0+$/, '')
  const text = right === '' ? left : `${left}.${right}`
  return text === '0' ? text : sign + text
}

const DAY_MS = 86_400_000
/** 31 December 9999. */
const LAST_DAY = 2_958_465

/** Excel takes 1900 for a leap year: its day 60 never was, and the days before it count one less. */
function dayText(serial: number, shown: 'day' | 'moment' | 'time', is1904: boolean): string | null {
  const days = is1904 ? serial + 1462 : serial
  if (!(days >= 0) || days >= LAST_DAY + 1) return null
  const isEarly = !is1904 && days < 60
  const at = new Date(Date.UTC(1899, 11, isEarly ? 31 : 30) + Math.round(days * DAY_MS))
  const iso = at.toISOString()
  const time = iso.slice(11, 23).replace(/\.000$/, '')
  if (shown === 'time' && serial < 1) return time
  if (days < 1 || (Math.floor(days) === 60 && !is1904)) return null
  return shown === 'day' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}
