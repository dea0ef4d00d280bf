export default {
  problems: {
    personal: {
      no_receipts: '删除凭证文件第 {line} 行不是凭证；请使用 zhanggui audit erasures 的输出。',
      no_person: '这是一家公司，不是个人。个人信息的导出和删除只适用于联系人、线索和个人客户。',
      confirm: '请照原样输入“{text}”，以确认删除。删除后无法恢复。',
      consent_needed: '删除个人信息需要另一人同意。请先提出申请，同意后 24 小时内可以执行。',
      erasure_running: '另一项个人信息删除正在进行。请等它完成或先停止它，再删除这一位。',
      erasure_failed: '删除没有完成，数据没有任何改动。请再试一次；仍然失败时请联系系统管理员查看日志。',
      other_consent: '这个同意是为另一条记录给出的，请为这条记录重新申请。',
    },
  },
  personalData: {
    erasedPerson: '已删除的个人',
    title: '个人信息副本',
    madeAt: '生成时间',
    history: '变更历史',
    files: '文件',
    beside: '其他记录',
    mentions: '相关记录',
    why: { asked: '本记录', merged: '合并过的记录', made: '转化前后的记录', same: '同一人（姓名和联系方式相同）' },
  },
  api_groups: { personalData: '个人信息' },
  api: {
    personalData: {
      preview: '{noun}的个人信息在哪里',
      export: '导出{noun}的个人信息副本',
      erase: '删除{noun}的个人信息',
      receipts: '删除凭证',
      erasures: '最近的个人信息删除',
      readErasure: '一项个人信息删除的进度',
      stopErasure: '停止一项个人信息删除',
    },
  },
  record: { verbs: { erasePerson: '删除个人信息' } },
}
