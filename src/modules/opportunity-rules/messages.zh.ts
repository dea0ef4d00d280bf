export default {
  opportunity: { verbs: { assignByRules: { label: '按规则分配' } } },
  opportunityRules: {
    why: {
      members: '按规则「{rule}」加入：{members}',
      stage: '进入阶段，责任人加入：{members}',
    },
  },
  notices: {
    kinds: {
      'opportunity.joined': {
        label: '按规则加入商机',
        text: '您按规则加入了{noun}{title}',
      },
    },
  },
  api_groups: { opportunityRules: '商机规则' },
  api: { opportunities: { assignments: '商机按规则分给过谁、谁加入过，为什么' } },
  opportunityRule: {
    name: '商机规则',
    plural: '商机规则',
    fields: {
      name: '规则名称',
      place: '顺序',
      isOn: '启用',
      deed: '做什么',
      pipeline: '销售流程',
      stage: '阶段',
      fromAmount: '金额不低于',
      belowAmount: '金额低于',
      industries: '行业',
      regions: '地区',
      members: '人员',
      method: '选人方式',
      fitsTerritory: '只选负责该地区的人',
      fitsExpertise: '只选专长对口的人',
      cap: '每人进行中商机上限',
      access: '成员权限',
    },
    hints: {
      deed: '指定负责人和指派团队：新商机按顺序第一条适合的规则分给一个人，后者把其余的人也加入团队；加入成员：负责人不变，把这些人加进商机团队。',
      stage: '进入这个阶段时生效。',
      fromAmount: '本位币；金额达到时生效，金额未知的不算。',
      regions: '省或市，多个用顿号隔开，例如：浙江、苏州；空着表示不限。',
      members: '写了部门的行，按选人方式从部门（含下级）里选一个人。',
      cap: '进行中的商机到了这个数，就不再选他。',
    },
    options: {
      deed: { owner: '指定负责人', team: '指派团队', members: '加入成员' },
      method: { roundRobin: '轮流', load: '手里最少的人', performance: '业绩最好的人' },
      access: { read: '只看', edit: '可编辑' },
    },
    sections: { takes: '哪些商机', chooses: '哪些人' },
  },
  opportunityRuleMember: {
    name: '规则人员',
    plural: '规则人员',
    fields: { rule: '商机规则', duty: '职责', user: '人员', department: '部门' },
  },
  set_names: { duty: '商机团队职责' },
  sets: {
    duty: { sales: '销售', presales: '售前', commercial: '商务', technical: '技术', delivery: '交付', legal: '法务' },
  },
  problems: {
    'opportunityRule.no_members': '请至少选一个人或一个部门；暂时不用的规则可以先停用。',
    'opportunityRule.person_or_department': '每一行选一个人或一个部门。',
    'opportunityRule.amounts_backwards': '“低于”的金额要大于“不低于”的金额；请核对。',
    'opportunityRule.stage_of_other_pipeline': '这个阶段不属于所选的销售流程；请重新选择。',
    'opportunityRule.nobody_fits': '没有规则有合适的人；请检查规则、上限和休假。',
  },
}
