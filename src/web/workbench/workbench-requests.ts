import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { Filter } from '#platform/objects/filter.ts'
import { type ApiReference, api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

export type Lens = 'own' | 'team'
export type Deed = { verb: string; undo?: string; look?: 'fire' | 'away' } | { log: true } | { snooze: string }

/** The list that shows exactly what was counted. */
export interface TileLink {
  path: string
  filter: Filter
}
export interface Count {
  value: number
  capped: boolean
}
export interface TileRow {
  object: string
  path: string
  id: string
  version: number
  title: string
  values: Record<string, unknown>
  note: string | null
  can: string[]
  deeds: Deed[]
}
export type AgendaRow = TileRow & {
  part: string
  due: { on: string; at: string | null; isOverdue: boolean }
  about: ApiReference | null
}
export interface Figure {
  name: string
  count: Count
  sums: Record<string, string> | null
  link: TileLink
  before?: { count: Count; sums: Record<string, string> | null; link: TileLink } | null
}
export interface AgendaContent {
  parts: { name: string; label: string; state: 'ready' | 'failed'; link?: TileLink; count?: Count }[]
  rows: AgendaRow[]
}
export interface RowsContent {
  link: TileLink
  count: Count
  fields: string[]
  rows: TileRow[]
}
export interface FiguresContent {
  figures: Figure[]
}
export interface PeopleContent {
  columns: string[]
  people: { user: ApiReference; figures: Figure[] }[]
}

/** What is no record and waits for the person. */
export interface WaitingContent {
  rows: { id: string; title: string; hint: string; to: string }[]
  count: number
  to: string
}

interface Head {
  name: string
  place: 'main' | 'side'
  label: string
  empty: string | null
  isHidden: boolean
  choices: { name: string; label: string }[]
  choice: string | null
  words: Record<string, string>
  state: 'ready' | 'late' | 'failed'
}
export type Tile = Head &
  (
    | { kind: 'agenda'; content?: AgendaContent }
    | { kind: 'rows'; content?: RowsContent }
    | { kind: 'figures'; content?: FiguresContent }
    | { kind: 'people'; content?: PeopleContent }
    | { kind: 'waiting'; content?: WaitingContent }
  )

export interface Workbench {
  lens: Lens
  lenses: Lens[]
  isOwnLayout: boolean
  tiles: Tile[]
}
export interface Layout {
  order: string[]
  hidden: string[]
  choices: Record<string, string>
}

/** Everything that was read of the workbench. */
export const workbenchKey = ['workbench'] as const

const workbenchQuery = (lens: Lens | undefined, locale: string) =>
  queryOptions({
    queryKey: [...workbenchKey, lens ?? 'first', locale],
    queryFn: ({ signal }) => api.get<Workbench>('/workbench', { query: { lens }, signal }),
    placeholderData: before => before,
  })

/** The first page; without a lens the one that the server holds for this person's usual. */
export const useWorkbench = (lens: Lens | undefined) => useQuery(workbenchQuery(lens, useLocale()))

/** One tile that was not there in time. */
export function useLateTile(lens: Lens, tile: Tile) {
  const locale = useLocale()
  return useQuery({
    queryKey: [...workbenchKey, lens, locale, tile.name, tile.choice],
    queryFn: ({ signal }) => api.get<Tile>(`/workbench/tiles/${tile.name}`, { query: { lens }, signal }),
    enabled: tile.state === 'late' && !tile.isHidden,
  })
}

/** Keeps the person's layout; null goes back to the standard one. */
export const useKeepLayout = (lens: Lens) =>
  useMutation({
    mutationFn: (layout: Layout | null) =>
      layout ? api.put<void>(`/workbench/layout/${lens}`, layout) : api.delete<void>(`/workbench/layout/${lens}`),
    onSuccess: () => refreshWorkbench(),
  })

/** Reads the workbench anew, as far as it is on the screen. */
export const refreshWorkbench = (): Promise<void> => queryClient.invalidateQueries({ queryKey: workbenchKey })

/** The layout that the tiles stand in now. */
export const layoutOf = (tiles: readonly Tile[]): Layout => ({
  order: tiles.map(tile => tile.name),
  hidden: tiles.filter(tile => tile.isHidden).map(tile => tile.name),
  choices: Object.fromEntries(tiles.flatMap(tile => (tile.choice ? [[tile.name, tile.choice]] : []))),
})
