import { dayText, instantAt, workedUntil } from '../days.ts'
import { type PersonKey, sellers } from '../people.ts'
import type { Account } from './accounts.ts'
import { mobile, personName } from './contacts.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

const reasons = ['两周内定标，总经理亲自在看', '竞争对手已经报价，本周要答复', '预算月底前必须用完', '老板要求现场演示']
const neglected = [
  '朗润包装',
  '启航冷链',
  '瑞丰食品',
  '恒泰纺织',
  '蓝岸电子',
  '新科仪器',
  '宏盛建材',
  '佳和印刷',
  '天工模具',
  '博远教育',
]
const untouched = [
  '金穗农机',
  '海纳商贸',
  '云杉家居',
  '鼎力索具',
  '顺意汽配',
  '明德检测',
  '东篱园艺',
  '安澜水务',
  '星野文旅',
  '禾木装饰',
]

/**
 * What makes customers' pages worth looking at: hot ones with their reasons, maps of who decides, birthdays of these days; and for everybody
 * who sells a customer of whom nobody has heard for long, and one whom nobody has called yet.
 */
export function planCare(world: World, deals: readonly Deal[], accounts: readonly Account[]): void {
  sellers.forEach(({ key }, place) => {
    planHot(world, hotOne(world, { deals, accounts, by: key }), {
      by: key,
      reason: reasons[place % reasons.length] ?? '',
    })
    planQuiet(world, key, place)
    planMap(world, deals, key)
    planBirthday(world, accounts, key, place)
  })
}

function planHot(world: World, account: Account | undefined, { by, reason }: { by: PersonKey; reason: string }): void {
  if (!account) return
  const at = instantAt(workedUntil(world.today - 2), 16 * 60 + 40)
  world.add({ kind: 'act', at, by, object: 'customer', id: account.id, verb: 'flagHot', input: { reason } })
}

/** Whom somebody may well call hot: the customer of his newest running deal, or else the newest of his own. */
function hotOne(
  world: World,
  { deals, accounts, by }: { deals: readonly Deal[]; accounts: readonly Account[]; by: PersonKey },
): Account | undefined {
  const account = deals.findLast(one => isRunning(world, one, by))?.account
  return account ?? accounts.findLast(({ owner, day }) => owner === by && day < workedUntil(world.today - 2))
}

/** A deal of theirs that somebody was at already on the days on which all this is written down. */
const isRunning = (world: World, deal: Deal, by: PersonKey): boolean =>
  deal.owner === by && deal.state === 'open' && deal.account?.owner === by && deal.opened < workedUntil(world.today - 2)

function planQuiet(world: World, by: PersonKey, place: number): void {
  const old = instantAt(workedUntil(world.today - 75), 9 * 60 + 20)
  const phone = () => [{ raw: mobile(world) }]
  const id = world.create(
    { at: old, by, object: 'customer' },
    {
      name: `宁波${neglected[place % neglected.length]}有限公司`,
      phones: phone(),
      level: 'b',
      industry: 'manufacturing',
    },
  )
  const happenedAt = instantAt(workedUntil(world.today - 52), 10 * 60)
  if (id !== null)
    world.create(
      { at: happenedAt + 3_600_000, by, object: 'activity' },
      {
        method: 'phone',
        content: '对方说项目推迟，下季度再谈。',
        customer: id,
        result: 'considering',
        happenedAt: new Date(happenedAt).toISOString(),
      },
    )
  const fresh = instantAt(workedUntil(world.today - 3), 9 * 60 + 40)
  world.create(
    { at: fresh, by, object: 'customer' },
    { name: `温州${untouched[place % untouched.length]}有限公司`, phones: phone(), level: 'c', industry: 'logistics' },
  )
}

/** Who reports to whom at the customer of a running deal, and who counts in it. */
function planMap(world: World, deals: readonly Deal[], by: PersonKey): void {
  const deal = deals.findLast(
    one => isRunning(world, one, by) && one.account !== null && one.account.contacts.length > 1,
  )
  const [first, ...others] = deal?.account?.contacts ?? []
  if (!deal?.account || !first) return
  const at = instantAt(workedUntil(world.today - 2), 17 * 60 + 10)
  world.add({
    kind: 'update',
    at,
    by,
    object: 'customer',
    id: deal.account.id,
    values: { decisionLinks: others.map(other => ({ contact: other.id, kind: 'reportsTo', target: first.id })) },
  })
  world.add({
    kind: 'update',
    at: at + 60_000,
    by,
    object: 'opportunity',
    id: deal.id,
    values: { contacts: [first, ...others].map(({ id }) => ({ contact: id })) },
  })
}

/** Somebody whom one knows has a birthday within the week. */
function planBirthday(world: World, accounts: readonly Account[], by: PersonKey, place: number): void {
  const account = accounts.findLast(one => one.owner === by && one.contacts.length > 0)
  if (!account) return
  const { name, gender } = personName(world)
  world.create(
    { at: instantAt(workedUntil(world.today - 4), 11 * 60 + place), by, object: 'contact' },
    {
      name,
      gender,
      customer: account.id,
      jobTitle: '办公室主任',
      role: 'gatekeeper',
      birthday: dayText(world.today + 1 + (place % 5)).slice(5),
      phones: [{ raw: mobile(world) }],
    },
  )
}
