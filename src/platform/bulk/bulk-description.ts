// What `POST /api/<plural>/bulk` and `/api/bulk/:id` say of one change of many records.

export type BulkState = 'running' | 'done' | 'stopped' | 'failed' | 'undoing' | 'undone'

/** A record that was not changed, or that an undo left as it is, with the reason in the reader's language. */
export interface BulkLeft {
  id: string
  title: string
  code: string
  message: string
}

export interface BulkDescription {
  id: string
  object: string
  /** `update`, `remove`, `restore` or a verb of the noun. */
  verb: string
  state: BulkState
  total: number
  /** How many of them were looked at so far, refused ones included. */
  done: number
  refusedCount: number
  /** At most 200 of those refused. */
  refused: BulkLeft[]
  /** What the undo left, at most 200. */
  kept: BulkLeft[]
  /** Why the whole broke off. */
  problem: { code: string; message: string } | null
  createdAt: string
}

/** More records than these are changed by a job; the request answers at once. */
export const bulkAtOnce = 500
/** The most that one change may take. */
export const bulkMost = 100_000
