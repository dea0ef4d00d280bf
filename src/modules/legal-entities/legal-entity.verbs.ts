import { defineVerb } from '#platform/objects/index.ts'
import { legalEntity } from './legal-entity.object.ts'

/** New contracts and invoices begin with it; there is only one. */
export const makeDefault = defineVerb({ object: legalEntity, verb: 'makeDefault', event: 'madeDefault', input: {} })
