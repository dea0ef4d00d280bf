import { parseDecimal } from '#platform/fields/decimal-text.ts'

/** A decimal string with separators: `1234567.50` → `1,234,567.5`; no digit that counts is lost. What is no decimal comes back as it is. */
export function groupDigits(value: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value)
  if (!match) return value
  const [, sign = '', whole = '', part = ''] = match
  const fraction = part.replace(/0+$/, '')
  return sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '')
}

/** What somebody typed (`12万`, `1,234.50`) as a decimal string; null when it cannot be read so. */
export function readAmount(typed: string, decimals: number): string | null {
  const read = parseDecimal(typed, { decimals })
  return read.ok ? read.value : null
}
