import { choice, date, defineVerb, longText, text } from '#platform/objects/index.ts'
import { offeredStates, quote } from './quote.object.ts'

/** It was given to the customer by hand, by mail or as paper. A shared link says so by itself. */
export const send = defineVerb({
  object: quote,
  verb: 'send',
  event: 'sent',
  from: { field: 'state', values: ['approved'] },
  input: { sentOn: date(), remark: text({ max: 500 }) },
})

/** The customer said yes, on the shared page or to us. */
export const accept = defineVerb({
  object: quote,
  verb: 'accept',
  event: 'accepted',
  tone: 'primary',
  from: { field: 'state', values: [...offeredStates] },
  input: { decidedBy: text({ max: 60 }), decidedOn: date(), word: text({ max: 500 }) },
})

export const decline = defineVerb({
  object: quote,
  verb: 'decline',
  event: 'declined',
  from: { field: 'state', values: [...offeredStates] },
  input: {
    reason: choice({ options: ['price', 'competitor', 'budget', 'terms', 'noNeed', 'other'] }),
    decidedBy: text({ max: 60 }),
    decidedOn: date(),
    word: text({ max: 500 }),
  },
})

/** The next version: a new draft with all that stands in this one, which is superseded. */
export const revise = defineVerb({
  object: quote,
  verb: 'revise',
  event: 'superseded',
  tone: 'panel',
  from: { field: 'state', values: ['approved', 'sent', 'declined', 'expired', 'superseded'] },
  input: { reason: longText({ max: 500 }) },
})

/** Its last day has passed. The clock's verb. */
export const expire = defineVerb({
  object: quote,
  verb: 'expire',
  event: 'expired',
  tone: 'panel',
  from: { field: 'state', values: [...offeredStates] },
  input: {},
})
