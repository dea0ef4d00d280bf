import { useMutation, useQuery } from '@tanstack/react-query'
import { type ApiReference, api, queryClient, recordKeys, refreshObject } from '#web/api/index.ts'

/** What the company says of leads that fit nobody, and of overdue ones. */
export interface LeadSettings {
  version: number
  fallback: ApiReference | null
  isEscalating: boolean
  remindDays: number
  managerDays: number
  recoverDays: number
  recoverTo: 'pool' | 'fallback' | 'nowhere'
  performanceDays: number
  amountWeight: number
  escalatesFrom: string
}

const settingsKey = ['lead-settings']

export const useLeadSettings = () =>
  useQuery({ queryKey: settingsKey, queryFn: ({ signal }) => api.get<LeadSettings>('/lead-settings', { signal }) })

/** Changes them; `fallback` as an id. */
export const useChangeLeadSettings = () =>
  useMutation({
    mutationFn: (change: Record<string, unknown>) => api.patch<LeadSettings>('/lead-settings', change),
    onSuccess: settings => queryClient.setQueryData(settingsKey, settings),
  })

/** Puts rules into this order. */
export const useOrderRules = () =>
  useMutation({
    mutationFn: (ids: readonly string[]) => api.post('/assignment-rules/order', { ids }),
    onSettled: () => refreshObject('assignment-rules'),
  })

/** Who would have got past leads. */
export interface Trial {
  total: number
  isCut: boolean
  byPerson: { user: ApiReference | null; rule: ApiReference | null; count: number }[]
  rows: {
    lead: ApiReference
    createdAt: string
    now: ApiReference | null
    user: ApiReference | null
    rule: ApiReference | null
    why: string
  }[]
}

export const useTrial = () =>
  useMutation({
    mutationFn: ({ signal, ...period }: { from: string; until: string; signal: AbortSignal }) =>
      api.post<Trial>('/assignment-rules/trial', period, { signal }),
  })

/** The instants of a lead's way, and who had it. */
export interface Way {
  steps: { name: string; at: string | null }[]
  stays: {
    user: ApiReference | null
    department: ApiReference | null
    phase: 'marketing' | 'sales'
    from: string
    until: string | null
  }[]
  days: { marketing: number; sales: number }
}

/** Below the timeline's key, so that whatever changes the lead reads it anew. */
const ofLead = (id: string, part: string) => [...recordKeys.timeline('leads', id), part]

export const useWay = (id: string) =>
  useQuery({ queryKey: ofLead(id, 'way'), queryFn: ({ signal }) => api.get<Way>(`/leads/${id}/way`, { signal }) })

/** One time that somebody was given a lead. */
export interface Assignment {
  at: string
  kind: 'rule' | 'fallback' | 'hand'
  owner: ApiReference | null
  by: ApiReference | null
  why: string
  considered: { user: ApiReference; words: string; isChosen: boolean }[]
}

export const useAssignments = (id: string) =>
  useQuery({
    queryKey: ofLead(id, 'assignments'),
    queryFn: ({ signal }) => api.get<{ assignments: Assignment[] }>(`/leads/${id}/assignments`, { signal }),
  })

/** When somebody is away; days, both included. */
export interface Leave {
  from: string | null
  until: string | null
  mayChange: boolean
}

const leaveKey = (id: string) => [...recordKeys.timeline('users', id), 'leave']

export const useLeave = (id: string) =>
  useQuery({ queryKey: leaveKey(id), queryFn: ({ signal }) => api.get<Leave>(`/users/${id}/leave`, { signal }) })

export const useChangeLeave = (id: string) =>
  useMutation({
    mutationFn: (leave: { from: string | null; until: string | null }) => api.put<Leave>(`/users/${id}/leave`, leave),
    onSuccess: leave => {
      queryClient.setQueryData(leaveKey(id), leave)
      return refreshObject('users')
    },
  })
