import { dayOf, dayText, instantAt, isoOf, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, personOf, sellers } from '../people.ts'
import { idOf } from '../seeded-ids.ts'
import { cities, companyNames, industryWeights } from '../words/companies.ts'
import { followUps } from '../words/follow-ups.ts'
import type { Account } from './accounts.ts'
import type { Catalogue } from './catalogue.ts'
import { mobile, personName } from './contacts.ts'
import type { Deal } from './deals.ts'
import { type Note, writeDown } from './follow-ups.ts'
import { historyDays, type World } from './world.ts'

type State = 'new' | 'handedOver' | 'following' | 'converted' | 'invalid'

/** Since when leads are kept here, in days before the present day; older ones came over from the list that marketing had. */
const keptSince = 20

/**
 * The leads. What came before the day on which marketing moved in with its old list is brought over with its own dates and states; later
 * ones were entered by hand. Those that became customers name them, and the customers their origin.
 */
export function planLeads(
  world: World,
  catalogue: Catalogue,
  accounts: readonly Account[],
  deals: readonly Deal[],
): void {
  const nameOf = companyNames(world.random)
  const left = accounts.filter(({ contacts, day }) => contacts.length > 0 && day < world.today - keptSince - 5)
  const take = (account: Account | undefined): void => {
    if (!account) return
    left.splice(left.indexOf(account), 1)
    bringConverted(world, account, deals)
  }
  for (const account of left.filter(({ campaign }) => campaign !== null)) take(account)
  // Everybody who sells has some of each state, whoever else has more.
  const wanted: { owner: PersonKey; state: State }[] = sellers.flatMap(({ key }) =>
    (['following', 'following', 'invalid', 'converted'] as const).map(state => ({ owner: key, state })),
  )
  const others = Math.round(150 * world.scale)
  for (let place = 0; place < others; place++)
    wanted.push({
      owner: world.random.pick([...sellers.map(({ key }) => key), 'sunyue', 'sunyue'] as const),
      state: world.random.weighted({ new: 12, following: 48, invalid: 40 }),
    })
  // What somebody in sales has was handed over to him.
  for (const lead of wanted) if (lead.state === 'new' && lead.owner !== 'sunyue') lead.state = 'handedOver'
  const notes = wanted.flatMap(({ owner, state }) => {
    if (state === 'converted') take(left.find(account => account.owner === owner))
    return state === 'converted' ? [] : bringLead(world, { catalogue, owner, state, name: nameOf })
  })
  for (const { key } of sellers)
    for (let place = 0; place < 3; place++)
      enterLead(world, { catalogue, owner: key, name: nameOf, isLate: place === 0 })
  for (const { key } of sellers) enterOwnLead(world, { catalogue, owner: key, name: nameOf })
  planHandOvers(world, { catalogue, name: nameOf })
  writeDown(world, notes)
}

const broughtAt = (world: World): number => instantAt(workedUntil(world.today - keptSince), 11 * 60)

/** Brings a lead over with what its state went through. */
function bring(
  world: World,
  lead: { owner: PersonKey; values: Record<string, unknown>; history: { state: string; at: string }[] },
): string {
  const at = broughtAt(world)
  const id = idOf(world.random, at)
  const values = {
    ...lead.values,
    owner: world.users[lead.owner],
    sourceSystem: 'marketing-list',
    externalId: `L${world.steps.length}`,
  }
  world.steps.push({ kind: 'create', at, by: 'chenjing', object: 'lead', id, values, history: lead.history })
  world.made.push({ object: 'lead', id, owner: lead.owner })
  return id
}

