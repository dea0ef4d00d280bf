/** Remembers what was loaded for so short a time that nobody notices when it changes. */
export interface ShortCache<T> {
  /** What `load` gave for this key, at most `ms` ago counted from when it was asked; requests at the same moment share one `load`. */
  get(key: string, load: () => Promise<T>): Promise<T>
  forget(key: string): void
}

/** How old an answer about sessions, people or settings may be: a session ends within a second. */
export const SHORT_MS = 500

/** An empty cache; when it holds more than `max` keys it begins anew. A failed `load` is not remembered. */
export const shortCache = <T>({ ms = SHORT_MS, max = 10_000 } = {}): ShortCache<T> => {
  const entries = new Map<string, { at: number; value: Promise<T> }>()
  return {
    get: (key, load) => {
      const now = performance.now()
      const known = entries.get(key)
      if (known && now - known.at < ms) return known.value
      if (entries.size >= max) entries.clear()
      const entry = { at: now, value: load() }
      entries.set(key, entry)
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key)
      })
      return entry.value
    },
    forget: key => {
      entries.delete(key)
    },
  }
}
