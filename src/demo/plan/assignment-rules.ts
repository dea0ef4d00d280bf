import { instantAt } from '../days.ts'
import type { PersonKey } from '../people.ts'
import type { World } from './world.ts'

/** The rules by which marketing's leads are shared out: by place, then whoever has least. They stand since the leads are kept here. */
export function planAssignmentRules(world: World): void {
  const at = instantAt(world.today - 30, 9 * 60)
  const people = (...keys: PersonKey[]) => keys.map(key => ({ user: world.users[key] }))
  const rules = [
    {
      name: '华东区',
      regions: '上海、江苏、浙江、安徽、山东',
      candidates: people('liqiang', 'zhangwei'),
      method: 'roundRobin',
      cap: 60,
    },
    {
      name: '华南区',
      regions: '广东、福建、广西、海南',
      candidates: people('huanglei', 'linxiao'),
      method: 'roundRobin',
      cap: 60,
    },
    {
      name: '展会和官网询盘',
      sources: ['promotion', 'onlineInquiry'],
      candidates: people('liqiang', 'huanglei', 'linxiao'),
      method: 'performance',
      cap: 60,
      taskPriority: 'urgent',
    },
    {
      name: '其余线索',
      candidates: people('liqiang', 'zhangwei', 'huanglei', 'linxiao'),
      method: 'load',
      cap: 200,
      taskDays: 2,
    },
  ]
  for (const [place, rule] of rules.entries())
    world.create({ at: at + place * 1000, by: 'chenjing', owner: null, object: 'assignmentRule' }, rule)
}
