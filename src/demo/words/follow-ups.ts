/** When in the life of an opportunity or customer something is said. */
export type Phase = 'first' | 'proposal' | 'negotiation' | 'won' | 'lost' | 'care' | 'lead'

export interface FollowUpWords {
  method: 'phone' | 'wechat' | 'visit' | 'meeting' | 'email'
  result: 'interested' | 'considering' | 'notReached' | 'notInterested' | 'settled' | 'other'
  /** `{who}` is the contact with his post, `{what}` the undertaking, `{rival}` a competitor, `{n}` a number. */
  text: string
}

const say = (method: FollowUpWords['method'], result: FollowUpWords['result'], text: string): FollowUpWords => ({
  method,
  result,
  text,
})

export const followUps: Record<Phase, readonly FollowUpWords[]> = {
  first: [
    say('phone', 'interested', '电话联系{who}，对方确认今年有{what}的预算，想先了解同行案例。约下周到厂里看现场。'),
    say('phone', 'considering', '和{who}通话 15 分钟。目前靠人工抄表，每月对账要三天，希望先做一个车间试点。'),
    say(
      'visit',
      'interested',
      '到厂拜访{who}，看了空压站和两条主线，一共 {n} 台设备需要接入，大部分 PLC 型号我们都支持。',
    ),
    say('wechat', 'interested', '微信发了公司介绍和同行业案例，{who}转给了生产部门，说看完回复。'),
    say('phone', 'notReached', '打了两次电话没人接，微信留言，明天上午再联系。'),
    say('visit', 'considering', '现场勘察半天，{who}全程陪同。配电房图纸不全，需要他们电工补一份回路清单。'),
    say('meeting', 'interested', '线上会议，{who}和信息部一起参加，主要关心数据能不能留在厂内、和 MES 怎么对接。'),
    say('email', 'considering', '按{who}的要求发了产品手册和资质文件，约定周五电话沟通。'),
  ],
  proposal: [
    say(
      'meeting',
      'interested',
      '给{who}汇报{what}方案，讲了 40 分钟。对方认可整体思路，要求把点位清单细化到每个回路。',
    ),
    say('visit', 'considering', '带技术到现场复核点位，确定 {n} 个测点。{who}提出希望不停产安装，方案里已写明。'),
    say('wechat', 'considering', '微信确认方案第二版，{who}说内部还要过一次设备部例会，下周给反馈。'),
    say(
      'phone',
      'considering',
      '{who}来电，说{rival}也给了方案，价格低一成，但没有现场实施案例。我们约时间带客户去参观样板厂。',
    ),
    say('visit', 'interested', '陪{who}参观样板工厂，重点看了峰谷分析和报警处理，客户现场问得很细，评价不错。'),
    say('email', 'considering', '发送正式方案和投资回报测算，按现有电价 {n} 个月收回投资。'),
    say('phone', 'interested', '和{who}核对投资回报测算，对方准备拿去给总经理汇报，需要我们补一页风险说明。'),
    say('meeting', 'considering', '技术交流会，信息部提了三个安全问题，现场答复两个，加密传输的说明文档明天补发。'),
  ],
  negotiation: [
    say('visit', 'considering', '到客户总部谈价，{who}希望再让 {n} 个点，并把付款改成 3-6-1。回来请示后答复。'),
    say('phone', 'interested', '{who}电话确认价格可以接受，法务在看合同条款，主要是验收标准那一条。'),
    say('wechat', 'considering', '微信沟通付款方式，客户坚持留 10% 质保金一年，已报经理同意。'),
    say('meeting', 'interested', '三方会议，采购、财务和{who}都在。交货期从 6 周压到 4 周，我们核实库存后答应。'),
    say('phone', 'considering', '{who}说{rival}最后一轮又降价，问我们能不能送一年维保。建议用维保代替降价。'),
    say('email', 'considering', '发送合同第三稿，修改了验收和违约条款，等对方盖章流程。'),
    say('visit', 'settled', '当面和{who}把剩下的两条谈妥，客户同意本周走用印流程。'),
  ],
  won: [
    say('phone', 'settled', '{who}通知合同已盖章，原件今天寄出。约了下周一开项目启动会。'),
    say('visit', 'settled', '到现场签约，和{who}确认了实施计划和对接人，首批设备已安排发货。'),
    say('wechat', 'settled', '{who}微信发来盖章扫描件，预付款已提交财务。'),
  ],
  lost: [
    say('phone', 'notInterested', '{who}电话告知，最终选了{rival}，主要是价格。约好明年扩建时再联系。'),
    say('phone', 'notInterested', '{who}说集团压缩投资，今年所有信息化项目都停了，明年一季度再看。'),
    say('wechat', 'notInterested', '{who}回复项目暂缓，内部意见不统一。保持节日问候，不再主动推进。'),
    say('visit', 'notInterested', '最后一次上门争取，{who}明确表示已经和{rival}签约。'),
  ],
  care: [
    say('phone', 'other', '例行回访{who}，系统运行正常，上个月帮他们查出一台空压机夜间空转。'),
    say('wechat', 'other', '给{who}发了新版本说明，他想要按班组统计能耗的报表，已转产品部。'),
    say('visit', 'interested', '季度巡检，和{who}一起看了半年数据，综合能耗下降 {n}%。对方提到新厂房明年要上。'),
    say('phone', 'considering', '{who}反映一个网关掉线，远程看是流量卡到期，当天处理好。'),
    say('wechat', 'other', '节前问候{who}，顺便提醒平台年费下月到期。'),
    say('visit', 'considering', '路过顺访{who}，喝茶聊了半小时。今年订单不错，正在考虑再上一条线。'),
    say('meeting', 'interested', '给{who}和新来的设备经理做了一次使用培训，现场有 {n} 人参加。'),
    say('phone', 'notReached', '电话没接通，微信留言约下周回访。'),
  ],
  lead: [
    say('phone', 'interested', '按展会留的电话联系上了，确实在找能耗监测方案，让我先发资料。'),
    say('wechat', 'considering', '加了微信，对方说要先问一下老板，两周后再联系。'),
    say('phone', 'notReached', '电话无人接听，改天再打。'),
    say('phone', 'considering', '通话 5 分钟，厂里有 {n} 台注塑机，想先看报价区间。'),
    say('email', 'other', '邮件发了产品手册和案例合集。'),
    say('phone', 'notInterested', '对方是做设备代理的，只想了解价格，没有实际需求。'),
  ],
}

