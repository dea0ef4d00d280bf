import {
  choice,
  currency,
  date,
  decimal,
  defineObject,
  images,
  lines,
  longText,
  money,
  phones,
  reference,
  status,
  text,
} from '#platform/objects/index.ts'

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

/** From whom the company buys what it sells on. */
export const supplier = defineObject({
  name: 'supplier',
  plural: 'suppliers',
  title: 'name',
  fields: {
    name: text({ required: true, max: 200, unique: true, search: true }),
    contactName: text({ max: 60 }),
    phones: phones(),
    remark: longText({ max: 2000 }),
    state: status({ options: ['active', 'retired'], default: 'active' }),
  },
  list: {
    columns: ['name', 'contactName', 'phones', 'state'],
    sort: ['name'],
    views: [
      { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } },
      { name: 'retired', filter: { field: 'state', op: 'in', value: ['retired'] } },
      { name: 'all' },
    ],
  },
  quick: ['name', 'contactName', 'phones'],
  navigation: { group: 'sales', icon: 'TruckOutlined', order: 70 },
  atReset: 'asked',
})

/** Another unit in which a product is sold: a 箱 of 12 件. Its price is that of the product's own unit times the factor. */
export const productUnit = defineObject({
  name: 'productUnit',
  plural: 'productUnits',
  title: 'name',
  lineOf: { object: 'product', field: 'product' },
  fields: {
    product: reference('product', { required: true, indexed: true }),
    name: text({ required: true, max: 20 }),
    factor: decimal({ required: true, min: 0 }),
  },
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
    images: images(),
    unit: text({ max: 20 }),
    units: lines('productUnit', { by: 'product' }),
    specification: text({ max: 200 }),
    taxRate: reference('taxRate'),
    taxCode: text({ max: 19 }),
    listPrice: money({ currency: 'currency', min: 0 }),
    cost: money({ currency: 'currency', min: 0 }),
    currency: currency(),
    supplier: reference('supplier', { indexed: true }),
    state: status({ options: ['onSale', 'offSale'], default: 'onSale', indexed: true }),
    description: longText(),
  },
  list: {
    columns: ['name', 'code', 'category', 'specification', 'listPrice', 'unit', 'state'],
    sort: ['name'],
    views: [
      { name: 'onSale', filter: { field: 'state', op: 'in', value: ['onSale'] } },
      { name: 'offSale', filter: { field: 'state', op: 'in', value: ['offSale'] } },
      { name: 'all' },
    ],
  },
  sections: [
    { name: 'main', fields: ['name', 'code', 'category', 'specification', 'state', 'images'] },
    { name: 'money', fields: ['listPrice', 'currency', 'unit', 'units', 'taxRate', 'taxCode', 'cost', 'supplier'] },
    { name: 'about', fields: ['description'] },
  ],
  quick: ['name', 'code', 'category', 'unit', 'listPrice', 'currency'],
  navigation: { group: 'sales', icon: 'AppstoreOutlined', order: 40 },
  atReset: 'asked',
})

/** A price of a product: for customers of a level or for all, from a quantity on, from a day until a day. */
export const priceListLine = defineObject({
  name: 'priceListLine',
  plural: 'priceListLines',
  title: 'product',
  lineOf: { object: 'priceList', field: 'priceList' },
  fields: {
    priceList: reference('priceList', { required: true, indexed: true }),
    product: reference('product', { required: true, indexed: true }),
    level: choice({ set: 'level' }),
    minQuantity: decimal({ min: 0 }),
    price: decimal({ required: true, min: 0 }),
    from: date(),
    until: date(),
  },
})

/** Prices in one currency, in place of the list prices of the products that it names. */
export const priceList = defineObject({
  name: 'priceList',
  plural: 'priceLists',
  title: 'name',
  fields: {
    name: text({ required: true, max: 100, unique: true, search: true }),
    currency: currency({ required: true, isFilled: true }),
    prices: lines('priceListLine', { by: 'priceList' }),
    remark: text({ max: 500 }),
    state: status({ options: ['active', 'retired'], default: 'active' }),
  },
  list: {
    columns: ['name', 'currency', 'remark', 'state'],
    sort: ['name'],
    views: [
      { name: 'active', filter: { field: 'state', op: 'in', value: ['active'] } },
      { name: 'retired', filter: { field: 'state', op: 'in', value: ['retired'] } },
      { name: 'all' },
    ],
  },
  quick: ['name', 'currency', 'prices'],
  navigation: { group: 'sales', icon: 'TagsOutlined', order: 45 },
  atReset: 'asked',
})
