import { instantAt, isoOf } from '../days.ts'
import { people } from '../people.ts'
import { idOf } from '../seeded-ids.ts'
import type { Account } from './accounts.ts'
import type { World } from './world.ts'

const reasons = [
  '客户主动打电话找我询价，想一起跟进。',
  '我认识他们的采购经理。',
  '这家在我负责的区域，申请转给我。',
] as const

/** Whoever came second has asked the owner: each who sells asks for something of a colleague and is asked by one. */
export function planAccessRequests(world: World, accounts: readonly Account[]): void {
  const sellers = people.filter(person => person.sells && person.leftDaysAgo === undefined).map(person => person.key)
  for (const [place, requester] of sellers.entries()) {
    const owner = sellers[(place + 1) % sellers.length]
    const wanted = accounts.findLast(account => account.owner === owner)
    if (!owner || owner === requester || !wanted) continue
    for (const isOpen of [false, true]) {
      const at = instantAt(world.today - (isOpen ? 1 : 12), 15 * 60 + place)
      world.steps.push({
        kind: 'create',
        at,
        by: 'chenjing',
        object: 'accessRequest',
        id: idOf(world.random, at),
        values: {
          title: wanted.brand,
          kind: place % 3 === 2 ? 'transfer' : 'collaborate',
          noun: 'customer',
          record: wanted.id,
          requester: world.users[requester],
          reason: reasons[place % reasons.length],
          state: isOpen ? 'open' : 'refused',
          owner: world.users[owner],
          createdAt: isoOf(at),
          ...(isOpen
            ? {}
            : {
                decidedBy: world.users[owner],
                decidedAt: isoOf(at + 3_600_000),
                answer: '合同正在走流程，签完再说。',
              }),
        },
        history: [
          { state: 'open', at: isoOf(at) },
          ...(isOpen ? [] : [{ state: 'refused', at: isoOf(at + 3_600_000) }]),
        ],
      })
    }
  }
}
