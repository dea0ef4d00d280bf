import { Exact } from '#platform/fields/decimal-text.ts'

/** A unit price of a product's own unit in another unit of which one is so many: 12 件 of 3.50 are a 箱 of 42. */
export const priceInUnit = (price: string, factor: string): string =>
  new Exact(price).times(factor).toDecimalPlaces(8, Exact.ROUND_HALF_UP).toFixed()

/** How many of the product's own unit a quantity in another unit is. */
export const inOwnUnit = (quantity: string, factor: string): string => new Exact(quantity).times(factor).toFixed()
