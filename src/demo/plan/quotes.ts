import { type Day, dayText, instantAt, workedFrom, workedUntil } from '../days.ts'
import { type PersonKey, sellers } from '../people.ts'
import { products } from '../words/catalogue.ts'
import { type Account, leavesOn } from './accounts.ts'
import type { Catalogue } from './catalogue.ts'
import type { Deal } from './deals.ts'
import type { World } from './world.ts'

type Line = Record<string, unknown>

/** How a quote goes on after it was approved. */
type Course =
  | { ends: 'draft' | 'approved' }
  | { ends: 'sent'; validUntil?: Day }
  | { ends: 'accepted' | 'declined'; on: Day; reason?: string }
  | { ends: 'expired' }

interface Wanted {
  account: Account
  owner: PersonKey
  name: string
  lines: readonly Line[]
  opportunity?: string
  day: Day
  course: Course
}

const terms =
  '一、报价含 13% 增值税；\n二、合同签订后 7 日内付 30%，到货验收后付 60%，质保期满付 10%；\n三、交货期 30 天，质保 12 个月。'
const words = { accepted: '同意报价，请安排合同。', declined: '谢谢，这次先不考虑。' }

/** What was offered in deals that came so far, and of everybody who sells one quote for each view. */
export function planQuotes(
  world: World,
  { catalogue, deals, accounts }: { catalogue: Catalogue; deals: readonly Deal[]; accounts: readonly Account[] },
): void {
  const linesOf = new Map(
    world.steps.flatMap(step =>
      step.kind === 'create' && step.object === 'opportunity' && Array.isArray(step.values.lines)
        ? [[step.id, step.values.lines as Line[]] as const]
        : [],
    ),
  )
  const gone = products.flatMap(({ key, offSale }) => (offSale ? (catalogue.products[key] ?? []) : []))
  const isSold = (line: Line): boolean => !gone.includes(String(line.product))
  for (const deal of deals) planOfDeal(world, deal, (linesOf.get(deal.id) ?? []).filter(isSold))
  for (const { key } of sellers.filter(seller => leavesOn(world, seller.key) > world.today)) {
    const own = accounts.filter(
      account => account.owner === key && account.currency === 'CNY' && account.day < world.today - 60,
    )
    planOfSeller(world, catalogue, { owner: key, accounts: world.random.shuffled(own) })
  }
}

function planOfDeal(world: World, deal: Deal, lines: readonly Line[]): void {
  const { random } = world
  const { account, owner, opened, closed, state, id, name } = deal
  if (!account || lines.length === 0 || state === 'invalid' || !random.chance(0.7)) return
  const until = closed ?? world.today
  const day = workedFrom(opened + Math.round((until - opened) * (0.4 + random.next() * 0.2)))
  if (day >= Math.min(until, leavesOn(world, owner) - 3) || day < opened + 2) return
  make(world, { account, owner, name, lines, opportunity: id, day, course: courseOf(world, { state, closed, day }) })
}

function courseOf(
  { random, today }: World,
  { state, closed, day }: { state: Deal['state']; closed: Day | null; day: Day },
): Course {
  const on = closed === null ? null : workedUntil(Math.min(closed, day + 28))
  if (state === 'won' && on !== null && on > day) return { ends: 'accepted', on }
  if (state === 'lost' && on !== null && on > day)
    return { ends: 'declined', on, reason: random.pick(['price', 'competitor', 'budget', 'terms', 'other']) }
  return day + 31 < today ? { ends: 'expired' } : { ends: 'sent' }
}

/** One that is being written, one that waits, one that waits and ends in these days, one that was accepted. */
function planOfSeller(
  world: World,
  catalogue: Catalogue,
  { owner, accounts }: { owner: PersonKey; accounts: readonly Account[] },
): void {
  const { random, today } = world
  const sold = products.flatMap(({ key, offSale }) => (offSale ? [] : (catalogue.products[key] ?? [])))
  const lines = (): Line[] =>
    random
      .shuffled(sold)
      .slice(0, 2)
      .map(product => ({
        product,
        quantity: String(random.whole(1, 6)),
        ...(random.chance(0.5) ? { discountRate: random.pick([3, 5, 8]) } : {}),
      }))
  const courses: [string, Day, Course][] = [
    ['扩容报价', workedUntil(today - 1), { ends: 'draft' }],
    ['备件报价', workedUntil(today - 4), { ends: 'sent' }],
    ['改造报价', workedUntil(today - 12), { ends: 'sent', validUntil: today + random.whole(2, 5) }],
    ['年度维保报价', workedUntil(today - 40), { ends: 'accepted', on: workedUntil(today - 30) }],
  ]
  for (const [place, [what, day, course]] of courses.entries()) {
    const account = accounts[place % Math.max(accounts.length, 1)]
    if (account) make(world, { account, owner, name: `${account.brand}${what}`, lines: lines(), day, course })
  }
}

/** Writes a quote, has it approved, gives it to the customer and notes what he said. */
function make(world: World, { account, owner, name, lines, opportunity, day, course }: Wanted): void {
  const at = instantAt(day, world.random.whole(9 * 60 + 15, 16 * 60))
  const id = world.create(
    { at, by: owner, object: 'quote' },
    {
      name,
      customer: account.id,
      currency: account.currency,
      terms,
      lines: lines.map(line => ({ ...line })),
      ...(opportunity ? { opportunity } : {}),
      ...(course.ends === 'sent' && course.validUntil ? { validUntil: dayText(course.validUntil) } : {}),
    },
  )
  if (id === null || course.ends === 'draft') return
  const act = (when: number, verb: string, input: Record<string, unknown> = {}): void =>
    world.add({ kind: 'act', at: when, by: owner, object: 'quote', id, verb, input })
  act(at + 20 * 60_000, 'submit')
  if (course.ends === 'approved') return
  act(at + 60 * 60_000, 'send')
  if (course.ends === 'expired') act(instantAt(day + 31, 60), 'expire')
  if (course.ends !== 'accepted' && course.ends !== 'declined') return
  const said = { decidedOn: dayText(course.on), decidedBy: '采购部', word: words[course.ends] }
  act(instantAt(course.on, 17 * 60), course.ends === 'accepted' ? 'accept' : 'decline', {
    ...said,
    ...(course.reason ? { reason: course.reason } : {}),
  })
}
