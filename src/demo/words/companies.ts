import type { Random } from '../random.ts'

/** A place where customers sit. `line` is the address without street and number, `code` the area code. */
export interface City {
  short: string
  line: string
  code: string
  roads: readonly string[]
}

export const cities: Record<'east' | 'south', readonly City[]> = {
  east: [
    { short: '苏州', line: '江苏省苏州市吴中区', code: '0512', roads: ['东吴北路', '越溪路', '吴中大道'] },
    { short: '宁波', line: '浙江省宁波市鄞州区', code: '0574', roads: ['鄞州大道', '百丈东路', '金谷北路'] },
    { short: '无锡', line: '江苏省无锡市滨湖区', code: '0510', roads: ['蠡湖大道', '太湖西大道', '建筑路'] },
    { short: '杭州', line: '浙江省杭州市萧山区', code: '0571', roads: ['市心北路', '建设三路', '通惠中路'] },
    { short: '上海', line: '上海市嘉定区', code: '021', roads: ['曹安公路', '汇源路', '园国路'] },
    { short: '常州', line: '江苏省常州市武进区', code: '0519', roads: ['延政中路', '常武中路', '龙惠路'] },
    { short: '合肥', line: '安徽省合肥市蜀山区', code: '0551', roads: ['望江西路', '长江西路', '科学大道'] },
    { short: '南京', line: '江苏省南京市江宁区', code: '025', roads: ['将军大道', '胜太路', '秣周东路'] },
  ],
  south: [
    { short: '深圳', line: '广东省深圳市宝安区', code: '0755', roads: ['宝安大道', '创业二路', '航城大道'] },
    { short: '东莞', line: '广东省东莞市', code: '0769', roads: ['长安镇振安路', '松山湖工业北路', '寮步镇香市路'] },
    { short: '佛山', line: '广东省佛山市顺德区', code: '0757', roads: ['大良街道新桂路', '容桂大道', '北滘镇三乐路'] },
    { short: '广州', line: '广东省广州市黄埔区', code: '020', roads: ['科学大道', '开创大道', '云埔一路'] },
    { short: '厦门', line: '福建省厦门市集美区', code: '0592', roads: ['集美大道', '杏林北路', '后溪工业路'] },
    { short: '惠州', line: '广东省惠州市惠城区', code: '0752', roads: ['和畅五路', '仲恺大道', '江北三新南路'] },
    { short: '珠海', line: '广东省珠海市香洲区', code: '0756', roads: ['前山路', '南屏科技园屏东三路', '港湾大道'] },
  ],
}

type Industry =
  | 'manufacturing'
  | 'realEstate'
  | 'logistics'
  | 'government'
  | 'it'
  | 'businessServices'
  | 'finance'
  | 'media'

/** How often each industry is met. */
export const industryWeights: Record<Industry, number> = {
  manufacturing: 58,
  logistics: 12,
  realEstate: 10,
  government: 6,
  it: 6,
  businessServices: 4,
  finance: 2,
  media: 2,
}

/** What a company of that industry is called behind its own name. */
const endings: Record<Industry, readonly string[]> = {
  manufacturing: ['精密机械', '汽车零部件', '电子科技', '新材料', '阀门制造', '模具', '包装材料', '智能装备', '食品'],
  logistics: ['供应链', '冷链物流', '仓储物流', '国际货运'],
  realEstate: ['产业园运营', '物业服务', '商业管理'],
  government: ['水务', '公共交通', '热力'],
  it: ['信息技术', '数据科技'],
  businessServices: ['检测认证', '能源服务'],
  finance: ['融资租赁'],
  media: ['印务', '文化传媒'],
}

const brands =
  `恒锐 明启 华拓 鼎川 瑞峰 盛联 中屹 泰合 金翼 博远 嘉禾 立恒 新澜 正昊 宏达 凯顺 锦程 润和 广源 天工 力拓 安捷 德信 云峰
海纳 维科 智远 长顺 百川 同泽 卓越 荣创 启明 诚亿 科盛 万通 信达 联众 浩宇 旭阳 晨光 东海 南星 西岭 北辰 丰泽 亚特 伟业 永固 久安 和美 志成 通力
康宁 佳禾 乐途 耀华 兴邦 隆盛 振宇 昌和 源泰 翔宇 精诚 汇智 朗科 铭泰 捷利 易达 优盛 美佳 华欣 国瑞 鹏程 飞腾 宝丰 大成 合力 中天 星河 蓝海 景行
致远 创源 佰盛 佑安 协和 弘毅 建业 品冠 庆丰 思源 拓普 敏实 日昇 星宇 朝阳 泓源 清泉 潮汇 焕新 玖龙 瑞安 睿思 石川 禾丰 竞越 筑信 维扬 聚能 胜达
英诺 茂源 超群 远航 迅驰 金桥 银杉 铂瑞 锐捷 骏驰 鸿运 麒麟 黎明 龙腾`
    .split(/\s+/)
    .filter(Boolean)

/** What was given of one source of chance: customers and leads of a company are never called the same by accident. */
const givenBy = new WeakMap<Random, Set<string>>()

/** Gives names of companies, each its own; the list of brands is used up before one comes again with another ending. */
export function companyNames(random: Random): (city: City, industry: Industry) => { name: string; brand: string } {
  let left: string[] = []
  const given = givenBy.get(random) ?? new Set<string>()
  givenBy.set(random, given)
  const name = (city: City, industry: Industry): { name: string; brand: string } => {
    if (left.length === 0) left = random.shuffled(brands)
    const brand = left.pop() as string
    const full = `${city.short}${brand}${random.pick(endings[industry])}有限公司`
    if (given.has(full)) return name(city, industry)
    given.add(full)
    return { name: full, brand }
  }
  return name
}

export const surnames = [
  ...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
]

export const givenNames = {
  male: [
    '伟',
    '强',
    '磊',
    '军',
    '勇',
    '杰',
    '涛',
    '明',
    '超',
    '建华',
    '志强',
    '海波',
    '国栋',
    '文斌',
    '永刚',
    '晓东',
    '俊峰',
    '振宇',
    '立新',
    '家豪',
    '子轩',
    '嘉伟',
  ],
  female: [
    '芳',
    '敏',
    '静',
    '丽',
    '娜',
    '艳',
    '霞',
    '婷',
    '雪',
    '玲',
    '秀英',
    '晓红',
    '雅琴',
    '佳怡',
    '思远',
    '梦洁',
    '雨桐',
    '慧敏',
    '春燕',
    '丽华',
    '晓雯',
    '欣怡',
  ],
} as const

/** Posts of people at customers, with the role that they play in buying. */
export const posts: readonly { title: string; role: string; influence: string }[] = [
  { title: '总经理', role: 'decisionMaker', influence: 'high' },
  { title: '副总经理', role: 'decisionMaker', influence: 'high' },
  { title: '生产总监', role: 'decisionMaker', influence: 'high' },
  { title: '设备部经理', role: 'user', influence: 'high' },
  { title: '信息部经理', role: 'technical', influence: 'medium' },
  { title: '采购经理', role: 'purchaser', influence: 'medium' },
  { title: '能源管理员', role: 'user', influence: 'low' },
  { title: '厂务主管', role: 'influencer', influence: 'medium' },
  { title: '财务经理', role: 'finance', influence: 'medium' },
  { title: '总经办主任', role: 'gatekeeper', influence: 'low' },
  { title: '自动化工程师', role: 'technical', influence: 'low' },
]
