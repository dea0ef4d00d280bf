import { dayText, instantAt, workedFrom } from '../days.ts'
import { sellers } from '../people.ts'
import { cities, companyNames } from '../words/companies.ts'
import type { World } from './world.ts'

/** Why customers were lost, in the words of whoever had them. */
const losses = [
  { reason: 'competitor', remark: '集团统一招标，换了供应商' },
  { reason: 'price', remark: '要求降价两成，做不了' },
  { reason: 'noNeed', remark: '产线整体外迁，本地不再采购' },
  { reason: 'closedDown', remark: '工厂年初停产' },
  { reason: 'relationship', remark: '设备部换了负责人，不再合作' },
] as const

/** Customers of each seller who bought before the company used the program, twice, and one who was lost. */
export function planLives(world: World): void {
  const nameOf = companyNames(world.random)
  for (const [place, { key, sells }] of sellers.entries()) {
    const cityOf = () => world.random.pick(cities[sells?.region ?? 'east'])
    const made = instantAt(workedFrom(world.today - 300 + place), 9 * 60 + 20 + place)
    const customer = (turn: number): string | null =>
      world.create(
        { at: made + turn * 60_000, by: key, object: 'customer' },
        { name: nameOf(cityOf(), 'manufacturing').name, level: 'b', industry: 'manufacturing', source: 'referral' },
      )
    const deal = (id: string | null, at: number, back: number) => {
      if (id === null) return
      const input = { status: 'closed', dealOn: dayText(world.today - back), reason: '旧系统里的成交' }
      world.add({ kind: 'act', at, by: key, object: 'customer', id, verb: 'setDealStatus', input })
    }
    // And one of whom nobody knows yet what becomes of him.
    const [former, again, lost] = [customer(0), customer(1), customer(2), customer(3)]
    deal(former, made + 600_000, 700 + place)
    deal(again, made + 660_000, 800 + place)
    if (again) buyAgain(world, { customer: again, by: key, at: made + 86_400_000 * 3 })
    const loss = losses[place % losses.length]
    if (lost && loss)
      world.add({
        kind: 'act',
        at: instantAt(workedFrom(world.today - 30 + place), 17 * 60),
        by: key,
        object: 'customer',
        id: lost,
        verb: 'markLost',
        input: loss,
      })
  }
}

/** A second deal, which makes of a customer one who buys again. */
function buyAgain(
  world: World,
  { customer, by, at }: { customer: string; by: (typeof sellers)[number]['key']; at: number },
): void {
  const id = world.create({ at, by, object: 'opportunity' }, { name: '备件年度采购', customer, amount: '48000.00' })
  if (id) world.add({ kind: 'act', at: at + 86_400_000 * 7, by, object: 'opportunity', id, verb: 'win', input: {} })
}
