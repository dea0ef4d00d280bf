import { type Day, dayText, instantAt, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, sellers } from '../people.ts'
import { type Account, leavesOn } from './accounts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

/** An instalment: how much of the whole (in per cent) on which day, and whether the customer keeps it back until then. */
interface Part {
  percent: number
  day: Day
  isKept?: true
}

/** A contract as the rest of the plan (receipts) needs it. */
export interface PlannedContract {
  id: string
  name: string
  account: Account
  owner: PersonKey
  currency: 'CNY' | 'USD'
  amount: string
  /** The day on which it took effect; null when it has not. */
  effective: Day | null
  /** Its instalments, with the ids of their records. */
  plan: { id: string; dueOn: string; amount: string }[]
}

/** What a contract is made of. */
interface Wanted {
  account: Account
  owner: PersonKey
  name: string
  amount: string
  day: Day
  paymentTerms: string
  /** Null: all of it on the day of the contract. */
  pattern: Part[] | null
  more?: Record<string, unknown>
  /** How far it goes; in effect and signed unless told. */
  until?: 'draft' | 'approved' | 'unsigned'
}

/** Contracts of what was won, with their collection plans; and of everybody who sells one of each kind that a view shows. */
export function planContracts(world: World, deals: readonly Deal[], accounts: readonly Account[]): PlannedContract[] {
  planSeals(world)
  const made = deals.flatMap(deal => ofDeal(world, deal) ?? [])
  for (const { key } of sellers.filter(seller => leavesOn(world, seller.key) > world.today)) {
    const own = accounts.filter(
      account => account.owner === key && account.currency === 'CNY' && account.day < world.today - 130,
    )
    const [first = null, second = first, third = second] = world.random.shuffled(own)
    if (first && second && third) made.push(...ofEverySeller(world, key, [first, second, third]))
  }
  return made
}

/** The seals of our first company, one of which was replaced. */
function planSeals(world: World): void {
  const legalEntity = entityOf(world)
  const at = instantAt(world.firstDay, 10 * 60)
  const admin = { by: 'chenjing', object: 'seal', owner: null } as const
  for (const [place, [name, kind]] of sealNames.entries())
    world.create({ ...admin, at: at + place * 60_000 }, { name, kind, legalEntity })
  const old = world.create({ ...admin, at: at + 600_000 }, { name: '合同专用章（旧）', kind: 'contract', legalEntity })
  if (old)
    world.add({
      kind: 'act',
      at: instantAt(workedUntil(world.today - 260), 10 * 60),
      by: 'chenjing',
      object: 'seal',
      id: old,
      verb: 'retire',
      input: {},
    })
}

const sealNames = [
  ['合同专用章', 'contract'],
  ['公章', 'company'],
] as const

/** Our company that signs. */
const entityOf = (world: World): string | undefined => world.made.find(({ object }) => object === 'legalEntity')?.id

function ofDeal(world: World, deal: Deal): PlannedContract | null {
  const { random } = world
  if (deal.state !== 'won' || !deal.account || !deal.wonFor || deal.closed === null) return null
  const day = workedFrom(deal.closed + random.whole(1, 4))
  if (day >= Math.min(world.today, leavesOn(world, deal.owner) - 2)) return null
  const kind = random.weighted({ once: 20, instalments: 45, afterDelivery: 20, prepaid: 10, monthly: 5 })
  return make(world, {
    account: deal.account,
    owner: deal.owner,
    name: deal.name,
    amount: `${deal.wonFor}.00`,
    day,
    paymentTerms: kind,
    pattern: patternOf(kind, day),
    more: { opportunity: deal.id, source: deal.account.source },
  })
}

function patternOf(paymentTerms: string, day: Day): Part[] | null {
  if (paymentTerms === 'instalments')
    return [
      { percent: 30, day },
      { percent: 60, day: day + 60 },
      { percent: 10, day: day + 365 },
    ]
  if (paymentTerms === 'prepaid') return [{ percent: 100, day: day + 7 }]
  if (paymentTerms === 'monthly')
    return Array.from({ length: 6 }, (_one, index) => ({ percent: 100 / 6, day: day + 30 * index }))
  return paymentTerms === 'afterDelivery'
    ? [
        { percent: 95, day: day + 45 },
        { percent: 5, day: day + 410, isKept: true },
      ]
    : null
}

