import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { openContractDesk, three, today } from '#test/harness/contract-desk.ts'
import { change, run, settlementsOf, upload } from '#test/imports/importing.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any
type Desk = Awaited<ReturnType<typeof openContractDesk>>

let company: TestCompany
let customer: Desk['customer']
let draft: Desk['draft']
let act: Desk['act']
let planOf: Desk['planOf']
let count = 0

beforeAll(async () => {
  company = await openTestCompany()
  ;({ customer, draft, act, planOf } = await openContractDesk(company))
})

describe('a quote or an opportunity becomes a contract in one step', () => {
  test('with its lines, its discount, and the plan that its terms ask for in the same step', async () => {
    const { li } = company.as
    const quote = await li.post('/api/quotes', {
      name: '三期报价',
      customer: customer.id,
      discountAmount: '200',
      lines: [
        { name: 'A', quantity: '3', unitPrice: '1999.99' },
        { name: 'B', quantity: '7', unitPrice: '333.33', discountRate: 5 },
        { name: 'C', quantity: '1', unitPrice: '10000' },
      ],
    })
    expect(quote.amount).toBe('18016.61')
    await li.post(`/api/quotes/${quote.id}/makeContract`, {}, 409)
    await li.post(`/api/quotes/${quote.id}/submit`, {})
    const refused = await li.post(`/api/quotes/${quote.id}/makeContract`, { paymentTerms: 'instalments' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'plan', code: 'contract.no_collection_plan' }])
    const accepted = await li.post(`/api/quotes/${quote.id}/makeContract`, { paymentTerms: 'instalments', plan: three })
    expect(accepted).toMatchObject({ state: 'accepted', decidedOn: today })
    const filter = encodeURIComponent(JSON.stringify({ field: 'quote', op: 'in', value: [quote.id] }))
    const [found] = (await li.get(`/api/contracts?filter=${filter}`)).records
    const made = await li.get(`/api/contracts/${found.id}`)
    expect(made).toMatchObject({
      amount: '18016.61',
      paymentTerms: 'instalments',
      state: 'draft',
      discountAmount: expect.stringMatching(/^200(\.00)?$/),
    })
    expect(made.lines.map((line: Body) => line.name)).toEqual(['A', 'B', 'C'])
    expect((await planOf(made.id)).map(row => row.amount)).toEqual(['5404.98', '10809.97', '1801.66'])
    const again = await li.post(`/api/quotes/${quote.id}/makeContract`, {}, 409)
    expect(again).toMatchObject({ code: 'contract.made_already', contract: { id: made.id } })
  })

  test('source, campaign and origin are copied forward from the opportunity', async () => {
    const { li } = company.as
    const opportunity = await li.post('/api/opportunities', {
      name: '四期',
      customer: customer.id,
      amount: '5000',
      source: 'referral',
    })
    await li.post(`/api/opportunities/${opportunity.id}/makeContract`, {})
    const filter = encodeURIComponent(JSON.stringify({ field: 'opportunity', op: 'in', value: [opportunity.id] }))
    const [found] = (await li.get(`/api/contracts?filter=${filter}&fields=amount,source,name`)).records
    expect(found).toMatchObject({ name: '四期', amount: '5000.00', source: 'referral' })
    const { as } = company
    await as.li.patch(`/api/contracts/${found.id}`, { source: 'coldCall' }, 422)
  })
})

