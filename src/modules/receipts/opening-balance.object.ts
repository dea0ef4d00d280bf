import { choice, currency, date, defineObject, money, owner, reference, serial, text } from '#platform/objects/index.ts'

/**
 * What a customer owed, or what was held for him, on the day on which the company began to work with this program (期初). What he owed is paid as a plan
 * line is; what was held is money of his that can be allocated.
 */
export const openingBalance = defineObject({
  name: 'openingBalance',
  plural: 'openingBalances',
  title: 'number',
  owned: true,
  open: 'never',
  seenWith: ['customer'],
  fields: {
    number: serial({ prefix: 'QC' }),
    customer: reference('customer', { required: true, indexed: true }),
    kind: choice({ options: ['receivable', 'prepayment'], fixed: true, required: true, indexed: true }),
    amount: money({ currency: 'currency', required: true, min: 0.0001 }),
    currency: currency(),
    on: date({ required: true, indexed: true }),
    dueOn: date({ onlyWhere: { field: 'kind', is: 'receivable' } }),
    legalEntity: reference('legalEntity', { indexed: true }),
    receivedAmount: money({ currency: 'currency', setBy: 'verb' }),
    restAmount: money({ currency: 'currency', setBy: 'verb' }),
    remark: text({ max: 300 }),
    owner: owner(),
  },
  list: {
    columns: ['number', 'customer', 'kind', 'amount', 'restAmount', 'on', 'dueOn', 'legalEntity'],
    sort: ['-on'],
    views: [
      { name: 'all' },
      { name: 'receivable', filter: { field: 'kind', op: 'in', value: ['receivable'] } },
      { name: 'prepayment', filter: { field: 'kind', op: 'in', value: ['prepayment'] } },
    ],
  },
  quick: ['customer', 'kind', 'amount', 'on', 'dueOn'],
  navigation: { group: 'fulfilment', icon: 'FlagOutlined', order: 40 },
})
