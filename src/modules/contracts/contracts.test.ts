import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { inDays, openContractDesk, three, today } from '#test/harness/contract-desk.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any
type Desk = Awaited<ReturnType<typeof openContractDesk>>

let company: TestCompany
let entity: Desk['entity']
let customer: Desk['customer']
let draft: Desk['draft']
let act: Desk['act']
let planOf: Desk['planOf']
let inEffect: Desk['inEffect']
let count = 0

beforeAll(async () => {
  company = await openTestCompany()
  ;({ entity, customer, draft, act, planOf, inEffect } = await openContractDesk(company))
})

describe('a contract and its plan are written in one step', () => {
  test('the plan comes with the contract in one request and is the contract’s owner’s', async () => {
    const made = await draft({ paymentTerms: 'instalments', plan: three })
    expect(made).toMatchObject({ state: 'draft', number: null, outstanding: '18016.61', planRevision: 1 })
    const plan = await planOf(made.id)
    expect(plan.map(row => [row.instalmentNo, row.name, row.dueOn, row.amount, row.state, row.standing])).toEqual([
      [1, '第 1 期', inDays(0), '5404.98', 'pending', 'planned'],
      [2, '第 2 期', inDays(60), '10809.97', 'pending', 'planned'],
      [3, '质保金（第 3 期）', inDays(400), '1801.66', 'pending', 'planned'],
    ])
    expect(plan.every(row => row.owner.id === company.as.li.id && row.customer.id === customer.id)).toBe(true)
  })

  test('what is wrong with a row is said at the row, and then nothing at all is written', async () => {
    const name = `错误的计划${++count}`
    const answer = await company.as.li.post(
      '/api/contracts',
      { name, customer: customer.id, amount: '100', plan: [{ dueOn: '2026-02-30', amount: '60' }, { amount: '0' }] },
      422,
    )
    expect(answer.fields.map((field: Body) => `${field.path} ${field.code}`)).toEqual([
      'plan.0.dueOn field.no_such_day',
      'plan.1.dueOn field.required',
      'plan.1.amount collectionPlan.nothing_due',
    ])
    const { records } = await company.as.li.get(
      `/api/contracts?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))}`,
    )
    expect(records).toEqual([])
  })

  test('a contract with instalments cannot be submitted or take effect without its plan', async () => {
    for (const paymentTerms of ['instalments', 'afterDelivery', 'monthly', 'prepaid']) {
      const made = await draft({ paymentTerms })
      const answer = await act(made.id, 'submit', {}, 422)
      expect(answer.fields).toMatchObject([{ path: 'plan', code: 'contract.no_collection_plan' }])
    }
    const once = await inEffect()
    expect(once).toMatchObject({ state: 'inEffect', effectiveOn: today, originalAmount: '18016.61' })
    expect(await planOf(once.id)).toMatchObject([{ dueOn: today, amount: '18016.61', standing: 'live' }])
  })

  test('a plan that does not come to the contract says by how much', async () => {
    const made = await draft({ paymentTerms: 'instalments', plan: three.slice(0, 2) })
    const short = await act(made.id, 'submit', {}, 422)
    expect(short.fields).toMatchObject([{ path: 'plan', code: 'contract.plan_too_small' }])
    expect(short.fields[0].message).toContain('1801.66')
    await company.as.li.patch(`/api/contracts/${made.id}`, {
      plan: [...three, { dueOn: inDays(9), amount: '0.01' }],
    })
    const long = await act(made.id, 'submit', {}, 422)
    expect(long.fields).toMatchObject([{ path: 'plan', code: 'contract.plan_too_large' }])
    expect(long.fields[0].message).toContain('0.01')
    await company.as.li.patch(`/api/contracts/${made.id}`, { plan: three })
    expect(await act(made.id, 'submit')).toMatchObject({
      state: 'approved',
      number: expect.stringMatching(/^HT\d{6}$/),
    })
    const effective = await act(made.id, 'takeEffect')
    expect(effective).toMatchObject({ state: 'inEffect' })
    expect((await planOf(made.id)).map(row => row.standing)).toEqual(['live', 'live', 'live'])
  })
})

test('a draft goes into the bin with its plan, and comes back with it; of a removed row it says so', async () => {
  const { li } = company.as
  const made = await draft({ paymentTerms: 'instalments', plan: three })
  const [, second] = await planOf(made.id)
  await li.delete(`/api/collection-plans/${second.id}`)
  await li.delete(`/api/contracts/${made.id}`)
  expect(await planOf(made.id)).toEqual([])
  await li.post(`/api/contracts/${made.id}/restore`, {})
  expect((await planOf(made.id)).map(row => [row.amount, row.standing])).toEqual([
    ['5404.98', 'planned'],
    ['1801.66', 'planned'],
  ])
  await li.delete(`/api/customers/${customer.id}`, 409)
})

