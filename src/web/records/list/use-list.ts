import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import { type ListSearch, sortFromText, sortToText } from '#web/shell/search-params.ts'
import { allOf, searchFilter } from './list-filter.ts'
import { type ListPreferences, useListPreferences } from './list-preferences.ts'

/** A tab of the list: a view that came with the product, or one's own. */
export interface View {
  name: string
  label: string
  filter?: Filter
  sort?: readonly string[]
  columns?: readonly string[]
  isOwn: boolean
}

/** A list as its address and the person's preferences say it. */
export interface ListState {
  object: ObjectDescription
  search: ListSearch
  views: View[]
  view: View
  /** Everything together: the view's, the chosen and the typed one. */
  filter: Filter | undefined
  sort: string[]
  columns: string[]
  preferences: ListPreferences
  changePreferences: (change: (before: ListPreferences) => ListPreferences) => void
  /** Changes the address; `undefined` takes a part away. `replace` for what should not stand in the way of "back". */
  go: (change: Partial<ListSearch>, how?: { replace?: boolean }) => void
  setSort: (sort: string[]) => void
  setColumns: (columns: string[]) => void
}

/** Reads the list's address and gives what it means. */
export function useList(object: ObjectDescription): ListState {
  const search = useSearch({ from: '/signedIn/o/$path' })
  const navigate = useNavigate({ from: '/o/$path' })
  const [preferences, changePreferences] = useListPreferences(object.name)

  const views = useMemo(() => viewsOf(object, preferences), [object, preferences])
  const view = views.find(one => one.name === search.view) ?? (views[0] as View)
  const columns = useMemo(() => {
    const readable = new Set(object.fields.map(field => field.name))
    const named = search.columns?.split(',') ?? preferences.columns[view.name] ?? view.columns ?? object.list.columns
    const shown = named.filter(name => readable.has(name))
    return shown.includes(object.title) ? shown : [object.title, ...shown]
  }, [object, search.columns, preferences.columns, view])

  const go = useCallback(
    (change: Partial<ListSearch>, { replace = false } = {}) =>
      void navigate({ search: before => ({ ...before, ...change }), replace, resetScroll: false }),
    [navigate],
  )
  const filter = useMemo(
    () => allOf(view.filter, search.filter, searchFilter(object, search.q)),
    [object, view, search.filter, search.q],
  )
  const sortText = search.sort ?? sortToText(view.sort ?? object.list.sort)
  const sort = useMemo(() => sortFromText(sortText) ?? [], [sortText])
  return {
    object,
    search,
    views,
    view,
    filter,
    sort,
    columns,
    preferences,
    changePreferences,
    go,
    setSort: next => go({ sort: sortToText(next) }, { replace: true }),
    setColumns: next => {
      changePreferences(before => ({ ...before, columns: { ...before.columns, [view.name]: next } }))
      if (search.columns) go({ columns: undefined }, { replace: true })
    },
  }
}

function viewsOf(object: ObjectDescription, preferences: ListPreferences): View[] {
  const declared = object.list.views.map(view => ({ ...(view as Omit<View, 'isOwn'>), isOwn: false }))
  const own = preferences.views.map(view => ({ ...view, isOwn: true }))
  const all = [...declared, ...own]
  return all.length > 0 ? all : [{ name: 'all', label: object.labelPlural, isOwn: false }]
}
