import { dayText, instantAt, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, people } from '../people.ts'
import { type Account, leavesOn } from './accounts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

/** Of those that run and whose day has passed, most are given another; and the customers of whoever left are handed on, but for some. */
export function planCorrections(world: World, deals: readonly Deal[], accounts: readonly Account[]): void {
  const { random } = world
  for (const deal of deals) {
    if (deal.state !== 'open' || world.today < deal.opened + 45) continue
    const isForgotten = deal.opened > world.today - 120 && random.chance(0.3)
    if (leavesOn(world, deal.owner) < world.today || isForgotten) continue
    world.add({
      kind: 'update',
      at: instantAt(workedUntil(world.today - random.whole(1, 18)), 17 * 60),
      by: deal.owner,
      object: 'opportunity',
      id: deal.id,
      values: { expectedCloseOn: dayText(world.today + random.whole(3, 75)) },
    })
  }
  for (const { key, leftDaysAgo } of people)
    if (leftDaysAgo !== undefined)
      world.add({
        kind: 'update',
        at: instantAt(leavesOn(world, key), 18 * 60),
        by: 'chenjing',
        object: 'user',
        id: world.users[key],
        values: { state: 'left', leftOn: dayText(leavesOn(world, key)) },
      })
  const left = accounts.filter(({ owner }) => leavesOn(world, owner) < world.today)
  const handed = left.slice(0, Math.floor(left.length * 0.55))
  for (const [place, account] of handed.entries()) {
    const owner = (['liqiang', 'zhangwei', 'wangfang'] as const)[place % 3] as PersonKey
    const at = instantAt(workedFrom(leavesOn(world, account.owner) + 2), 10 * 60 + place)
    const mine = deals.filter(deal => deal.account === account && deal.state === 'open')
    const values = { owner: world.users[owner] }
    world.add({ kind: 'update', at, by: 'wangfang', object: 'customer', id: account.id, values })
    const expectedCloseOn = dayText(world.today + random.whole(5, 60))
    for (const { id } of mine)
      world.add({
        kind: 'update',
        at,
        by: 'wangfang',
        object: 'opportunity',
        id,
        values: { ...values, expectedCloseOn },
      })
  }
}