export const closing: Record<string, readonly string[]> = {
  price: ['比对手高 12%，总经理定的价格优先', '预算砍了三成，我们降不到那个价'],
  competitor: ['集团统一选了远见能控', '对手有同集团另一家工厂的案例'],
  noDecision: ['内部意见不统一，项目搁置', '负责人调岗，新负责人不认之前的方案'],
  budgetCut: ['集团压缩投资，今年不做了', '订单下滑，非生产性投入全停'],
  relationship: ['最终用了老供应商', '对方总经理的同学在做同类产品'],
  product: ['老型号 PLC 暂时不支持', '要求全部部署在厂内，我们当时没有这个版本'],
  delivery: ['客户要两周交货，我们最快四周'],
  duplicate: ['和另一条商机是同一个项目', '录重了'],
  other: ['测试数据', '学生做课题，没有采购计划'],
}

export const wonRemarks = [
  '样板厂参观起了决定作用',
  '技术方案得分第一',
  '以维保换价格，客户接受',
  '老客户介绍，信任度高',
  '交货期比对手短两周',
]

export const needs = [
  '每月电费 {n} 万左右，想知道用在了哪里，先从两个车间开始。',
  '设备停机全靠经验判断，希望提前一周知道哪台电机要出问题。',
  '集团要求年底上报碳排放，目前数据全靠手工汇总。',
  '空压站 24 小时运行，怀疑泄漏严重，希望量化后再谈改造。',
  '老板要在办公室看到每条线的产量和停机原因。',
  '园区 {n} 家企业分摊水电，抄表和收费经常扯皮。',
]

export const nextSteps = [
  '发正式报价',
  '约技术交流会',
  '等客户回路清单',
  '陪客户参观样板厂',
  '提交合同初稿',
  '跟进用印流程',
  '约总经理见面',
  '补投资回报测算',
]

export const taskTitles = {
  first: ['准备{customer}的公司介绍和案例', '约{customer}现场勘察', '整理{customer}的设备清单'],
  proposal: [
    '完成{customer}方案初稿',
    '核对{customer}点位清单',
    '给{customer}做投资回报测算',
    '预约{customer}参观样板厂',
  ],
  negotiation: ['给{customer}发正式报价', '请示{customer}的付款条件', '跟进{customer}合同用印'],
  won: ['召开{customer}项目启动会', '确认{customer}首批发货'],
  care: ['回访{customer}', '提醒{customer}平台年费到期', '给{customer}寄使用手册'],
} as const

export const taskResults = [
  '已完成',
  '已发微信确认',
  '客户收到，等回复',
  '已寄出，单号发给客户',
  '和经理确认过了',
  '改到下周一并处理',
]
