import { formatMoney, formatNumber, formatPercent } from '#web/ui/index.ts'
import { Exact } from '#platform/fields/decimal-text.ts'
import type { Figure, Measure } from './report-requests.ts'

type Locale = 'zh' | 'en'

/** A figure in words, one per currency; an unknown one is a dash, never 0. */
export function figureTexts(figure: Figure | undefined, measure: Measure, locale: Locale): string[] {
  if (figure === null || figure === undefined) return ['–']
  if (typeof figure === 'object')
    return Object.entries(figure).map(([currency, amount]) => formatMoney(amount, { currency, locale }))
  switch (measure.kind) {
    case 'share':
      return [formatPercent(Number(new Exact(figure).times(100)), locale)]
    case 'meanDays':
    case 'medianDays':
      return [formatNumber(figure, { locale, decimals: Number.isInteger(figure) ? 0 : 2 })]
    case 'count':
    case 'countWithout':
    case 'sum':
      return [formatNumber(figure, { locale })]
  }
}

/** How long a figure is drawn; of amounts those in the one currency. */
export function figureSize(figure: Figure | undefined, measure: Measure, currency: string | undefined): number | null {
  if (figure === null || figure === undefined) return null
  if (typeof figure === 'object')
    return currency !== undefined && figure[currency] !== undefined ? Number(figure[currency]) : null
  return measure.kind === 'share' ? figure * 100 : figure
}

/** How a number stands at the axis of a measure. */
export const axisText =
  (measure: Measure, locale: Locale) =>
  (value: number): string =>
    measure.kind === 'share' ? formatPercent(value, locale) : formatNumber(value, { locale, compact: true })

/**
 * By how much a figure differs from the one it is compared with, as a share of that: `+12.3%`. Amounts in the one currency. Null where
 * either is unknown or the earlier is nothing.
 */
export function changeText(
  now: Figure | undefined,
  before: Figure | undefined,
  currency: string | undefined,
  locale: Locale,
): string | null {
  const [a, b] = [exact(now, currency), exact(before, currency)]
  if (!a || !b || b.isZero()) return null
  const percent = a.minus(b).dividedBy(b.abs()).times(100).toDecimalPlaces(1)
  return `${percent.isPositive() && !percent.isZero() ? '+' : ''}${formatPercent(percent.toNumber(), locale)}`
}

function exact(figure: Figure | undefined, currency: string | undefined): InstanceType<typeof Exact> | null {
  if (figure === null || figure === undefined) return null
  if (typeof figure === 'number') return new Exact(figure)
  const amount = currency === undefined ? undefined : figure[currency]
  return amount === undefined ? null : new Exact(amount)
}