describe('contracts signed: number and amount per person', () => {
  test('shares come to 100 %, stay with the person and his department of that day, and no framework counts', async () => {
    const { as, departments } = company
    const half = [
      { person: as.li.id, percent: 60 },
      { person: as.zhao.id, percent: 30 },
    ]
    const wrong = await as.chen.post('/api/contracts', { name: '分', customer: customer.id, credits: half }, 422)
    expect(wrong.fields).toMatchObject([{ path: 'credits', code: 'contract.credits_not_whole' }])
    const shared = await draft(
      { amount: '100.01', owner: as.li.id, credits: [...half, { person: as.wang.id, percent: 10 }] },
      'chen',
    )
    await act(shared.id, 'submit', {}, 200, 'chen')
    await act(shared.id, 'sign', { signedOn: '2024-05-01' }, 200, 'chen')
    const own = await draft({ amount: '10' })
    await act(own.id, 'submit')
    const kept = await act(own.id, 'sign', { signedOn: '2024-05-02' })
    expect(kept.credits).toMatchObject([
      {
        person: { id: as.li.id },
        department: { id: departments['华东区'] },
        percent: 100,
        amount: expect.stringMatching(/^10(\.00)?$/),
      },
    ])
    const framework = await draft({ type: 'framework', amount: '900000' })
    await act(framework.id, 'submit')
    await act(framework.id, 'sign', { signedOn: '2024-05-02' })
    await as.chen.post(`/api/contracts/${own.id}/transfer`, { owner: as.zhao.id })
    expect((await as.chen.get(`/api/contracts/${own.id}`)).credits).toMatchObject([{ person: { id: as.li.id } }])
    const { rows } = await as.chen.get('/api/reports/signedByPerson')
    const found = Object.fromEntries(rows.map((row: Body) => [row.labels[0], row.values]))
    expect(found.赵敏).toEqual({ amount: { CNY: '30.00' }, count: 1 })
    expect(found.王芳).toEqual({ amount: { CNY: '10.00' }, count: 1 })
    // His 60.01 of the shared one, and his own of 10.
    expect(found.李强).toEqual({ amount: { CNY: '70.01' }, count: 2 })
  })
})

describe('nothing dated in a closed month moves', () => {
  test('no contract takes effect in it, and none of it is voided; the message names the month', async () => {
    const made = await draft()
    await act(made.id, 'submit')
    const old = await draft()
    await act(old.id, 'submit')
    await act(old.id, 'takeEffect', { effectiveOn: '2025-01-20' })
    await sql`insert into closed_months (id, month, closed_at, closed_by_id)
      values (gen_random_uuid(), '2025-01-01', now(), ${company.as.chen.id}::uuid)`.execute(company.db)
    const refused = await act(made.id, 'takeEffect', { effectiveOn: '2025-01-31' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'effectiveOn', code: 'month.closed', params: { month: '2025-01' } }])
    const voided = await act(old.id, 'void', { reason: '早了' }, 422, 'wang')
    expect(voided.fields[0]).toMatchObject({ code: 'month.closed' })
    await act(made.id, 'takeEffect', { effectiveOn: '2025-02-01' })
  })
})

describe('going live in mid-year', () => {
  test('a file brings contracts as approved and in effect, with their own numbers and days, and nobody is told or asked', async () => {
    const { chen, li } = company.as
    const name = `历史合同${++count}`
    const file = `合同编号,合同名称,客户,合同金额,签订日期,负责人,付款方式\nOLD-77,${name},华星科技,5000,2025-11-03,李强,分期\n`
    let described = await upload(chen, { object: 'contract', file })
    if (described.state !== 'ready')
      described = await change(chen, described.id, { settlements: settlementsOf(described) })
    expect(described).toMatchObject({ state: 'ready' })
    await run(chen, described.id)
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))
    const [found] = (await li.get(`/api/contracts?filter=${filter}`)).records
    const made = await li.get(`/api/contracts/${found.id}`)
    expect(made).toMatchObject({
      number: 'OLD-77',
      state: 'inEffect',
      signedOn: '2025-11-03',
      effectiveOn: '2025-11-03',
      originalAmount: '5000.00',
      signingState: 'signed',
      paymentTerms: 'instalments',
      owner: { id: li.id },
    })
    expect((await li.get(`/api/contracts/${made.id}/approval`)).rounds).toEqual([])
    let plan = await upload(chen, {
      object: 'collectionPlan',
      file: `合同,期数,计划回款日期,计划回款金额\n${name},1,2025-12-01,5000\n`,
    })
    if (plan.state !== 'ready') plan = await change(chen, plan.id, { settlements: settlementsOf(plan) })
    await run(chen, plan.id)
    expect(await planOf(made.id)).toMatchObject([
      { dueOn: '2025-12-01', amount: '5000.00', standing: 'live', owner: { id: li.id } },
    ])
  })
})
