import { type Day, dayText, instantAt, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, personOf, sellers } from '../people.ts'
import { bundles, furtherBundles } from '../words/catalogue.ts'
import { needs, nextSteps } from '../words/follow-ups.ts'
import { type Account, leavesOn } from './accounts.ts'
import { basketOf } from './amounts.ts'
import type { Catalogue } from './catalogue.ts'
import { walk } from './deal-course.ts'
import { historyDays, type PlannedPipeline, type World } from './world.ts'

/** How an opportunity comes to its end, or does not. */
export type Fate = 'won' | 'lost' | 'invalid' | 'stalled'

/** An opportunity as the rest of the plan needs it. */
export interface Deal {
  id: string
  name: string
  what: string
  account: Account | null
  owner: PersonKey
  /** When it entered each of its stages, the first at its opening. */
  stays: { from: Day; stage: string; isOpen: boolean }[]
  opened: Day
  /** The day of its end; null while it runs. */
  closed: Day | null
  state: 'open' | 'won' | 'lost' | 'invalid'
  /** What it was won for, in whole units of its currency. */
  wonFor?: number
}

/** The opportunities of all customers; every salesperson has some of each ending, and one whose customer nobody knows yet. */
export function planDeals(world: World, catalogue: Catalogue, accounts: readonly Account[]): Deal[] {
  const { random } = world
  const deals = accounts.flatMap(account => {
    const howMany = Number(random.weighted({ '0': 18, '1': 37, '2': 26, '3': 14, '4': 5 }))
    const found: Deal[] = []
    // Those with whom the company began ask sooner or later, new ones soon.
    const isOld = account.day < world.firstDay + 40
    let day = account.day + random.whole(1, isOld ? 330 : 30)
    for (let place = 0; place < howMany && day < Math.min(world.today, leavesOn(world, account.owner) - 3); place++) {
      const deal = planDeal(world, { catalogue, account, day: workedFrom(day), isFurther: found.some(isWon) })
      if (deal) found.push(deal)
      day += random.whole(50, 230)
    }
    return found
  })
  for (const { key } of sellers) {
    const own = accounts.filter(account => account.owner === key && account.day < world.today - 130)
    for (const fate of ['won', 'lost', 'invalid'] as const)
      if (own.length > 0 && !deals.some(deal => deal.owner === key && deal.state === fate)) {
        const deal = planDeal(world, {
          catalogue,
          account: random.pick(own),
          day: workedUntil(world.today - 125),
          isFurther: false,
          fate,
        })
        if (deal) deals.push(deal)
      }
    for (const account of random.shuffled(accounts.filter(one => one.owner === key)).slice(0, 2)) {
      const deal = planDeal(world, {
        catalogue,
        account,
        day: Math.max(account.day, workedUntil(world.today - random.whole(1, 8))),
        isFurther: deals.some(one => one.account === account && isWon(one)),
      })
      if (deal) deals.push(deal)
    }
    // In these days everybody has won something.
    const old = own[random.whole(0, own.length - 1)]
    const won = old && {
      catalogue,
      account: old,
      day: workedUntil(world.today - random.whole(40, 55)),
      isFurther: deals.some(one => one.account === old && isWon(one)),
      fate: 'won' as const,
      closesOn: workedUntil(world.today - random.whole(1, 12)),
    }
    const fresh = won && planDeal(world, won)
    if (fresh) deals.push(fresh)
    const unknown = planUnknown(world, catalogue, key)
    if (unknown) deals.push(unknown)
  }
  return deals
}

const isWon = (deal: Deal): boolean => deal.state === 'won'

interface Wanted {
  catalogue: Catalogue
  account: Account
  day: Day
  /** The customer has bought before. */
  isFurther: boolean
  fate?: Fate
  /** The day on which it is won, where that is settled. */
  closesOn?: Day
}

