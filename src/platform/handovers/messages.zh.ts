export default {
  problems: {
    transfer: {
      not_here: '此人已离职或不在公司，请另选一位接手人。',
    },
    handover: {
      not_now: '交接正在进行或已经结束，请刷新页面后再试。',
      things_left: '还有 {count} 项没有交接（{kinds}），请先交接完再结束。',
      to_himself: '不能交接给离职者本人，请另选一位接手人。',
      no_such_kind: '没有这一类可交接的内容，请刷新页面。',
      nobody: '请至少选择一位接手人。',
      day_passed: '离职日期必须在今天之后；今天离职请选“立即停用”。',
      own_superior: '不能让他成为自己的上级，请为他另选一位上级。',
      moved_meanwhile: '交接期间已被他人转走，保持现状。',
    },
  },
  api: {
    handovers: {
      list: '我能办理的离职交接，未完成的在前',
      received: '交接给我的内容：来自谁、有多少、接下来要做什么',
      open: '为某人开始交接，或取得正在进行的交接',
      read: '一次交接：还剩什么、已交接什么、进度',
      run: '按计划交接现在还指向离职者的内容；可多次执行',
      stop: '停在当前进度',
      finish: '结束交接；还有内容指向离职者时拒绝',
      undo: '撤销整个交接',
    },
    record: { goingAlong: '转移这些{noun}时可以一起转移的内容及数量' },
  },
  api_groups: { handovers: '离职交接' },
  audit: { kinds: { account_handover_finished: '完成离职交接', account_handover_undone: '撤销离职交接' } },
  holdings: { views: '共享的视图', teams: '参与团队的记录' },
  notices: {
    kinds: {
      transfer: {
        receivedMany: { label: '成批转移给我', text: '{by} 转移给你 {count} 条记录（{noun}等）。' },
      },
      handover: {
        received: { label: '离职交接给我', text: '{by} 的 {count} 项工作已交接给你，点击查看交接清单。' },
      },
    },
  },
}
