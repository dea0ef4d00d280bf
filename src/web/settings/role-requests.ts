import { useQuery } from '@tanstack/react-query'
import { api, queryClient, sessionQuery } from '#web/api/index.ts'
import { useLocale } from '#web/ui/text.ts'
import type { Role } from './account-requests.ts'

/** What a role may say, in the language of the page. */
export interface RoleChoices {
  nouns: {
    name: string
    label: string
    owned: boolean
    rights: { name: string; label: string }[]
    fields: { name: string; label: string; canMask: boolean }[]
  }[]
  program: { name: string; label: string }[]
}

export const useRoleChoices = () =>
  useQuery({
    queryKey: ['role-choices', useLocale()],
    queryFn: ({ signal }) => api.get<RoleChoices>('/roles/choices', { signal }),
  })

export type RoleDraft = Pick<Role, 'grants' | 'fieldRights'> & { name: { zh: string; en: string } }

export const draftOf = ({ names, grants, fieldRights }: Role): RoleDraft => ({ name: names, grants, fieldRights })

/** Makes a role and gives its id. */
export async function createRole(draft: RoleDraft): Promise<string> {
  const { id } = await api.post<{ id: string }>('/roles', draft)
  await refresh()
  return id
}

export async function saveRole(id: string, draft: RoleDraft): Promise<void> {
  await api.put(`/roles/${id}`, draft)
  await refresh()
}

export async function removeRole(id: string): Promise<void> {
  await api.delete(`/roles/${id}`)
  await refresh()
}

/** One's own rights may have changed with it. */
const refresh = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['roles'] }),
    queryClient.invalidateQueries({ queryKey: ['catalog'] }),
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  ])
