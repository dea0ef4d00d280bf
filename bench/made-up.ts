/** Numbers that look random and are the same at each run (mulberry32). */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number 0 ≤ n < end. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  /** A UUID version 7 of this instant. */
  id(at: number): string
}

/** @param seed the same seed gives the same company */
export function openRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (end: number): number => Math.floor(next() * end)
  const hex = (digits: number): string =>
    below(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  return {
    next,
    below,
    pick: from => from[below(from.length)] as (typeof from)[number],
    id: at => {
      const time = at.toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + below(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`
    },
  }
}

const places =
  '北京 上海 广州 深圳 杭州 苏州 南京 成都 重庆 武汉 西安 长沙 青岛 厦门 宁波 无锡 佛山 东莞 合肥 郑州 天津 济南 大连 沈阳 福州 昆明 南昌 常州 温州 珠海 浙江 江苏 广东 山东 四川 湖北 湖南 福建 安徽 河南'.split(
    ' ',
  )
const brands = [
  ...'华鑫盛恒泰瑞德信诚达通联创智新远博海天宇星辰龙凤金银玉石山川江河云峰林森春晓明光辉耀腾飞翔跃进兴旺发昌隆祥和顺安康宁静雅致精锐捷迅利丰源广宏伟大中正方圆润泽惠民众合同力维拓普科嘉美优佳卓越领航先锋启迪思源慧聚汇融贯长青松柏',
]
const trades =
  '科技 电子 机械 信息技术 网络科技 智能装备 新材料 生物医药 医疗器械 食品 纺织 服饰 家具 建材 化工 物流 供应链 贸易 进出口 能源 环保 自动化 仪器仪表 汽车零部件 半导体 光电 软件 数据 文化传媒 教育咨询 建筑工程 装饰 农业 包装 印刷 五金 塑胶 电气 通信 安防'.split(
    ' ',
  )
const forms = ['有限公司', '有限公司', '有限公司', '有限公司', '股份有限公司', '集团有限公司', '有限责任公司']
const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
]
const givenNames = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国文斌鹏宇浩轩思雨佳怡子涵']
const needs = '采购 改造 升级 二期 扩容 试点 年度框架 新建 替换 运维'.split(' ')

/** A company as it stands in the register: place, name, trade, form. */
export const companyName = (random: Random): string =>
  random.pick(places) +
  random.pick(brands) +
  random.pick(brands) +
  (random.below(3) === 0 ? random.pick(brands) : '') +
  random.pick(trades) +
  random.pick(forms)

export const personName = (random: Random): string =>
  random.pick(surnames) + random.pick(givenNames) + (random.below(3) > 0 ? random.pick(givenNames) : '')

/** What an opportunity is called: for whom, what, and whether it is a second phase. */
export const opportunityName = (random: Random, customer: string): string =>
  `${customer.slice(0, 6)}${random.pick(trades)}${random.pick(needs)}项目`

/** A mobile number in its normal form. */
export const mobile = (random: Random): string =>
  `+861${random.pick(['38', '39', '50', '58', '86', '88', '77', '99'])}${String(random.below(100_000_000)).padStart(8, '0')}`

/** Two characters as people type them into search: a common trade, a common place, a rare pair of a name. */
export const searchWords = (random: Random): string => {
  const kind = random.below(3)
  if (kind === 0) return random.pick(trades).slice(0, 2)
  return kind === 1 ? random.pick(places) : random.pick(brands) + random.pick(brands)
}
