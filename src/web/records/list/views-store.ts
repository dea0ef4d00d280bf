import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import {
  freshPreferences,
  type ListPreferences,
  type ObjectViews,
  type ViewDescription,
} from '#platform/views/view-description.ts'
import { api, queryClient } from '#web/api/index.ts'
import { useLocale } from '#web/ui/index.ts'

/** What the server says of all lists at once, so that going from list to list asks nothing. */
export interface AllViews {
  objects: Record<string, ObjectViews>
  /** Null for whoever may not share. */
  audiences: { roles: { id: string; label: string }[] } | null
}

const viewsKey = ['views'] as const

/** The views of all lists, labelled in this language. */
const viewsQuery = (locale: string) =>
  queryOptions({
    queryKey: [...viewsKey, locale],
    queryFn: ({ signal }) => api.get<AllViews>('/views', { signal, locale }),
    staleTime: 5 * 60_000,
  })

/** A list's views and how this person likes it; undefined until they are read. */
export function useObjectViews(object: string): (ObjectViews & { audiences: AllViews['audiences'] }) | undefined {
  const { data } = useQuery(viewsQuery(useLocale()))
  return data && { ...(data.objects[object] ?? { views: [], preferences: null }), audiences: data.audiences }
}

let waiting: ReturnType<typeof setTimeout> | undefined
const unsaved = new Map<string, ListPreferences>()

/** Changes how this person likes a list: at once on the screen, a moment later on the server, so that dragging asks once. */
export function useChangePreferences(object: string) {
  const locale = useLocale()
  return useCallback(
    (change: (before: ListPreferences) => ListPreferences) => {
      queryClient.setQueryData<AllViews>([...viewsKey, locale], before => {
        const known = before?.objects[object]
        if (!before || !known) return before
        const preferences = change(known.preferences ?? freshPreferences)
        unsaved.set(object, preferences)
        return { ...before, objects: { ...before.objects, [object]: { ...known, preferences } } }
      })
      clearTimeout(waiting)
      waiting = setTimeout(savePreferences, 400)
    },
    [locale, object],
  )
}

function savePreferences(): void {
  for (const [object, preferences] of unsaved) {
    unsaved.delete(object)
    void api.put(`/list-preferences/${object}`, preferences)
  }
}

// Whoever leaves within that moment has said it all the same.
window.addEventListener('pagehide', () => {
  for (const [object, preferences] of unsaved)
    void fetch(`/api/list-preferences/${object}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(preferences),
      keepalive: true,
    })
  unsaved.clear()
})

/** What of a view a person sets. */
export type ViewInput = Partial<
  Pick<
    ViewDescription,
    'label' | 'kind' | 'filter' | 'sort' | 'columns' | 'widths' | 'density' | 'calendarBy' | 'share'
  >
>

/** Keeps a new view (no id), or changes one. */
export const useSaveView = (object: string) =>
  useMutation({
    mutationFn: ({ id, ...view }: ViewInput & { id?: string }) =>
      id === undefined
        ? api.post<ViewDescription>('/views', { object, ...view })
        : api.patch<ViewDescription>(`/views/${id}`, view),
    onSuccess: view => noteView(object, view.id, view),
  })

export const useRemoveView = (object: string) =>
  useMutation({
    mutationFn: (id: string) => api.delete<void>(`/views/${id}`),
    onSuccess: (_nothing, id) => noteView(object, id, null),
  })

/**
 * Shows a kept, changed or deleted view at once, then reads them all again: an answer that was under way while it was kept does not know it,
 * and must not take it away again.
 */
function noteView(object: string, id: string, view: ViewDescription | null): void {
  queryClient.setQueriesData<AllViews>({ queryKey: viewsKey }, before => {
    const known = before?.objects[object]
    if (!before || !known) return before
    const isKnown = known.views.some(one => one.id === id)
    const views = view
      ? isKnown
        ? known.views.map(one => (one.id === id ? view : one))
        : [...known.views, view]
      : known.views.filter(one => one.id !== id)
    return { ...before, objects: { ...before.objects, [object]: { ...known, views } } }
  })
  void queryClient.invalidateQueries({ queryKey: viewsKey })
}
