import { useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'

/** A key as a list shows it. */
export interface ApiKey {
  id: string
  name: string
  prefix: string
  userId: string
  userName: string
  createdAt: string
  lastUsedAt: string | null
  rights: string[] | null
  expiresAt: string | null
}

const key = ['keys']

/** The living keys: one's own, and everybody's for whoever may revoke them. */
export const useKeys = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get<{ keys: ApiKey[] }>('/keys', { signal })).keys,
  })

/** Makes a key; the whole of it is told this once. */
export async function makeKey(wanted: { name: string; rights?: string[]; expiresAt?: string }): Promise<string> {
  const made = await api.post<{ key: string }>('/keys', wanted)
  await queryClient.invalidateQueries({ queryKey: key })
  return made.key
}

export async function revokeKey(id: string): Promise<void> {
  await api.delete(`/keys/${id}`)
  await queryClient.invalidateQueries({ queryKey: key })
}
