import { useMutation, useQuery } from '@tanstack/react-query'
import { api, recordKeys, refreshObject } from '#web/api/index.ts'

export interface QuoteLink {
  id: string
  madeAt: string
  madeBy: { id: string; title: string } | null
  expiresAt: string
  revokedAt: string | null
  isOver: boolean
  seenCount: number
}
export interface QuoteView {
  id: string
  at: string
  what: 'page' | 'pdf' | 'file'
  address: string | null
  device: string | null
}

/** The links of a quote, and when they were opened. Below the timeline's key, so that whatever changes the quote reads them anew. */
export const useQuoteLinks = (id: string) =>
  useQuery({
    queryKey: [...recordKeys.timeline('quotes', id), 'links'],
    queryFn: ({ signal }) => api.get<{ links: QuoteLink[]; views: QuoteView[] }>(`/quotes/${id}/links`, { signal }),
  })

export const useShare = (id: string) =>
  useMutation({
    mutationFn: ({ until, idempotencyKey }: { until: string | null; idempotencyKey: string }) =>
      api.post<{ id: string; address: string }>(`/quotes/${id}/links`, until ? { until } : {}, { idempotencyKey }),
    onSuccess: () => refreshObject('quotes'),
  })

export const useRevoke = (id: string) =>
  useMutation({
    mutationFn: (link: string) => api.post(`/quotes/${id}/links/${link}/revoke`),
    onSuccess: () => refreshObject('quotes'),
  })

export interface Margin {
  revenue: string
  cost: string | null
  margin: string | null
  rate: number | null
}

export const useMargin = (id: string) =>
  useQuery({
    queryKey: [...recordKeys.timeline('quotes', id), 'margin'],
    queryFn: ({ signal }) =>
      api.get<{
        currency: string
        whole: Margin
        isPartial: boolean
        lines: (Margin & { id: string; name: string })[]
      }>(`/quotes/${id}/margin`, { signal }),
    retry: false,
  })
