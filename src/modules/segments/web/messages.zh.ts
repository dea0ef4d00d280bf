export default {
  segments: {
    title: '客户分群',
    none: '还没有自动计数的分群',
    noneText: '在客户列表里按条件筛选并存为视图，再到这里让它每天自动计数：多少、怎么变、谁进谁出。',
    toList: '去客户列表',
    view: '保存的视图',
    begin: '开始计数',
    end: '停止计数',
    ended: '“{name}”不再计数',
    moved: '30 天内进入 {entered}，离开 {left}',
    movesOf: '“{name}”的进出',
    entered: '进入',
    left: '离开',
    of: '{name}的视图',
    history: '{name}：{days} 天里从 {from} 到 {to}',
    problem: '上次没有数成：条件里的字段已经没有或无权查看，请修改这个视图。',
  },
}
