export default {
  demo: {
    banner: '这是演示公司：人物和数据都是虚构的，可以随意修改。',
    choose: '点一个人，直接进入',
    text: '演示公司有 18 个月的数据。每个人看到的不同。密码都是 {password}。',
    roles: {
      administrator: '设置、账号、字段、权限',
      director: '全公司的商机和报表',
      salesManager: '团队的工作台和业绩',
      salesperson: '自己的客户、跟进、商机',
      finance: '只读查看，可导出',
      marketing: '市场活动和线索',
      service: '查看客户，记录服务',
    },
  },
}
