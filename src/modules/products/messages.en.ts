export default {
  product: {
    name: 'Product',
    plural: 'Products',
    fields: {
      name: 'Name',
      code: 'Code',
      category: 'Category',
      unit: 'Unit',
      specification: 'Specification',
      taxRate: 'Tax rate',
      taxCode: 'Tax category code',
      listPrice: 'List price',
      currency: 'Currency',
      state: 'State',
      description: 'Description',
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
  },
  productCategory: {
    name: 'Product category',
    plural: 'Product categories',
    fields: {
      name: 'Name',
      parent: 'Parent category',
    },
  },
}