function bringConverted(world: World, account: Account, deals: readonly Deal[]): void {
  const { random } = world
  const converted = instantAt(account.day, 9 * 60)
  const created = instantAt(workedUntil(account.day - random.whole(3, 25)), random.whole(540, 1020))
  const assigned = created + random.whole(1, 40) * 3_600_000
  const first = deals.find(deal => deal.account === account)
  const contact = account.contacts[0]
  const id = bring(world, {
    owner: account.owner,
    values: {
      name: contact?.name ?? account.brand,
      company: account.name,
      phones: [{ raw: account.phone }],
      state: 'converted',
      source: account.source,
      campaign: account.campaign,
      industry: account.industry,
      createdAt: isoOf(created),
      assignedAt: isoOf(assigned),
      handedOverAt: isoOf(assigned),
      qualifiedAt: isoOf(assigned - 1_800_000),
      firstContactedAt: isoOf(Math.min(assigned + 7_200_000, converted - 60_000)),
      marketingOwner: world.users.sunyue,
      convertedAt: isoOf(converted),
      convertedCustomer: account.id,
      ...(first ? { firstOpportunityAt: isoOf(instantAt(first.opened, 10 * 60)) } : {}),
    },
    history: [
      { state: 'new', at: isoOf(created) },
      { state: 'following', at: isoOf(Math.min(assigned + 7_200_000, converted - 60_000)) },
      { state: 'converted', at: isoOf(converted) },
    ],
  })
  const origin = { source: account.source, campaign: account.campaign, originLead: id }
  const at = broughtAt(world) + 1_800_000
  world.add({
    kind: 'act',
    at,
    by: 'zhoujianguo',
    object: 'customer',
    id: account.id,
    verb: 'attribute',
    input: origin,
  })
  if (first && dayOf(broughtAt(world)) > first.opened)
    world.add({
      kind: 'act',
      at,
      by: 'zhoujianguo',
      object: 'opportunity',
      id: first.id,
      verb: 'attribute',
      input: origin,
    })
}

interface WantedLead {
  catalogue: Catalogue
  owner: PersonKey
  name: ReturnType<typeof companyNames>
}

function wordsOf(
  world: World,
  { catalogue, owner, name }: WantedLead,
  campaign: string | null,
): Record<string, unknown> {
  const { random } = world
  const industry = random.weighted(industryWeights)
  const city = random.pick(cities[personOf(owner).sells?.region ?? 'east'])
  const person = personName(world)
  const phone = mobile(world)
  return {
    name: person.name,
    company: name(city, industry).name,
    jobTitle: random.pick(['设备经理', '厂长', '采购', '能源主管', '总经理', '信息主管']),
    phones: [{ raw: phone }],
    ...(random.chance(0.4) ? { wechats: [{ raw: `wx${phone.slice(-7)}` }] } : {}),
    source:
      campaign === null ? random.pick(['onlineInquiry', 'searchEngine', 'phoneInquiry', 'coldCall']) : 'promotion',
    campaign: campaign === null ? null : (catalogue.campaigns[campaign] ?? null),
    industry,
    level: random.weighted({ a: 15, b: 45, c: 40 }),
    address: city.line,
    need: random.pick([
      '想了解能耗监测系统的价格区间',
      '设备经常突发停机，希望做状态监测',
      '集团要求做碳排放统计',
      '展会上看了看板演示，想要一份方案',
      '空压站节能改造咨询',
    ]),
  }
}

/** Between one and two and a half days' work later; without a draw, so that everything after it stays as it is. */
const hoursUntilContact = (created: number): number => 1 + (Math.floor(created / 60_000) % 60)

