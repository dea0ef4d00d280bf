/** What the demo company sells: devices and software that watch machines and their energy. */
export const categories: readonly { key: string; name: string; parent: string | null }[] = [
  { key: 'devices', name: '采集设备', parent: null },
  { key: 'gateways', name: '边缘网关', parent: 'devices' },
  { key: 'sensors', name: '传感器', parent: 'devices' },
  { key: 'software', name: '软件平台', parent: null },
  { key: 'services', name: '服务', parent: null },
]

export interface ProductWords {
  key: string
  name: string
  code: string
  category: string
  unit: string
  specification?: string
  price: number
  description: string
  /** How many a customer usually takes. */
  quantity: readonly [number, number]
  offSale?: true
}

export const products: readonly ProductWords[] = [
  {
    key: 'gateway',
    name: '澜川边缘网关 G3',
    code: 'LC-G3',
    category: 'gateways',
    unit: '台',
    specification: '4 网口，双 4G，-40～70 ℃',
    price: 6800,
    description: '接入主流 PLC 和电表，断网时在本地保存 30 天。',
    quantity: [2, 24],
  },
  {
    key: 'gatewayOld',
    name: '澜川边缘网关 G2',
    code: 'LC-G2',
    category: 'gateways',
    unit: '台',
    specification: '2 网口，4G',
    price: 5200,
    description: '上一代网关，只供老客户补货。',
    quantity: [2, 10],
    offSale: true,
  },
  {
    key: 'meter',
    name: '三相智能电表 M1',
    code: 'LC-M1',
    category: 'sensors',
    unit: '只',
    specification: '0.5S 级，开口互感器',
    price: 980,
    description: '不停电安装，每秒一个数据点。',
    quantity: [10, 160],
  },
  {
    key: 'vibration',
    name: '振动温度传感器 V2',
    code: 'LC-V2',
    category: 'sensors',
    unit: '只',
    specification: '三轴，电池 3 年',
    price: 1450,
    description: '用于电机、风机、水泵的状态监测。',
    quantity: [8, 120],
  },
  {
    key: 'flow',
    name: '超声波流量计 F1',
    code: 'LC-F1',
    category: 'sensors',
    unit: '台',
    specification: 'DN50–DN300，外夹式',
    price: 4200,
    description: '水、压缩空气管道不停产安装。',
    quantity: [2, 20],
  },
  {
    key: 'energy',
    name: '能源管理平台（年）',
    code: 'LC-EMS',
    category: 'software',
    unit: '年',
    price: 68000,
    description: '分项能耗、峰谷分析、碳排放报表，按工厂订阅。',
    quantity: [1, 3],
  },
  {
    key: 'maintenance',
    name: '设备预测维护平台（年）',
    code: 'LC-PDM',
    category: 'software',
    unit: '年',
    price: 96000,
    description: '振动诊断、故障预警、点检工单。',
    quantity: [1, 3],
  },
  {
    key: 'screen',
    name: '产线看板（套）',
    code: 'LC-BRD',
    category: 'software',
    unit: '套',
    price: 18000,
    description: 'OEE、停机原因、班组排名，接电视即用。',
    quantity: [1, 8],
  },
  {
    key: 'setup',
    name: '现场实施',
    code: 'LC-IMP',
    category: 'services',
    unit: '人天',
    price: 2200,
    description: '勘察、布点、安装、调试。',
    quantity: [5, 60],
  },
  {
    key: 'training',
    name: '操作培训',
    code: 'LC-TRN',
    category: 'services',
    unit: '场',
    price: 6000,
    description: '到厂培训，含教材。',
    quantity: [1, 4],
  },
  {
    key: 'care',
    name: '年度维保',
    code: 'LC-SVC',
    category: 'services',
    unit: '年',
    price: 26000,
    description: '4 小时响应，备件先行。',
    quantity: [1, 2],
  },
]

/** What is bought together, and what such an undertaking is called. */
export const bundles: readonly { name: string; products: readonly string[]; weight: number }[] = [
  { name: '能源管理系统', products: ['gateway', 'meter', 'energy', 'setup'], weight: 30 },
  { name: '设备预测维护试点', products: ['gateway', 'vibration', 'maintenance', 'setup'], weight: 22 },
  { name: '车间能耗监测一期', products: ['gateway', 'meter', 'setup'], weight: 18 },
  { name: '产线数字看板', products: ['gateway', 'screen', 'training'], weight: 12 },
  { name: '空压站节能改造', products: ['flow', 'meter', 'energy'], weight: 10 },
  { name: '园区水电计量改造', products: ['meter', 'flow', 'energy', 'setup'], weight: 8 },
]

/** What customers who have bought come back for. */
export const furtherBundles: readonly { name: string; products: readonly string[]; weight: number }[] = [
  { name: '二期扩容', products: ['gateway', 'meter', 'setup'], weight: 30 },
  { name: '平台续费与维保', products: ['energy', 'care'], weight: 35 },
  { name: '新厂区复制', products: ['gateway', 'meter', 'vibration', 'energy', 'setup'], weight: 20 },
  { name: '预测维护扩点', products: ['vibration', 'maintenance', 'care'], weight: 15 },
]

export const competitors = ['远见能控', '凌云工业互联', '本地集成商'] as const
