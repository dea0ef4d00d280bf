import type { Draft } from '#platform/records/index.ts'

/** What is known of a customer's deals. */
export interface DealFacts {
  /** How many were closed before or elsewhere, as people or a file have said. */
  earlierDeals: number
  /** The day that was told with them (YYYY-MM-DD); null when nobody knows. */
  earlierOn: string | null
  /** The days of the deals that stand here; null for one of an unknown day. */
  deals: readonly (string | null)[]
  /** Whether somebody is selling to him now. */
  isBeingSoldTo: boolean
}

/** Where a customer stands by his deals alone. */
export interface Life {
  lifecycle: 'prospect' | 'intent' | 'closed' | 'repeat'
  dealStatus: 'open' | 'closed'
  /** The day of the first deal. */
  dealOn: string | null
}

/**
 * Where a customer stands (C12). A deal that stands here and lies on or before the day that was told of earlier ones may be one of them, so it
 * is not counted twice: who brings a closed customer over and his won opportunity after him has one deal.
 */
export function lifeOf({ earlierDeals, earlierOn, deals, isBeingSoldTo }: DealFacts): Life {
  const later = earlierDeals === 0 ? deals : deals.filter(day => day !== null && earlierOn !== null && day > earlierOn)
  const known = earlierDeals === 0 ? 0 : Math.max(earlierDeals, deals.length - later.length)
  const count = known + later.length
  const days = deals.filter(day => day !== null).sort()
  return {
    lifecycle: count > 1 ? 'repeat' : count === 1 ? 'closed' : isBeingSoldTo ? 'intent' : 'prospect',
    dealStatus: count > 0 ? 'closed' : 'open',
    dealOn: earlierDeals > 0 ? earlierOn : (days[0] ?? null),
  }
}

/** A file that says of a customer that he has bought says thereby that there were deals, though it brings none. */
export function settleImportedLife({ values, isHistory }: Draft): void {
  if (!isHistory) return
  const isBuyer = values.lifecycle === 'closed' || values.lifecycle === 'repeat'
  if (values.lifecycle === 'prospect' && values.dealStatus === 'closed') values.lifecycle = 'closed'
  if (isBuyer) values.dealStatus = 'closed'
  if (values.dealStatus === 'closed' && !values.earlierDeals)
    values.earlierDeals = values.lifecycle === 'repeat' ? 2 : 1
}
