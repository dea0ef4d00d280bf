import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import {
  freshPreferences,
  type ListPreferences,
  type ViewDescription,
  type ViewKind,
} from '#platform/views/view-description.ts'
import { type ListSearch, sortFromText, sortToText } from '#web/shell/search-params.ts'
import { allOf, searchFilter } from './list-filter.ts'
import { useTakeOver } from './take-over.ts'
import { type AllViews, useChangePreferences, useObjectViews } from './views-store.ts'

/** A list as its address and the person's preferences say it. */
export interface ListState {
  object: ObjectDescription
  search: ListSearch
  /** False for the short moment until the views are read: nothing is asked before. */
  isReady: boolean
  /** All views in this person's order, hidden ones, too. */
  allViews: ViewDescription[]
  /** Those that stand as tabs. */
  views: ViewDescription[]
  view: ViewDescription
  /** Whether something was chosen beyond the view. */
  isChanged: boolean
  kind: ViewKind
  /** Everything together: the view's, the chosen and the typed one. */
  filter: Filter | undefined
  sort: string[]
  columns: string[]
  widths: Record<string, number>
  density: 'compact' | 'roomy'
  preferences: ListPreferences
  changePreferences: (change: (before: ListPreferences) => ListPreferences) => void
  /** With whom this person may share views; null when with nobody. */
  audiences: AllViews['audiences']
  /** Changes the address; `undefined` takes a part away. `replace` for what should not stand in the way of "back". */
  go: (change: Partial<ListSearch>, how?: { replace?: boolean }) => void
  /** Opens a view as it is kept. */
  openView: (id: string | undefined) => void
  setSort: (sort: string[]) => void
  setColumns: (columns: string[]) => void
}

/** Reads the list's address and gives what it means. */
export function useList(object: ObjectDescription): ListState {
  const search = useSearch({ from: '/signedIn/o/$path' })
  const navigate = useNavigate({ from: '/o/$path' })
  const known = useObjectViews(object.name)
  const changePreferences = useChangePreferences(object.name)
  useTakeOver(object.name, known)
  const preferences = known?.preferences ?? freshPreferences

  const allViews = useMemo(() => inOrder(known?.views ?? [], preferences.order), [known?.views, preferences.order])
  const views = useMemo(() => {
    const hidden = new Set(preferences.hidden)
    const shown = allViews.filter(one => !hidden.has(one.id) || one.id === search.view)
    return shown.length > 0 ? shown : allViews.slice(0, 1)
  }, [allViews, preferences.hidden, search.view])
  const view =
    allViews.find(one => one.id === search.view) ??
    views.find(one => one.id === preferences.defaultView) ??
    views[0] ??
    emptyView(object)
  const columns = useMemo(() => {
    const readable = new Set(object.fields.map(field => field.name))
    const named = search.columns?.split(',') ?? preferences.columns[view.id] ?? view.columns ?? object.list.columns
    const shown = named.filter(name => readable.has(name))
    return shown.includes(object.title) ? shown : [object.title, ...shown]
  }, [object, search.columns, preferences.columns, view])

  const go = useCallback(
    (change: Partial<ListSearch>, { replace = false } = {}) =>
      void navigate({ search: before => ({ ...before, ...change }), replace, resetScroll: false }),
    [navigate],
  )
  const filter = useMemo(
    () => allOf(view.filter ?? undefined, search.filter, searchFilter(object, search.q)),
    [object, view, search.filter, search.q],
  )
  const sortText = search.sort ?? sortToText(view.sort ?? object.list.sort)
  const sort = useMemo(() => sortFromText(sortText) ?? [], [sortText])
  const widths = useMemo(() => ({ ...view.widths, ...preferences.widths }), [view, preferences.widths])
  return {
    object,
    search,
    isReady: known !== undefined,
    allViews,
    views,
    view,
    isChanged: search.filter !== undefined || search.sort !== undefined || search.columns !== undefined,
    kind: search.kind ?? view.kind,
    filter,
    sort,
    columns,
    widths,
    density: preferences.densities[view.id] ?? view.density ?? preferences.density,
    preferences,
    changePreferences,
    audiences: known?.audiences ?? null,
    go,
    openView: id =>
      go({ view: id, filter: undefined, sort: undefined, columns: undefined, open: undefined, kind: undefined }),
    setSort: next => go({ sort: sortToText(next) }, { replace: true }),
    setColumns: next => {
      changePreferences(before => ({ ...before, columns: { ...before.columns, [view.id]: next } }))
      if (search.columns) go({ columns: undefined }, { replace: true })
    },
  }
}

/** Views in the person's order; those he has not ordered stand behind, as they came. */
function inOrder(views: readonly ViewDescription[], order: readonly string[]): ViewDescription[] {
  const rank = (view: ViewDescription): number => {
    const at = order.indexOf(view.id)
    return at === -1 ? order.length : at
  }
  return [...views].sort((a, b) => rank(a) - rank(b))
}

const emptyView = (object: ObjectDescription): ViewDescription => ({
  id: 'all',
  object: object.name,
  label: object.labelPlural,
  isSystem: true,
  isOwn: false,
  isEditable: false,
  kind: 'list',
  filter: null,
  sort: null,
  columns: null,
  widths: {},
  density: null,
  calendarBy: null,
  share: { to: 'nobody', roles: [], departments: [] },
  owner: null,
  dropped: 0,
})
