// What `/api/handovers` says of one person's handover; read by browser and server.

import type { Filter } from '../objects/filter.ts'

export type HandoverState = 'open' | 'running' | 'finished' | 'undoing' | 'undone'

/** A user by id and name. */
interface Named {
  id: string
  title: string
}

/** How many of one kind still point at the leaver, or at nobody after they were his. */
export interface HandoverKind {
  /** `customer.owner`, `holding.assignmentRules` */
  kind: string
  label: string
  count: number
  /** The list (`path` and `filter`) or page that shows them. */
  link: { path: string; filter: unknown } | { page: string } | null
  /** The noun of its records, by whose fields they may be divided; null: one takes all. */
  object: string | null
  /** It ends when he leaves unless somebody is named for it; it keeps no handover from ending. */
  endsWithHim: boolean
  /** Who is offered first: for people the superior of their superior. */
  suggested: Named | null
}

/** A record that was not handed on, with the reason in the reader's language. */
export interface HandoverLeft {
  object: string
  id: string
  title: string
  code: string
  message: string
}

export interface HandoverDescription {
  id: string
  leaver: Named
  /** He is no longer there. */
  hasLeft: boolean
  state: HandoverState
  /** What still points at him, by kind; nothing when all is handed on. */
  kinds: HandoverKind[]
  /** Keys of programs that end with him. */
  keys: number
  /** What was handed on so far, by kind and successor. */
  handed: { kind: string; label: string; to: Named; count: number }[]
  plan: {
    to?: string | null | undefined
    kinds?:
      | Record<string, { to?: string | null | undefined; parts?: { filter?: unknown; to: string }[] | undefined }>
      | undefined
    keepAs?: 'read' | 'edit' | null | undefined
    until?: string | null | undefined
    reason?: string | null | undefined
  }
  /** People whom the plan names, with their names. */
  people: Named[]
  total: number
  done: number
  refusedCount: number
  /** At most 200 of those refused. */
  refused: HandoverLeft[]
  /** What an undo left as it is. */
  kept: HandoverLeft[]
  /** Why the work broke off. */
  problem: { code: string; message: string } | null
  /** The day on which he leaves by itself; null when that is not set. */
  leavesOn: string | null
  /** Whether the reader may let people leave. */
  mayDeactivate: boolean
  createdAt: string
}

/** What one handover brought to somebody. */
export interface Received {
  id: string
  from: { id: string; title: string }
  at: string
  kinds: { object: string; label: string; path: string; count: number; filter: Filter | null }[]
  /** What of it comes next: customers to be contacted, tasks due, soonest first. */
  next: { object: string; path: string; id: string; title: string; at: string }[]
}

/** As many records as these are handed on while one waits; more by a job. */
export const handoverAtOnce = 500
