import { useMutation, useQuery } from '@tanstack/react-query'
import type { ApprovalTrial } from '#platform/approvals/approval-description.ts'
import type { FlowContent, FlowInput } from '#platform/approvals/flow-description.ts'
import { type ApiReference, api, queryClient } from '#web/api/index.ts'

/** A flow as the settings show it. */
export interface FlowShown extends FlowInput {
  id: string
  place: number
  version: number
  blindSpots: { who: string; seesNothing: boolean; fields: string[] }[]
  names: ApiReference[]
}

export interface Flows {
  flows: FlowShown[]
  nouns: { object: string; path: string; label: string; hasAmount: boolean }[]
  roles: ApiReference[]
}

const flowsKey = ['approval-flows']

export const useFlows = () =>
  useQuery({ queryKey: flowsKey, queryFn: ({ signal }) => api.get<Flows>('/approval-flows', { signal }) })

const reread = () => queryClient.invalidateQueries({ queryKey: flowsKey })

/** Adds a flow, or changes one that was read in this version. */
export const useSaveFlow = () =>
  useMutation({
    mutationFn: ({ id, version, ...flow }: FlowInput & { id?: string | undefined; version?: number | undefined }) =>
      id === undefined
        ? api.post<FlowShown>('/approval-flows', flow)
        : api.put<FlowShown>(`/approval-flows/${id}`, { ...flow, version }),
    onSettled: reread,
  })

export const useRemoveFlow = () =>
  useMutation({ mutationFn: (id: string) => api.delete(`/approval-flows/${id}`), onSettled: reread })

export const useOrderFlows = () =>
  useMutation({
    mutationFn: (order: { object: string; ids: readonly string[] }) => api.put('/approval-flows/order', order),
    onSettled: reread,
  })

export const useFlowTrial = () =>
  useMutation({
    mutationFn: (ask: { object: string; content: FlowContent; record: string }) =>
      api.post<ApprovalTrial>('/approval-flows/trial', ask),
  })
