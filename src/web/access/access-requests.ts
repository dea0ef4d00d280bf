import { useQuery } from '@tanstack/react-query'
import type { ReferenceValue } from '#web/fields/ReferenceField.tsx'
import { api, type ObjectDescription, queryClient, recordKeys, type Scope, sessionQuery } from '#web/api/index.ts'
import { useLocale } from '#web/ui/text.ts'

/** Somebody in the team of a record. */
export interface TeamMember {
  user: ReferenceValue
  access: 'read' | 'edit'
  until: string | null
  isOver: boolean
}
export interface Team {
  members: TeamMember[]
  mayChange: boolean
}

const teamKey = (path: string, id: string) => [...recordKeys.of(path), 'team', id]

export const useTeam = (object: ObjectDescription, id: string) =>
  useQuery({
    queryKey: teamKey(object.path, id),
    queryFn: ({ signal }) => api.get<Team>(`/${object.path}/${id}/team`, { signal }),
  })

/** Puts somebody into the team or changes what he may; `null` takes him out. */
export async function saveMember(
  object: ObjectDescription,
  id: string,
  { user, change }: { user: string; change: Pick<TeamMember, 'access' | 'until'> | null },
): Promise<void> {
  const address = `/${object.path}/${id}/team/${user}`
  const team = change ? await api.put<Team>(address, change) : await api.delete<Team>(address)
  queryClient.setQueryData(teamKey(object.path, id), team)
  await queryClient.invalidateQueries({ queryKey: recordKeys.of(object.path) })
}

export type Reason =
  | { kind: 'role'; role: ReferenceValue; scope: Scope; reaches: boolean }
  | { kind: 'team'; access: 'read' | 'edit'; until: string | null; reaches: boolean }
  | { kind: 'belonging' | 'approver' | 'noRole' | 'left'; reaches: boolean }

export interface Explanation {
  user: ReferenceValue
  sees: boolean
  can: string[]
  reasons: Reason[]
  fields: { field: string; right: 'hidden' | 'masked' | 'read' }[]
}

export const useExplanation = (object: ObjectDescription, id: string, user: string | null) =>
  useQuery({
    queryKey: ['why', object.path, id, user, useLocale()],
    queryFn: ({ signal }) => api.get<Explanation>(`/${object.path}/${id}/access?user=${user}`, { signal }),
    enabled: user !== null,
  })

/** A masked value in clear; the server writes down who looked. */
export const fetchClear = async (path: string, id: string, field: string): Promise<unknown> =>
  (await api.get<{ value: unknown }>(`/${path}/${id}/unmask/${field}`)).value

/** From now on the whole program looks as it does for this user; null ends that. Everything read before is forgotten. */
export async function viewAs(user: string | null): Promise<void> {
  if (user) await api.post('/session/view-as', { user })
  else await api.delete('/session/view-as')
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey })
  location.assign('/')
}

export interface Membership {
  department: ReferenceValue
  from: string | null
  until: string | null
}

const membershipsKey = (userId: string) => ['memberships', userId]

export const useMemberships = (userId: string) =>
  useQuery({
    queryKey: membershipsKey(userId),
    queryFn: async ({ signal }) =>
      (await api.get<{ departments: Membership[] }>(`/users/${userId}/departments`, { signal })).departments,
  })

export async function saveMemberships(userId: string, wanted: readonly Membership[]): Promise<void> {
  const departments = wanted.map(({ department, from, until }) => ({ department: department.id, from, until }))
  const written = await api.put<{ departments: Membership[] }>(`/users/${userId}/departments`, { departments })
  queryClient.setQueryData(membershipsKey(userId), written.departments)
}
