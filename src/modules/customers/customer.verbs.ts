import { choice, date, defineVerb, reference, text } from '#platform/objects/index.ts'
import { customer } from './customer.object.ts'

/** Whom one calls first. */
export const choosePrimaryContact = defineVerb({
  object: customer,
  verb: 'choosePrimaryContact',
  event: 'primaryContactChosen',
  input: { contact: reference('contact') },
  tone: 'quiet',
})

/** Where a customer came from is no field that one edits by the way (facts 13): what campaigns have yielded hangs on it. */
export const attribute = defineVerb({
  object: customer,
  verb: 'attribute',
  event: 'attributed',
  input: { source: choice({ set: 'source' }), campaign: reference('campaign'), originLead: reference('lead') },
  tone: 'quiet',
  isForMany: true,
})

/** He buys no more, or never will: why is asked, because it is what one can learn from (C11). */
export const markLost = defineVerb({
  object: customer,
  verb: 'markLost',
  event: 'lost',
  from: { field: 'lifecycle', values: ['prospect', 'intent', 'closed', 'repeat'] },
  input: { reason: choice({ set: 'lostReason', required: true }), remark: text({ max: 500 }), lostOn: date() },
  tone: 'quiet',
  isForMany: true,
})

/** He is worked on again; where he stands then follows from his deals. */
export const winBack = defineVerb({
  object: customer,
  verb: 'winBack',
  event: 'wonBack',
  from: { field: 'lifecycle', values: ['lost'] },
  input: { reason: text({ max: 300 }) },
})

/** By hand, because a deal was closed elsewhere, or because one that was told of so never was. */
export const setDealStatus = defineVerb({
  object: customer,
  verb: 'setDealStatus',
  event: 'dealStatusSet',
  input: {
    status: choice({ options: ['open', 'closed'], fixed: true, required: true }),
    dealOn: date(),
    reason: text({ max: 300, required: true }),
  },
  tone: 'quiet',
  isForMany: true,
})
