import { useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'

/** A place where somebody is signed in. */
export interface SessionEntry {
  id: string
  companyId: string
  companyName: string
  startedAt: string
  lastSeenAt: string
  expiresAt: string
  ip: string | null
  userAgent: string | null
  /** The one that looks at the list; told of one's own sessions alone. */
  isCurrent?: boolean
}

/** Where the sessions stand in the API: one's own, or a user's. */
const pathOf = (userId: string | null): string => (userId ? `/users/${userId}/sessions` : '/sessions')
const keyOf = (userId: string | null) => ['sessions', userId]

/** The sessions of a user of the company; of oneself, in all companies, when `userId` is null. */
export const useSessions = (userId: string | null) =>
  useQuery({
    queryKey: keyOf(userId),
    queryFn: async ({ signal }) => (await api.get<{ sessions: SessionEntry[] }>(pathOf(userId), { signal })).sessions,
  })

/** Ends one session, or all (of one's own: all others) when `id` is null. */
export async function endSessions(userId: string | null, id: string | null): Promise<void> {
  await api.delete(id ? `${pathOf(userId)}/${id}` : pathOf(userId))
  await queryClient.invalidateQueries({ queryKey: keyOf(userId) })
}
