import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { CalendarDescription, Holidays, SpecialDay } from '#platform/calendar/calendar-description.ts'
import { api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export type { CalendarDescription, DayKind, Holidays, SpecialDay } from '#platform/calendar/calendar-description.ts'

const calendarQuery = (year: number | undefined, locale: string) =>
  queryOptions({
    queryKey: ['working-calendar', year ?? 'now', locale],
    queryFn: ({ signal }) => api.get<CalendarDescription>('/working-calendar', { signal, query: { year } }),
  })

/** A year of the working calendar; this one unless told. What was shown stays until the other year is there. */
export const useCalendar = (year?: number, { enabled = true } = {}) =>
  useQuery({ ...calendarQuery(year, useLocale()), enabled, placeholderData: before => before })

/** Writes the days of a year that differ; `version` is the one that was read. Answers the year as it is then. */
export const useSaveYear = () =>
  useMutation({
    mutationFn: ({ year, ...body }: { year: number; version: number; days: SpecialDay[] }) =>
      api.put<CalendarDescription>(`/working-calendar/${year}`, body),
    onSettled: refresh,
  })

/** Goes back to the days that are shipped with the program. */
export const useForgetYear = () =>
  useMutation({
    mutationFn: ({ year, version }: { year: number; version: number }) =>
      api.delete<CalendarDescription>(`/working-calendar/${year}`, { query: { version: String(version) } }),
    onSettled: refresh,
  })

export const useSaveRhythm = () =>
  useMutation({
    mutationFn: (change: { restDays?: number[]; holidays?: Holidays }) =>
      api.patch<CalendarDescription>('/working-calendar', change),
    onSettled: refresh,
  })

/** Each year in the file is replaced as a whole. */
export const useImportCalendar = () =>
  useMutation({
    mutationFn: (file: File) =>
      api.post<{ years: { year: number; days: number }[] }>(
        '/working-calendar/import',
        new Blob([file], { type: 'application/octet-stream' }),
      ),
    onSettled: refresh,
  })

const refresh = () => queryClient.invalidateQueries({ queryKey: ['working-calendar'] })
