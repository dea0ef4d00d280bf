import { useMutation, useQuery } from '@tanstack/react-query'
import { api, queryClient, recordKeys } from '#web/api/index.ts'

const starsKey = (path: string) => ['stars', path] as const
const nothing: ReadonlySet<string> = new Set()

/** Ids of the records of a noun that this person follows. */
export function useStars(path: string): ReadonlySet<string> {
  const { data } = useQuery({
    queryKey: starsKey(path),
    queryFn: async ({ signal }) => new Set((await api.get<{ ids: string[] }>(`/stars/${path}`, { signal })).ids),
    staleTime: 60_000,
  })
  return data ?? nothing
}

/** Follows a record or does so no longer: on the screen at once, back when the server refuses. */
export const useSetStar = (path: string) =>
  useMutation({
    mutationFn: ({ id, isStarred }: { id: string; isStarred: boolean }) =>
      isStarred ? api.put<void>(`/stars/${path}/${id}`) : api.delete<void>(`/stars/${path}/${id}`),
    onMutate: ({ id, isStarred }) => {
      const before = queryClient.getQueryData<ReadonlySet<string>>(starsKey(path)) ?? nothing
      const next = new Set(before)
      if (isStarred) next.add(id)
      else next.delete(id)
      queryClient.setQueryData(starsKey(path), next)
      return before
    },
    onError: (_error, _asked, before) => queryClient.setQueryData(starsKey(path), before),
    // 我关注的 is a list like any other.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: recordKeys.of(path), refetchType: 'active' }),
  })
