import { choice, defineVerb, reference } from '#platform/objects/index.ts'
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
