import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from './client.ts'
import { isProblem } from './problem.ts'
import { queryClient } from './query-client.ts'

export type Scope = 'own' | 'team' | 'department' | 'departmentTree' | 'all'
/** Permission (or wildcard) → scope, or several that add up. */
export type Permissions = Record<string, Scope | Scope[]>

/** Who is signed in, where, and what this person may do. */
export interface Session {
  user: { id: string; name: string }
  company: {
    id: string
    name: string
    locale: 'zh' | 'en'
    /** ISO 4217. */
    baseCurrency: string
    /** IANA name: every day and hour shown is of this zone. */
    timeZone: string
    /** 1 to 12. */
    fiscalYearStart: number
    /** 1 = Monday … 7 = Sunday. */
    weekStart: number
    /** Whether every page says who looks at it. */
    watermark?: boolean
  }
  /** Permission (or wildcard) → scope. */
  permissions: Permissions
  /** The administrator who looks at the company as this person does, and changes nothing. */
  viewedBy?: { id: string; name: string }
  locale: 'zh' | 'en'
  /** The company demands a second factor, and nothing may be done before it is added. */
  mustEnrol?: boolean
}

/** The session, or null for somebody who is not signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await api.get<Session>('/session', { signal, bearsSignedOut: true })
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** The session of the signed-in person. @throws outside the signed-in pages. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('useSession outside the signed-in pages')
  return data
}

/** The session where there may be none: set-up, sign-in. */
export const useSessionIfAny = (): Session | null => useQuery({ ...sessionQuery, enabled: false }).data ?? null

/** How far the signed-in person may use a permission (`customer.create`); null when not at all. The widest grant wins. */
export const usePermission = (permission: string): Scope | null => scopeIn(useSession().permissions, permission)

/** The scope furthest in the order of all that exact grant and wildcards give. */
export function scopeIn(permissions: Permissions, permission: string): Scope | null {
  const object = permission.split('.')[0] ?? ''
  // The audit log is never part of "everything".
  const wide = object === 'audit' ? ['audit.*'] : [`${object}.*`, '*']
  const scopes = [permission, ...wide].flatMap(name =>
    Object.hasOwn(permissions, name) ? [permissions[name] ?? []].flat() : [],
  )
  return (['all', 'departmentTree', 'department', 'team', 'own'] as const).find(scope => scopes.includes(scope)) ?? null
}

export interface Credentials {
  login: string
  password: string
  /** Id of the company, when the account belongs to several. */
  company?: string
  /** Of the second factor. */
  code?: string
}

/** Signs in; problem `choose_company` carries `companies: { id, name }[]`. */
export async function signIn(credentials: Credentials): Promise<Session> {
  const session = await api.post<Session>('/session', credentials, { bearsSignedOut: true })
  queryClient.setQueryData(sessionQuery.queryKey, session)
  return session
}

/** Signs out and forgets everything that was read. */
export async function signOut(): Promise<void> {
  await api.delete('/session', { bearsSignedOut: true })
  queryClient.clear()
}

/** Changes what belongs to the person: language, password. */
export async function changeSession(change: {
  locale?: 'zh' | 'en'
  password?: { old: string; new: string }
}): Promise<void> {
  await api.patch('/session', change)
  if (change.locale) {
    const { locale } = change
    queryClient.setQueryData(sessionQuery.queryKey, session => (session ? { ...session, locale } : session))
  }
}
