import { currency, date, decimal, defineObject, text } from '#platform/objects/index.ts'

/** What one unit of a currency is worth in the base currency from a day on, until a later day says otherwise (facts 23). */
export const exchangeRate = defineObject({
  name: 'exchangeRate',
  plural: 'exchangeRates',
  title: 'currency',
  atReset: 'stays',
  fields: {
    currency: currency({ required: true, indexed: true }),
    on: date({ required: true, indexed: true }),
    rate: decimal({ required: true, min: 0 }),
    remark: text({ max: 200 }),
  },
  list: { columns: ['currency', 'on', 'rate', 'remark'], sort: ['-on'] },
  quick: ['currency', 'on', 'rate'],
  navigation: { group: 'settings', icon: 'SwapOutlined', order: 8 },
})
