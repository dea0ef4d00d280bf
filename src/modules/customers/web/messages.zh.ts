export default {
  customers: {
    level: '级别',
    hot: {
      title: '热点',
      flag: '标为热点',
      reason: '热点原因',
      example: '例如：两周内定标',
      save: '保存原因',
      clear: '解除热点',
      about: '{by}标记，{since}起',
      flagged: '已标为热点客户',
      cleared: '已解除热点',
    },
    responsible: { title: '负责', department: '部门', team: '团队', nobody: '无人负责' },
  },
}
