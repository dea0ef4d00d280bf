import { defineVerb } from '#platform/objects/index.ts'
import { product } from './product.object.ts'

export const putOnSale = defineVerb({
  object: product,
  verb: 'putOnSale',
  event: 'putOnSale',
  from: { field: 'state', values: ['offSale'] },
  input: {},
})

export const takeOffSale = defineVerb({
  object: product,
  verb: 'takeOffSale',
  event: 'takenOffSale',
  from: { field: 'state', values: ['onSale'] },
  input: {},
})
