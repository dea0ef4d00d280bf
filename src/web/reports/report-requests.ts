import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiRecord, api, apiUrl } from '#web/api/index.ts'
import type { Choice } from './report-address.ts'

// What `/api/reports` answers.

export type KeyPart = string | number | null
/** A number, amounts per currency, or null where nothing is known. */
export type Figure = number | Record<string, string> | null

export interface Measure {
  name: string
  label: string
  kind: 'count' | 'countWithout' | 'sum' | 'share' | 'meanDays' | 'medianDays'
}

export interface ReportDescription {
  name: string
  title: string
  /** One line: how the figures are made. */
  how: string
  object: string
  chart: 'funnel' | 'bar' | 'column' | 'line' | 'figures'
  measures: Measure[]
  dimensions: { name: string; label: string }[]
  /** The date by which a period narrows it. */
  period: { field: string; label: string } | null
}

export interface ReportRow {
  key: KeyPart[]
  labels: string[]
  values: Record<string, Figure>
}

type Days = { from: string | null; to: string | null } | null

export interface ReportResult {
  report: ReportDescription
  period: Days
  rows: ReportRow[]
  totals: Record<string, Figure>
  /** In the sums, the company's own first. */
  currencies: string[]
  /** What the figures leave out. */
  notes: { code: string; count: number; text: string; filter?: Filter }[]
  comparison?: { kind: 'previous' | 'lastYear'; period: Days; rows: ReportRow[]; totals: Record<string, Figure> }
}

/** A number that was clicked: whose group (null: the totals), which measure, and how it stood there. */
export interface Clicked {
  key: KeyPart[] | null
  measure: string
  figure: Figure
}

export interface DrillPage {
  records: ApiRecord[]
  next: string | null
  /** The same rows as a condition, for the list. */
  filter?: Filter
  count?: { value: number; capped: boolean }
  sums?: Record<string, Record<string, string>>
  value?: Figure
  changedSince?: { clicked: Figure; now: Figure } | null
}

export const useReports = () =>
  useQuery({
    queryKey: ['reports'],
    queryFn: async ({ signal }) => (await api.get<{ reports: ReportDescription[] }>('/reports', { signal })).reports,
  })

/** A report for a choice of period, currency and comparison; the figures shown stay while new ones come. */
export const useReport = (name: string, choice: Choice) =>
  useQuery({
    queryKey: ['reports', name, choice],
    queryFn: ({ signal }) => api.get<ReportResult>(`/reports/${name}`, { query: { ...choice }, signal }),
    placeholderData: (previous, query) => (query?.queryKey[1] === name ? keepPreviousData(previous) : undefined),
  })

/** The rows behind a number, page after page; count, sums and the figure as it is now come with the first page. */
export function useDrillDown(name: string, choice: Choice, clicked: Clicked, fields: string[]) {
  const result = useInfiniteQuery({
    queryKey: ['reports', name, choice, 'rows', clicked, fields],
    queryFn: ({ pageParam, signal }) =>
      api.get<DrillPage>(`/reports/${name}/rows`, {
        query: {
          ...choice,
          key: clicked.key && JSON.stringify(clicked.key),
          measure: clicked.measure,
          clicked: JSON.stringify(clicked.figure),
          fields,
          limit: 50,
          after: pageParam,
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  return { ...result, first: result.data?.pages[0], records: result.data?.pages.flatMap(page => page.records) }
}

/** Where a report is downloaded from as a file for spreadsheets. */
export const reportFileUrl = (name: string, ending: 'xlsx' | 'csv', choice: Choice): string =>
  apiUrl(`/reports/${name}/export.${ending}`, { ...choice })
