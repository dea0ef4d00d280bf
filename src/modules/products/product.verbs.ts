import { defineVerb } from '#platform/objects/index.ts'
import { priceList, product, supplier } from './product.object.ts'

/** May be newly chosen again. */
export const putOnSale = defineVerb({
  object: product,
  verb: 'putOnSale',
  event: 'putOnSale',
  from: { field: 'state', values: ['offSale'] },
  input: {},
})

/** Cannot be newly chosen; documents that have it keep it. */
export const takeOffSale = defineVerb({
  object: product,
  verb: 'takeOffSale',
  event: 'takenOffSale',
  from: { field: 'state', values: ['onSale'] },
  input: {},
})

/** Its prices hold no longer; what was sold by them stays as it is. */
export const retirePriceList = defineVerb({
  object: priceList,
  verb: 'retire',
  event: 'retired',
  from: { field: 'state', values: ['active'] },
  input: {},
})

export const reinstatePriceList = defineVerb({
  object: priceList,
  verb: 'reinstate',
  event: 'reinstated',
  from: { field: 'state', values: ['retired'] },
  input: {},
})

/** No longer offered; products that name it keep it. */
export const retireSupplier = defineVerb({
  object: supplier,
  verb: 'retire',
  event: 'retired',
  from: { field: 'state', values: ['active'] },
  input: {},
})

export const reinstateSupplier = defineVerb({
  object: supplier,
  verb: 'reinstate',
  event: 'reinstated',
  from: { field: 'state', values: ['retired'] },
  input: {},
})
