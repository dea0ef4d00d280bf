import { Exact } from '#platform/fields/decimal-text.ts'

/** How many days a quote holds unless somebody says otherwise. */
export const usualValidity = 30

/** What is known of a line when its discount is reckoned. Decimal strings. */
export interface DiscountGiven {
  quantity: string
  unitPrice: string
  /** In per cent off. */
  discountRate: number | null
  /** Catalogue price; the line's own price counts where the catalogue has none. */
  listPrice: string | null
  /** Including tax, before and after its share of the discount on the whole. */
  gross: string
  amount: string
}

/**
 * How much below the catalogue a line really is, in per cent to two decimals: a lower price, the line's discount and its share of the discount on
 * the whole together. 0 for what is dearer than the catalogue, and for what costs nothing there.
 */
export function effectiveDiscount(line: DiscountGiven): number {
  const usual = new Exact(line.listPrice ?? line.unitPrice)
  if (!usual.greaterThan(0) || !new Exact(line.quantity).greaterThan(0)) return 0
  const paid = new Exact(100).minus(line.discountRate ?? 0).div(100)
  const gross = new Exact(line.gross)
  // Of a line that comes to nothing anyway the share of the whole says nothing.
  const share = gross.isZero() ? new Exact(1) : new Exact(line.amount).div(gross)
  const off = new Exact(1).minus(new Exact(line.unitPrice).times(paid).times(share).div(usual)).times(100)
  return Math.max(0, off.toDecimalPlaces(2, Exact.ROUND_HALF_UP).toNumber())
}

/** The greatest of a quote's lines, by which flows decide who must agree; 0 without lines. */
export const greatestDiscount = (lines: readonly DiscountGiven[]): number =>
  Math.max(0, ...lines.map(effectiveDiscount))
