import { Exact } from '#platform/fields/decimal-text.ts'
import { type DocumentReckoned, type LineGiven, type LineTax, reckonDocument } from '../document.rules.ts'

export type Line = Readonly<Record<string, unknown>>

/** What is said of the whole. */
export interface Whole {
  currency: string
  priceIncludesTax: boolean
  discountAmount: string | null
}

/** What a document comes to while it is written: by the rules of the server. What cannot be read yet counts as nothing. */
export function reckonLines(lines: readonly Line[], whole: Whole): DocumentReckoned & { isTooLarge: boolean } {
  const given = { ...whole, lines: lines.map(givenOf) }
  const discount = readable(whole.discountAmount) ?? '0'
  const bare = reckonDocument({ ...given, discountAmount: null })
  const isTooLarge = new Exact(discount).greaterThan(bare.linesAmount)
  return { ...(isTooLarge ? bare : reckonDocument({ ...given, discountAmount: discount })), isTooLarge }
}

const givenOf = (line: Line): LineGiven => ({
  quantity: readable(line.quantity) ?? '0',
  unitPrice: readable(line.unitPrice) ?? '0',
  discountRate: rateOf(line.discountRate),
  tax: line.taxKind ? { kind: line.taxKind as LineTax['kind'], percent: Number(line.taxPercent ?? 0) } : null,
})

/** A figure as it counts; null when it is none, or not yet. */
export function readable(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  return /^\d+(\.\d+)?$/.test(String(value)) ? String(value) : null
}

const rateOf = (value: unknown): number | null => {
  const read = readable(value)
  return read === null ? null : Math.min(100, Number(read))
}
