import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export interface Notice {
  id: string
  kind: string
  text: string
  /** Where it leads; null where there is nothing (any more) that this person may see. */
  to: string | null
  at: string
  isRead: boolean
  inBrowser: boolean
}
export interface NoticeWays {
  kind: string
  label: string
  inProduct: boolean
  inBrowser: boolean
  byMail: boolean
}

/** Everything that was read of notices. */
export const noticesKey = ['notices'] as const

const noticesQuery = (unread: boolean, locale: string) =>
  infiniteQueryOptions({
    queryKey: [...noticesKey, 'list', unread, locale],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ notices: Notice[]; next: string | null }>('/notices', { query: { after: pageParam, unread }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })

/** What this person was told, newest first, page after page. */
export function useNotices(unread: boolean) {
  const result = useInfiniteQuery(noticesQuery(unread, useLocale()))
  return { ...result, notices: result.data?.pages.flatMap(page => page.notices) }
}

/** The newest notices, read directly. */
export const fetchNewest = () =>
  api.get<{ notices: Notice[] }>('/notices', { query: { unread: true } }).then(page => page.notices)

/** How many wait unread. */
export const useUnread = () =>
  useQuery(
    queryOptions({
      queryKey: [...noticesKey, 'count'],
      queryFn: ({ signal }) => api.get<{ value: number; capped: boolean }>('/notices/count', { signal }),
      // While live pages are away, this finds out by itself.
      refetchInterval: 60_000,
    }),
  )

/** Marks notices; without ids all of them. */
export const useMark = () =>
  useMutation({
    mutationFn: ({ mark, ids }: { mark: 'read' | 'unread' | 'cleared'; ids?: string[] }) =>
      api.post<void>(`/notices/${mark}`, ids ? { ids } : {}),
    onSuccess: () => refreshNotices(),
  })

export const refreshNotices = (): Promise<void> => queryClient.invalidateQueries({ queryKey: noticesKey })

const waysQuery = (locale: string) =>
  queryOptions({
    queryKey: ['notice-ways', locale],
    queryFn: ({ signal }) => api.get<{ kinds: NoticeWays[] }>('/notice-ways', { signal }),
  })

export const useWays = () => useQuery(waysQuery(useLocale()))

/** Changes where one kind goes: at once on the screen. */
export function useSetWays() {
  const locale = useLocale()
  const { queryKey } = waysQuery(locale)
  return useMutation({
    mutationFn: ({ kind, inProduct, inBrowser, byMail }: NoticeWays) =>
      api.put<void>(`/notice-ways/${kind}`, { inProduct, inBrowser, byMail }),
    onMutate: ways =>
      queryClient.setQueryData(queryKey, before =>
        before ? { kinds: before.kinds.map(one => (one.kind === ways.kind ? ways : one)) } : before,
      ),
    onError: () => queryClient.invalidateQueries({ queryKey }),
  })
}
