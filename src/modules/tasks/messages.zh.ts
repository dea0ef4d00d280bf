export default {
  task: {
    name: '任务',
    plural: '任务',
    fields: {
      title: '任务',
      state: '状态',
      dueOn: '截止日期',
      dueAt: '截止时间',
      priority: '优先级',
      owner: '执行人',
      assigner: '派发人',
      customer: '客户',
      contact: '联系人',
      opportunity: '商机',
      lead: '线索',
      remindBefore: '提醒',
      description: '说明',
      result: '完成情况',
      completedAt: '完成时间',
      completedBy: '完成人',
    },
    hints: { dueAt: '要求在某个时刻前完成时才填。' },
    options: {
      state: { open: '待办', done: '已完成', cancelled: '已取消' },
      priority: { urgent: '紧急', high: '高', normal: '普通', low: '低' },
      remindBefore: {
        atTime: '到期时',
        min15: '提前 15 分钟',
        hour1: '提前 1 小时',
        hour4: '提前 4 小时',
        day1: '提前 1 天',
        day3: '提前 3 天',
        week1: '提前 1 周',
      },
    },
    verbs: {
      complete: { label: '完成', result: '完成情况' },
      reopen: { label: '重新打开' },
      cancel: { label: '取消任务', reason: '原因' },
    },
    views: { mine: '我的待办', today: '今天', overdue: '逾期', assigned: '我派出的', done: '已完成' },
    sections: { about: '关于', end: '完成' },
  },
  tiles: {
    tasks: {
      due: {
        title: '任务',
      },
    },
  },
  notices: {
    kinds: {
      task: {
        assigned: { label: '任务分给我', text: '{by}给您派了任务{title}' },
        completed: { label: '我派的任务完成', text: '{by}完成了任务{title}' },
        due: { label: '任务到期', text: '任务{title}到期了' },
      },
    },
  },
}
