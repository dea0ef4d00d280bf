export default {
  problems: {
    export: {
      consent_needed:
        '导出 {rows} 条数据需要另一人同意。请在“导出申请”里写明理由提出申请（程序：由本人在页面上申请），同意后 24 小时内可下载一次。',
    },
    consent: {
      nobody: '目前没有其他人可以同意。请管理员在“角色与权限”中把“同意他人导出”给另一位同事。',
      own: '不能决定自己提出的申请，请由另一人决定。',
      decided: '这个申请已经处理过了，请刷新查看结果。',
      not_approved: '这个申请还没有被同意，暂时不能下载。',
      taken: '已经下载过一次；如需再次导出，请重新申请。',
      expired: '同意已过期（24 小时内有效），请重新申请。',
      no_file: '这个申请没有可下载的文件，请在原页面继续。',
    },
    read: {
      limit:
        '今天查看的记录已达上限 {limit} 条：看过的仍可查看，{at} 起可以继续看新的。需要大量数据请使用导出，或请管理员调整上限。',
    },
    unmask: {
      limit: '今天查看脱敏内容已达上限 {limit} 次，{at} 起可以再次查看。确有需要请联系管理员调整上限。',
    },
  },
  consent: {
    hint: '{rows} 条 · {reason}',
    list: '{noun} · {format}',
    report: '报表“{report}” · {format}',
    refused: '导入“{file}”被拒绝的行 · {format}',
    audit: '审计日志 · CSV',
    erasure: '删除个人信息：{noun}“{title}”',
    person: '个人信息副本：{noun}“{title}”',
  },
  rights: {
    export: { consent: '同意他人导出' },
    personalData: { export: '导出个人信息副本', erase: '删除个人信息（不可恢复）' },
  },
  notices: {
    kinds: {
      consent: {
        asked: { label: '有人请我同意', text: '{by}请您同意：{what}（{rows} 条）' },
        approved: { label: '我的申请被同意', text: '{by}同意了您的申请：{what}，24 小时内可下载一次' },
        refused: { label: '我的申请被拒绝', text: '{by}拒绝了您的申请：{what}' },
      },
      audit: {
        auditors: { label: '审计员有变动', text: '{by}变更了谁可以查看审计日志' },
        reads: { label: '有人查看的记录过多', text: '{by}今天查看的不同记录超过了上限 {limit} 条，新的记录已暂停显示' },
        rules: { label: '数据规则有变动', text: '{by}修改了导出、脱敏或删除的规则，详见审计日志' },
      },
    },
  },
  tiles: {
    consent: { waiting: { title: '待我同意的导出', empty: '没有等您同意的申请' } },
  },
  api_groups: { consent: '导出申请', dataRules: '数据规则' },
  api: {
    consent: {
      list: '等我决定的和我提出的申请',
      ask: '申请另一人的同意',
      approve: '同意一个申请',
      refuse: '拒绝一个申请',
      withdraw: '撤回自己的申请',
      download: '下载被同意的文件（一次）',
    },
    dataRules: { read: '数据规则', change: '修改数据规则' },
  },
}
