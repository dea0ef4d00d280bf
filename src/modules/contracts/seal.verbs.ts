import { defineVerb } from '#platform/objects/index.ts'
import { seal } from './seal.object.ts'

/** A seal that was destroyed or lost: put on nothing any more. */
export const retireSeal = defineVerb({
  object: seal,
  verb: 'retire',
  event: 'retired',
  from: { field: 'state', values: ['active'] },
  input: {},
  tone: 'quiet',
})

export const reinstateSeal = defineVerb({
  object: seal,
  verb: 'reinstate',
  event: 'reinstated',
  from: { field: 'state', values: ['retired'] },
  input: {},
  tone: 'quiet',
})
