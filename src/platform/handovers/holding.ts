import type { RawBuilder } from 'kysely'
import type { Json } from '../objects/field.ts'
import type { Context } from '../records/context.ts'

/** Who gives, and who takes his place. */
export interface Hand {
  from: string
  to: string
}

/**
 * Something that points at a person though no field of a record does: an assignment rule, a membership of a pool, a view that he shares. Its
 * words: `holdings.<name>`.
 */
export interface Holding {
  /** `assignmentRules` */
  name: string
  /** A query for what points at the user `user` (an SQL expression of his id) and is still of use: one row each, with `id` and `title`. */
  query: (ctx: Context, user: RawBuilder<string>) => RawBuilder<{ id: string; title: string }>
  /** Where in the product one looks at them. */
  path?: string
  /** Puts the successor in his place, in the caller's transaction; gives what the way back needs. */
  hand: (ctx: Context, hand: Hand) => Promise<Json>
  /** The way back, with what `hand` gave. What somebody has changed since stays. */
  giveBack: (ctx: Context, hand: Hand, given: Json) => Promise<void>
  /**
   * Ends it when he leaves, in the caller's transaction and as a part of the handover's batch. What has this does not keep a handover from ending, and goes
   * to nobody unless he is named for it.
   */
  end?: (ctx: Context, userId: string) => Promise<void>
}
