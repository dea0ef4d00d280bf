import { beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import { forgetActors } from '#platform/access/load-actor.ts'
import { transaction } from '#platform/db/transaction.ts'
import { notifyAll } from '#platform/notify/notify.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'
import { contractTimed } from './contract.notices.ts'

// Money that is to come: before its owner and whoever leads him from 30 days before its day until it is paid, told once whatever the clock did.

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let company: TestCompany
let customer: Body
let count = 0

beforeAll(async () => {
  company = await openTestCompany()
  customer = await company.as.li.post('/api/customers', { name: '华星科技' })
})

const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const inDays = (days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** A contract in effect with one instalment on that day; gives the contract and its instalment. */
async function owed(dueOn: string, { of = company, who = 'li' as PersonName, customerId = customer.id } = {}) {
  const { as } = of
  const contract = await as[who].post('/api/contracts', {
    name: `催款${++count}`,
    customer: customerId,
    amount: '1000',
    paymentTerms: 'instalments',
    plan: [{ dueOn, amount: '1000' }],
  })
  await as[who].post(`/api/contracts/${contract.id}/submit`, {})
  await as[who].post(`/api/contracts/${contract.id}/takeEffect`, {})
  const filter = encodeURIComponent(JSON.stringify({ field: 'contract', op: 'in', value: [contract.id] }))
  const [row] = (await as[who].get(`/api/collection-plans?filter=${filter}`)).records
  return { contract, row }
}

/** Lets the clock strike as if it were that instant. */
async function strikeAt(instant: string, of: TestCompany = company): Promise<void> {
  const { db, company: known } = await of.companies.open(of.id)
  for (const timed of contractTimed)
    await transaction(db, async trx => {
      const start = { company: known, actor: systemActor('clock'), batch: null, reason: null, locale: known.locale }
      const ctx = await of.companies.contextOf({ ...start, now: () => new Date(instant), db: trx })
      await notifyAll(ctx, await timed.due(ctx))
    })
}

const told = async (who: PersonName, id: string, of: TestCompany = company): Promise<string[]> =>
  (await of.as[who].get('/api/notices')).notices
    .filter((notice: Body) => JSON.stringify(notice).includes(id))
    .map((notice: Body) => notice.kind)

/** What stands on somebody's workbench of these instalments. */
async function onWorkbench(
  who: PersonName,
  lens: 'own' | 'team',
  id: string,
  of: TestCompany = company,
): Promise<boolean> {
  const { tiles } = await of.as[who].get(`/api/workbench?lens=${lens}`)
  return JSON.stringify(tiles).includes(id)
}

describe('on the workbench', () => {
  test('from 30 days before it is due it stands there for the owner and his manager until it is paid, and for nobody else', async () => {
    const near = await owed(inDays(30))
    const far = await owed(inDays(31))
    const late = await owed(inDays(-40))
    for (const [who, lens] of [
      ['li', 'own'],
      ['wang', 'team'],
    ] as const) {
      expect(await onWorkbench(who, lens, near.row.id)).toBe(true)
      expect(await onWorkbench(who, lens, late.row.id)).toBe(true)
      expect(await onWorkbench(who, lens, far.row.id)).toBe(false)
    }
    expect(await onWorkbench('zhao', 'own', near.row.id)).toBe(false)
    await company.as.chen.patch('/api/contract-settings', { remindDays: 31 })
    expect(await onWorkbench('li', 'own', far.row.id)).toBe(true)
    await company.as.chen.patch('/api/contract-settings', { remindDays: 30 })
    await company.as.li.patch('/api/contract-settings', { remindDays: 1 }, 403)
  })

  test('a moved day moves it, with its reason in the history', async () => {
    const { li } = company.as
    const { row } = await owed(inDays(5))
    await li.post(`/api/collection-plans/${row.id}/postpone`, { dueOn: inDays(90) }, 422)
    await li.post(`/api/collection-plans/${row.id}/postpone`, { dueOn: inDays(90), reason: '客户年底才有预算' })
    expect(await onWorkbench('li', 'own', row.id)).toBe(false)
    const { entries } = await li.get(`/api/collection-plans/${row.id}/timeline`)
    expect(entries[0]).toMatchObject({
      verb: 'postpone',
      reason: '客户年底才有预算',
      changes: expect.arrayContaining([{ field: 'dueOn', before: inDays(5), after: inDays(90) }]),
    })
  })

  test('it goes with the contract to another owner, and his manager’s', async () => {
    const { chen, zhao } = company.as
    const { contract, row } = await owed(inDays(5))
    await chen.post(`/api/contracts/${contract.id}/transfer`, { owner: zhao.id })
    expect(await onWorkbench('zhao', 'own', row.id)).toBe(true)
    expect(await onWorkbench('li', 'own', row.id)).toBe(false)
    expect((await chen.get(`/api/collection-plans/${row.id}`)).owner.id).toBe(zhao.id)
    await company.as.li.get(`/api/collection-plans/${row.id}`, 404)
  })

  test('of a departed owner it goes to his successor', async () => {
    const { chen, wang, zhao } = company.as
    const { id: leaver } = await chen.post('/api/users', { name: '要离职的人', superior: wang.id })
    forgetActors(company.db)
    const { contract, row } = await owed(inDays(5))
    await chen.post(`/api/contracts/${contract.id}/transfer`, { owner: leaver })
    const handover = await wang.post('/api/handovers', { leaver })
    expect(JSON.stringify(handover.kinds)).toContain('contract.owner')
    expect(JSON.stringify(handover.kinds)).not.toContain('collectionPlan')
    await chen.post(`/api/contracts/${contract.id}/transfer`, { owner: zhao.id })
    expect(await onWorkbench('zhao', 'own', row.id)).toBe(true)
  })
})

describe('told once', () => {
  test('a clock that was down for three days tells it once, to the owner and his manager', async () => {
    const { row } = await owed(inDays(40))
    await strikeAt(`${inDays(10)}T00:30:00Z`)
    expect(await told('li', row.id)).toEqual([])
    await strikeAt(`${inDays(12)}T08:00:00Z`)
    await strikeAt(`${inDays(12)}T09:00:00Z`)
    await strikeAt(`${inDays(13)}T00:00:00Z`)
    expect(await told('li', row.id)).toEqual(['collectionPlan.due'])
    expect(await told('wang', row.id)).toEqual(['collectionPlan.due'])
    expect(await told('zhao', row.id)).toEqual([])
    await strikeAt(`${inDays(41)}T02:00:00Z`)
    await strikeAt(`${inDays(43)}T02:00:00Z`)
    expect(await told('li', row.id)).toEqual(['collectionPlan.overdue', 'collectionPlan.due'])
  })

  test('what is voided, not in effect yet or was due before it came here is not told', async () => {
    const { li, wang } = company.as
    const old = await owed(inDays(-1))
    const voided = await owed(inDays(45))
    await wang.post(`/api/contracts/${voided.contract.id}/void`, { reason: '签错' })
    const draft = await li.post('/api/contracts', {
      name: '还没生效',
      customer: customer.id,
      amount: '10',
      plan: [{ dueOn: inDays(45), amount: '10' }],
    })
    await strikeAt(`${inDays(0)}T23:00:00Z`)
    await strikeAt(`${inDays(15)}T08:00:00Z`)
    for (const id of [old.row.id, voided.row.id, draft.id]) expect(await told('li', id)).toEqual([])
  })

  test('two companies in two time zones are told each in its own morning', async () => {
    const elsewhere = await openTestCompany({ timeZone: 'America/New_York', locale: 'en' })
    const other = await elsewhere.as.li.post('/api/customers', { name: 'Acme' })
    const here = await owed(inDays(50))
    const there = await owed(inDays(50), { of: elsewhere, customerId: other.id })
    // Two in the morning of the 20th day by the clock of the world: ten in Shanghai, and the evening before in New York.
    const morning = `${inDays(20)}T02:00:00Z`
    await strikeAt(morning)
    await strikeAt(morning, elsewhere)
    expect(await told('li', here.row.id)).toEqual(['collectionPlan.due'])
    expect(await told('li', there.row.id, elsewhere)).toEqual([])
    await strikeAt(`${inDays(20)}T14:30:00Z`, elsewhere)
    expect(await told('li', there.row.id, elsewhere)).toEqual(['collectionPlan.due'])
  })

  test('a contract that ends is told 30 days before, once', async () => {
    const { li } = company.as
    const contract = await li.post('/api/contracts', {
      name: '年度服务',
      customer: customer.id,
      amount: '10',
      startOn: today,
      endOn: inDays(60),
    })
    await li.post(`/api/contracts/${contract.id}/submit`, {})
    await li.post(`/api/contracts/${contract.id}/takeEffect`, {})
    await strikeAt(`${inDays(31)}T02:00:00Z`)
    await strikeAt(`${inDays(32)}T02:00:00Z`)
    expect(await told('li', contract.id)).toEqual(['contract.expiring'])
    expect(await told('wang', contract.id)).toEqual(['contract.expiring'])
  })
})
