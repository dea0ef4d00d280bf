import type { FlowContent } from '#platform/approvals/flow-description.ts'
import { type Day, dayText, instantAt, workedUntil } from '../days.ts'
import type { PersonKey } from '../people.ts'
import { products } from '../words/catalogue.ts'
import type { Account } from './accounts.ts'
import type { Catalogue } from './catalogue.ts'
import type { World } from './world.ts'

const minute = 60_000

/**
 * Since yesterday evening large discounts and large contracts need consent: what was submitted then was approved or refused with a word, or waits. All that
 * others submitted before needed nobody.
 */
export function planApprovals(
  world: World,
  { catalogue, accounts }: { catalogue: Catalogue; accounts: readonly Account[] },
): void {
  const day = workedUntil(world.today - 1)
  const at = (minutes: number): number => instantAt(day, 18 * 60 + minutes)
  const admin = { kind: 'flow', by: 'chenjing' } as const
  world.add({ ...admin, at: at(0), object: 'quote', name: '折扣审批', content: discounts })
  world.add({ ...admin, at: at(1), object: 'contract', name: '大额合同审批', content: largeContracts })
  // The first two of each; a small company may have one alone.
  const customersOf = (owner: PersonKey): Account[] => {
    const [first, second = first] = accounts.filter(
      one => one.owner === owner && one.currency === 'CNY' && one.day < world.today - 60,
    )
    return first && second ? [first, second] : []
  }
  const place = { world, catalogue, day }
  quote(place, { owner: 'liqiang', customers: customersOf('liqiang'), at: at(10), discount: 15, says: said.loyal })
  quote(place, { owner: 'zhangwei', customers: customersOf('zhangwei'), at: at(15), discount: 22, says: said.tooMuch })
  quote(place, { owner: 'liqiang', customers: customersOf('liqiang').slice(1), at: at(25), discount: 18, says: null })
  contract(place, { owner: 'zhangwei', customers: customersOf('zhangwei').slice(1), at: at(30), amount: '680000.00' })
  contract(place, { owner: 'huanglei', customers: customersOf('huanglei'), at: at(40), amount: '320000.00' })
}

const said = {
  loyal: { verb: 'approve', opinion: '老客户，今年第三单，同意。' },
  tooMuch: { verb: 'refuse', opinion: '折扣太大，先和客户谈交期和付款方式。' },
} as const
type Said = (typeof said)[keyof typeof said] | null

const plain: Omit<FlowContent, 'steps'> = {
  conditions: null,
  departments: [],
  amountFrom: null,
  amountTo: null,
  afterRefusal: 'start',
  withdraw: 'undecided',
  remindDays: 2,
}

const discounts: FlowContent = {
  ...plain,
  conditions: { field: 'greatestDiscount', op: 'gte', value: 12 },
  steps: [{ kind: 'superior', mode: 'any', level: 1 }],
}

/** The superior, then the director. */
const largeContracts: FlowContent = {
  ...plain,
  amountFrom: '300000',
  steps: [{ kind: 'chain', mode: 'any', level: 2, role: 'director' }],
}

interface Place {
  world: World
  catalogue: Catalogue
  day: Day
}

interface Asked {
  owner: PersonKey
  customers: readonly Account[]
  at: number
}

function quote(
  { world, catalogue }: Place,
  { owner, customers, at, discount, says }: Asked & { discount: number; says: Said },
): void {
  const [account] = customers
  const sold = products.flatMap(({ key, offSale }) => (offSale ? [] : (catalogue.products[key] ?? [])))
  if (!account) return
  const id = world.create(
    { at, by: owner, object: 'quote' },
    {
      name: `${account.brand}年度框架报价`,
      customer: account.id,
      currency: account.currency,
      lines: world.random
        .shuffled(sold)
        .slice(0, 2)
        .map(product => ({ product, quantity: String(world.random.whole(2, 8)), discountRate: discount })),
    },
  )
  if (id === null) return
  const record = { object: 'quote', id } as const
  world.add({
    kind: 'act',
    ...record,
    at: at + 5 * minute,
    by: owner,
    verb: 'submit',
    input: { opinion: reasons.quote },
  })
  if (says) world.add({ kind: 'decide', ...record, at: at + 40 * minute, by: 'wangfang', ...says })
}

const reasons = { quote: '客户承诺全年采购，请批准折扣。', contract: '标准条款，客户已口头确认。' }

function contract({ world, day }: Place, { owner, customers, at, amount }: Asked & { amount: string }): void {
  const [account] = customers
  if (!account) return
  const plan = ['30', '60', '10'].map((percent, index) => ({
    dueOn: dayText(day + 30 + index * 60),
    amount: `${(Number(amount) * Number(percent)) / 100}`,
  }))
  const values = { name: `${account.brand}智能化改造合同`, customer: account.id, currency: account.currency }
  const id = world.create(
    { at, by: owner, object: 'contract' },
    { ...values, amount, paymentTerms: 'instalments', plan },
  )
  if (id === null) return
  const record = { object: 'contract', id } as const
  const input = { opinion: reasons.contract }
  world.add({ kind: 'act', ...record, at: at + 5 * minute, by: owner, verb: 'submit', input })
  // The superior of the one has decided, and the director is asked now; the other one waits for hers.
  if (owner === 'zhangwei')
    world.add({ kind: 'decide', ...record, at: at + 30 * minute, by: 'wangfang', verb: 'approve', opinion: '同意。' })
}
