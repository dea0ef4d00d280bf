import { useState } from 'react'
import type { Settlement, UnsettledValue } from './import-requests.ts'

type Key = Pick<UnsettledValue, 'field' | 'value' | 'within'>

/** What tells one value without partner from all others of the same file. */
export const keyOf = ({ field, value, within }: Key): string => JSON.stringify([field, within, value])

/**
 * Decisions that were made on the screen and not yet sent. They outlive a closed tab on this device, so that nobody decides forty
 * values twice.
 */
export function useDraftSettlements(importId: string) {
  const place = `zhanggui.import.${importId}`
  const [drafts, setDrafts] = useState(() => read(place))
  const keep = (next: Record<string, Settlement>): void => {
    setDrafts(next)
    localStorage.setItem(place, JSON.stringify(next))
  }
  return {
    of: (value: Key): Settlement | undefined => drafts[keyOf(value)],
    /** Null takes a decision back. */
    put: (decisions: (readonly [Key, Settlement | null])[]): void => {
      const next = new Map(Object.entries(drafts))
      for (const [value, settlement] of decisions) {
        if (settlement) next.set(keyOf(value), settlement)
        else next.delete(keyOf(value))
      }
      keep(Object.fromEntries(next))
    },
    forget: (): void => {
      setDrafts({})
      localStorage.removeItem(place)
    },
  }
}

function read(place: string): Record<string, Settlement> {
  const stored = localStorage.getItem(place)
  return stored ? (JSON.parse(stored) as Record<string, Settlement>) : {}
}
