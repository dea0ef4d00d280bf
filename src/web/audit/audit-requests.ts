import { useInfiniteQuery } from '@tanstack/react-query'
import { type ApiReference, api, apiUrl } from '#web/api/index.ts'

/** One thing that was done. */
export interface AuditLine {
  id: string
  at: string
  kind: string
  /** The kind in the viewer's language. */
  said: string
  user: ApiReference | null
  actorKind: string
  object: string | null
  record: { id: string; title: string | null } | null
  detail: Record<string, unknown> | null
  ip: string | null
  userAgent: string | null
}

/** What the address of the page holds. */
export interface AuditSearch {
  user?: string
  group?: string
  /** Days, both included. */
  from?: string
  to?: string
  object?: string
  record?: string
}

export const auditGroups = ['signIn', 'account', 'role', 'settings', 'export', 'field', 'personal', 'viewAs'] as const

/** The filter as the API takes it: days of the company's calendar become instants. */
export function auditQuery(
  search: AuditSearch,
  startOfDay: (day: string, later: number) => string,
): Record<string, unknown> {
  const { from, to, ...rest } = search
  return {
    ...rest,
    ...(from ? { from: startOfDay(from, 0) } : {}),
    ...(to ? { until: startOfDay(to, 1) } : {}),
  }
}

/** Page after page, newest first. */
export const useAudit = (query: Record<string, unknown>) =>
  useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ entries: AuditLine[]; next: string | null }>('/audit', {
        query: { ...query, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })

export const auditFile = (query: Record<string, unknown>): string => apiUrl('/audit/export.csv', query)
