import type { ObjectImport } from '#platform/transfer/object-import.ts'

/** What the columns of other systems' product lists are called. */
export const productImport: ObjectImport = {
  names: {
    name: ['product name', 'item', '品名', '商品名称'],
    code: ['product code', 'sku', 'item number', '货号'],
    category: ['series', 'product line', 'product category', '系列', '类别'],
    listPrice: ['sales price', 'price', 'unit price', '价格', '单价'],
    cost: ['cost price', 'purchase price', '成本价', '进价', '采购价'],
    specification: ['model', '规格'],
    supplier: ['vendor', '供货商'],
  },
}

/** The same of price lists. */
export const priceListImport: ObjectImport = { names: { name: ['price list', 'price book', '价目表'] } }
