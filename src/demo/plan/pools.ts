import { instantAt, workedFrom } from '../days.ts'
import type { PersonKey } from '../people.ts'
import { cities, companyNames } from '../words/companies.ts'
import { personName } from './contacts.ts'
import type { World } from './world.ts'

/** Why somebody gives a customer back, in his own words. */
const givenBack = [
  '三次约访都没约上',
  '客户今年没有预算',
  '离我太远，跑不过来',
  '负责人换了，联系不上新的',
  '产品不合适，等新品',
  '电话一直没人接',
]

/**
 * The pools: one into which small customers fall whom nobody has followed up for long, limits on how many somebody owns, and what people gave
 * back in the last weeks, of which colleagues have claimed some.
 */
export function planPools(world: World): void {
  const at = instantAt(workedFrom(world.today - 45), 9 * 60)
  const settle = (object: string, place: number, values: Record<string, unknown>): string | null =>
    world.create({ at: at + place * 1000, by: 'chenjing', owner: null, object }, values)
  const pool = settle('pool', 0, {
    name: '休眠客户公海',
    object: 'customer',
    rank: 5,
    isForEverybody: true,
    members: [
      { part: 'manager', user: world.users.wangfang },
      { part: 'manager', user: world.users.zhaomin },
    ],
    hiddenFields: [{ field: 'phones' }, { field: 'wechats' }],
    claimsPerDay: 5,
    barDays: 7,
    warnDays: 3,
    protectionDays: 30,
    rules: [{ level: 'c', measure: 'activity', days: 240 }],
  })
  settle('ownershipLimit', 1, { name: '销售最多拥有 2000 个客户', kind: 'own', max: 2000, role: 'salesperson' })
  settle('ownershipLimit', 2, { name: '每人最多锁定 20 个客户', kind: 'lock', max: 20 })
  const nameOf = companyNames(world.random)
  const sellers: [PersonKey, 'east' | 'south'][] = [
    ['liqiang', 'east'],
    ['zhangwei', 'east'],
    ['huanglei', 'south'],
    ['linxiao', 'south'],
    ['liqiang', 'east'],
    ['huanglei', 'south'],
  ]
  for (const [place, [by, region]] of sellers.entries()) {
    const made = instantAt(workedFrom(world.today - 38 + place), 10 * 60 + place)
    const left = instantAt(workedFrom(world.today - 12 + place), 16 * 60 + place)
    const city = world.random.pick(cities[region])
    const { name } = nameOf(city, 'manufacturing')
    const values = { name, level: place % 2 === 0 ? 'c' : 'b', industry: 'manufacturing', source: 'coldCall' }
    const id = world.create(
      { at: made, by, object: 'customer' },
      { ...values, phones: [{ raw: `1990000${5100 + place}` }] },
    )
    if (id === null || pool === null) continue
    const reason = givenBack[place]
    world.add({ at: left, by, kind: 'act', object: 'customer', id, verb: 'release', input: { pool, reason } })
    // One of them has found somebody already.
    if (place !== 1) continue
    const claimed = instantAt(workedFrom(world.today - 5), 9 * 60)
    world.add({ at: claimed, by: 'liqiang', kind: 'act', object: 'customer', id, verb: 'claim', input: {} })
  }
  for (const [place, [by, region]] of sellers.slice(0, 3).entries()) {
    const made = instantAt(workedFrom(world.today - 16 + place), 11 * 60 + place)
    const { name: company } = nameOf(world.random.pick(cities[region]), 'it')
    const id = world.create(
      { at: made, by, object: 'lead' },
      { name: personName(world).name, company, source: 'coldCall', phones: [{ raw: `1990000${5200 + place}` }] },
    )
    const left = instantAt(workedFrom(world.today - 6 + place), 15 * 60)
    const reason = givenBack[place + 3]
    if (id !== null) world.add({ at: left, by, kind: 'act', object: 'lead', id, verb: 'release', input: { reason } })
  }
}
