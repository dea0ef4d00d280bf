import { useEffect, useSyncExternalStore } from 'react'

/** One line of the palette. */
export interface PaletteEntry {
  id: string
  label: string
  /** Said quietly behind it: the kind of record, the group of a screen. */
  hint?: string
  /** Name of an icon as in declarations. */
  icon: string
  /** Words beside the label by which it is found. */
  also?: string
  run: () => void
}

let pageActions: readonly PaletteEntry[] = []
const listeners = new Set<() => void>()

/** What the page on screen can do, for the palette: verbs on the open record. The list must be stable between drawings (useMemo). */
export function usePaletteActions(actions: readonly PaletteEntry[]): void {
  useEffect(() => {
    tell(actions)
    return () => {
      // Another page may have told its own meanwhile.
      if (pageActions === actions) tell([])
    }
  }, [actions])
}

/** What the page on screen has told. */
export const usePageActions = (): readonly PaletteEntry[] =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => pageActions,
  )

function tell(actions: readonly PaletteEntry[]): void {
  pageActions = actions
  for (const listener of listeners) listener()
}
