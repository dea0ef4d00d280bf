import type { Context } from '#platform/records/index.ts'
import type { Decision } from './choose.rules.ts'

/** How somebody came by a lead: a rule, nobody fitted, or a person named him. */
export type AssignmentKind = 'rule' | 'fallback' | 'hand'

/** What a step decided, until the record is written and the next step keeps it. */
export interface Decided extends Decision {
  kind: AssignmentKind
  turns: readonly { rule: string; user: string; turn: number }[]
}

const decided = new WeakMap<object, Map<string, Decided>>()

/** Remembers what was decided on a lead until the transaction writes it. */
export function remember({ db }: Pick<Context, 'db'>, lead: string, decision: Decided): void {
  const known = decided.get(db) ?? new Map<string, Decided>()
  known.set(lead, decision)
  decided.set(db, known)
}

/** Takes what was decided on a lead, once; nothing when another has got it after all. */
export function recall({ db }: Pick<Context, 'db'>, lead: string, owner: string | undefined): Decided | undefined {
  const known = decided.get(db)?.get(lead)
  decided.get(db)?.delete(lead)
  return known?.user?.id === owner ? known : undefined
}