describe('after it was submitted a contract changes by verbs only', () => {
  test('nobody edits amount, lines or plan of a contract in effect', async () => {
    const made = await inEffect()
    const [row] = await planOf(made.id)
    const answer = await company.as.li.patch(`/api/contracts/${made.id}`, { amount: '1', plan: [] }, 422)
    expect(answer.fields.map((field: Body) => field.code).sort()).toEqual(['approval.approved', 'contract.plan_fixed'])
    const direct = await company.as.li.patch(`/api/collection-plans/${row.id}`, { amount: '1' }, 422)
    expect(direct.fields).toMatchObject([{ path: 'amount', code: 'collectionPlan.contract_fixed' }])
    await company.as.li.delete(`/api/collection-plans/${row.id}`, 409)
    await company.as.li.post('/api/collection-plans', { contract: made.id, dueOn: today, amount: '1' }, 422)
  })

  test('a change has new amounts, lines and plan, is approved again, and keeps the original amount', async () => {
    const made = await inEffect({ paymentTerms: 'instalments', plan: three })
    expect(await act(made.id, 'change', { reason: '增购一台' })).toMatchObject({ state: 'changing' })
    const rows = await planOf(made.id)
    await company.as.li.patch(`/api/contracts/${made.id}`, {
      amount: '20016.61',
      plan: [...rows.map(({ id }) => ({ id })), { dueOn: inDays(90), amount: '2000' }],
    })
    const changed = await act(made.id, 'submit')
    expect(changed).toMatchObject({
      state: 'inEffect',
      amount: '20016.61',
      originalAmount: '18016.61',
      outstanding: '20016.61',
    })
    expect((await planOf(made.id)).map(row => row.amount)).toEqual(['5404.98', '10809.97', '1801.66', '2000.00'])
  })

  test('a change that is dropped leaves contract and plan as they were', async () => {
    const made = await inEffect({ paymentTerms: 'instalments', plan: three })
    await act(made.id, 'change', { reason: '谈判中' })
    await company.as.li.patch(`/api/contracts/${made.id}`, {
      amount: '100',
      name: '别的名字',
      plan: [{ dueOn: today, amount: '100' }],
    })
    const dropped = await act(made.id, 'dropChange', { reason: '没谈成' })
    expect(dropped).toMatchObject({ state: 'inEffect', amount: '18016.61', name: made.name })
    expect((await planOf(made.id)).map(row => [row.dueOn, row.amount])).toEqual(
      three.map(row => [row.dueOn ?? row.releaseOn, row.amount]),
    )
  })
})

test('whoever approves reads the contract with its plan, before and after, and a change asks him again', async () => {
  const { as } = company
  const step = { kind: 'people', mode: 'any', people: [as.zhao.id] }
  const content = {
    conditions: null,
    departments: [],
    amountFrom: '1000000.00',
    amountTo: null,
    afterRefusal: 'start',
    withdraw: 'undecided',
    remindDays: 2,
    steps: [step],
  }
  const flow = await as.chen.post('/api/approval-flows', { object: 'contract', name: '大额合同', isOn: true, content })
  const made = await draft({ amount: '2000000', paymentTerms: 'prepaid', plan: [{ dueOn: today, amount: '2000000' }] })
  await as.zhao.get(`/api/contracts/${made.id}`, 404)
  expect(await act(made.id, 'submit')).toMatchObject({ state: 'inReview' })
  await act(made.id, 'takeEffect', {}, 409)
  expect((await planOf(made.id, 'zhao')).map(row => row.amount)).toEqual(['2000000.00'])
  const round = async () => (await as.li.get(`/api/contracts/${made.id}/approval`)).rounds[0].id
  await as.zhao.post(`/api/approvals/${await round()}/approve`, {})
  await act(made.id, 'takeEffect')
  await act(made.id, 'change', { reason: '加一期' })
  await company.as.li.patch(`/api/contracts/${made.id}`, {
    amount: '2100000',
    plan: [...(await planOf(made.id)).map(({ id }) => ({ id })), { dueOn: inDays(30), amount: '100000' }],
  })
  expect(await act(made.id, 'submit')).toMatchObject({ state: 'inReview' })
  await as.zhao.post(`/api/approvals/${await round()}/refuse`, { opinion: '不同意' })
  expect(await as.li.get(`/api/contracts/${made.id}`)).toMatchObject({ state: 'changing' })
  expect(await act(made.id, 'dropChange')).toMatchObject({ state: 'inEffect', amount: '2000000.00' })
  await as.zhao.get(`/api/contracts/${made.id}`)
  await as.chen.delete(`/api/approval-flows/${flow.id}`)
})

