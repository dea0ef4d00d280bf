import { choice, currency, date, defineObject, money, owner, reference, status, text } from '#platform/objects/index.ts'

/**
 * What a plan line (or an opening balance) is paid with (核销): money of a receipt, what was held for the customer, a discount, a write-off; a refund takes
 * back. It is `pending` while the receipt is only claimed. Once posted it is never changed: its reversal is a row of its own with the opposite amount.
 */
export const allocation = defineObject({
  name: 'allocation',
  plural: 'allocations',
  title: 'name',
  owned: true,
  open: 'never',
  madeBy: 'verb',
  seenWith: ['customer', 'contract'],
  fields: {
    name: text({ max: 200, setBy: 'verb' }),
    kind: choice({
      options: ['receipt', 'prepayment', 'refund', 'discount', 'writeOff'],
      fixed: true,
      required: true,
      setBy: 'verb',
      indexed: true,
    }),
    state: status({ options: ['pending', 'posted', 'withdrawn'], default: 'pending', indexed: true }),
    on: date({ setBy: 'verb', indexed: true }),
    receipt: reference('receipt', { setBy: 'verb', indexed: true }),
    refund: reference('receipt', { setBy: 'verb', indexed: true }),
    customer: reference('customer', { setBy: 'verb', indexed: true }),
    fromCustomer: reference('customer', { setBy: 'verb', indexed: true }),
    contract: reference('contract', { setBy: 'verb', indexed: true }),
    collectionPlan: reference('collectionPlan', { setBy: 'verb', indexed: true }),
    openingBalance: reference('openingBalance', { setBy: 'verb', indexed: true }),
    amount: money({ currency: 'currency', setBy: 'verb', indexed: true }),
    currency: currency({ setBy: 'verb' }),
    legalEntity: reference('legalEntity', { setBy: 'verb', indexed: true }),
    reverses: reference('allocation', { setBy: 'verb', indexed: true }),
    remark: text({ max: 300 }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'kind', 'state', 'on', 'receipt', 'customer', 'contract', 'amount', 'owner'],
    sort: ['-on'],
    views: [
      { name: 'all' },
      { name: 'posted', filter: { field: 'state', op: 'in', value: ['posted'] } },
      { name: 'pending', filter: { field: 'state', op: 'in', value: ['pending'] } },
      { name: 'reductions', filter: { field: 'kind', op: 'in', value: ['discount', 'writeOff'] } },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
    ],
  },
  navigation: { group: 'fulfilment', icon: 'SwapOutlined', order: 30 },
})
