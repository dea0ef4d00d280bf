import { queryOptions } from '@tanstack/react-query'
import { api } from '#web/api/index.ts'

/** How long opportunities stay in a stage, by the company's own past or by what was set. */
export interface StageNorm {
  stage: string
  days: number
  basis: 'own' | 'set'
  stays: number
}

/** The norms of all stages; they change in the night. */
export const normsQuery = queryOptions({
  queryKey: ['opportunities', 'norms'],
  queryFn: async ({ signal }) => (await api.get<{ norms: StageNorm[] }>('/opportunities/norms', { signal })).norms,
  staleTime: 600_000,
})
