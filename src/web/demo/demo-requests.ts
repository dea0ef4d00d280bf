import { useQuery } from '@tanstack/react-query'
import { api, isProblem } from '#web/api/index.ts'

/** The people of the demo company, as anybody may try them. */
export interface Demo {
  people: { login: string; name: string; position: string; department: string; role: string }[]
  password: string
}

/** The demo company of this installation; null where there is none. Only a server that has one leaves the mark for which it is asked at all. */
export function useDemo(): Demo | null {
  const { data } = useQuery({
    queryKey: ['demo'],
    queryFn: async ({ signal }): Promise<Demo | null> => {
      try {
        return await api.get<Demo>('/demo', { signal, bearsSignedOut: true })
      } catch (error) {
        // The mark is of a demo that ran at this address before.
        if (isProblem(error) && (error.status === 401 || error.status === 404)) return null
        throw error
      }
    },
    enabled: /(^|; )zhanggui_demo=1/.test(document.cookie),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? null
}
