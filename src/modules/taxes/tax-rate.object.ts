import { choice, defineObject, percent, status, text } from '#platform/objects/index.ts'

/**
 * How something is taxed (facts 18, 28): a rate, a levy of small taxpayers (征收率), 免税 or 不征税. Rates are the company's to edit; a line of a
 * document keeps those of its day.
 */
export const taxRate = defineObject({
  name: 'taxRate',
  plural: 'taxRates',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 40, unique: true, search: true }),
    kind: choice({ options: ['rate', 'levy', 'exempt', 'nonTaxable'], fixed: true, required: true, default: 'rate' }),
    percent: percent({ default: 0 }),
    usualFor: choice({ options: ['general', 'smallScale'], fixed: true }),
    state: status({ options: ['active', 'retired'], default: 'active' }),
  },
  list: {
    columns: ['name', 'kind', 'percent', 'usualFor', 'state'],
    sort: ['createdAt'],
    views: [
      { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } },
      { name: 'retired', filter: { field: 'state', op: 'in', value: ['retired'] } },
      { name: 'all' },
    ],
  },
  quick: ['name', 'kind', 'percent', 'usualFor'],
  navigation: { group: 'settings', icon: 'PercentageOutlined', order: 7 },
})
