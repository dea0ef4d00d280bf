import { currencies } from '../../fields/index.ts'
import { CELL_MAX, xmlText } from './sheet-xml.ts'

/**
 * A cell with its kind. A bare string is text; null is blank. Numbers are decimal texts, written digit by digit as they are; `currency`
 * is ISO 4217. A moment is what clocks show: `2026-03-01T08:30:00.000`. What a spreadsheet has no such kind for becomes text.
 */
export type SheetCell =
  | string
  | null
  | { as: 'number'; value: string }
  /** 60 means 60 %. */
  | { as: 'percent'; value: string }
  | { as: 'money'; value: string; currency: string | null }
  | { as: 'date'; value: string }
  | { as: 'moment'; value: string }

/** The number formats of a workbook, in the order in which they were first wanted. */
export interface Formats {
  codes: string[]
  styleOf(code: string): number
}

/** Styles 0 and 1 are the plain one and the header's. */
export function openFormats(): Formats {
  const codes: string[] = []
  return {
    codes,
    styleOf: code => {
      const known = codes.indexOf(code)
      return 2 + (known === -1 ? codes.push(code) - 1 : known)
    },
  }
}

/** A cell in the XML of a sheet; nothing for a blank one. */
export function cellXml(cell: SheetCell, place: string, formats: Formats): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return textXml(cell, place)
  const number = numberOf(cell)
  if (number === null) return textXml(cell.value, place)
  return `<c r="${place}" s="${formats.styleOf(formatOf(cell))}"><v>${number}</v></c>`
}

const textXml = (text: string, place: string): string =>
  `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text.length > CELL_MAX ? text.slice(0, CELL_MAX) : text)}</t></is></c>`

type TypedCell = Exclude<SheetCell, string | null>

function numberOf(cell: TypedCell): string | null {
  if (cell.as === 'date') return serialOf(`${cell.value}T00:00:00Z`)
  if (cell.as === 'moment') return serialOf(`${cell.value}Z`)
  if (!/^-?\d+(\.\d+)?$/.test(cell.value) || significant(cell.value) > MOST_DIGITS) return null
  return cell.as === 'percent' ? shifted(cell.value) : cell.value
}

/** A spreadsheet keeps 15 digits of a number; with more it is text, or digits are lost. */
const MOST_DIGITS = 15
const significant = (number: string): number => number.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length

/** A hundredth, exactly. */
function shifted(number: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? []
  const digits = whole.padStart(3, '0')
  return `${sign}${digits.slice(0, -2).replace(/^0+(?=\d)/, '')}.${digits.slice(-2)}${fraction}`
}

const DAY_MS = 86_400_000
/** Day 0 as Excel counts since the day that it wrongly takes for 29 February 1900; days before 1 March 1900 it counts otherwise. */
const EPOCH = Date.UTC(1899, 11, 30)
const FIRST = Date.UTC(1900, 2, 1)

function serialOf(iso: string): string | null {
  const at = Date.parse(iso)
  return Number.isNaN(at) || at < FIRST ? null : String((at - EPOCH) / DAY_MS)
}

function formatOf(cell: TypedCell): string {
  switch (cell.as) {
    case 'date':
      return 'yyyy-mm-dd'
    case 'moment':
      return 'yyyy-mm-dd hh:mm:ss'
    case 'percent':
      return `0${fraction(fractionOf(cell.value))}%`
    case 'money':
      return cell.currency === null
        ? '#,##0.00##'
        : `[$${symbols[cell.currency] ?? `${cell.currency} `}]#,##0${fraction(currencies[cell.currency] ?? 2)}`
    case 'number':
      return `0${fraction(fractionOf(cell.value))}`
  }
}

const fraction = (decimals: number): string => (decimals === 0 ? '' : `.${'0'.repeat(decimals)}`)
const fractionOf = (value: string): number => value.split('.')[1]?.length ?? 0
const symbols: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' }
