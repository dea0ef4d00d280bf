import { choice, date, defineVerb, money, reference, text, user } from '#platform/objects/index.ts'
import { receipt } from './receipt.object.ts'

const reason = text({ required: true, max: 300 })

/** It is of my customer; on which line it belongs may be said at once. Whose it is stands to be confirmed. */
export const claim = defineVerb({
  object: receipt,
  verb: 'claim',
  event: 'claimed',
  from: { field: 'state', values: ['unclaimed'] },
  input: {
    customer: reference('customer'),
    collectionPlan: reference('collectionPlan'),
    amount: money({ currency: 'currency', min: 0 }),
    owner: user(),
    remark: text({ max: 300 }),
  },
  tone: 'primary',
})

/** It was not of this customer: back to all. */
export const unclaim = defineVerb({
  object: receipt,
  verb: 'unclaim',
  event: 'unclaimed',
  from: { field: 'state', values: ['claimed'] },
  input: { reason: text({ max: 300 }) },
  isForMany: true,
})

/** Finance has seen that it is right: from now on it counts. */
export const confirm = defineVerb({
  object: receipt,
  verb: 'confirm',
  event: 'confirmed',
  from: { field: 'state', values: ['unclaimed', 'claimed'] },
  input: {},
  tone: 'primary',
})

/** What of it is held for the customer goes onto a line. */
export const allocate = defineVerb({
  object: receipt,
  verb: 'allocate',
  event: 'allocated',
  from: { field: 'state', values: ['confirmed'] },
  input: {
    collectionPlan: reference('collectionPlan'),
    openingBalance: reference('openingBalance'),
    amount: money({ currency: 'currency', min: 0 }),
  },
})

/** It was confirmed for the wrong customer: all that was posted is reversed, and it waits to be claimed again. */
export const release = defineVerb({
  object: receipt,
  verb: 'release',
  event: 'released',
  from: { field: 'state', values: ['confirmed'] },
  input: { reason },
  tone: 'quiet',
})

/** It never came, or went back at the bank: all that was posted is reversed, and it stays as reversed. */
export const reverse = defineVerb({
  object: receipt,
  verb: 'reverse',
  event: 'reversed',
  from: { field: 'state', values: ['confirmed'] },
  input: { reason },
  tone: 'danger',
})

/** Money goes back to the customer: of what is held for him, or off a line. */
export const refund = defineVerb({
  object: receipt,
  verb: 'refund',
  event: 'refunded',
  from: { field: 'state', values: ['confirmed'] },
  input: {
    amount: money({ currency: 'currency', required: true, min: 0 }),
    on: date(),
    collectionPlan: reference('collectionPlan'),
    method: choice({ options: ['transfer', 'cash', 'cheque', 'acceptance', 'wechat', 'alipay', 'card', 'other'] }),
    reason,
  },
})

/** Where it is put down to, when what was copied is wrong. */
export const attribute = defineVerb({
  object: receipt,
  verb: 'attribute',
  event: 'attributed',
  input: {
    paymentClass: choice({ set: 'paymentClass' }),
    source: choice({ set: 'source' }),
    campaign: reference('campaign'),
    originLead: reference('lead'),
    reason: text({ max: 300 }),
  },
  tone: 'quiet',
  isForMany: true,
})
