/** Who works in the demo company; the keys are also the names to sign in with. */
export type PersonKey =
  | 'chenjing'
  | 'zhoujianguo'
  | 'wangfang'
  | 'zhaomin'
  | 'liqiang'
  | 'zhangwei'
  | 'hejun'
  | 'huanglei'
  | 'linxiao'
  | 'wuqian'
  | 'sunyue'
  | 'zhengkai'

export interface DemoPerson {
  key: PersonKey
  name: string
  position: string
  department: DepartmentKey
  superior: PersonKey | null
  role: string
  expertise?: string
  /** Where he sells, as it stands on his page. */
  territory?: string
  /** Days before the present day on which this person left. */
  leftDaysAgo?: number
  /** Of whoever sells: how likely an opportunity is won, and which part of the new customers comes to him. */
  sells?: { skill: number; share: number; region: 'east' | 'south' }
}

export type DepartmentKey = 'sales' | 'east' | 'south' | 'marketing' | 'office'

export const departments: Record<DepartmentKey, { name: string; parent: DepartmentKey | null; head: PersonKey }> = {
  sales: { name: '销售部', parent: null, head: 'zhoujianguo' },
  east: { name: '华东区', parent: 'sales', head: 'wangfang' },
  south: { name: '华南区', parent: 'sales', head: 'zhaomin' },
  marketing: { name: '市场与客服部', parent: null, head: 'sunyue' },
  office: { name: '综合管理部', parent: null, head: 'chenjing' },
}

/** Superiors stand before those below them. */
export const people: readonly DemoPerson[] = [
  {
    key: 'zhoujianguo',
    name: '周建国',
    position: '销售总监',
    department: 'sales',
    superior: null,
    role: 'director',
    sells: { skill: 0.62, share: 0.3, region: 'east' },
  },
  {
    key: 'chenjing',
    name: '陈静',
    position: '综合管理部经理',
    department: 'office',
    superior: 'zhoujianguo',
    role: 'administrator',
  },
  {
    key: 'wangfang',
    name: '王芳',
    position: '华东区经理',
    department: 'east',
    superior: 'zhoujianguo',
    role: 'salesManager',
    expertise: '汽车零部件、装备制造',
    sells: { skill: 0.55, share: 0.5, region: 'east' },
  },
  {
    key: 'zhaomin',
    name: '赵敏',
    position: '华南区经理',
    department: 'south',
    superior: 'zhoujianguo',
    role: 'salesManager',
    expertise: '电子、物流园区',
    sells: { skill: 0.55, share: 0.5, region: 'south' },
  },
  {
    key: 'liqiang',
    name: '李强',
    position: '高级销售',
    department: 'east',
    superior: 'wangfang',
    role: 'salesperson',
    expertise: '精密机械',
    territory: '浙江、上海',
    sells: { skill: 0.48, share: 1, region: 'east' },
  },
  {
    key: 'zhangwei',
    name: '张伟',
    position: '销售',
    department: 'east',
    superior: 'wangfang',
    role: 'salesperson',
    territory: '江苏、安徽',
    sells: { skill: 0.4, share: 1, region: 'east' },
  },
  {
    key: 'hejun',
    name: '何俊',
    position: '销售',
    department: 'east',
    superior: 'wangfang',
    role: 'salesperson',
    leftDaysAgo: 45,
    sells: { skill: 0.3, share: 0.8, region: 'east' },
  },
  {
    key: 'huanglei',
    name: '黄磊',
    position: '高级销售',
    department: 'south',
    superior: 'zhaomin',
    role: 'salesperson',
    expertise: '电子制造',
    territory: '深圳、东莞',
    sells: { skill: 0.56, share: 1, region: 'south' },
  },
  {
    key: 'linxiao',
    name: '林晓',
    position: '销售',
    department: 'south',
    superior: 'zhaomin',
    role: 'salesperson',
    territory: '广东、福建',
    sells: { skill: 0.42, share: 1, region: 'south' },
  },
  { key: 'wuqian', name: '吴倩', position: '财务主管', department: 'office', superior: 'chenjing', role: 'finance' },
  {
    key: 'sunyue',
    name: '孙悦',
    position: '市场经理',
    department: 'marketing',
    superior: 'zhoujianguo',
    role: 'marketing',
  },
  {
    key: 'zhengkai',
    name: '郑凯',
    position: '客户成功工程师',
    department: 'marketing',
    superior: 'sunyue',
    role: 'service',
    expertise: '设备联网、上线培训',
  },
]

export const personOf = (key: PersonKey): DemoPerson => people.find(person => person.key === key) as DemoPerson

/** Who is still here. */
export const active: readonly DemoPerson[] = people.filter(person => person.leftDaysAgo === undefined)

/** Those who call on customers day by day, and still do. */
export const sellers: readonly DemoPerson[] = active.filter(({ role }) =>
  ['salesperson', 'salesManager', 'director'].includes(role),
)
