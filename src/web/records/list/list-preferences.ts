import { useCallback, useSyncExternalStore } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import { useSession } from '#web/api/index.ts'

/** A view that the person made: what stands in the address, under a name. */
export interface OwnView {
  name: string
  label: string
  filter?: Filter
  sort?: string[]
  columns?: string[]
}

/** How one person likes one list, remembered on this device. */
export interface ListPreferences {
  /** Columns by view name. */
  columns: Record<string, string[]>
  /** Widths by column, in pixels. */
  widths: Record<string, number>
  density: 'compact' | 'roomy'
  views: OwnView[]
}

const fresh: ListPreferences = { columns: {}, widths: {}, density: 'compact', views: [] }
const read = new Map<string, { text: string | null; value: ListPreferences }>()
const listeners = new Set<() => void>()

/** The person's preferences for a list, and how to change them. */
export function useListPreferences(
  object: string,
): [ListPreferences, (change: (before: ListPreferences) => ListPreferences) => void] {
  const { user } = useSession()
  const place = `zhanggui.list.${user.id}.${object}`
  const preferences = useSyncExternalStore(subscribe, () => preferencesAt(place))
  const change = useCallback(
    (next: (before: ListPreferences) => ListPreferences) => {
      localStorage.setItem(place, JSON.stringify(next(preferencesAt(place))))
      for (const listener of listeners) listener()
    },
    [place],
  )
  return [preferences, change]
}

/** The same object as long as nothing was written, so that React sees no change. */
function preferencesAt(place: string): ListPreferences {
  const text = localStorage.getItem(place)
  const known = read.get(place)
  if (known && known.text === text) return known.value
  const value = text === null ? fresh : { ...fresh, ...parsedOrNothing(text) }
  read.set(place, { text, value })
  return value
}

/** What an older or broken program left behind counts as nothing. */
function parsedOrNothing(text: string): Partial<ListPreferences> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Partial<ListPreferences>) : {}
  } catch {
    return {}
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
