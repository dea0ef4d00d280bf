import { useMutation, useQuery } from '@tanstack/react-query'
import type { PrintDocument } from '#platform/print/paper-description.ts'
import type { PrintAnswer, PrintAsk, RecordPrints } from '#platform/print/print-description.ts'
import { api, apiUrl, queryClient, recordKeys, refreshObject } from '#web/api/index.ts'

const printsKey = (path: string, id: string) => [...recordKeys.record(path, id), 'prints']

/** What a record can be printed as, and what was printed of it. */
export const usePrints = (path: string, id: string) =>
  useQuery({
    queryKey: printsKey(path, id),
    queryFn: ({ signal }) => api.get<RecordPrints>(`/${path}/${id}/prints`, { signal }),
  })

/** What would stand on the paper; nothing is asked while there is none to show. */
export const usePreview = (path: string, id: string, ask: Pick<PrintAsk, 'print' | 'language'> | null) =>
  useQuery({
    queryKey: [...recordKeys.record(path, id), 'print-preview', ask],
    enabled: ask !== null,
    queryFn: ({ signal }) =>
      api.get<{ document: PrintDocument }>(`/${path}/${id}/print-preview`, { query: { ...ask }, signal }),
    retry: false,
    gcTime: 0,
  })

/** Makes the file, and the record of it. */
export const usePrint = (path: string, id: string) =>
  useMutation({
    mutationFn: (ask: PrintAsk) => api.post<PrintAnswer>(`/${path}/${id}/print`, ask),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: printsKey(path, id) })
      await refreshObject(path)
    },
  })

/** Where the file of a print is; shown in place rather than downloaded. */
export const printUrl = (id: string, isShown = false): string =>
  apiUrl(`/prints/${id}/content`, isShown ? { show: '1' } : {})
