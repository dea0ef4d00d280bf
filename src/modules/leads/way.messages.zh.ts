const how =
  '按线索创建日期取数。市场用时：创建到移交销售；首次联系用时：分配到首次联系；销售用时：移交到转化，都是日历天的平均值；时间不明的不计入。转化率：已转化 ÷ 全部。'
const measures = {
  count: '线索数',
  marketingDays: '市场用时（天）',
  firstContactDays: '首次联系用时（天）',
  salesDays: '销售用时（天）',
  converted: '转化率',
}

export default {
  notices: {
    kinds: {
      'lead.overdue': { label: '线索逾期未跟进', text: '{noun}{title}分配给您已 {days} 个工作日，还没有跟进' },
      'lead.overdueOfTeam': { label: '下属的线索逾期未跟进', text: '{noun}{title}分配后已 {days} 个工作日没有跟进' },
      'lead.recovered': { label: '线索因逾期被收回', text: '{noun}{title} {days} 个工作日没有跟进，已从负责人收回' },
    },
  },
  holdings: { leadFallback: '无人适合的线索的候补人' },
  reports: {
    leadPaceByMarketing: {
      title: '线索在市场的用时（按当时部门）',
      how: '按线索创建日期取数，归到移交时市场负责人所在的部门，之后调部门不影响。市场用时：创建到移交销售的平均日历天；时间不明的不计入。转化率：已转化 ÷ 全部。',
      dimensions: { group: '移交时的市场部门' },
      measures,
    },
    leadPaceByDepartment: {
      title: '线索在销售的用时（按当时部门）',
      how: '按线索创建日期取数，归到负责人拿到线索那天所在的部门，之后调部门不影响。首次联系用时：分配到首次联系；销售用时：移交到转化，都是日历天的平均值；时间不明的不计入。转化率：已转化 ÷ 全部。',
      dimensions: { group: '当时的部门' },
      measures,
    },
    leadPaceByDepartmentNow: {
      title: '线索在销售的用时（按现在部门）',
      how: '按线索创建日期取数，归到负责人现在所在的部门；要看当时的部门，请用“按当时部门”。首次联系用时：分配到首次联系；销售用时：移交到转化，都是日历天的平均值；时间不明的不计入。转化率：已转化 ÷ 全部。',
      dimensions: { group: '现在的部门' },
      measures,
    },
    leadPaceBySource: { title: '线索用时（按来源）', how, dimensions: { group: '来源' }, measures },
    leadPaceByCampaign: { title: '线索用时（按市场活动）', how, dimensions: { group: '市场活动' }, measures },
  },
  problems: {
    'lead.settings_changed': '设置刚被别人改过；请刷新后再改。',
    'lead.days_out_of_order': '不能早于前一步（第 {least} 个工作日）；请填相同或更大的天数。',
    'lead.person_not_there': '这个人已离职或不存在；请选择在职的同事。',
    'lead.nobody_fits': '没有分配规则适合这条线索，也没有设置候补人；请指定负责人，或在“设置 → 分配规则”里补上候补人。',
    'lead.nobody_to_return_to':
      '不知道这条线索原来由市场的谁负责，也没有设置候补人；请在“设置 → 分配规则”里补上候补人。',
  },
  api: {
    leads: {
      way: '线索走过的路：各时间点、谁在哪个部门负责了多久',
      settings: '线索的候补人、逾期升级与业绩权重',
      writeSettings: '修改线索的候补人、逾期升级与业绩权重',
    },
  },
}
