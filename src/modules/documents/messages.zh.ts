export default {
  api: {
    documents: {
      offer: '列出单据行会带出的产品信息和价格',
      months: '列出一年的结账情况',
      closeMonth: '结账',
      reopenMonth: '反结账',
    },
  },
  api_groups: { documents: '单据与结账' },
  rights: { month: { close: '结账与反结账' } },
  audit: { kinds: { month_closed: '结账', month_reopened: '反结账' } },
  exchangeRate: {
    name: '汇率',
    plural: '汇率',
    fields: { currency: '币种', on: '起用日期', rate: '汇率', remark: '备注' },
    hints: { rate: '一单位外币折合多少本位币；从起用日期起有效，到下一条为止。' },
  },
  problems: {
    document: {
      discount_too_large: '整单优惠不能超过明细合计 {amount}，请改小。',
    },
    month: {
      closed: '{month} 已经结账，其中的单据不能再改。请改用结账之后的日期，或请财务先反结账。',
      closed_already: '{month} 已经结账了。',
      not_begun: '{month} 还没有开始，不能结账。请选择当月或以前的月份。',
      reason_needed: '请写明反结账的原因。',
    },
    exchangeRate: { twice: '这个币种在这一天已经有汇率了，请直接修改那一条。' },
  },
}
