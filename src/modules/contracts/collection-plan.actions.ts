import { type ActionResult, defineAction } from '#platform/records/index.ts'
import { postpone } from './contract.verbs.ts'

/** Another day; a retention is released on it. */
export const planActions = [
  defineAction(
    postpone,
    async (_ctx, record, { dueOn, reason }): Promise<ActionResult> => ({
      changes: { dueOn, ...(record.kind === 'retention' ? { releaseOn: dueOn } : {}) },
      reason: reason ?? '',
    }),
  ),
]
