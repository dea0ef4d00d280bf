import { useEffect } from 'react'
import type { Filter } from '#platform/objects/filter.ts'
import type { ObjectViews } from '#platform/views/view-description.ts'
import { isProblem, useSession } from '#web/api/index.ts'
import { useChangePreferences, useSaveView } from './views-store.ts'

/** What the program kept on the device before views were kept on the server. */
interface OnDevice {
  columns?: Record<string, string[]>
  widths?: Record<string, number>
  density?: 'compact' | 'roomy'
  views?: { name: string; label: string; filter?: Filter; sort?: string[]; columns?: string[] }[]
}

/** Takes over, once, what this device still holds of a list, and forgets it there. A view that the server refuses any more is dropped. */
export function useTakeOver(object: string, known: ObjectViews | undefined): void {
  const { user } = useSession()
  const place = `zhanggui.list.${user.id}.${object}`
  const { mutateAsync: save } = useSaveView(object)
  const change = useChangePreferences(object)
  const isKnown = known !== undefined
  const isFresh = known?.preferences === null
  useEffect(() => {
    if (!isKnown) return
    const text = localStorage.getItem(place)
    if (text === null) return
    localStorage.removeItem(place)
    const left = parsedOrNothing(text)
    if (isFresh)
      change(before => ({
        ...before,
        columns: { ...left.columns },
        widths: { ...left.widths },
        density: left.density ?? before.density,
      }))
    for (const { label, filter, sort, columns } of left.views ?? [])
      save({
        label,
        ...(filter ? { filter } : {}),
        ...(sort ? { sort } : {}),
        ...(columns ? { columns } : {}),
      }).catch((error: unknown) => {
        if (!isProblem(error)) throw error
      })
  }, [isKnown, isFresh, place, save, change])
}

/** What an older or broken program left behind counts as nothing. */
function parsedOrNothing(text: string): OnDevice {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as OnDevice) : {}
  } catch {
    return {}
  }
}
