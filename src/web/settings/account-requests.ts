import { useQuery } from '@tanstack/react-query'
import { useLocale } from '#web/ui/text.ts'
import { api, type Permissions, queryClient } from '#web/api/index.ts'

/** By what a user signs in; null when the user has no account. */
export interface Account {
  login: string | null
  mobile: string | null
  email: string | null
  state: string
}

/** A user in the list of all: each half is there for whoever may change it. */
export interface UserAccess {
  userId: string
  account?: (Partial<Record<'login' | 'mobile' | 'email', string>> & AccountStanding) | null
  roles?: { id: string; name: string }[]
}

interface AccountStanding {
  state: string
  /** Null when this person never came in. */
  lastSignInAt: string | null
  /** Until when too many wrong passwords keep the person out. */
  lockedUntil: string | null
  hasSecondFactor: boolean
}

export interface Role {
  id: string
  name: string
  /** Permission (or wildcard) → scope. */
  grants: Permissions
  names: { zh: string; en: string }
  fieldRights: Record<string, 'hidden' | 'masked' | 'read' | 'edit'>
  /** How many people have it. */
  holders: number
}

const accountKey = (userId: string) => ['account', userId]
const rolesKey = (userId: string) => ['user-roles', userId]

const listKey = ['accounts']

/** What lets each user in and what each may do, of all users at once, by user id. */
export const useAccessByUser = () =>
  useQuery({
    queryKey: [...listKey, useLocale()],
    queryFn: async ({ signal }) => {
      const { accounts } = await api.get<{ accounts: UserAccess[] }>('/accounts', { signal })
      return new Map(accounts.map(access => [access.userId, access]))
    },
  })

export const useAccount = (userId: string) =>
  useQuery({
    queryKey: accountKey(userId),
    queryFn: async ({ signal }) =>
      (await api.get<{ account: Account | null }>(`/users/${userId}/account`, { signal })).account,
  })

/** Opens an account, or changes by what its person signs in; a password only when one is given. */
export async function saveAccount(userId: string, given: Record<string, string | undefined>): Promise<void> {
  const { account } = await api.post<{ account: Account }>(`/users/${userId}/account`, given)
  queryClient.setQueryData(accountKey(userId), account)
  await queryClient.invalidateQueries({ queryKey: listKey })
}

/** The company's roles. */
export const useRoles = () =>
  useQuery({
    queryKey: ['roles', useLocale()],
    queryFn: async ({ signal }) => (await api.get<{ roles: Role[] }>('/roles', { signal })).roles,
  })

export const useUserRoles = (userId: string) =>
  useQuery({
    queryKey: rolesKey(userId),
    queryFn: async ({ signal }) => (await api.get<{ roles: string[] }>(`/users/${userId}/roles`, { signal })).roles,
  })

/** Gives a user exactly these roles. */
export async function saveUserRoles(userId: string, roles: string[]): Promise<void> {
  const written = await api.put<{ roles: string[] }>(`/users/${userId}/roles`, { roles })
  queryClient.setQueryData(rolesKey(userId), written.roles)
  await queryClient.invalidateQueries({ queryKey: listKey })
}
