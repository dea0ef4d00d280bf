export default {
  api_groups: { productCategories: 'Product categories' },
  api: { productCategories: { tree: 'Product categories with how many products each has' } },
  product: {
    name: 'Product',
    plural: 'Products',
    fields: {
      name: 'Name',
      code: 'Code',
      category: 'Category',
      images: 'Pictures',
      unit: 'Unit',
      units: 'Further units',
      specification: 'Specification',
      taxRate: 'Tax rate',
      taxCode: 'Tax category code',
      listPrice: 'List price',
      cost: 'Cost',
      currency: 'Currency',
      supplier: 'Supplier',
      state: 'State',
      description: 'Description',
    },
    hints: {
      units: 'A box of 12 pieces: call it “box” and make it 12. The price of a box is then that of a piece times 12.',
      cost: 'Salespeople do not see it unless their role is changed.',
      state: 'A product off sale cannot be newly chosen; documents that have it keep it.',
    },
    options: {
      state: {
        onSale: 'On sale',
        offSale: 'Off sale',
      },
    },
    verbs: {
      putOnSale: { label: 'Put on sale' },
      takeOffSale: { label: 'Take off sale' },
    },
    views: { onSale: 'On sale', offSale: 'Off sale', all: 'All' },
    sections: { main: 'Product', money: 'Price and tax', about: 'Description' },
  },
  productUnit: {
    name: 'Unit',
    plural: 'Further units',
    fields: { product: 'Product', name: 'Unit', factor: 'Makes how many' },
  },
  productCategory: {
    name: 'Product category',
    plural: 'Product categories',
    fields: {
      name: 'Name',
      parent: 'Parent category',
    },
  },
  priceList: {
    name: 'Price list',
    plural: 'Price lists',
    fields: { name: 'Name', currency: 'Currency', prices: 'Prices', remark: 'Remark', state: 'State' },
    hints: {
      prices:
        'A price without a level is for all customers; without quantity or dates it always holds. Of several for one product the most specific counts.',
    },
    options: { state: { active: 'In use', retired: 'Retired' } },
    verbs: { retire: { label: 'Retire' }, reinstate: { label: 'Reinstate' } },
    views: { active: 'In use', retired: 'Retired', all: 'All' },
  },
  priceListLine: {
    name: 'Price',
    plural: 'Prices',
    fields: {
      priceList: 'Price list',
      product: 'Product',
      level: 'Customer level',
      minQuantity: 'From quantity',
      price: 'Price',
      from: 'From',
      until: 'Until',
    },
  },
  supplier: {
    name: 'Supplier',
    plural: 'Suppliers',
    fields: { name: 'Name', contactName: 'Contact', phones: 'Phone', remark: 'Remark', state: 'State' },
    options: { state: { active: 'In use', retired: 'Retired' } },
    verbs: { retire: { label: 'Retire' }, reinstate: { label: 'Reinstate' } },
    views: { active: 'In use', retired: 'Retired', all: 'All' },
  },
  problems: {
    product: {
      off_sale: 'This product is off sale and cannot be newly chosen: choose another, or have it put on sale.',
      unit_twice: 'This unit is there already: give it another name.',
      unit_of_nothing: 'A unit makes more than 0.',
    },
    price: {
      ends_before_it_begins: 'It ends before it begins: mend one of the two days.',
      twice: 'The same as line {line}: a product has one price for a level, a quantity and a time.',
    },
  },
}
