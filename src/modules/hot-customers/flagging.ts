import { customer } from '#modules/customers/index.ts'
import { defineVerb, text } from '#platform/objects/index.ts'

/** Says why a customer needs attention now; without a reason the one that the program suggests. */
export const flagHot = defineVerb({
  object: customer,
  verb: 'flagHot',
  event: 'hotFlagged',
  input: { reason: text({ max: 300 }) },
  tone: 'quiet',
  isForMany: true,
})

/** The heat is over. */
export const clearHot = defineVerb({
  object: customer,
  verb: 'clearHot',
  event: 'hotCleared',
  from: { field: 'isHot', values: ['true'] },
  input: {},
  tone: 'quiet',
})

/** Waves a suggestion away; what gave rise to it does not suggest again. */
export const dismissHot = defineVerb({
  object: customer,
  verb: 'dismissHot',
  event: 'hotSuggestionDismissed',
  from: { field: 'isHot', values: ['false', 'null'] },
  input: {},
  tone: 'panel',
})
