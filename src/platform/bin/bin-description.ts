// What `GET /api/bin` says: records that were removed, newest first.

export interface BinEntry {
  object: string
  id: string
  title: string
  /** ISO 8601 UTC. */
  removedAt: string
  removedBy: { id: string; title: string } | null
  /** As the remover was called then: a person's name, or the system's. */
  removedByName: string
}

export interface BinPage {
  entries: BinEntry[]
  next: string | null
  /** After how many days removed records are erased; null: never. */
  days: number | null
}
