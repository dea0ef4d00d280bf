import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#web/api/index.ts'

/** What a line would take over from its product (`POST /api/line-offers`). */
export interface LineOffer {
  product: { id: string; title: string } | null
  isOnSale: boolean
  name: string | null
  code: string | null
  specification: string | null
  unit: string | null
  units: { name: string; factor: string }[]
  taxCode: string | null
  taxRate: { id: string; title: string } | null
  taxKind: string | null
  taxPercent: number | null
  unitPrice: string | null
  /** The price of a list; null where it is the product's own. */
  price: {
    list: string
    level: string | null
    minQuantity: string | null
    from: string | null
    until: string | null
  } | null
}

/** For which document a price is asked. */
export interface OfferFor {
  currency: string
  on?: string
  customer?: string
  legalEntity?: string
}

export interface OfferedLine {
  product?: string
  find?: string
  quantity?: string
  unit?: string
}

export const fetchOffers = (whom: OfferFor, lines: readonly OfferedLine[]): Promise<LineOffer[]> =>
  api.post<{ lines: LineOffer[] }>('/line-offers', { ...whom, lines }).then(answer => answer.lines)

/** What is offered for lines as they stand; asked anew when a product, quantity or unit changes. */
export const useOffers = (whom: OfferFor, lines: readonly OfferedLine[]): readonly LineOffer[] | undefined =>
  useQuery({
    queryKey: ['line-offers', whom, lines],
    queryFn: () => fetchOffers(whom, lines),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  }).data
