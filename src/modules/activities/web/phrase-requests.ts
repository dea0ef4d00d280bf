import { queryOptions } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'

/** Common phrases: one's own and the company's, in order. */
export interface PhraseLists {
  own: string[]
  company: string[]
  mayChangeCompany: boolean
}

export const phrasesQuery = queryOptions({
  queryKey: ['phrases'],
  queryFn: ({ signal }) => api.get<PhraseLists>('/phrases', { signal }),
  staleTime: 5 * 60_000,
})

/** Keeps the lists that are named. */
export async function keepPhrases(lists: { own?: string[]; company?: string[] }): Promise<void> {
  queryClient.setQueryData(phrasesQuery.queryKey, await api.put<PhraseLists>('/phrases', lists))
}
