import { Decimal } from 'decimal.js'
import { type Parsed, parsed, refused } from './field-type.ts'

/** Enough for numeric(38,8) without rounding on the way. */
export const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 60, rounding: Decimal.ROUND_HALF_UP })

/**
 * Reads an exact decimal: the API's string or number, or what people write (`1,234.50`, `12万`, `1.5亿`, `￥300`).
 * Full-width digits count; Excel's `1.38E+10` is refused, because digits are lost in it.
 */
export function parseDecimal(value: unknown, limits: { decimals: number; min?: number; max?: number }): Parsed<string> {
  if (typeof value !== 'string' && typeof value !== 'number') return refused('field.not_number')
  if (typeof value === 'number' && !Number.isFinite(value)) return refused('field.not_number')
  const written = String(value).normalize('NFKC').trim()
  if (/^[+-]?[\d.,]+e[+-]?\d+$/i.test(written)) return refused('field.scientific', { text: written })
  const match =
    /^([+-]?)\s*(?:[¥￥$€£]|CNY|RMB|USD)?\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)\s*(万|亿|w)?\s*元?$/i.exec(
      written,
    )
  if (!match || (match[1] && match[2])) return refused('field.not_number')
  const [, sign, innerSign, digits = '', unit] = match
  const factor = unit === '亿' ? 100_000_000 : unit ? 10_000 : 1
  let number = new Exact(digits.replaceAll(',', '')).times(factor)
  if (sign === '-' || innerSign === '-') number = number.negated()
  if (number.isZero()) number = new Exact(0)
  if (number.decimalPlaces() > limits.decimals) return refused('field.too_many_decimals', { decimals: limits.decimals })
  if (limits.min !== undefined && number.lessThan(limits.min)) return refused('field.too_small', { min: limits.min })
  if (limits.max !== undefined && number.greaterThan(limits.max)) return refused('field.too_large', { max: limits.max })
  if (number.abs().greaterThanOrEqualTo('1e15')) return refused('field.too_large', { max: '999999999999999' })
  return parsed(number.toFixed())
}
