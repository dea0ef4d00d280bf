/** Words to stick on records. */
export const tags: readonly { key: string; name: string; colour: string; nouns: readonly string[] }[] = [
  { key: 'key', name: '重点客户', colour: 'red', nouns: ['customer', 'opportunity'] },
  { key: 'group', name: '集团客户', colour: 'purple', nouns: ['customer'] },
  { key: 'reference', name: '样板客户', colour: 'green', nouns: ['customer'] },
  { key: 'fast', name: '扩产中', colour: 'orange', nouns: ['customer', 'lead', 'opportunity'] },
  { key: 'carbon', name: '双碳项目', colour: 'cyan', nouns: ['customer', 'lead', 'opportunity', 'campaign'] },
  { key: 'tender', name: '需投标', colour: 'blue', nouns: ['opportunity'] },
  { key: 'late', name: '付款慢', colour: 'gold', nouns: ['customer'] },
  { key: 'wechat', name: '微信活跃', colour: 'grey', nouns: ['contact', 'lead'] },
]

export interface CampaignWords {
  key: string
  name: string
  kind: string
  /** Days before the present day on which it starts and ends; negative ones are to come. */
  from: number
  until: number
  budget: number
  /** Of the budget; null while it runs. */
  spent: number | null
  state: 'finished' | 'running' | 'planned' | 'cancelled'
  place?: string
  audience: string
  content: string
}

export const campaigns: readonly CampaignWords[] = [
  {
    key: 'fairLast',
    name: '上海工博会（上届）',
    kind: 'exhibition',
    from: 430,
    until: 426,
    budget: 180000,
    spent: 1.06,
    state: 'finished',
    place: '国家会展中心（上海）',
    audience: '装备制造、汽车零部件企业的设备和能源负责人',
    content: '36 平米展位，现场演示网关接入和能耗分析，派发样板厂参观券。',
  },
  {
    key: 'seminar',
    name: '苏州能效提升沙龙',
    kind: 'seminar',
    from: 300,
    until: 300,
    budget: 30000,
    spent: 0.88,
    state: 'finished',
    place: '苏州金鸡湖国际会议中心',
    audience: '苏锡常制造企业厂务、能源管理人员',
    content: '三位老客户分享，茶歇交流，会后一对一咨询。',
  },
  {
    key: 'search',
    name: '搜索推广（上半年）',
    kind: 'onlineAd',
    from: 420,
    until: 240,
    budget: 120000,
    spent: 0.97,
    state: 'finished',
    audience: '搜索“能耗监测”“设备预测性维护”的企业用户',
    content: '落地页改版三次，留资成本从 620 元降到 410 元。',
  },
  {
    key: 'partner',
    name: '集成商伙伴计划',
    kind: 'partner',
    from: 210,
    until: 90,
    budget: 60000,
    spent: 0.72,
    state: 'finished',
    audience: '华东、华南的自动化集成商',
    content: '联合拜访、报备保护、样机借用。',
  },
  {
    key: 'fair',
    name: '上海工博会（本届）',
    kind: 'exhibition',
    from: 65,
    until: 61,
    budget: 220000,
    spent: 0.94,
    state: 'finished',
    place: '国家会展中心（上海）',
    audience: '装备制造、新能源、电子企业',
    content: '54 平米展位，预测维护真机演示，设置微信留资抽奖。',
  },
  {
    key: 'cancelled',
    name: '中部巡回路演',
    kind: 'seminar',
    from: 120,
    until: 110,
    budget: 80000,
    spent: null,
    state: 'cancelled',
    audience: '武汉、长沙、郑州制造企业',
    content: '三城路演，与当地行业协会合办。',
  },
  {
    key: 'wechat',
    name: '公众号案例连载',
    kind: 'socialMedia',
    from: 75,
    until: -45,
    budget: 36000,
    spent: null,
    state: 'running',
    audience: '公众号订阅者和老客户朋友圈',
    content: '每两周一篇客户案例，文末预约参观样板厂。',
  },
  {
    key: 'shenzhen',
    name: '深圳电子制造能效日',
    kind: 'seminar',
    from: 20,
    until: -15,
    budget: 48000,
    spent: null,
    state: 'running',
    place: '深圳国际会展中心希尔顿酒店',
    audience: '深圳、东莞、惠州的电子制造企业',
    content: '上午论坛，下午参观宝安样板厂。',
  },
  {
    key: 'yearEnd',
    name: '老客户答谢会',
    kind: 'other',
    from: -30,
    until: -30,
    budget: 90000,
    spent: null,
    state: 'planned',
    place: '上海',
    audience: '签约客户的决策人',
    content: '年度数据回顾、新品预览、晚宴。',
  },
]

/** Tasks and notes of those who do not sell, by role. */
export const officeTasks: Record<string, { own: readonly string[]; given: readonly string[] }> = {
  director: {
    own: ['审阅本周商机周报', '准备月度经营会材料', '和重点客户总经理通话', '确认下季度目标'],
    given: ['补充大单的竞争分析', '提交区域下月预测', '整理丢单复盘'],
  },
  salesManager: {
    own: ['检查团队逾期任务', '准备区域周会', '复盘上周丢单', '陪访重点客户'],
    given: ['更新本月预计成交日期', '补齐客户联系人', '跟进停滞商机'],
  },
  salesperson: {
    own: ['整理名片录入系统', '更新本周拜访计划', '核对报价单型号', '准备周会汇报'],
    given: ['请确认合同付款条款', '请技术支持评估点位'],
  },
  administrator: {
    own: ['检查账号和角色', '导入供应商给的客户名单', '备份检查', '更新假期安排'],
    given: ['核对部门人员名单'],
  },
  finance: {
    own: ['核对本月签约金额', '整理客户开票信息', '催收名单发给销售', '准备季度报表'],
    given: ['请补客户税号'],
  },
  marketing: {
    own: ['整理展会线索', '撰写案例文章', '确认沙龙场地', '统计各渠道线索成本'],
    given: ['请三天内联系这批线索', '请提供客户案例素材'],
  },
  service: {
    own: ['回访上月上线客户', '整理常见问题', '准备培训教材', '检查到期维保名单'],
    given: ['客户反馈的问题请跟进'],
  },
}
