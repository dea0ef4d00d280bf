/** What the settings are grouped by, in order. */
export const settingsGroups = ['company', 'people', 'records', 'security', 'mine'] as const
export type SettingsGroup = (typeof settingsGroups)[number]

export interface SettingsPlace {
  group: SettingsGroup
  /** Among all of them, in the navigation; in the group, on the settings' first page. */
  order: number
  to: string
  /** Keys of its name, and of the one line that says what it is for. */
  title: string
  text: string
  icon: string
  /** Rights of which one is needed; none: everybody has it. */
  anyOf?: readonly string[]
  /** More words by which it is found. */
  also: string
  /** Not in the navigation's group of settings: it stands elsewhere there. */
  isElsewhere?: true
}

/**
 * Every page of settings, and the only list of them: navigation, palette, the settings' first page and the question who may open one
 * come from here. Nouns whose `navigation.group` is `settings`, and pages of modules in that group, join them by themselves.
 */
export const settingsPages: readonly SettingsPlace[] = [
  {
    group: 'company',
    order: 1,
    to: '/settings/company',
    title: 'settings.company.title',
    text: 'settings.home.company',
    icon: 'BankOutlined',
    anyOf: ['settings.update'],
    also: 'company name language currency time zone fiscal year 名称 语言 本位币 时区 财年',
  },
  {
    group: 'company',
    order: 6,
    to: '/settings/calendar',
    title: 'settings.calendar.title',
    text: 'settings.home.calendar',
    icon: 'CalendarOutlined',
    anyOf: ['settings.update'],
    also: 'working calendar holidays workdays 节假日 放假 调休 工作日 休息日',
  },
  {
    group: 'company',
    order: 8,
    to: '/settings/reset',
    title: 'settings.reset.title',
    text: 'settings.home.reset',
    icon: 'DeleteOutlined',
    anyOf: ['company.reset'],
    also: 'reset initialise trial demo clear 初始化 清空 试用 演示',
  },
  {
    group: 'people',
    order: 15,
    to: '/settings/accounts',
    title: 'settings.accounts.title',
    text: 'settings.home.accounts',
    icon: 'KeyOutlined',
    anyOf: ['account.assign', 'role.assign'],
    also: 'accounts roles invite password 登录 邀请 密码',
  },
  {
    group: 'people',
    order: 16,
    to: '/settings/roles',
    title: 'access.roles.title',
    text: 'settings.home.roles',
    icon: 'SolutionOutlined',
    anyOf: ['role.assign'],
    also: 'roles rights permissions 角色 权限',
  },
  {
    group: 'security',
    order: 30,
    to: '/settings/security',
    title: 'accounts.security.title',
    text: 'settings.home.security',
    icon: 'SafetyOutlined',
    anyOf: ['settings.update'],
    also: 'security 2fa session watermark mail smtp export mask limit 两步验证 水印 邮件 导出规则 脱敏次数',
  },
  {
    group: 'security',
    order: 35,
    to: '/settings/robots',
    title: 'robots.title',
    text: 'settings.home.robots',
    icon: 'NotificationOutlined',
    anyOf: ['settings.update'],
    also: 'robots notices wecom dingtalk feishu webhook 企业微信 钉钉 飞书 机器人',
  },
  {
    group: 'records',
    order: 40,
    to: '/settings/fields',
    title: 'settings.fields.title',
    text: 'settings.home.fields',
    icon: 'FormOutlined',
    anyOf: ['settings.update'],
    also: 'fields layout custom 自定义字段 必填 隐藏',
  },
  {
    group: 'records',
    order: 41,
    to: '/settings/options',
    title: 'settings.options.title',
    text: 'settings.home.options',
    icon: 'TagsOutlined',
    anyOf: ['settings.update'],
    also: 'options choices 下拉 来源 行业 级别',
  },
  {
    group: 'records',
    order: 42,
    to: '/settings/numbers',
    title: 'settings.numbers.title',
    text: 'settings.home.numbers',
    icon: 'NumberOutlined',
    anyOf: ['settings.update'],
    also: 'numbers numbering serial prefix 编号规则 流水号 编码',
  },
  {
    group: 'records',
    order: 50,
    to: '/import',
    title: 'navigation.imports',
    text: 'settings.home.imports',
    icon: 'ImportOutlined',
    anyOf: ['import.run'],
    also: 'import excel csv 导入记录',
    isElsewhere: true,
  },
  {
    group: 'records',
    order: 51,
    to: '/bin',
    title: 'records.bin.title',
    text: 'settings.home.bin',
    icon: 'DeleteOutlined',
    anyOf: ['settings.update'],
    also: 'bin recycle restore 恢复 清空',
    isElsewhere: true,
  },
  {
    group: 'security',
    order: 60,
    to: '/settings/audit',
    title: 'audit.title',
    text: 'settings.home.audit',
    icon: 'AuditOutlined',
    anyOf: ['audit.read'],
    also: 'audit log 日志 记录 导出',
  },
  {
    group: 'security',
    order: 65,
    to: '/settings/exports',
    title: 'consent.title',
    text: 'settings.home.exports',
    icon: 'AuditOutlined',
    also: 'export consent approve download 导出 同意 审批 申请',
    isElsewhere: true,
  },
  {
    group: 'mine',
    order: 90,
    to: '/settings/me',
    title: 'settings.me.title',
    text: 'settings.home.me',
    icon: 'UserOutlined',
    also: 'me password language appearance dark keys 语言 外观 深色 密码 密钥',
    isElsewhere: true,
  },
]

/** Where nouns of the settings stand among them, and the line that says what each is for; others stand among the records. */
export const settingsNouns: Readonly<Record<string, { group: SettingsGroup; text: string }>> = {
  legalEntity: { group: 'company', text: 'settings.home.legalEntity' },
  user: { group: 'people', text: 'settings.home.user' },
  department: { group: 'people', text: 'settings.home.department' },
  pipeline: { group: 'records', text: 'settings.home.pipeline' },
  pool: { group: 'records', text: 'settings.home.pool' },
  ownershipLimit: { group: 'records', text: 'settings.home.ownershipLimit' },
  tag: { group: 'records', text: 'settings.home.tag' },
}
