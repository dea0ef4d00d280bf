export default {
  exchangeRate: {
    name: '汇率',
    plural: '汇率',
    fields: { currency: '币种', on: '起用日期', rate: '汇率', remark: '备注' },
    hints: { rate: '一单位外币折合多少本位币；从起用日期起有效，到下一条为止。' },
  },
  problems: {
    document: { discount_too_large: '整单优惠不能超过明细合计 {amount}，请改小。' },
    month: { closed: '{month} 已经结账，其中的单据不能再改。请改用结账之后的日期，或请财务先反结账。' },
  },
}
