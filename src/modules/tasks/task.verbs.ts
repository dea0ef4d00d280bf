import { defineVerb, text } from '#platform/objects/index.ts'
import { task } from './task.object.ts'

export const complete = defineVerb({
  object: task,
  verb: 'complete',
  event: 'completed',
  from: { field: 'state', values: ['open'] },
  input: { result: text({ max: 500 }) },
  tone: 'primary',
})

export const reopen = defineVerb({
  object: task,
  verb: 'reopen',
  event: 'reopened',
  from: { field: 'state', values: ['done', 'cancelled'] },
  input: {},
})

export const cancel = defineVerb({
  object: task,
  verb: 'cancel',
  event: 'cancelled',
  from: { field: 'state', values: ['open'] },
  input: { reason: text({ max: 300 }) },
})
