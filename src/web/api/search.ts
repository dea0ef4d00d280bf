import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from './client.ts'

export interface SearchResult {
  object: string
  id: string
  title: string
  hint: string | null
}

/** Records of every kind by two characters, pinyin, initials or the tail of a phone. Asks nothing for less than two characters. */
export const useSearch = (text: string, limit = 12) =>
  useQuery({
    queryKey: ['search', text, limit],
    queryFn: async ({ signal }) =>
      (await api.get<{ results: SearchResult[] }>('/search', { query: { q: text, limit }, signal })).results,
    enabled: [...text.trim()].length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
