export default {
  product: {
    name: '产品',
    plural: '产品',
    fields: {
      name: '产品名称',
      code: '产品编码',
      category: '产品分类',
      unit: '单位',
      specification: '规格型号',
      taxRate: '税率',
      taxCode: '税收分类编码',
      listPrice: '标准价格',
      currency: '币种',
      state: '上架状态',
      description: '产品描述',
    },
    options: {
      state: {
        onSale: '已上架',
        offSale: '已下架',
      },
    },
    verbs: {
      putOnSale: { label: '上架' },
      takeOffSale: { label: '下架' },
    },
  },
  productCategory: {
    name: '产品分类',
    plural: '产品分类',
    fields: {
      name: '分类名称',
      parent: '上级分类',
    },
  },
}
