import { api, type ApiReference } from '#web/api/index.ts'

/** A record that is the same, or nearly, as far as this person may know it. */
export interface FoundMatch {
  object: 'customer' | 'lead' | 'contact'
  id: string
  isSeen: boolean
  isNear: boolean
  kinds: string[]
  title: string | null
  owner: ApiReference | null
  lastContactAt: string | null
  pool: ApiReference | null
  can: string[]
  effect?: 'forbid' | 'warn'
}

export interface Checked {
  same: FoundMatch[]
  similar: FoundMatch[]
  isForbidden: boolean
  canOverride: boolean
}

/** Compares what is typed with everything there is. */
export const check = (asked: Record<string, unknown>, signal: AbortSignal) =>
  api.post<Checked>('/duplicates/check', asked, { signal })

/** Looks for a part of a name, or a whole number. */
export const findMatches = (text: string, signal: AbortSignal) =>
  api.post<{ matches: FoundMatch[] }>('/duplicates/find', { text }, { signal })

export interface MergePreview {
  records: { id: string; title: string; mayMerge: boolean }[]
  fields: {
    name: string
    kind: 'choose' | 'union'
    isDifferent: boolean
    chosen: string
    values: Record<string, unknown>
  }[]
  attached: Record<string, Record<string, number>>
}

export interface MergeDone {
  id: string
  at: string
  by: ApiReference | null
  count: number
  isUndone: boolean
}

export interface Scan {
  id: string
  object: 'customer' | 'lead' | 'contact'
  state: 'running' | 'done' | 'stopped' | 'failed'
  isStopped: boolean
  total: number
  done: number
  createdAt: string
}

export interface FoundGroup {
  id: string
  isSame: boolean
  kinds: string[]
  records: FoundMatch[]
}

/** What the address of the page that merges says: the noun and the records, the first of them as the one that remains. */
export const mergeView = (object: string, ids: readonly string[]): string => [object, ...ids].join('.')
