import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem.ts'

/** One cache for the whole page. What was refused is not asked again; what got no answer is, twice. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isProblem(error) && (error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})
