/** What was typed and not yet saved, as it lies on this device. */
export interface StoredDraft {
  values: Record<string, unknown>
  /** The version that an edited record was read with. */
  version?: number
}

const place = (key: string): string => `zhanggui.draft.${key}`

/** The draft under this key; null when there is none or it cannot be read any more. */
export function readDraft(key: string): StoredDraft | null {
  const text = localStorage.getItem(place(key))
  if (text === null) return null
  try {
    const draft: unknown = JSON.parse(text)
    const isDraft = typeof draft === 'object' && draft !== null && 'values' in draft && typeof draft.values === 'object'
    return isDraft ? (draft as StoredDraft) : null
  } catch {
    return null
  }
}

/** Keeps a draft until it is saved or given up. */
export function keepDraft(key: string, draft: StoredDraft): void {
  localStorage.setItem(place(key), JSON.stringify(draft))
}

export function dropDraft(key: string): void {
  localStorage.removeItem(place(key))
}