function planDeal(world: World, { catalogue, account, day, isFurther, fate, closesOn }: Wanted): Deal | null {
  const { random } = world
  const progress = (day - world.firstDay) / historyDays
  const bundle = bundleOf(world, isFurther)
  // An ending that must be reached goes by the quick way.
  const isLong = !fate && random.chance(bundle.products.length >= 4 ? 0.55 : 0.15)
  const pipeline = world.pipelines[isLong ? 1 : 0] as PlannedPipeline
  const basket = basketOf(world, catalogue, {
    products: bundle.products,
    growth: 0.65 + 0.85 * progress,
    currency: account.currency,
  })
  const isAmountKnown = random.chance(0.85)
  const usual = pipeline === world.pipelines[1] ? 105 : 50
  const at = instantAt(day, random.whole(9 * 60 + 10, 17 * 60 + 30))
  const name = `${account.brand}${bundle.name}`
  const amounts = { amount: String(basket.amount), lines: basket.lines }
  const tags = [
    basket.amount > 500_000 ? catalogue.tags['key'] : null,
    pipeline === world.pipelines[1] && random.chance(0.3) ? catalogue.tags['tender'] : null,
  ].flatMap(id => (id ? [{ id }] : []))
  const id = world.create(
    { at, by: account.owner, object: 'opportunity' },
    {
      name,
      customer: account.id,
      pipeline: pipeline.id,
      currency: account.currency,
      expectedCloseOn: dayText(day + Math.round(usual * (0.7 + random.next() * 0.7))),
      source: account.source,
      campaign: account.campaign,
      need: random.pick(needs).replace('{n}', String(random.whole(8, 60))),
      ...(random.chance(0.6) ? { nextStep: random.pick(nextSteps) } : {}),
      ...(isAmountKnown ? amounts : {}),
      ...(tags.length > 0 ? { tags } : {}),
    },
  )
  if (id === null) return null
  const deal: Deal = {
    id,
    name,
    what: bundle.name,
    account,
    owner: account.owner,
    stays: [],
    opened: day,
    closed: null,
    state: 'open',
  }
  walk(world, deal, {
    at,
    pipeline,
    closesOn,
    fate: fate ?? fateOf(world, account.owner),
    late: isAmountKnown ? {} : amounts,
    amount: basket.amount,
  })
  return deal
}

function bundleOf({ random }: World, isFurther: boolean): { name: string; products: readonly string[] } {
  const list = isFurther ? furtherBundles : bundles
  const place = random.weighted(Object.fromEntries(list.map(({ weight }, index) => [String(index), weight])))
  return list[Number(place)] as { name: string; products: readonly string[] }
}

function fateOf({ random }: World, owner: PersonKey): Fate {
  const skill = personOf(owner).sells?.skill ?? 0.4
  return random.weighted({ won: skill, lost: 0.86 - skill, invalid: 0.05, stalled: 0.09 })
}

/** Somebody asked, and nobody knows yet for whom. */
function planUnknown(world: World, catalogue: Catalogue, owner: PersonKey): Deal | null {
  const { random } = world
  const day = workedUntil(world.today - random.whole(2, 12))
  const what = random.pick(['注塑车间能耗监测咨询', '园区电力监控询价', '风机状态监测询价', '展会现场需求：产线看板'])
  const id = world.create(
    { at: instantAt(day, 16 * 60), by: owner, object: 'opportunity' },
    {
      name: what,
      pipeline: world.pipelines[0]?.id,
      expectedCloseOn: dayText(world.today + random.whole(30, 80)),
      source: 'promotion',
      campaign: catalogue.campaigns['shenzhen'] ?? null,
      need: '电话咨询，公司名称待确认。',
    },
  )
  const first = world.pipelines[0]?.stages[0]?.id ?? ''
  return id === null
    ? null
    : {
        id,
        name: what,
        what,
        account: null,
        owner,
        stays: [{ from: day, stage: first, isOpen: true }],
        opened: day,
        closed: null,
        state: 'open',
      }
}
