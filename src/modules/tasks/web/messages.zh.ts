export default {
  tasks: {
    panel: {
      title: '任务',
      none: '没有待办任务。',
      new: '新建任务',
      done: '完成“{title}”',
      completed: '已完成：{title}',
      more: '另有 {count} 项，见“任务”标签页。',
      at: '{day} {time} 前',
    },
  },
}
