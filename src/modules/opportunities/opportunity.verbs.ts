import { choice, date, defineVerb, money, reference, text } from '#platform/objects/index.ts'
import { opportunity } from './opportunity.object.ts'

const closeReasons = opportunity.fields.closeReason.options

/** To another open stage of the same pipeline, or, with its pipeline, of another. An ended opportunity is thereby reopened. */
export const move = defineVerb({
  object: opportunity,
  verb: 'move',
  event: 'moved',
  input: { stage: reference('stage', { required: true }), reason: text({ max: 300 }) },
})

/** Won: `closedOn` is today unless told; the amount must be known. */
export const win = defineVerb({
  object: opportunity,
  verb: 'win',
  event: 'won',
  from: { field: 'state', values: ['open'] },
  input: {
    closedOn: date(),
    amount: money({ currency: 'currency', min: 0 }),
    beaten: reference('competitor'),
    remark: text({ max: 500 }),
  },
  tone: 'primary',
})

export const lose = defineVerb({
  object: opportunity,
  verb: 'lose',
  event: 'lost',
  from: { field: 'state', values: ['open'] },
  input: {
    closedOn: date(),
    reason: choice({ options: closeReasons, required: true }),
    lostTo: reference('competitor'),
    remark: text({ max: 500 }),
  },
  tone: 'danger',
  isForMany: true,
})

/** It never was one: a test, a double, a misunderstanding. Counts neither as won nor as lost. */
export const invalidate = defineVerb({
  object: opportunity,
  verb: 'invalidate',
  event: 'invalidated',
  from: { field: 'state', values: ['open'] },
  input: { closedOn: date(), reason: choice({ options: closeReasons, required: true }), remark: text({ max: 500 }) },
  tone: 'quiet',
  isForMany: true,
})

/** Where it came from is changed on purpose only (facts 13). */
export const attribute = defineVerb({
  object: opportunity,
  verb: 'attribute',
  event: 'attributed',
  input: { source: choice({ set: 'source' }), campaign: reference('campaign'), originLead: reference('lead') },
  tone: 'quiet',
  isForMany: true,
})

/**
 * From an older version of its pipeline over to the newest (facts 16): into the stage told, or into the same one where that is still open in it.
 * Where it has stood before stays in its history.
 */
export const moveOver = defineVerb({
  object: opportunity,
  verb: 'moveOver',
  event: 'movedOver',
  from: { field: 'state', values: ['open'] },
  input: { stage: reference('stage') },
  tone: 'panel',
})
