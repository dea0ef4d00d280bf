import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import type { BinEntry, BinPage } from '#platform/bin/bin-description.ts'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import { type ApiRecord, api, queryClient, refreshObject } from '#web/api/index.ts'

const binKey = ['bin'] as const

/** Removed records that this person may restore, newest first, page after page. */
export function useBin(query: { object?: string | undefined; q?: string | undefined }) {
  const result = useInfiniteQuery({
    queryKey: [...binKey, query],
    queryFn: ({ pageParam, signal }) => api.get<BinPage>('/bin', { query: { ...query, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: before => before,
  })
  return {
    ...result,
    entries: result.data?.pages.flatMap(page => page.entries),
    days: result.data?.pages[0]?.days ?? null,
  }
}

const refresh = async (path: string): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: binKey })
  await refreshObject(path)
}

/** Takes one record out of the bin, where needed with other values for what must be no other record's. */
export const useRestoreOne = () =>
  useMutation({
    mutationFn: ({ path, id, values }: { path: string; id: string; values?: Record<string, unknown> }) =>
      api.post<ApiRecord>(`/${path}/${id}/restore`, values ?? {}),
    onSuccess: (_record, { path }) => refresh(path),
  })

/** Takes several out, noun by noun, each noun as one batch. */
export const useRestoreMany = () =>
  useMutation({
    mutationFn: async ({ entries, pathOf }: { entries: readonly BinEntry[]; pathOf: (object: string) => string }) => {
      const runs: BulkDescription[] = []
      for (const object of new Set(entries.map(entry => entry.object))) {
        const ids = entries.filter(entry => entry.object === object).map(entry => entry.id)
        runs.push(await api.post<BulkDescription>(`/${pathOf(object)}/bulk`, { ids, verb: 'restore' }))
        await refresh(pathOf(object))
      }
      return runs
    },
  })

/** After how many days the bin is emptied; null is never. */
export const useBinDays = () =>
  useMutation({
    mutationFn: (days: number | null) => api.patch<{ days: number | null }>('/bin', { days }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: binKey }),
  })
