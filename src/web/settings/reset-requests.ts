import { useQuery } from '@tanstack/react-query'
import type { ResetDone, ResetPreview } from '#platform/reset/reset-description.ts'
import { api, queryClient, useSession } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export type { ResetDone, ResetPreview }

/** What a reset would remove, in numbers of now. */
export function useResetPreview() {
  const { company } = useSession()
  const locale = useLocale()
  return useQuery({
    queryKey: ['reset', company.id, locale],
    queryFn: ({ signal }) => api.get<ResetPreview>('/company/reset', { signal }),
    staleTime: 0,
  })
}

/** Removes all of it; everything that this page knows of records is read anew afterwards. */
export async function resetCompany(given: {
  name: string
  password: string
  asked: boolean
  withoutBackup: boolean
}): Promise<ResetDone> {
  const done = await api.post<ResetDone>('/company/reset', given)
  await queryClient.invalidateQueries({
    predicate: query => query.queryKey[0] !== 'catalog' && query.queryKey[0] !== 'session',
  })
  return done
}