describe('a contract goes its way', () => {
  test('a salesperson seals nothing; finance does with a seal of the same legal entity, and each use is written down', async () => {
    const { as } = company
    const other = await as.chen.post('/api/legal-entities', { name: '海天深圳', code: 'SZ' })
    const [own, foreign] = [
      await as.chen.post('/api/seals', { name: '海天合同章', legalEntity: entity.id }),
      await as.chen.post('/api/seals', { name: '深圳合同章', legalEntity: other.id }),
    ]
    const made = await draft()
    await act(made.id, 'sealIt', { seal: own.id }, 409, 'chen')
    await act(made.id, 'submit')
    await act(made.id, 'sealIt', { seal: own.id }, 403)
    const refused = await act(made.id, 'sealIt', { seal: foreign.id }, 422, 'chen')
    expect(refused.fields).toMatchObject([{ path: 'seal', code: 'contract.seal_of_other_entity' }])
    expect(await act(made.id, 'sealIt', { seal: own.id, copies: 3, remark: '一式三份' }, 200, 'chen')).toMatchObject({
      sealState: 'sealed',
    })
    expect((await as.li.get(`/api/contracts/${made.id}/seal-uses`)).uses).toMatchObject([
      { seal: { title: '海天合同章' }, by: { title: '陈静' }, copies: 3, remark: '一式三份' },
    ])
    await as.zhao.get(`/api/contracts/${made.id}/seal-uses`, 404)
    expect(await as.li.get(`/api/seals/${own.id}`)).not.toHaveProperty('image')
  })

  test('it is sent and signed with its scan and the day, which lies not ahead', async () => {
    const made = await inEffect()
    expect(await act(made.id, 'send', {})).toMatchObject({ signingState: 'sent', sentOn: today })
    await act(made.id, 'sign', { signedOn: inDays(1) }, 422)
    const scan = await uploadFile(company.as.li, '签字页.png', onePixel)
    const signed = await act(made.id, 'sign', { signedOn: inDays(-3), scans: [scan] })
    expect(signed).toMatchObject({ signingState: 'signed', signedOn: inDays(-3), scans: [{ title: '签字页.png' }] })
  })

  test('voiding is the manager’s, asks why, and keeps the number; what is terminated is owed no more from then on', async () => {
    const made = await inEffect({ paymentTerms: 'instalments', plan: three })
    await act(made.id, 'void', { reason: '签错了' }, 403)
    await act(made.id, 'void', {}, 422, 'wang')
    expect(await act(made.id, 'void', { reason: '签错了' }, 200, 'wang')).toMatchObject({
      state: 'voided',
      number: made.number,
    })
    expect((await planOf(made.id)).map(row => row.standing)).toEqual(['void', 'void', 'void'])
    const other = await inEffect({ paymentTerms: 'instalments', plan: three })
    await act(other.id, 'terminate', { reason: '项目取消' }, 200, 'wang')
    expect((await planOf(other.id)).map(row => row.standing)).toEqual(['live', 'void', 'void'])
    expect(await act(other.id, 'reopen', { reason: '又谈成了' }, 200, 'wang')).toMatchObject({ state: 'inEffect' })
    expect((await planOf(other.id)).map(row => row.standing)).toEqual(['live', 'live', 'live'])
  })

  test('a renewal is a draft that belongs to it, with its lines, for the term after it; a copy has no number of its own yet', async () => {
    const { li } = company.as
    const made = await inEffect({
      amount: null,
      lines: [{ name: '运维服务', quantity: '12', unitPrice: '1000', discountRate: 5 }],
      startOn: '2025-03-01',
      endOn: '2026-02-28',
    })
    expect(made.amount).toBe('11400.00')
    await act(made.id, 'renew')
    const filter = encodeURIComponent(JSON.stringify({ field: 'parent', op: 'in', value: [made.id] }))
    const { records } = await li.get(`/api/contracts?filter=${filter}`)
    const renewal = await li.get(`/api/contracts/${records[0].id}`)
    expect(renewal).toMatchObject({
      type: 'renewal',
      state: 'draft',
      number: null,
      startOn: '2026-03-01',
      endOn: '2027-02-28',
      amount: '11400.00',
      receivedAmount: expect.stringMatching(/^0(\.00)?$/),
      lines: [{ name: '运维服务', quantity: '12', gross: '11400.00' }],
    })
  })

  test('a framework has no plan and counts in no signed total; only a framework is called off', async () => {
    const framework = await inEffect({ type: 'framework', amount: '1000000' })
    expect(framework).toMatchObject({ state: 'inEffect', outstanding: null })
    expect(await planOf(framework.id)).toEqual([])
    const single = await inEffect()
    const wrong = await company.as.li.post(
      '/api/contracts',
      { name: '订单', customer: customer.id, type: 'callOff', parent: single.id },
      422,
    )
    expect(wrong.fields).toMatchObject([{ path: 'parent', code: 'contract.not_a_framework' }])
    expect(await draft({ type: 'callOff', parent: framework.id })).toMatchObject({ type: 'callOff' })
    const without = await company.as.li.post(
      '/api/contracts',
      { name: '补充', customer: customer.id, type: 'supplement' },
      422,
    )
    expect(without.fields).toMatchObject([{ path: 'parent', code: 'contract.needs_parent' }])
  })
})
