import { Exact } from '#platform/fields/decimal-text.ts'

/** A price of a product as a price list has it; decimal strings, days `YYYY-MM-DD`. */
export interface Offered {
  id: string
  /** Name of its list. */
  list: string
  currency: string
  /** Level of the customers it is for; null for all. */
  level: string | null
  /** In the product's own unit; null from the first one on. */
  minQuantity: string | null
  price: string
  from: string | null
  until: string | null
}

/** For whom a price is asked, how much of it, and when. */
export interface Asked {
  level: string | null
  quantity: string
  currency: string
  on: string
}

/**
 * Which of a product's listed prices holds: of those in that currency, on that day, for that level or for all, from at most that quantity, the
 * one that says most about it: a level before none, then the greater quantity, then the later beginning, then the lower price. Null when
 * none holds: then the product's own list price does.
 */
export function priceOf(offers: readonly Offered[], asked: Asked): Offered | null {
  const [best] = offers.filter(offer => holds(offer, asked)).sort(byFitness)
  return best ?? null
}

const holds = (offer: Offered, { level, quantity, currency, on }: Asked): boolean =>
  offer.currency === currency &&
  (offer.level === null || offer.level === level) &&
  (offer.minQuantity === null || new Exact(offer.minQuantity).lessThanOrEqualTo(quantity)) &&
  (offer.from === null || offer.from <= on) &&
  (offer.until === null || on <= offer.until)

const byFitness = (a: Offered, b: Offered): number =>
  Number(b.level !== null) - Number(a.level !== null) ||
  new Exact(b.minQuantity ?? 0).comparedTo(a.minQuantity ?? 0) ||
  (b.from ?? '').localeCompare(a.from ?? '') ||
  new Exact(a.price).comparedTo(b.price) ||
  a.id.localeCompare(b.id)
