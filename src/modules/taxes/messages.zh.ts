export default {
  taxRate: {
    name: '税率',
    plural: '税率',
    fields: { name: '名称', kind: '种类', percent: '税率（%）', usualFor: '默认用于', state: '状态' },
    hints: { usualFor: '我方主体是这类纳税人时，单据行默认取这个税率。' },
    options: {
      kind: { rate: '税率', levy: '征收率', exempt: '免税', nonTaxable: '不征税' },
      usualFor: { general: '一般纳税人', smallScale: '小规模纳税人' },
      state: { active: '使用中', retired: '已停用' },
    },
    verbs: { retire: { label: '停用' }, reinstate: { label: '重新启用' } },
    views: { active: '使用中', retired: '已停用', all: '全部' },
  },
}
