import { useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'

/** What the company demands of whoever comes in. */
export interface Policy {
  idleMinutes: number
  longestDays: number
  secondFactor: 'none' | 'roles' | 'all'
  secondFactorRoles: string[]
}

const key = ['sign-in-policy']

export const usePolicy = () =>
  useQuery({ queryKey: key, queryFn: ({ signal }) => api.get<Policy>('/sign-in-policy', { signal }) })

export async function savePolicy(change: Partial<Policy>): Promise<void> {
  queryClient.setQueryData(key, await api.patch<Policy>('/sign-in-policy', change))
}
