import { lead } from '#modules/leads/index.ts'
import { defineVerb, reference } from '#platform/objects/index.ts'

/**
 * A lead becomes a customer. This verb is the last step: what is made of the lead is there already (`POST /api/leads/:id/conversion` makes it
 * in the same transaction).
 */
export const convert = defineVerb({
  object: lead,
  verb: 'convert',
  event: 'converted',
  from: { field: 'state', values: ['new', 'qualified', 'handedOver', 'following', 'returned'] },
  input: {
    customer: reference('customer', { required: true }),
    contact: reference('contact'),
    opportunity: reference('opportunity'),
  },
  tone: 'panel',
})
