import { useMutation, useQuery } from '@tanstack/react-query'
import type { HandoverDescription, Received } from '#platform/handovers/handover-description.ts'
import { api, queryClient } from '#web/api/index.ts'
import type { Selection } from '#web/records/list/bulk/bulk-requests.ts'

const key = ['handovers'] as const
const isUnderWay = ({ state }: HandoverDescription): boolean => state === 'running' || state === 'undoing'

/** Handovers that this person may see to. */
export const useHandovers = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await api.get<{ handovers: HandoverDescription[] }>('/handovers', { signal })).handovers,
  })

/** One handover; asked again each second while it is under way. */
export const useHandover = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => api.get<HandoverDescription>(`/handovers/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? 1000 : false),
  })

/** Begins the handover of a person, or gives the one that is under way. */
export const useOpenHandover = () =>
  useMutation({ mutationFn: (leaver: string) => api.post<HandoverDescription>('/handovers', { leaver }) })

/** `run`, `stop`, `finish`, `undo`: each answers with the handover as it is then, and what it touched is read anew. */
export const useHandoverStep = (id: string, step: 'run' | 'stop' | 'finish' | 'undo') =>
  useMutation({
    mutationFn: (body: object) => api.post<HandoverDescription>(`/handovers/${id}/${step}`, body),
    onSuccess: async now => {
      queryClient.setQueryData([...key, id], now)
      await queryClient.invalidateQueries()
    },
  })

/** What came to oneself by handovers. */
export const useReceived = () =>
  useQuery({
    queryKey: [...key, 'received'],
    queryFn: async ({ signal }) =>
      (await api.get<{ received: Received[] }>('/handovers/received', { signal })).received,
  })

/** How much could go along with these records, by noun. */
export const useGoingAlong = (path: string, selection: Selection, isAsked: boolean) =>
  useQuery({
    queryKey: ['going-along', path, selection],
    enabled: isAsked,
    queryFn: async ({ signal }) =>
      (
        await api.post<{ along: { object: string; label: string; count: number }[] }>(
          `/${path}/going-along`,
          selection,
          { signal },
        )
      ).along,
  })
