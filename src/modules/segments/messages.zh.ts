export default {
  api_groups: { segments: '客户分群' },
  api: {
    segments: {
      list: '列出自动计数的视图及其数量和变化',
      begin: '让一个视图开始每天计数',
      end: '停止计数',
      moves: '最近 30 天进入和离开分群的记录',
    },
  },
}
