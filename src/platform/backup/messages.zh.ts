export default {
  problems: {
    'backup.unreadable': '无法读取备份文件 {file}：{reason}',
    'backup.damaged': '备份文件 {file} 已损坏或不是掌柜的备份（{reason}）；没有改动任何数据。',
    'backup.newer': '备份来自更新版本的掌柜（第 {found} 号迁移，本程序到 {ours}）；请升级程序后再恢复。',
    'restore.company_exists': '公司“{company}”已在这里；如要恢复备份，请先移除它（zhanggui company remove）。',
    'restore.login_taken': '备份里的登录名在这里已属于另一个账号：{logins}；没有改动任何数据。',
    'company.unknown': '没有公司 {company}。',
  },
}
