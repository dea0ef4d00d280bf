import { currencies } from '#platform/fields/currency.ts'
import { Exact, parseDecimal } from '#platform/fields/decimal-text.ts'

/**
 * A decimal string with separators: `1234567.5` → `1,234,567.5`. With `decimals` it has at least so many, and never loses a digit.
 * What is no decimal comes back as it is.
 */
export function groupDigits(value: string, decimals = 0): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value)
  if (!match) return value
  const [, sign = '', whole = '', part = ''] = match
  const fraction = part.replace(/0+$/, '').padEnd(decimals, '0')
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '')
}

/** The decimals that amounts of a currency are written with. */
export const currencyDecimals = (currency: string): number => currencies[currency] ?? 2

/** `1234.5`, `CNY` → `¥1,234.50`; other currencies with their code, so that $ is never ambiguous: `USD 1,234.50`. */
export function moneyText(value: string, currency: string, baseCurrency: string): string {
  const figure = groupDigits(value, currencyDecimals(currency))
  if (currency === 'CNY' && baseCurrency === 'CNY') return figure.startsWith('-') ? `-¥${figure.slice(1)}` : `¥${figure}`
  return `${currency} ${figure}`
}

/** What somebody typed (`12万`, `1,234.50`) as a decimal string; null when it cannot be read so. */
export function readAmount(typed: string, decimals: number): string | null {
  const read = parseDecimal(typed, { decimals })
  return read.ok ? read.value : null
}

/** Exact product and sum, for what the screen works out while somebody types. */
export const times = (a: string, b: string): string => new Exact(a).times(b).toFixed()
export const plus = (a: string, b: string): string => new Exact(a).plus(b).toFixed()

/** `5.5` per cent off `100` → `94.5`. */
export const lessPercent = (amount: string, percent: number): string =>
  new Exact(amount).times(new Exact(100).minus(percent)).dividedBy(100).toDecimalPlaces(2).toFixed()
