import { useQuery } from '@tanstack/react-query'
import { api, isProblem } from '#web/api/index.ts'

/** Whether further companies may sign up on this installation. */
export const useIsSignUpOpen = () =>
  useQuery({
    queryKey: ['sign-up'],
    queryFn: async ({ signal }) => {
      try {
        return (await api.get<{ open: boolean }>('/sign-up', { signal, bearsSignedOut: true })).open
      } catch (error) {
        if (isProblem(error) && error.status === 404) return false
        throw error
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
