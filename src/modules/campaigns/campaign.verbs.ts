import { date, defineVerb, money, text } from '#platform/objects/index.ts'
import { campaign } from './campaign.object.ts'

export const start = defineVerb({
  object: campaign,
  verb: 'start',
  event: 'started',
  from: { field: 'state', values: ['planned'] },
  input: {},
  tone: 'primary',
})

/** Over: what it has cost in the end is asked, because its yield is measured by it. */
export const finish = defineVerb({
  object: campaign,
  verb: 'finish',
  event: 'finished',
  from: { field: 'state', values: ['planned', 'running'] },
  input: { endsOn: date(), actualCost: money({ currency: 'currency', min: 0 }) },
})

export const cancel = defineVerb({
  object: campaign,
  verb: 'cancel',
  event: 'cancelled',
  from: { field: 'state', values: ['planned', 'running'] },
  input: { reason: text({ max: 300 }) },
  tone: 'danger',
})
