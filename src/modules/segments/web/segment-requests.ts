import { queryOptions } from '@tanstack/react-query'
import { api, queryClient, type ApiReference } from '#web/api/index.ts'

/** A saved view that counts itself. */
export interface Segment {
  id: string
  object: string
  path: string
  label: string
  isOwn: boolean
  isEditable: boolean
  owner: ApiReference | null
  count: { value: number; capped: boolean } | null
  problem: string | null
  history: { day: string; count: number }[]
  entered: number
  left: number
}

export interface Move {
  day: string
  record: ApiReference
  hasEntered: boolean
}

/** Below the key of customers: whatever changes one lets the segments count anew. */
export const segmentsQuery = queryOptions({
  queryKey: ['records', 'customers', 'segments'],
  queryFn: async ({ signal }) => (await api.get<{ segments: Segment[] }>('/segments', { signal })).segments,
  staleTime: 60_000,
})

export const movesQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'customers', 'segments', id],
    queryFn: async ({ signal }) => (await api.get<{ moves: Move[] }>(`/segments/${id}/moves`, { signal })).moves,
  })

/** Lets a view count itself, or no more. */
export async function setSegment(id: string, isOn: boolean): Promise<void> {
  const { segments } = isOn
    ? await api.put<{ segments: Segment[] }>(`/segments/${id}`, {})
    : await api.delete<{ segments: Segment[] }>(`/segments/${id}`)
  queryClient.setQueryData(segmentsQuery.queryKey, segments)
}
