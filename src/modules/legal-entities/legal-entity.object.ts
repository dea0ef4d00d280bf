import {
  address,
  choice,
  currency,
  defineObject,
  lines,
  phones,
  reference,
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
  fields: {
    name: text({ required: true, max: 200, unique: true, search: true }),
    shortName: text({ max: 60 }),
    taxNo: text({ max: 20, unique: true }),
    taxpayerType: choice({ options: ['general', 'smallScale'], fixed: true, default: 'general' }),
    address: address({ indexed: true }),
    phones: phones(),
    accounts: lines('bankAccount', { by: 'legalEntity' }),
    isDefault: yesNo({ setBy: 'verb', default: false }),
  },
  list: { columns: ['name', 'taxNo', 'taxpayerType', 'isDefault'], sort: ['name'] },
  quick: ['name', 'taxNo', 'taxpayerType'],
  navigation: { group: 'settings', icon: 'ShopOutlined', order: 5 },
})
