import { defineObject, longText, money, reference, status, text, currency } from '#platform/objects/index.ts'

/** A branch of the product catalogue. */
export const productCategory = defineObject({
  name: 'productCategory',
  plural: 'productCategories',
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, search: true }),
    parent: reference('productCategory', { acyclic: true }),
  },
  list: { columns: ['name', 'parent'], sort: ['name'] },
  quick: ['name', 'parent'],
  navigation: { group: 'sales', icon: 'PartitionOutlined', order: 50 },
  atReset: 'asked',
})

/** What the company sells. */
export const product = defineObject({
  name: 'product',
  plural: 'products',
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, search: true, indexed: true }),
    code: text({ max: 60, unique: true, search: true }),
    category: reference('productCategory', { indexed: true }),
    unit: text({ max: 20 }),
    specification: text({ max: 200 }),
    taxRate: reference('taxRate'),
    taxCode: text({ max: 19 }),
    listPrice: money({ currency: 'currency', min: 0 }),
    currency: currency(),
    state: status({ options: ['onSale', 'offSale'], default: 'onSale' }),
    description: longText(),
  },
  list: { columns: ['name', 'code', 'category', 'listPrice', 'unit', 'state'], sort: ['name'] },
  quick: ['name', 'category', 'listPrice', 'currency'],
  navigation: { group: 'sales', icon: 'AppstoreOutlined', order: 40 },
  atReset: 'asked',
})
