import { defineObject, money, text } from '#platform/objects/index.ts'

/**
 * A band of size: opportunities from this amount on (base currency), up to the next band. Which of them an opportunity is in follows from its amount; one of
 * unknown amount is in none.
 */
export const sizeBand = defineObject({
  name: 'sizeBand',
  plural: 'sizeBands',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 40, unique: true, search: true }),
    fromAmount: money({ currency: 'base', min: 0, required: true }),
  },
  list: { columns: ['name', 'fromAmount'], sort: ['fromAmount'], views: [{ name: 'all' }] },
  quick: ['name', 'fromAmount'],
  navigation: { group: 'settings', icon: 'ColumnHeightOutlined', order: 31 },
})
