import { choice, defineVerb, text, user } from '#platform/objects/index.ts'
import { lead } from './lead.object.ts'

/** Marketing has looked at it: there is somebody, and a need. */
export const qualify = defineVerb({
  object: lead,
  verb: 'qualify',
  event: 'qualified',
  from: { field: 'state', values: ['new', 'returned'] },
  input: {},
})

/** From marketing to sales: to the person named, else to whom the assignment rules name. */
export const handOver = defineVerb({
  object: lead,
  verb: 'handOver',
  event: 'handedOver',
  from: { field: 'state', values: ['new', 'qualified', 'returned'] },
  input: { to: user(), reason: text({ max: 300 }) },
  tone: 'primary',
  isForMany: true,
})

/** Somebody in sales works on it; the first follow-up does the same by itself. */
export const takeUp = defineVerb({
  object: lead,
  verb: 'takeUp',
  event: 'takenUp',
  from: { field: 'state', values: ['new', 'qualified', 'handedOver'] },
  input: {},
})

/** Sales does not want it: back to whoever had it in marketing. */
export const returnToMarketing = defineVerb({
  object: lead,
  verb: 'returnToMarketing',
  event: 'returned',
  from: { field: 'state', values: ['handedOver', 'following'] },
  input: { reason: text({ required: true, max: 300 }) },
  isForMany: true,
})

/** Nothing will come of it. */
export const invalidate = defineVerb({
  object: lead,
  verb: 'invalidate',
  event: 'invalidated',
  from: { field: 'state', values: ['new', 'qualified', 'handedOver', 'following', 'returned'] },
  input: {
    invalidReason: choice({
      options: ['notReached', 'noNeed', 'noBudget', 'wrongContact', 'competitor', 'duplicate', 'other'],
      required: true,
    }),
    remark: text({ max: 300 }),
  },
  tone: 'danger',
  isForMany: true,
})

/** It was not invalid after all: where it stood by what had happened to it. */
export const reopen = defineVerb({
  object: lead,
  verb: 'reopen',
  event: 'reopened',
  from: { field: 'state', values: ['invalid'] },
  input: {},
})

/** Given out anew by the rules, while nothing has come of it yet. */
export const assignByRules = defineVerb({
  object: lead,
  verb: 'assignByRules',
  event: 'assignedByRules',
  from: { field: 'state', values: ['handedOver', 'following'] },
  input: {},
  tone: 'quiet',
})
