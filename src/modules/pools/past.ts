import type { Draft } from '#platform/records/index.ts'
import { idIn } from './pooled.ts'

/**
 * Whether a change of a record that is there only puts back what was (an undo, a merge). A file that gives a record to somebody else and says
 * nothing of when he received it is no past: it hands it on today, like any other change.
 */
export const isPast = ({ isHistory, values, before }: Draft): boolean =>
  isHistory &&
  before !== null &&
  !(
    idIn(values.owner) !== idIn(before.owner) &&
    isSame(values.receivedAt, before.receivedAt) &&
    idIn(values.previousOwner) === idIn(before.previousOwner)
  )

/** Whether the change names a pool in which the record was not. */
export const isPoolNamed = ({ values, before }: Draft): boolean => idIn(values.pool) !== idIn(before?.pool)

/** Whether the change names a pool for a record that stays with its owner otherwise: only a file does so, an undo says when it came there. */
export const isPutIntoPool = (draft: Draft): boolean => {
  const { values, before } = draft
  return (
    before !== null &&
    idIn(before.owner) !== null &&
    idIn(values.owner) === idIn(before.owner) &&
    idIn(values.pool) !== null &&
    isPoolNamed(draft) &&
    isSame(values.enteredPoolAt, before.enteredPoolAt) &&
    isSame(values.poolCause, before.poolCause)
  )
}

const isSame = (one: unknown, other: unknown): boolean => (one ?? null) === (other ?? null)
