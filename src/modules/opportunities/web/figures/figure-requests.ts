import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { api } from '#web/api/index.ts'

/** Opportunities of one currency: how many, and what they come to; null to whoever may not read amounts. */
export interface Sum {
  currency: string
  count: number
  amount: string | null
}
export interface ForecastCell extends Sum {
  /** The first day of a month, or `overdue`, `later`, `undated`. */
  month: string
  category: string
  weighted: string | null
  withoutAmount: number
}
export const moves = ['added', 'movedIn', 'up', 'down', 'movedOut', 'won', 'lost'] as const
export type Move = (typeof moves)[number]
export interface Changes {
  since: string
  at: string
  opening: Sum[]
  moves: (Sum & { move: Move })[]
  closing: Sum[]
}
export interface Forecast {
  from: string
  until: string
  months: string[]
  cells: ForecastCell[]
  days: { on: string; at: string }[]
  changes: Changes | null
}
export const flows = ['entered', 'left', 'stayed', 'lost', 'back'] as const
export type Flow = (typeof flows)[number]
export interface StageFlow extends Record<Flow, number> {
  stage: { id: string; name: string; kind: string; isFormer: boolean }
  conversion: number | null
  lossRate: number | null
}
export interface Funnel {
  pipeline: { id: string; title: string }
  from: string
  until: string
  stages: StageFlow[]
}
export interface Standing {
  competitor: { id: string; title: string }
  won: number
  lost: number
  lostOtherwise: number
  open: number
  winRate: number | null
  wonAmounts: Record<string, string>
  lostAmounts: Record<string, string>
  openAmounts: Record<string, string>
}

/** Whose opportunities: all that one sees, one's own, or those of one's people. */
export const lenses = ['all', 'mine', 'team'] as const
export type Lens = (typeof lenses)[number]

/** The filter that a lens is. */
export const lensFilter = (lens: Lens): Filter | undefined =>
  lens === 'all' ? undefined : { field: 'owner', op: lens === 'mine' ? 'me' : 'mySubordinates' }

/** Parts of a filter as one, with that of a lens. */
export const within = (lens: Lens, ...parts: Filter[]): Filter => {
  const own = lensFilter(lens)
  const all = own ? [...parts, own] : parts
  return all.length === 1 && all[0] ? all[0] : { and: all }
}

const asText = (filter: Filter | undefined) => (filter ? { filter: JSON.stringify(filter) } : {})

export const useForecast = ({
  lens,
  from,
  months,
  since,
}: {
  lens: Lens
  from: string
  months: number
  since: string | null
}) =>
  useQuery({
    queryKey: ['opportunities', 'forecast', lens, from, months, since],
    queryFn: ({ signal }) =>
      api.get<Forecast>('/opportunities/forecast', {
        signal,
        query: { from, months: String(months), ...(since ? { since } : {}), ...asText(lensFilter(lens)) },
      }),
    placeholderData: keepPreviousData,
  })

export const useFunnel = ({ lens, pipeline, period }: { lens: Lens; pipeline: string | null; period: string }) =>
  useQuery({
    queryKey: ['opportunities', 'stage-flow', lens, pipeline, period],
    queryFn: ({ signal }) =>
      api.get<Funnel>('/opportunities/stage-flow', {
        signal,
        query: { period, ...(pipeline ? { pipeline } : {}), ...asText(lensFilter(lens)) },
      }),
    placeholderData: keepPreviousData,
  })

export const useStandings = (asked: { competitor?: string; filter?: Filter | undefined }) =>
  useQuery({
    queryKey: ['opportunities', 'standings', asked],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ standings: Standing[] }>('/opportunities/standings', {
          signal,
          query: { ...(asked.competitor ? { competitor: asked.competitor } : {}), ...asText(asked.filter) },
        })
      ).standings,
    placeholderData: keepPreviousData,
  })