/** Money that is overdue, due in these days and due later; a service that ends soon; one that is over; one that is being written. */
function ofEverySeller(
  world: World,
  owner: PersonKey,
  [first, second, third]: [Account, Account, Account],
): PlannedContract[] {
  const { today } = world
  const days = [today - 95, today - 18, today, today + 20, today + 110]
  const running = make(world, {
    account: first,
    owner,
    name: `${first.brand}产线监测二期`,
    amount: '286000.00',
    day: workedUntil(today - 100),
    paymentTerms: 'instalments',
    pattern: days.map(day => ({ percent: 20, day })),
  })
  const service = make(world, {
    account: second,
    owner,
    name: `${second.brand}年度运维服务`,
    amount: '48000.00',
    day: workedUntil(today - 125),
    paymentTerms: 'once',
    pattern: null,
    more: { startOn: dayText(today - 351), endOn: dayText(today + 14) },
    until: 'unsigned',
  })
  const over = make(world, {
    account: third,
    owner,
    name: `${third.brand}备件采购`,
    amount: '12600.00',
    day: workedUntil(today - 90),
    paymentTerms: 'once',
    pattern: null,
  })
  if (over)
    world.add({
      kind: 'act',
      at: instantAt(workedUntil(today - 20), 15 * 60),
      by: owner,
      object: 'contract',
      id: over.id,
      verb: 'complete',
      input: { remark: '货已验收' },
    })
  const writing = make(world, {
    account: first,
    owner,
    name: `${first.brand}扩容项目`,
    amount: '158000.00',
    day: workedUntil(today - 3),
    paymentTerms: 'instalments',
    pattern: [
      { percent: 30, day: today },
      { percent: 70, day: today + 90 },
    ],
    until: world.random.chance(0.5) ? 'draft' : 'approved',
  })
  return [running, service, over, writing].flatMap(one => one ?? [])
}

/** Writes a contract with its plan, has it approved, puts it into effect on the next worked day and has it signed. */
function make(world: World, wanted: Wanted): PlannedContract | null {
  const { random } = world
  const { account, owner, day, name, amount, paymentTerms, pattern, more, until } = wanted
  const at = instantAt(day, random.whole(9 * 60 + 15, 11 * 60))
  const values = {
    name,
    customer: account.id,
    legalEntity: entityOf(world),
    amount,
    currency: account.currency,
    paymentTerms,
    ...more,
  }
  const id = world.create({ at, by: owner, object: 'contract' }, values)
  if (id === null) return null
  const plan = planOf(world, { id, at, ...wanted })
  const act = (minutes: number, verb: string, input: Record<string, unknown> = {}, by = owner): void =>
    world.add({ kind: 'act', at: at + minutes * 60_000, by, object: 'contract', id, verb, input })
  const seal = world.made.find(({ object }) => object === 'seal')?.id
  const contract: PlannedContract = {
    id,
    name,
    account,
    owner,
    currency: account.currency,
    amount,
    effective: null,
    plan,
  }
  if (until === 'draft') return contract
  act(30, 'submit', pattern ? {} : { opinion: '按标准条款' })
  if (until === 'approved') return contract
  if (seal && until !== 'unsigned' && random.chance(0.7)) act(120, 'sealIt', { seal, copies: 2 }, 'chenjing')
  if (until !== 'unsigned') act(180, 'sign', { signedOn: dayText(day) })
  act(200, 'takeEffect', {})
  return { ...contract, effective: day }
}

/** The instalments as records of their own, written while the contract is a draft; the last takes what is left. */
function planOf(
  world: World,
  { id, at, owner, amount, day, pattern }: Wanted & { id: string; at: number },
): PlannedContract['plan'] {
  const whole = Math.round(Number(amount) * 100)
  const parts = pattern ?? [{ percent: 100, day }]
  let left = whole
  return parts.flatMap(({ percent, day: due, isKept }: Part, place) => {
    const cents = place === parts.length - 1 ? left : Math.round((whole * percent) / 100)
    left -= cents
    const row = { dueOn: dayText(due), amount: (cents / 100).toFixed(2) }
    const made = world.create(
      { at: at + (place + 1) * 60_000, by: owner, object: 'collectionPlan' },
      { contract: id, ...row, ...(isKept ? { kind: 'retention', releaseOn: row.dueOn } : {}) },
    )
    return made === null ? [] : [{ ...row, id: made }]
  })
}
