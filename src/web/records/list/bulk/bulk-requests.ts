import { useMutation, useQuery } from '@tanstack/react-query'
import type { BulkDescription } from '#platform/bulk/bulk-description.ts'
import type { Filter } from '#platform/objects/filter.ts'
import { api, queryClient, refreshObject } from '#web/api/index.ts'

/** Which records: by ids, or all that a filter finds (null: the whole list). */
export type Selection = { ids: string[] } | { filter: Filter | null }

/** What is done with each: `POST /api/<plural>/bulk`. */
export interface BulkWork {
  verb: string
  values?: Record<string, unknown>
  add?: Record<string, unknown[]>
  take?: Record<string, unknown[]>
  bin?: boolean
  /** What a verb of the noun asks for. */
  input?: Record<string, unknown>
}

const runsKey = ['bulk'] as const
const isUnderWay = ({ state }: BulkDescription): boolean => state === 'running' || state === 'undoing'

/** This person's changes of many records in the last day; asked again each second while one is under way. */
export const useBulkRuns = () =>
  useQuery({
    queryKey: runsKey,
    queryFn: async ({ signal }) => (await api.get<{ runs: BulkDescription[] }>('/bulk', { signal })).runs,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 1000 : false),
    staleTime: 60_000,
  })

/** Begins a change; what takes longer is followed by `BulkProgress`. */
export const useStartBulk = (path: string) =>
  useMutation({
    mutationFn: ({ selection, work }: { selection: Selection; work: BulkWork }) =>
      api.post<BulkDescription>(`/${path}/bulk`, { ...selection, ...work }),
    onSuccess: run => (isUnderWay(run) ? queryClient.invalidateQueries({ queryKey: runsKey }) : refreshObject(path)),
  })

/** Takes a change back. */
export async function undoBulk(path: string, id: string): Promise<BulkDescription> {
  const run = await api.post<BulkDescription>(`/bulk/${id}/undo`)
  await (isUnderWay(run) ? queryClient.invalidateQueries({ queryKey: runsKey }) : refreshObject(path))
  return run
}

/** Ends a change where it is. */
export async function stopBulk(id: string): Promise<void> {
  await api.post(`/bulk/${id}/stop`)
  await queryClient.invalidateQueries({ queryKey: runsKey })
}
