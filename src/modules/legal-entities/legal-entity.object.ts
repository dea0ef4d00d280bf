import {
  address,
  choice,
  currency,
  defineObject,
  lines,
  phones,
  reference,
  status,
  text,
  yesNo,
} from '#platform/objects/index.ts'

/** A bank account of ours, onto which customers pay. */
export const bankAccount = defineObject({
  name: 'bankAccount',
  plural: 'bankAccounts',
  title: 'account',
  lineOf: { object: 'legalEntity', field: 'legalEntity' },
  fields: {
    legalEntity: reference('legalEntity', { required: true, indexed: true }),
    bank: text({ required: true, max: 100 }),
    account: text({ required: true, max: 40 }),
    holder: text({ max: 100 }),
    currency: currency(),
    isDefault: yesNo(),
  },
})

/** A company of ours that signs, invoices and receives money (facts 1). The company that uses the program is not one. */
export const legalEntity = defineObject({
  name: 'legalEntity',
  plural: 'legalEntities',
  title: 'name',
  atReset: 'stays',
  fields: {
    name: text({ required: true, max: 200, unique: true, search: true }),
    shortName: text({ max: 60 }),
    code: text({ max: 12, unique: true }),
    taxNo: text({ max: 20, unique: true }),
    taxpayerType: choice({ options: ['general', 'smallScale'], fixed: true, default: 'general' }),
    address: address({ indexed: true }),
    phones: phones(),
    accounts: lines('bankAccount', { by: 'legalEntity' }),
    isDefault: yesNo({ setBy: 'verb', default: false }),
    state: status({ options: ['active', 'retired'], default: 'active' }),
  },
  list: {
    columns: ['name', 'code', 'taxNo', 'taxpayerType', 'isDefault', 'state'],
    sort: ['name'],
    views: [
      { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } },
      { name: 'retired', filter: { field: 'state', op: 'in', value: ['retired'] } },
      { name: 'all' },
    ],
  },
  quick: ['name', 'taxNo', 'taxpayerType'],
  navigation: { group: 'settings', icon: 'ShopOutlined', order: 5 },
})
