import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { NumberPattern, NumberPatterns } from '#platform/numbering/number-description.ts'
import type { NumberLevel } from '#platform/objects/number-pattern.ts'
import { api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export type { NumberPattern } from '#platform/numbering/number-description.ts'
export { dateFormats, fewestLevels, mostLevels, type NumberLevel, resets } from '#platform/objects/number-pattern.ts'

const patternsQuery = (locale: string) =>
  queryOptions({
    queryKey: ['number-patterns', locale],
    queryFn: ({ signal }) => api.get<NumberPatterns>('/number-patterns', { signal }),
  })

/** How each kind of record is numbered. */
export const usePatterns = () => useQuery(patternsQuery(useLocale()))

const placeOf = ({ object, field }: NumberPattern): string => `/number-patterns/${object}/${field}`

/** The numbers that would come next by these parts; what is wrong with them is in the error. */
export const usePreview = (pattern: NumberPattern, levels: readonly NumberLevel[]) =>
  useQuery({
    queryKey: ['number-patterns', 'preview', pattern.object, pattern.field, levels],
    queryFn: ({ signal }) => api.post<{ next: string[] }>(`${placeOf(pattern)}/preview`, { levels }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Writes a pattern; the answer is how all are numbered then. */
export function useSavePattern() {
  const locale = useLocale()
  return useMutation({
    mutationFn: (pattern: NumberPattern) => {
      const { levels, isOn, version } = pattern
      return api.put<NumberPatterns>(placeOf(pattern), { levels, isOn, version })
    },
    onSuccess: async saved => {
      queryClient.setQueryData(patternsQuery(locale).queryKey, saved)
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
    },
  })
}
