import type { Context } from '#platform/records/index.ts'
import type { Decision } from './choose.rules.ts'

/** How somebody came by a lead: a rule, nobody fitted, or a person named him. */
export type AssignmentKind = 'rule' | 'fallback' | 'hand'

/** What a step decided, until the record is written and the next step keeps it. */
export interface Decided extends Decision {
  kind: AssignmentKind
  turns: readonly { rule: string; user: string; turn: number }[]
}

const decided = new WeakMap<Context, Map<string, Decided>>()

/** Remembers what was decided on a lead while it is being written by this context. A dry run writes nothing, and so keeps nothing. */
export function remember(ctx: Context, lead: string, decision: Decided): void {
  const known = decided.get(ctx) ?? new Map<string, Decided>()
  known.set(lead, decision)
  decided.set(ctx, known)
}

/** Takes what was decided on a lead, once. */
export function recall(ctx: Context, lead: string): Decided | undefined {
  const known = decided.get(ctx)?.get(lead)
  decided.get(ctx)?.delete(lead)
  return known
}
