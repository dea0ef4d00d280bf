import { useQuery } from '@tanstack/react-query'
import { api, recordKeys } from '#web/api/index.ts'
import type { ListState } from './use-list.ts'

/** What a field comes to over the whole list; decimal strings. */
export interface Figures {
  count: number
  sum: string
  average: string
  min: string
  max: string
}

interface ListTotals {
  count?: { value: number; capped: boolean }
  /** field → currency ('' for what is no money) → figures. */
  figures?: Record<string, Record<string, Figures>>
}

/** How many records the whole list has, and what its figures come to; never holds up the rows. */
export const useTotals = (
  { object, filter }: Pick<ListState, 'object' | 'filter'>,
  { isExact, figures }: { isExact: boolean; figures: readonly string[] },
) =>
  useQuery({
    queryKey: [...recordKeys.of(object.path), 'totals', JSON.stringify(filter ?? null), figures, isExact],
    queryFn: ({ signal }) =>
      api.get<ListTotals>(`/${object.path}`, {
        query: { filter, limit: 1, fields: [object.title], count: isExact ? 'exact' : '1', figures },
        signal,
      }),
    placeholderData: before => before,
  })
