import { defineVerb } from '#platform/objects/index.ts'
import { taxRate } from './tax-rate.object.ts'

/** No longer offered; documents that have it keep it. */
export const retire = defineVerb({
  object: taxRate,
  verb: 'retire',
  event: 'retired',
  from: { field: 'state', values: ['active'] },
  input: {},
})

export const reinstate = defineVerb({
  object: taxRate,
  verb: 'reinstate',
  event: 'reinstated',
  from: { field: 'state', values: ['retired'] },
  input: {},
})
