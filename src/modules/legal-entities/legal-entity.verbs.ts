import { defineVerb } from '#platform/objects/index.ts'
import { legalEntity } from './legal-entity.object.ts'

const whileActive = { field: 'state', values: ['active'] } as const

/** New contracts and invoices begin with it; there is only one. */
export const makeDefault = defineVerb({
  object: legalEntity,
  verb: 'makeDefault',
  event: 'madeDefault',
  from: whileActive,
  input: {},
})

/** No new document names it any more; what named it keeps it. */
export const retire = defineVerb({
  object: legalEntity,
  verb: 'retire',
  event: 'retired',
  from: whileActive,
  input: {},
})

/** It is in use again. */
export const reinstate = defineVerb({
  object: legalEntity,
  verb: 'reinstate',
  event: 'reinstated',
  from: { field: 'state', values: ['retired'] },
  input: {},
})
