import { dayText, instantAt, workedFrom } from '../days.ts'
import type { PersonKey } from '../people.ts'
import type { PlannedContract } from './contracts.ts'
import type { World } from './world.ts'

const finance = 'wuqian'

/** Money that came for what was sold: most of what is due, some of it late, some of it not yet claimed or confirmed. */
export function planReceipts(world: World, contracts: readonly PlannedContract[]): void {
  const running = contracts.filter(one => one.effective !== null)
  const ofSellers = new Map<string, PlannedContract[]>()
  for (const one of running)
    if (/产线监测二期|备件采购/.test(one.name)) ofSellers.set(one.owner, [...(ofSellers.get(one.owner) ?? []), one])
  for (const own of ofSellers.values()) ofEverySeller(world, own)
  const told = new Set([...ofSellers.values()].flat())
  for (const one of running) if (!told.has(one)) ofContract(world, one)
  planUnknown(world)
}

/** What is due is paid about its day, most of it whole, some of it in part or not yet. */
function ofContract(world: World, contract: PlannedContract): void {
  const { random, today } = world
  for (const { dueOn, amount } of contract.plan) {
    const due = Date.parse(`${dueOn}T00:00:00Z`) / 86_400_000
    const day = workedFrom(Math.max(due + random.whole(-6, 18), (contract.effective ?? due) + 1))
    if (day >= today || random.chance(0.08)) continue
    const part = random.chance(0.1) ? '0.5' : '1'
    const values = receiptOf(contract, scaled(amount, part), {
      method: random.chance(0.85) ? 'transfer' : 'acceptance',
    })
    receive(world, { day, values: { ...values, contract: contract.id } })
  }
}

/** Of everybody who sells one of each kind that a view shows. */
function ofEverySeller(world: World, own: readonly PlannedContract[]): void {
  const { today } = world
  const [long, short] = ['产线监测二期', '备件采购'].map(name => own.find(one => one.name.includes(name)))
  if (!long) return
  const [first, second, third] = long.plan
  opening(world, long)
  if (first) {
    const paid = receive(world, {
      day: workedFrom(today - 88),
      values: receiptOf(long, scaled(first.amount, '1', 2000), { paymentClass: 'newBusiness' }),
      claim: { by: long.owner, plan: first.id, amount: first.amount },
    })
    if (paid)
      world.add({
        kind: 'act',
        at: instantAt(workedFrom(today - 80), 16 * 60),
        by: finance,
        object: 'receipt',
        id: paid,
        verb: 'refund',
        input: { amount: '500.00', reason: '多付部分退回' },
      })
  }
  if (second)
    receive(world, {
      day: workedFrom(today - 12),
      values: receiptOf(long, scaled(second.amount, '0.4'), {}),
      claim: { by: long.owner, plan: second.id },
    })
  if (third)
    receive(world, {
      day: today,
      values: receiptOf(long, scaled(third.amount, '0.5'), {}),
      claim: { by: long.owner, plan: third.id },
      isOpen: true,
    })
  receive(world, { day: today, values: { ...receiptOf(long, '1800.00', {}), customer: long.account.id }, isOpen: true })
  if (short?.plan[0]) paidShort(world, short)
}

/** Paid at once, a little less than agreed. */
function paidShort(world: World, contract: PlannedContract): void {
  const day = workedFrom(world.today - 60)
  const values = receiptOf(contract, scaled(contract.amount, '1', -10), { paymentClass: 'renewal' })
  receive(world, { day, values: { ...values, contract: contract.id } })
}

/** What stood open, and what was held, before the company began to work with the program. */
function opening(world: World, { account }: PlannedContract): void {
  const at = instantAt(workedFrom(Math.max(account.day + 1, world.firstDay + 1)), 10 * 60)
  const on = dayText(world.firstDay - 1)
  const common = { customer: account.id, currency: account.currency, on }
  const by = { by: finance, owner: account.owner, object: 'openingBalance' } as const
  const values = { ...common, kind: 'receivable', amount: '6800.00', dueOn: dayText(world.firstDay + 40) }
  const owed = world.create({ ...by, at }, values)
  const input = { amount: '300.00', reason: '老客户折让' }
  if (owed)
    world.add({
      kind: 'act',
      at: at + 120_000,
      by: finance,
      object: 'openingBalance',
      id: owed,
      verb: 'discount',
      input,
    })
  world.create({ ...by, at: at + 60_000 }, { ...common, kind: 'prepayment', amount: '1200.00' })
}

/** Money of which nobody knows yet whose it is. */
function planUnknown(world: World): void {
  for (const [place, [payer, amount, purpose]] of (
    [
      ['上海瑞启供应链管理有限公司', '36500.00', '货款'],
      ['王建军', '5200.00', '设备尾款'],
      ['苏州工业园区财政结算中心', '128000.00', '项目款'],
    ] as const
  ).entries())
    world.create(
      { at: instantAt(world.today - place, 8 * 60 + place), by: finance, owner: null, object: 'receipt' },
      {
        payer,
        amount,
        currency: 'CNY',
        receivedOn: dayText(world.today - place),
        purpose,
        bankReference: `DEMO${place}`,
      },
    )
}

interface Received {
  day: number
  values: Record<string, unknown>
  claim?: { by: PersonKey; plan: string; amount?: string }
  /** Not confirmed yet. */
  isOpen?: true
}

/** Typed by finance in the morning, claimed by whoever sold, confirmed at noon. */
function receive(world: World, { day, values, claim, isOpen }: Received): string | null {
  const at = instantAt(day, 8 * 60 + 30 + world.random.whole(0, 20))
  const id = world.create({ at, by: finance, owner: null, object: 'receipt' }, { ...values, receivedOn: dayText(day) })
  if (id === null) return null
  const act = (minutes: number, by: PersonKey, verb: string, input: Record<string, unknown>): void =>
    world.add({ kind: 'act', at: at + minutes * 60_000, by, object: 'receipt', id, verb, input })
  if (claim)
    act(5, claim.by, 'claim', { collectionPlan: claim.plan, ...(claim.amount ? { amount: claim.amount } : {}) })
  if (!isOpen) act(10, finance, 'confirm', {})
  return id
}

const receiptOf = (
  { account, currency }: PlannedContract,
  amount: string,
  more: Record<string, unknown>,
): Record<string, unknown> => ({ payer: account.name, customer: account.id, amount, currency, ...more })

/** A part of an amount, and so much more, in whole cents. */
const scaled = (amount: string, part: string, more = 0): string =>
  (Math.round(Number(amount) * Number(part) * 100) / 100 + more).toFixed(2)
