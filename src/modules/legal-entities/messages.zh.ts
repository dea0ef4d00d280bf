export default {
  legalEntity: {
    name: '我方主体',
    plural: '我方主体',
    fields: {
      name: '主体名称',
      shortName: '简称',
      code: '编号代码',
      taxNo: '税号',
      taxpayerType: '纳税人类型',
      address: '注册地址',
      phones: '电话',
      accounts: '银行账户',
      isDefault: '默认主体',
      state: '状态',
    },
    verbs: {
      makeDefault: { label: '设为默认主体' },
      retire: { label: '停用' },
      reinstate: { label: '恢复使用' },
    },
    views: { active: '使用中', retired: '已停用', all: '全部' },
    hints: {
      name: '合同、发票和收款上写的我方公司全称。',
      code: '编号规则里用它区分主体，例如 SH、SZ。',
      isDefault: '新建合同和发票时先选它；只能有一个。',
    },
    options: {
      taxpayerType: { general: '一般纳税人', smallScale: '小规模纳税人' },
      state: { active: '使用中', retired: '已停用' },
    },
  },
  problems: {
    'legalEntity.default_in_use': '“{name}”是默认主体，不能停用；请先把别的主体设为默认。',
  },
  bankAccount: {
    name: '银行账户',
    plural: '银行账户',
    fields: {
      legalEntity: '我方主体',
      bank: '开户行',
      account: '账号',
      holder: '户名',
      currency: '币种',
      isDefault: '默认',
    },
  },
}
