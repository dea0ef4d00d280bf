import { choice, date, defineVerb, files, lines, longText, number, reference, text } from '#platform/objects/index.ts'
import { collectionPlan } from './collection-plan.object.ts'
import { contract } from './contract.object.ts'

const reason = longText({ required: true, max: 500 })
const plan = lines('collectionPlan', { by: 'contract' })

/** Begins to count, today unless told. Refused without the collection plan that its terms ask for, and when that does not come to the amount (Q3). */
export const takeEffect = defineVerb({
  object: contract,
  verb: 'takeEffect',
  event: 'tookEffect',
  from: { field: 'state', values: ['approved'] },
  input: { effectiveOn: date() },
  tone: 'primary',
})

/** Opens a contract in effect for changes; they count when they are approved. */
export const change = defineVerb({
  object: contract,
  verb: 'change',
  event: 'changeBegun',
  from: { field: 'state', values: ['inEffect'] },
  input: { reason },
})

/** Gives a change up: the contract is again what it was. */
export const dropChange = defineVerb({
  object: contract,
  verb: 'dropChange',
  event: 'changeDropped',
  from: { field: 'state', values: ['changing'] },
  input: { reason: longText({ max: 500 }) },
})

/** The plan cut anew, with a reason: rows with an id are changed, others made, missing ones removed. It comes to the amount as before. */
export const putPlan = defineVerb({
  object: contract,
  verb: 'putPlan',
  event: 'planChanged',
  from: { field: 'state', values: ['draft', 'changing', 'approved', 'inEffect'] },
  input: { plan, reason: longText({ max: 500 }) },
  tone: 'panel',
})

/** One of our seals is put on it (用印, facts 30). */
export const sealIt = defineVerb({
  object: contract,
  verb: 'sealIt',
  event: 'sealed',
  from: { field: 'state', values: ['approved', 'inEffect'] },
  input: {
    seal: reference('seal', { required: true }),
    copies: number({ min: 1, max: 100 }),
    remark: text({ max: 200 }),
  },
})

/** It went to the customer to be signed. */
export const send = defineVerb({
  object: contract,
  verb: 'send',
  event: 'sent',
  from: { field: 'state', values: ['approved', 'inEffect'] },
  input: { sentOn: date(), remark: text({ max: 300 }) },
})

/** Both sides have signed: when, and the scan of it. */
export const sign = defineVerb({
  object: contract,
  verb: 'sign',
  event: 'signed',
  from: { field: 'state', values: ['approved', 'inEffect', 'changing', 'completed'] },
  input: { signedOn: date({ required: true }), scans: files({ max: 20 }) },
})

export const complete = defineVerb({
  object: contract,
  verb: 'complete',
  event: 'completed',
  from: { field: 'state', values: ['inEffect'] },
  input: { endedOn: date(), remark: text({ max: 300 }) },
})

/** Ends before its time; what falls due after that day is owed no more. */
export const terminate = defineVerb({
  object: contract,
  verb: 'terminate',
  event: 'terminated',
  from: { field: 'state', values: ['inEffect'] },
  input: { endedOn: date(), reason },
  tone: 'danger',
})

/** It never counted. Its number stays drawn (facts 22). */
export const voidIt = defineVerb({
  object: contract,
  verb: 'void',
  event: 'voided',
  from: { field: 'state', values: ['draft', 'approved', 'inEffect', 'changing'] },
  input: { reason },
  tone: 'danger',
})

/** A completed or terminated contract goes on. */
export const reopen = defineVerb({
  object: contract,
  verb: 'reopen',
  event: 'reopened',
  from: { field: 'state', values: ['completed', 'terminated'] },
  input: { reason },
  tone: 'quiet',
})

/** The contract after this one, as a draft with the same lines; from the day after its end for as long, unless told. */
export const renew = defineVerb({
  object: contract,
  verb: 'renew',
  event: 'renewed',
  from: { field: 'state', values: ['inEffect', 'changing', 'completed', 'terminated'] },
  input: { startOn: date(), endOn: date() },
})

/** The same once more, as a draft. */
export const copy = defineVerb({ object: contract, verb: 'copy', event: 'copied', input: {}, tone: 'quiet' })

/** Where it came from is changed on purpose only (facts 13). */
export const attribute = defineVerb({
  object: contract,
  verb: 'attribute',
  event: 'attributed',
  input: { source: choice({ set: 'source' }), campaign: reference('campaign'), originLead: reference('lead') },
  tone: 'quiet',
  isForMany: true,
})

/** Whose doing it is, put right after it counts. */
export const shareCredit = defineVerb({
  object: contract,
  verb: 'shareCredit',
  event: 'creditShared',
  input: { credits: lines('contractCredit', { by: 'contract' }), reason },
  tone: 'quiet',
})

/** Another day for the money, with the reason; history keeps every day it had. */
export const postpone = defineVerb({
  object: collectionPlan,
  verb: 'postpone',
  event: 'postponed',
  from: { field: 'state', values: ['pending', 'partial'] },
  input: { dueOn: date({ required: true }), reason },
})
