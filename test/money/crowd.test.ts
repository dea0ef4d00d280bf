import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

// Fifty clients at once, over HTTP: nothing is numbered, approved, confirmed or allocated twice. Claiming is tried with receipts.

const crowd = 50
let company: TestCompany
let as: TestCompany['as']
let customer: Body
beforeAll(async () => {
  company = await openTestCompany()
  as = company.as
  await as.chen.put(`/api/users/${as.qian.id}/roles`, { roles: ['finance'] })
  forgetActors(company.db)
  customer = await as.li.post('/api/customers', { name: '万众科技' })
})

const all = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: crowd }, (_one, index) => work(index)))

const statuses = (answers: { status: number }[]): Record<number, number> => {
  const counted: Record<number, number> = {}
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1
  return counted
}

const contractInEffect = async (amount: string): Promise<Body> => {
  const { id } = await as.li.post('/api/contracts', { name: `合同 ${amount}`, customer: customer.id, amount })
  await as.li.post(`/api/contracts/${id}/submit`, {})
  await as.li.post(`/api/contracts/${id}/takeEffect`, {})
  const filter = encodeURIComponent(JSON.stringify({ field: 'contract', op: 'in', value: [id] }))
  return (await as.li.get(`/api/collection-plans?filter=${filter}`)).records[0]
}

test('fifty submit at once: fifty numbers, none twice, none left out', async () => {
  const drafts = await all(index =>
    as.li.post('/api/quotes', { name: `报价 ${index}`, customer: customer.id, amount: '100.00' }),
  )
  expect(statuses(await all(index => as.li.ask('POST', `/api/quotes/${drafts[index].id}/submit`, {})))).toEqual({
    200: crowd,
  })
  const { rows } = await sql<{ number: string }>`select number from quotes order by number`.execute(company.db)
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: crowd }, (_one, index) => `Q${String(index + 1).padStart(6, '0')}`),
  )
  // One that is submitted fifty times is numbered once.
  const { id } = await as.li.post('/api/quotes', { name: '一份', customer: customer.id, amount: '100.00' })
  const answers = await all(() => as.li.ask('POST', `/api/quotes/${id}/submit`, {}))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect((await as.li.get(`/api/quotes/${id}`)).number).toBe(`Q${String(crowd + 1).padStart(6, '0')}`)
})

test('fifty approve at once: approved once', async () => {
  const flow = await as.chen.post('/api/approval-flows', {
    object: 'quote',
    name: '全部报价',
    isOn: true,
    content: {
      conditions: null,
      departments: [],
      amountFrom: null,
      amountTo: null,
      afterRefusal: 'start',
      withdraw: 'undecided',
      remindDays: 2,
      steps: [{ kind: 'superior', mode: 'any', level: 1 }],
    },
  })
  const { id } = await as.li.post('/api/quotes', { name: '大单', customer: customer.id, amount: '100.00' })
  await as.li.post(`/api/quotes/${id}/submit`, {})
  const { approvals } = await as.wang.get('/api/approvals')
  const round = approvals.find((one: Body) => one.record?.id === id).id
  const answers = await all(() => as.wang.ask('POST', `/api/approvals/${round}/approve`, {}))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  expect((await as.li.get(`/api/quotes/${id}`)).state).toBe('approved')
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from history
    where object = 'quote' and record_id = ${id}::uuid and changes -> 'state' ->> 1 = 'approved'`.execute(company.db)
  expect(rows[0]?.count).toBe(1)
  await as.chen.delete(`/api/approval-flows/${flow.id}`)
})

test('fifty confirm and allocate one receipt at once: it counts once, and gives no more than it has', async () => {
  const plan = await contractInEffect('10000.00')
  const receipt = await as.qian.post('/api/receipts', {
    payer: '万众科技',
    amount: '900.00',
    receivedOn: '2026-01-05',
    customer: customer.id,
  })
  const path = `/api/receipts/${receipt.id}`
  const confirmed = await all(() => as.qian.ask('POST', `${path}/confirm`, {}))
  expect(confirmed.filter(({ status }) => status === 200)).toHaveLength(1)
  const shares = await all(() => as.qian.ask('POST', `${path}/allocate`, { collectionPlan: plan.id, amount: '100.00' }))
  expect(shares.filter(({ status }) => status === 200)).toHaveLength(9)
  expect(shares.filter(({ status }) => status >= 500)).toEqual([])
  expect((await as.qian.get(path)).restAmount).toBe('0.00')
  expect((await as.li.get(`/api/collection-plans/${plan.id}`)).receivedAmount).toBe('900.00')
})
