import type { ObjectDefinition } from '#platform/objects/index.ts'
import { definePrintValues } from '#platform/print/index.ts'
import { inCapitals } from './capitals.rules.ts'

/**
 * What Word templates of a document may name beside its fields: `amountInCapitals`, of documents in CNY (facts 29). Its words are
 * `<noun>.print_values.amountInCapitals`.
 */
export const documentPrintValues = (object: ObjectDefinition) =>
  definePrintValues({
    object,
    names: ['amountInCapitals'],
    read: async (_ctx, { amount, currency }) => ({
      amountInCapitals: typeof amount === 'string' && currency === 'CNY' ? inCapitals(amount) : '',
    }),
  })