function bringLead(world: World, wanted: WantedLead & { state: State }): Note[] {
  const { random } = world
  const { owner, state } = wanted
  const newest = state === 'new' || state === 'handedOver' ? 40 : historyDays - 40
  const day = workedFrom(world.today - keptSince - random.whole(3, newest))
  const created = instantAt(Math.min(day, dayOf(broughtAt(world)) - 1), random.whole(540, 1020))
  const campaign = campaignAround(world.today - dayOf(created), random.next())
  const taken = created + random.whole(2, 50) * 3_600_000
  const isSold = owner !== 'sunyue'
  const isDue = state === 'following' && random.chance(0.5)
  const id = bring(world, {
    owner,
    values: {
      ...wordsOf(world, wanted, campaign),
      state,
      createdAt: isoOf(created),
      ...(isSold
        ? {
            qualifiedAt: isoOf(taken - 600_000),
            handedOverAt: isoOf(taken),
            assignedAt: isoOf(taken),
            marketingOwner: world.users.sunyue,
          }
        : {}),
      ...(isSold && state !== 'new' && state !== 'handedOver'
        ? {
            firstContactedAt: isoOf(
              Math.min(taken + hoursUntilContact(created) * 3_600_000, broughtAt(world) - 60_000),
            ),
          }
        : {}),
      ...(state === 'invalid'
        ? {
            invalidReason: random.weighted({
              notReached: 30,
              noNeed: 30,
              noBudget: 16,
              wrongContact: 10,
              competitor: 9,
              duplicate: 5,
            }),
          }
        : {}),
      ...(isDue ? { nextContactAt: isoOf(instantAt(workedFrom(world.today + random.whole(-3, 8)), 10 * 60)) } : {}),
    },
    history: [
      { state: 'new', at: isoOf(created) },
      ...(state === 'new'
        ? []
        : [{ state, at: isoOf(Math.min(taken + random.whole(1, 9) * 86_400_000, broughtAt(world) - 60_000)) }]),
    ],
  })
  if (state === 'new' || state === 'handedOver') return []
  const words = random.pick(followUps.lead)
  const content = words.text.replace('{n}', String(random.whole(8, 60)))
  const happenedAt = Math.max(
    broughtAt(world),
    instantAt(workedFrom(world.today - random.whole(2, keptSince)), random.whole(560, 1040)),
  )
  return [
    {
      by: owner,
      happenedAt,
      values: { method: words.method, result: words.result, content, lead: id, happenedAt: isoOf(happenedAt) },
    },
  ]
}

/** The campaign of those days, if there was one and the lead came by it. */
function campaignAround(ago: number, draw: number): string | null {
  if (draw < 0.35) return null
  if (ago <= 20) return 'shenzhen'
  if (ago <= 80) return 'fair'
  if (ago <= 210) return ago > 120 ? 'partner' : 'wechat'
  if (ago <= 310) return 'seminar'
  return ago <= 430 ? 'fairLast' : null
}

/** A lead that a salesperson came by himself. */
function enterOwnLead(world: World, wanted: WantedLead): void {
  const at = instantAt(workedUntil(world.today - world.random.whole(2, 10)), 10 * 60 + 40)
  world.create({ at, by: wanted.owner, owner: wanted.owner, object: 'lead' }, wordsOf(world, wanted, null))
}

/** Leads of these days that marketing has and hands over by the rules: some wait, some were sent back, one is not sorted yet. */
function planHandOvers(world: World, { catalogue, name }: Omit<WantedLead, 'owner'>): void {
  const states = ['given', 'qualified', 'returned', 'given', 'new', 'given', 'qualified'] as const
  for (const [place, state] of states.entries()) {
    const seller = world.random.pick(sellers).key
    const day = workedUntil(world.today - 12 + place)
    const at = instantAt(day, 9 * 60 + 20 + place)
    const words = wordsOf(world, { catalogue, owner: seller, name }, null)
    const id = world.create({ at, by: 'sunyue', object: 'lead' }, words)
    if (id === null || state === 'new') continue
    const done = (minutes: number, by: PersonKey, verb: string, input: Record<string, unknown> = {}): void =>
      world.add({ kind: 'act', at: at + minutes * 60_000, by, object: 'lead', id, verb, input })
    done(20, 'sunyue', 'qualify')
    if (state === 'qualified') continue
    done(45, 'sunyue', 'handOver', state === 'returned' ? { to: world.users[seller] } : {})
    if (state === 'returned') done(170, seller, 'returnToMarketing', { reason: '对方说预算要到明年才批' })
  }
}

/** A lead of these days, entered by marketing for somebody; a late one should have been called long ago. */
function enterLead(world: World, wanted: WantedLead & { isLate: boolean }): void {
  const { random } = world
  const day = workedUntil(world.today - (wanted.isLate ? random.whole(15, 17) : random.whole(1, 13)))
  // Marketing enters what the day has brought at once.
  const at = instantAt(day, 16 * 60 + 30)
  world.create(
    { at, by: 'sunyue', owner: wanted.owner, object: 'lead' },
    {
      ...wordsOf(world, wanted, random.chance(0.6) ? 'shenzhen' : null),
      owner: world.users[wanted.owner],
      ...(random.chance(0.4) ? { remark: `${dayText(day)} 深圳活动现场登记` } : {}),
    },
  )
}
