export default {
  lead: { verbs: { convert: { label: '转化为客户', customer: '客户', contact: '联系人', opportunity: '商机' } } },
  conversions: { added: { added: '{noun}「{title}」', changed: '{noun}「{title}」已修改' } },
  reports: {
    customerLivesByOwner: {
      title: '客户生命周期（按负责人）',
      how: '每位负责人名下的客户数，按客户现在的生命周期分列；期间按客户创建时间。',
      dimensions: { owner: '负责人' },
      measures: { count: '客户数', prospect: '潜在', intent: '意向', closed: '成交', repeat: '复购', lost: '流失' },
    },
    customerLivesByDepartment: {
      title: '客户生命周期（按部门）',
      how: '按负责人现在所在部门统计的客户数，按客户现在的生命周期分列；期间按客户创建时间。',
      dimensions: { department: '部门' },
      measures: { count: '客户数', prospect: '潜在', intent: '意向', closed: '成交', repeat: '复购', lost: '流失' },
    },
    customerLosses: {
      title: '客户流失原因',
      how: '现在处于流失状态的客户，按流失原因统计；期间按流失日期。',
      dimensions: { reason: '流失原因' },
      measures: { count: '客户数' },
    },
  },
  problems: {
    'lead.already_converted': '这条线索已经转化为客户「{customer}」，不能再次转化。',
    'lead.not_converted': '这条线索没有可撤销的转化。',
    'conversion.added_since': '转化之后已有新内容：{things}。请先移走或删除这些内容，再撤销转化。',
    'conversion.mapped_twice': '已有另一个线索字段写入这里；每个字段只能有一个来源。',
    'conversion.does_not_fit': '这两个字段的类型不一致，不能这样对应。',
  },
  api: {
    conversions: {
      get: '线索的转化情况与草稿',
      create: '转化线索',
      undo: '撤销转化',
      mapping: '转化字段对应',
      writeMapping: '更改转化字段对应',
    },
    customers: { touches: '客户的来源触点' },
    leads: { touches: '线索的来源触点' },
  },
  api_groups: { conversions: '线索转化', leads: '线索' },
}
