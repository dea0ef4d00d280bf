import {
  choice,
  currency,
  date,
  defineObject,
  type Filter,
  money,
  number,
  owner,
  reference,
  status,
  text,
} from '#platform/objects/index.ts'

/** Money that is still to come. */
const unpaid: Filter = { field: 'state', op: 'in', value: ['pending', 'partial'] }
/** Of a contract that is in effect. */
const live: Filter = { field: 'standing', op: 'in', value: ['live'] }

/**
 * An instalment of a contract (回款计划, F1): what is to be paid by when. Its owner is the contract's, always. `standing` follows the contract:
 * planned until that takes effect, live then, void when it is not owed any more. What was received (`receivedAmount`, `restAmount`, `state`,
 * `paidOn`) is kept by the module of receipts. A retention (质保金) is money that the customer keeps until `releaseOn`.
 */
export const collectionPlan = defineObject({
  name: 'collectionPlan',
  plural: 'collectionPlans',
  title: 'name',
  owned: true,
  open: 'never',
  seenWith: ['contract'],
  fields: {
    name: text({ required: true, isFilled: true, max: 100, search: true }),
    contract: reference('contract', { required: true, indexed: true, isLoose: true }),
    customer: reference('customer', { setBy: 'verb', indexed: true }),
    instalmentNo: number({ min: 1 }),
    kind: choice({ options: ['normal', 'retention'], fixed: true, default: 'normal', isQuiet: true }),
    dueOn: date({
      required: true,
      indexed: true,
      tracked: true,
      due: { field: 'state', in: ['pending', 'partial'] },
    }),
    releaseOn: date({ onlyWhere: { field: 'kind', is: 'retention' } }),
    amount: money({ currency: 'currency', required: true, min: 0, indexed: true }),
    currency: currency({ setBy: 'verb' }),
    receivedAmount: money({ currency: 'currency', setBy: 'verb' }),
    restAmount: money({ currency: 'currency', setBy: 'verb', indexed: true }),
    state: status({ options: ['pending', 'partial', 'paid'], default: 'pending', indexed: true }),
    standing: choice({ options: ['planned', 'live', 'void'], fixed: true, setBy: 'verb', default: 'planned' }),
    paidOn: date({ setBy: 'verb', indexed: true }),
    remindDays: number({ min: 0, max: 365 }),
    legalEntity: reference('legalEntity', { setBy: 'verb', indexed: true }),
    remark: text({ max: 500 }),
    owner: owner(),
  },
  list: {
    columns: ['name', 'contract', 'customer', 'dueOn', 'amount', 'receivedAmount', 'restAmount', 'state', 'owner'],
    sort: ['dueOn', 'instalmentNo'],
    views: [
      { name: 'open', filter: { and: [unpaid, live] } },
      { name: 'overdue', filter: { and: [unpaid, live, { field: 'dueOn', op: 'lt', value: 'today' }] } },
      { name: 'thisWeek', filter: { and: [unpaid, live, { field: 'dueOn', op: 'preset', value: 'thisWeek' }] } },
      { name: 'within30Days', filter: { and: [unpaid, live, { field: 'dueOn', op: 'nextDays', value: 30 }] } },
      { name: 'partlyPaid', filter: { and: [{ field: 'state', op: 'in', value: ['partial'] }, live] } },
      { name: 'paid', filter: { field: 'state', op: 'in', value: ['paid'] }, sort: ['-paidOn'] },
      { name: 'mine', filter: { field: 'owner', op: 'me' } },
      { name: 'team', filter: { field: 'owner', op: 'mySubordinates' } },
      { name: 'all' },
    ],
  },
  sections: [
    {
      name: 'main',
      fields: ['name', 'contract', 'customer', 'instalmentNo', 'kind', 'dueOn', 'releaseOn', 'remindDays', 'owner'],
    },
    {
      name: 'money',
      fields: ['amount', 'currency', 'receivedAmount', 'restAmount', 'state', 'standing', 'paidOn', 'legalEntity'],
    },
    { name: 'words', fields: ['remark'] },
  ],
  quick: ['contract', 'name', 'dueOn', 'amount'],
  navigation: { group: 'fulfilment', icon: 'ScheduleOutlined', order: 10 },
})
