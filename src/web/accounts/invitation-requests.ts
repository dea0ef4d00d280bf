import { useQuery } from '@tanstack/react-query'
import { api, type ApiRecord, fetchRecords, queryClient } from '#web/api/index.ts'

/** A link that was just made: shown now and never again. */
export interface MadeInvitation {
  id: string
  userId: string
  name: string
  kind: 'invite' | 'reset'
  link: string
  expiresAt: string
  mailedTo: string | null
  mailProblem: string | null
}

/** A link as the list remembers it. */
export interface InvitationEntry {
  id: string
  kind: 'invite' | 'reset'
  userId: string
  inviterName: string | null
  createdAt: string
  expiresAt: string
  usedAt: string | null
  withdrawnAt: string | null
  mailedTo: string | null
}

/** Somebody new who is invited. */
export interface NewColleague {
  name: string
  department?: string
  superior?: string
  mobile?: string
  email?: string
  roles: string[]
}

const key = ['invitations']

/** The links of the last 90 days, and with what they begin. */
export const useInvitations = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<{ invitations: InvitationEntry[]; linkBase: string }>('/invitations', { signal }),
    // The invited use their links meanwhile.
    refetchOnMount: 'always',
  })

/** Makes links for somebody new or for users without an account. */
export async function invite(
  wanted: { person: NewColleague; byMail: boolean } | { userIds: string[]; byMail: boolean },
): Promise<MadeInvitation[]> {
  const { invitations } = await api.post<{ invitations: MadeInvitation[] }>('/invitations', wanted)
  await refresh()
  return invitations
}

/** Makes a link by which a user sets a new password. */
export async function makeResetLink(userId: string): Promise<MadeInvitation> {
  const { invitation } = await api.post<{ invitation: MadeInvitation }>(`/users/${userId}/account/reset-link`, {})
  await refresh()
  return invitation
}

export async function withdrawInvitation(id: string): Promise<void> {
  await api.delete(`/invitations/${id}`)
  await refresh()
}

/** Everybody who works here, by name, however many there are. */
export async function everybodyHere(): Promise<ApiRecord[]> {
  const query = {
    fields: ['name', 'state', 'emails'],
    sort: ['name'],
    filter: { field: 'state', op: 'in' as const, value: ['active'] },
    limit: 200,
  }
  const people: ApiRecord[] = []
  for (let after: string | null | undefined; after !== null; ) {
    const page = await fetchRecords('users', query, after)
    people.push(...page.records)
    after = page.next
  }
  return people
}

async function refresh(): Promise<void> {
  await queryClient.invalidateQueries({
    predicate: query => ['invitations', 'accounts', 'records'].includes(String(query.queryKey[0])),
  })
}
