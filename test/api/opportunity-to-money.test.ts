import { beforeAll, expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn } from '#test/imports/importing.ts'
import { textRows, workbookOf } from '#test/imports/workbooks.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

// From a lead to money and back, through the API in English, as a program written against the documentation would go.

let company: TestCompany
let as: TestCompany['as']
beforeAll(async () => {
  company = await openTestCompany({ locale: 'en', name: 'Seahaven Controls' })
  as = company.as
  await as.chen.put(`/api/users/${as.qian.id}/roles`, { roles: ['finance'] })
  forgetActors(company.db)
  for (const person of Object.values(as)) await person.patch('/api/session', { locale: 'en' })
})

/** The day so many days from today, in the company's time zone. */
const dayFrom = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

const content = (steps: object[], more: object = {}) => ({
  conditions: null,
  departments: [],
  amountFrom: null,
  amountTo: null,
  afterRefusal: 'start',
  withdraw: 'undecided',
  remindDays: 2,
  steps,
  ...more,
})
const of = (field: string, id: string): string =>
  `filter=${encodeURIComponent(JSON.stringify({ field, op: 'in', value: [id] }))}`

test('lead → customer → opportunity → quote → approval → contract with plan → two receipts, one claimed by the wrong person, a refund → arrears', {
  timeout: 60_000,
}, async () => {
  const { li, zhao, chen, qian: finance } = as
  const entity = await chen.post('/api/legal-entities', {
    name: 'Seahaven Controls Ltd',
    code: 'SC',
    accounts: [{ bank: 'Harbour Bank', account: '6222020001', holder: 'Seahaven Controls Ltd', isDefault: true }],
  })
  const pump = await chen.post('/api/products', { name: 'Pump', code: 'P-1', unit: 'pc', listPrice: '5000' })
  await chen.post('/api/approval-flows', {
    object: 'quote',
    name: 'Discounts from ten per cent',
    isOn: true,
    content: content([{ kind: 'superior', mode: 'any', level: 1 }], {
      conditions: { field: 'greatestDiscount', op: 'gte', value: 10 },
    }),
  })
  await chen.post('/api/approval-flows', {
    object: 'contract',
    name: 'Large contracts',
    isOn: true,
    content: content([{ kind: 'superior', mode: 'any', level: 1 }], { amountFrom: '10000' }),
  })

  const lead = await li.post('/api/leads', {
    name: 'John Hale',
    company: 'Northwind Pumps',
    phones: [{ raw: '13900001234' }],
    source: 'advertisement',
  })
  const converted = await li.post(`/api/leads/${lead.id}/conversion`, {
    opportunity: { name: 'Pump station', amount: '13500.00', expectedCloseOn: dayFrom(30) },
  })
  const customer = converted.convertedCustomer
  const { done } = await li.get(`/api/leads/${lead.id}/conversion`)
  const opportunity = await li.patch(`/api/opportunities/${done.opportunity.id}`, {
    lines: [{ product: pump.id, quantity: '3', discountRate: 10 }],
  })

  // A quote of the opportunity, with its lines; ten per cent off the list needs consent.
  const quote = await li.post(`/api/opportunities/${opportunity.id}/quote`)
  expect(quote).toMatchObject({
    customer: { id: customer.id },
    amount: '13500.00',
    greatestDiscount: 10,
    number: null,
    state: 'draft',
  })
  await li.post(`/api/quotes/${quote.id}/submit`, { opinion: 'They buy every year' })
  const { state, number } = await li.get(`/api/quotes/${quote.id}`)
  expect([state, number]).toEqual(['inReview', expect.stringMatching(/^Q/)])
  await zhao.get(`/api/quotes/${quote.id}`, 404)
  await approve('quote', quote.id, 'Fine by me')
  expect(await li.get(`/api/quotes/${quote.id}`)).toMatchObject({ state: 'approved', number })
  const shared = await li.post(`/api/quotes/${quote.id}/links`, {})
  const page = await fetch(shared.address, { headers: { 'accept-language': 'en' } })
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('13,500.00')])
  const answered = await fetch(shared.address, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ deed: 'accept', name: 'John Hale', word: 'Go ahead' }),
  })
  expect(answered.status).toBe(303)
  expect(await li.get(`/api/quotes/${quote.id}`)).toMatchObject({
    state: 'accepted',
    decidedBy: 'John Hale',
    seenCount: 1,
  })

  // Paid by instalments it becomes no contract without the plan, and does not begin to count with one that misses the amount.
  const making = { name: 'Pump station contract', paymentTerms: 'instalments' }
  const refused = await li.post(`/api/quotes/${quote.id}/makeContract`, making, 422)
  expect(refused.fields).toMatchObject([{ path: 'plan', code: 'contract.no_collection_plan' }])
  await li.post(`/api/quotes/${quote.id}/makeContract`, {
    ...making,
    plan: [
      { dueOn: dayFrom(-20), amount: '4050.00' },
      { dueOn: dayFrom(-5), amount: '8100.00' },
      { dueOn: dayFrom(60), amount: '1000.00' },
    ],
  })
  const [made] = (await li.get(`/api/contracts?${of('quote', quote.id)}`)).records
  const path = `/api/contracts/${made.id}`
  const short = await li.ask('POST', `${path}/submit`, {})
  expect([short.status, JSON.stringify(short.body)]).toEqual([422, expect.stringContaining('contract.plan_too_small')])
  expect(JSON.stringify(short.body)).toContain('350.00')
  const planned = await li.get(`/api/collection-plans?sort=dueOn&${of('contract', made.id)}`)
  await li.post(`${path}/putPlan`, {
    plan: planned.records.map(({ id, dueOn }: Body, index: number) => ({
      id,
      dueOn,
      amount: ['4050.00', '8100.00', '1350.00'][index],
    })),
  })
  await li.patch(path, { signedOn: dayFrom(-40), legalEntity: entity.id })
  await li.post(`${path}/submit`, {})
  await approve('contract', made.id, 'Good')
  await li.post(`${path}/takeEffect`, { effectiveOn: dayFrom(-40) })
  const contract = await li.get(path)
  expect(contract).toMatchObject({
    state: 'inEffect',
    amount: '13500.00',
    outstanding: '13500.00',
    number: expect.stringMatching(/^HT/),
    source: 'advertisement',
    originLead: { id: lead.id },
    opportunity: { id: opportunity.id },
  })
  const account = (): Promise<Body> => li.get(`/api/customers/${customer.id}/account`)

  // The bank's own workbook, twice: two receipts, once.
  const statement = await workbookOf({
    rows: textRows([
      ['Date', 'Payer name', 'Credit amount', 'Transaction id', 'Memo'],
      [dayFrom(-15), 'Northwind Pumps Ltd', '6000.00', 'HB-0001', 'first'],
      [dayFrom(-3), 'N. Hale', '4000.00', 'HB-0002', 'pumps'],
    ]),
  })
  const given = { object: 'receipt', name: 'statement.xlsx', file: new Uint8Array(statement) }
  expect((await bringIn(finance, given)).counts).toMatchObject({ created: 2 })

  // zhao takes the one without a clear name for his own customer; it is put right.
  const other = await zhao.post('/api/customers', { name: 'Hale & Sons' })
  const waiting = await zhao.get('/api/receipts/claimable')
  expect(waiting.records.map((one: Body) => one.payer).toSorted()).toEqual(['N. Hale', 'Northwind Pumps Ltd'])
  const byPayer = (payer: string): string => waiting.records.find((one: Body) => one.payer === payer).id
  const [first, second] = [byPayer('Northwind Pumps Ltd'), byPayer('N. Hale')]
  await zhao.post(`/api/receipts/${second}/claim`, { customer: other.id })
  expect((await li.get('/api/receipts/claimable')).records.map((one: Body) => one.id)).toEqual([first])
  await li.post(`/api/receipts/${second}/claim`, { customer: customer.id }, 404)
  await zhao.post(`/api/receipts/${second}/unclaim`, { reason: 'Another Hale' })
  await li.post(`/api/receipts/${second}/claim`, { customer: customer.id, collectionPlan: planned.records[1].id })
  await zhao.get(`/api/receipts/${second}`, 404)

  // What is likely stands first; one click.
  const { suggestions } = await li.get(`/api/receipts/${first}/suggestions`)
  expect(suggestions[0]).toMatchObject({ contract: { id: made.id }, dueOn: dayFrom(-20) })
  await li.put(`/api/receipts/${first}/allocations`, {
    customer: customer.id,
    allocations: [
      { collectionPlan: planned.records[0].id, amount: '4050.00' },
      { collectionPlan: planned.records[1].id, amount: '1950.00' },
    ],
  })
  // Claimed is not confirmed: nothing counts yet.
  expect((await li.get(path)).receivedAmount).toBe('0.00')
  const run = await finance.post('/api/receipts/bulk', { ids: [first, second], verb: 'confirm', values: {} })
  expect(run).toMatchObject({ state: 'done', done: 2, refusedCount: 0 })
  expect(await li.get(path)).toMatchObject({ receivedAmount: '10000.00', outstanding: '3500.00' })

  await finance.post(`/api/receipts/${second}/refund`, { amount: '500.00', reason: 'Paid twice for freight' })
  expect(await li.get(path)).toMatchObject({ receivedAmount: '9500.00', outstanding: '4000.00' })
  // 12,150 is due, 9,500 has come.
  const { accounts } = await account()
  expect(accounts).toHaveLength(1)
  const [{ currency, arrears, receivable, prepayment, lines }] = accounts
  expect([currency, Number(arrears), Number(receivable), Number(prepayment)]).toEqual(['CNY', 2650, 4000, 0])
  expect(lines.map((line: Body) => [line.dueOn, Number(line.open), line.age])).toEqual([
    [dayFrom(-5), 2650, 'd30'],
    [dayFrom(60), 1350, null],
  ])
  // zhao's customer owes and has nothing by it.
  expect((await zhao.get(`/api/customers/${other.id}/account`)).accounts).toEqual([])
  await zhao.get(`/api/customers/${customer.id}/account`, 404)
})

async function approve(noun: string, id: string, opinion: string): Promise<void> {
  const { approvals } = await as.wang.get('/api/approvals')
  const waiting = approvals.find((one: Body) => one.record?.id === id)
  expect(waiting, `${noun} waits for wang`).toBeDefined()
  await as.wang.post(`/api/approvals/${waiting.id}/approve`, { opinion })
}
