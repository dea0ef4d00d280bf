import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { type ApiRecord, type ApiReference, api, queryClient, refreshObject } from '#web/api/index.ts'

export interface Suggestion {
  noun: 'collectionPlan' | 'openingBalance'
  id: string
  title: string
  customer: ApiReference
  contract: ApiReference | null
  dueOn: string
  open: string
  amount: string
  reasons: string[]
}
interface Claimable {
  records: ApiRecord[]
  next: string | null
  count: { value: number; capped: boolean }
}
/** An amount for a line. */
export interface Share {
  noun: Suggestion['noun']
  id: string
  amount: string
}

const keys = ['claiming']

/** Money that waits to be claimed, newest first. */
export const useClaimable = (words: string) =>
  useInfiniteQuery({
    queryKey: [...keys, 'list', words],
    queryFn: ({ pageParam, signal }) =>
      api.get<Claimable>('/receipts/claimable', { query: { q: words, after: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })

/** What a receipt may be for, best first. */
export const useSuggestions = (receipt: string, words: string) =>
  useQuery({
    queryKey: [...keys, 'suggestions', receipt, words],
    queryFn: ({ signal }) =>
      api.get<{ suggestions: Suggestion[] }>(`/receipts/${receipt}/suggestions`, { query: { q: words }, signal }),
    placeholderData: keepPreviousData,
  })

/** Claims a receipt for these lines, or says anew on which it belongs. */
export const usePutOnLines = (receipt: string) =>
  useMutation({
    mutationFn: ({ customer, shares }: { customer?: string | undefined; shares: readonly Share[] }) =>
      api.put<ApiRecord>(`/receipts/${receipt}/allocations`, {
        ...(customer ? { customer } : {}),
        allocations: shares.map(({ noun, id, amount }) => ({ [noun]: id, amount })),
      }),
    onSettled: refreshMoney,
  })

/** A discount or write-off. */
export const useReduce = () =>
  useMutation({
    mutationFn: (asked: Record<string, unknown>) => api.post<ApiRecord>('/allocations/reduce', asked),
    onSettled: refreshMoney,
  })

const refreshMoney = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: keys }),
    queryClient.invalidateQueries({ queryKey: ['accounts'] }),
    ...['receipts', 'allocations', 'collection-plans', 'contracts', 'opening-balances', 'customers'].map(path =>
      refreshObject(path),
    ),
  ])
}
