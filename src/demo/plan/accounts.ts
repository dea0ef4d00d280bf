import { type Day, instantAt, workedFrom } from '../days.ts'
import { type PersonKey, people } from '../people.ts'
import { type City, cities, companyNames, industryWeights } from '../words/companies.ts'
import type { Catalogue } from './catalogue.ts'
import { mobile, personName, planContacts } from './contacts.ts'
import { planAbroad, planDoubles, planGroup } from './further-accounts.ts'
import { historyDays, type World } from './world.ts'

/** A customer with its people, as the rest of the plan needs it. */
export interface Account {
  id: string
  name: string
  brand: string
  owner: PersonKey
  day: Day
  currency: 'CNY' | 'USD'
  source: string
  campaign: string | null
  industry: string
  phone: string
  contacts: { id: string; name: string; who: string }[]
}

/** When somebody who has left did so: nothing is his doing afterwards. */
export const leavesOn = (world: World, who: PersonKey): Day => {
  const left = people.find(({ key }) => key === who)?.leftDaysAgo
  return left === undefined ? Number.POSITIVE_INFINITY : world.today - left
}

/** The customers of 18 months, oldest first, with their contacts. */
export function planAccounts(world: World, catalogue: Catalogue): Account[] {
  const { random, scale } = world
  const nameOf = companyNames(random)
  const first = people.filter(({ sells }) => sells).map(({ key }) => key)
  const howMany = Math.max(first.length, Math.round(125 * scale))
  const days = Array.from({ length: howMany }, (_, place) =>
    // A third comes over in the first weeks, the others more and more often.
    place < Math.max(first.length, howMany / 3)
      ? random.whole(1, 24)
      : Math.round(historyDays * (1 - random.next() ** 1.5 * 0.96)),
  ).sort((a, b) => a - b)
  const accounts = days.flatMap((day, place) => {
    // Everybody who sells begins with one.
    const owner = first[place] ?? ownerOf(world, world.firstDay + day)
    const made = planAccount(world, { day: workedFrom(world.firstDay + day), owner, catalogue, nameOf })
    return made ? [made] : []
  })
  accounts.push(...planAbroad(world), ...planGroup(world, catalogue))
  planDoubles(world, accounts)
  return accounts
}

interface Wanted {
  day: Day
  owner: PersonKey
  catalogue: Catalogue
  nameOf: ReturnType<typeof companyNames>
}

function planAccount(world: World, { day, owner, catalogue, nameOf }: Wanted): Account | null {
  const { random } = world
  const region = people.find(({ key }) => key === owner)?.sells?.region ?? 'east'
  const city = random.pick(cities[region])
  const industry = random.weighted(industryWeights)
  const isPerson = day > world.firstDay + 40 && random.chance(0.07)
  const { name: company, brand } = nameOf(city, industry)
  const person = personName(world)
  const name = isPerson ? person.name : company
  const source = random.weighted({
    referral: 18,
    coldCall: 22,
    onlineInquiry: 16,
    searchEngine: 14,
    advertisement: 8,
    visit: 8,
    promotion: 10,
    phoneInquiry: 4,
  })
  const campaign = campaignOf(world, catalogue, source, day)
  const phone = isPerson
    ? mobile(world)
    : world.number(() => `${city.code}-${random.whole(5000, 8999)}${random.whole(1000, 9999)}`)
  const tags = tagsOf(world, catalogue)
  const at = instantAt(day, random.whole(9 * 60, 17 * 60 + 20))
  const id = world.create(
    { at, by: owner, object: 'customer' },
    {
      name,
      kind: isPerson ? 'person' : 'company',
      level: random.weighted({ a: 20, b: 45, c: 35 }),
      industry,
      source,
      campaign,
      phones: [{ raw: phone, label: isPerson ? '手机' : '总机' }],
      address: addressOf(world, city),
      ...(isPerson
        ? { wechats: [{ raw: `wx_${phone.slice(-6)}` }], remark: '个体经营，设备由本人采购。' }
        : {
            website: random.chance(0.6) ? `https://www.${phone.slice(-8)}.example.com` : null,
            employees: Math.round(40 * 1.9 ** random.whole(0, 6)),
            revenueMillions: random.whole(20, 900),
            foundedYear: random.whole(1994, 2019),
          }),
      ...(tags.length > 0 ? { tags } : {}),
    },
  )
  if (id === null) return null
  const account: Account = {
    id,
    name,
    brand,
    owner,
    day,
    currency: 'CNY',
    source,
    campaign,
    industry,
    phone,
    contacts: [],
  }
  planContacts(world, account, { at, isPerson, city, tags: catalogue.tags })
  return account
}

/** The south grows faster than the east; whoever has left gets nobody any more. */
function ownerOf(world: World, day: Day): PersonKey {
  const progress = (day - world.firstDay) / historyDays
  const weights = Object.fromEntries(
    people.flatMap(({ key, sells }) => {
      if (!sells || day > leavesOn(world, key) - 20) return []
      const trend = sells.region === 'east' ? 1.1 - 0.35 * progress : 0.7 + 0.75 * progress
      return [[key, sells.share * trend]]
    }),
  ) as Record<PersonKey, number>
  return world.random.weighted(weights)
}

/** Whoever came by an advertisement or promotion came by a campaign of these weeks, if there was one. */
function campaignOf(world: World, catalogue: Catalogue, source: string, day: Day): string | null {
  const kinds: Record<string, readonly string[]> = {
    promotion: ['fairLast', 'fair', 'seminar', 'shenzhen'],
    advertisement: ['search', 'wechat'],
    searchEngine: ['search'],
    referral: ['partner'],
  }
  const ago = world.today - day
  const spans: Record<string, readonly [number, number]> = {
    fairLast: [430, 380],
    seminar: [300, 260],
    search: [420, 240],
    partner: [210, 80],
    fair: [65, 0],
    wechat: [75, 0],
    shenzhen: [20, 0],
  }
  const running = (kinds[source] ?? []).find(key => {
    const [from, until] = spans[key] ?? [0, 0]
    return ago <= from && ago >= until
  })
  return running && world.random.chance(0.8) ? (catalogue.campaigns[running] ?? null) : null
}

function tagsOf({ random }: World, { tags }: Catalogue): { id: string }[] {
  const chosen = [
    random.chance(0.14) && 'key',
    random.chance(0.1) && 'fast',
    random.chance(0.08) && 'carbon',
    random.chance(0.05) && 'late',
    random.chance(0.06) && 'reference',
  ]
  return chosen.flatMap(key => (key && tags[key] ? [{ id: tags[key] }] : []))
}

const addressOf = ({ random }: World, city: City): string =>
  `${city.line}${random.pick(city.roads)}${random.whole(8, 1980)}号`
