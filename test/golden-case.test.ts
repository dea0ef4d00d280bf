import { expect, test } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import { downloadBytes } from '#test/imports/importing.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

/** The day so many days from today, in the company's time zone. */
const dayFrom = (days: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

async function openCompany(): Promise<{ company: TestCompany; rates: Record<string, string> }> {
  const company = await openTestCompany()
  const { chen, qian } = company.as
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['finance'] })
  forgetActors(company.db)
  const rates = Object.fromEntries(
    (await chen.get('/api/tax-rates?limit=50')).records.map((one: Body) => [one.name, one.id]),
  )
  return { company, rates }
}

test('the golden case holds to the cent: quote, contract, plan, capitals on paper, receipts, refund, arrears', {
  timeout: 60_000,
}, async () => {
  const { company, rates } = await openCompany()
  const { li, qian: finance, chen } = company.as
  const entity = await chen.post('/api/legal-entities', {
    name: '海天科技有限公司',
    code: 'HT',
    taxpayerType: 'general',
    accounts: [
      { bank: '招商银行', account: '755900001111', holder: '海天科技有限公司', currency: 'CNY', isDefault: true },
    ],
  })
  const customer = await li.post('/api/customers', { name: '北辰机械有限公司' })
  const product = (name: string, code: string, unit: string, listPrice: string, rate: string) =>
    chen.post('/api/products', { name, code, unit, listPrice, taxRate: rates[rate] })
  const a = await product('控制器', 'A', '台', '1999.99', '13%')
  const b = await product('培训', 'B', '人天', '333.33', '6%')
  const c = await product('成套柜', 'C', '套', '10000', '13%')

  const quote = await li.post('/api/quotes', {
    name: '产线改造报价',
    customer: customer.id,
    legalEntity: entity.id,
    quotedOn: dayFrom(-80),
    validUntil: dayFrom(30),
    lines: [
      { product: a.id, quantity: '3' },
      { product: b.id, quantity: '7', discountRate: 5 },
      { product: c.id, quantity: '1' },
    ],
    discountAmount: '200',
  })
  const totals = { linesAmount: '18216.61', amount: '18016.61', amountExcludingTax: '16072.03', tax: '1944.58' }
  expect(quote).toMatchObject(totals)
  await li.post(`/api/quotes/${quote.id}/submit`, {})
  expect(await li.get(`/api/quotes/${quote.id}`)).toMatchObject({
    state: 'approved',
    number: expect.stringMatching(/^Q/),
  })

  // What the customer gets says the amount in capitals (facts 29).
  const print = await li.post(`/api/quotes/${quote.id}/print`, { print: 'quotation', language: 'zh' })
  expect(print.missing).toEqual([])
  const paper = (await textOfPdf(await downloadBytes(li, `/api/prints/${print.id}/content`))).join('\n')
  for (const words of ['北辰机械有限公司', '控制器', '培训', '成套柜', '18,016.61', '人民币壹万捌仟零壹拾陆元陆角壹分'])
    expect(paper.replaceAll(/\s/g, ''), words).toContain(words)

  // 30/60/10 of 18,016.61, the last taking the rest.
  const plan = [
    { dueOn: dayFrom(-60), amount: '5404.98' },
    { dueOn: dayFrom(-30), amount: '10809.97' },
    { dueOn: dayFrom(-1), amount: '1801.66' },
  ]
  await li.post(`/api/quotes/${quote.id}/accept`, { decidedBy: '李总' })
  await li.post(`/api/quotes/${quote.id}/makeContract`, { name: '产线改造合同', paymentTerms: 'instalments', plan })
  const { records: contracts } = await li.get('/api/contracts')
  expect(contracts).toHaveLength(1)
  let contract = await li.patch(`/api/contracts/${contracts[0].id}`, { signedOn: dayFrom(-75) })
  expect(contract).toMatchObject({ ...totals, state: 'draft', quote: { id: quote.id }, name: '产线改造合同' })
  expect(contract.lines.map((line: Body) => [line.name, line.amount, line.tax])).toEqual(
    (await li.get(`/api/quotes/${quote.id}`)).lines.map((line: Body) => [line.name, line.amount, line.tax]),
  )
  const path = `/api/contracts/${contract.id}`
  await li.post(`${path}/submit`, {})
  await li.post(`${path}/takeEffect`, { effectiveOn: dayFrom(-70) })
  contract = await li.get(path)
  expect(contract).toMatchObject({ state: 'inEffect', originalAmount: '18016.61', outstanding: '18016.61' })
  const planOf = async (): Promise<Body[]> =>
    (
      await li.get(
        `/api/collection-plans?sort=dueOn&filter=${encodeURIComponent(JSON.stringify({ field: 'contract', op: 'in', value: [contract.id] }))}`,
      )
    ).records
  const lines = await planOf()
  expect(lines.map(line => line.amount)).toEqual(['5404.98', '10809.97', '1801.66'])

  // 6,000 and 12,000 come in, 1,000 goes back.
  const receive = async (amount: string, on: string): Promise<Body> => {
    const receipt = await finance.post('/api/receipts', {
      payer: '北辰机械有限公司',
      amount,
      receivedOn: on,
      customer: customer.id,
      contract: contract.id,
      bankAccount: (await finance.get(`/api/legal-entities/${entity.id}`)).accounts[0].id,
    })
    await finance.post(`/api/receipts/${receipt.id}/confirm`, {})
    return finance.get(`/api/receipts/${receipt.id}`)
  }
  const account = (on = dayFrom(0)) => li.get(`/api/customers/${customer.id}/account?on=${on}`)
  await receive('6000.00', dayFrom(-55))
  const second = await receive('12000.00', dayFrom(-25))
  expect((await planOf()).map(line => [line.state, line.receivedAmount, line.restAmount])).toEqual([
    ['paid', '5404.98', '0.00'],
    ['paid', '10809.97', '0.00'],
    ['partial', '1785.05', '16.61'],
  ])
  await finance.post(`/api/receipts/${second.id}/refund`, { amount: '1000.00', on: dayFrom(-10), reason: '退差价' })

  const { accounts } = await account()
  expect(accounts).toHaveLength(1)
  expect(accounts[0]).toMatchObject({ currency: 'CNY', legalEntity: { id: entity.id } })
  expect(figuresOf(accounts[0])).toEqual({
    debits: '19016.61',
    credits: '18000.00',
    closing: '1016.61',
    receivable: '1016.61',
    arrears: '1016.61',
    prepayment: '0.00',
    d30: '1016.61',
  })
  // Before the refund nothing but the sixteen yuan was open, and that was not due yet.
  const before = (await account(dayFrom(-11))).accounts[0]
  expect(figuresOf(before)).toMatchObject({ receivable: '16.61', arrears: '0.00' })
  expect(await li.get(path)).toMatchObject({ receivedAmount: '17000.00', outstanding: '1016.61' })
})

/** The sums of an account in cents. */
const figuresOf = ({ debits, credits, closing, receivable, arrears, prepayment, aging: { d30 } }: Body): Body =>
  Object.fromEntries(
    Object.entries({ debits, credits, closing, receivable, arrears, prepayment, d30 }).map(([name, amount]) => [
      name,
      Number(amount).toFixed(2),
    ]),
  )
