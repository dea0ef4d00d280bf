import { queryOptions } from '@tanstack/react-query'
import { type ApiRecord, api, apiUrl, queryClient, recordKeys } from '#web/api/index.ts'
import { handOver } from '#web/api/handed-answers.ts'

interface PageAnswer {
  record: ApiRecord
  answers: { path: string; query: Record<string, unknown>; answer: unknown }[]
}

/**
 * One request for everything that a record's page shows when it opens. The record goes into the cache; what the panels will ask is handed to
 * them as they ask it.
 */
export const recordPageQuery = (path: string, id: string) =>
  queryOptions({
    queryKey: ['record-page', path, id],
    queryFn: async ({ signal }) => {
      const { record, answers } = await api.get<PageAnswer>(`/${path}/${id}/page`, { signal })
      // A record that was merged answers as what it became; the page goes there.
      queryClient.setQueryData(recordKeys.record(path, id), record)
      queryClient.setQueryData(recordKeys.record(path, record.id), record)
      handOver(answers.map(({ path: asked, query, answer }) => ({ url: apiUrl(asked, query), answer })))
      return true
    },
    // It is asked once per opening; from then on each part looks after itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
