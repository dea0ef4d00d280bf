import { beforeAll, describe, expect, it } from 'vitest'
import { dayAt } from '#platform/fields/index.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

interface Stage {
  id: string
  name: string
  kind: string
}

let company: TestCompany
let stages: Stage[]
let customer: { id: string }
const today = dayAt(new Date(), 'Asia/Shanghai')
const stage = (name: string): string => stages.find(one => one.name === name)?.id ?? ''

beforeAll(async () => {
  company = await openTestCompany()
  const [pipeline] = (await company.as.li.get('/api/pipelines?sort=createdAt')).records
  stages = (await company.as.li.get(`/api/pipelines/${pipeline.id}`)).stages
  customer = await company.as.li.post('/api/customers', { name: '华星科技' })
})

const make = (values: Record<string, unknown> = {}) =>
  company.as.li.post('/api/opportunities', { name: '网络改造', ...values })

describe('a new opportunity', () => {
  it('begins in the first open stage, today, in the currency of the company; its amount is unknown, not nought', async () => {
    expect(await make()).toMatchObject({
      stage: { title: '达成联系' },
      state: 'open',
      probability: 20,
      openedOn: today,
      closedOn: null,
      amount: null,
      currency: 'CNY',
      customer: null,
      can: [
        'update',
        'remove',
        'move',
        'win',
        'lose',
        'invalidate',
        'attribute',
        'moveOver',
        'makeContract',
        'assignByRules',
        'transfer',
      ],
    })
  })

  it('keeps its product lines, which do not overwrite its amount', async () => {
    const { chen, li } = company.as
    const product = await chen.post('/api/products', { name: '交换机', listPrice: '100' })
    const made = await make({ amount: '5000', lines: [{ product: product.id, quantity: '3', unitPrice: '99.5' }] })
    expect(made).toMatchObject({
      amount: '5000.00',
      lines: [{ product: { title: '交换机' }, quantity: '3', unitPrice: '99.5', discountRate: null }],
    })
    expect(
      (await li.patch(`/api/opportunities/${made.id}`, { lines: [{ product: product.id, quantity: '-1' }] }, 422))
        .fields,
    ).toMatchObject([{ path: 'lines.0.quantity' }])
    await chen.delete(`/api/products/${product.id}`, 409)
  })

  it('refuses a state or stage from outside', async () => {
    const refused = await company.as.li.post(
      '/api/opportunities',
      { name: 'x', state: 'won', stage: stage('合作'), closedOn: today },
      422,
    )
    expect(refused.fields.map((field: { path: string; code: string }) => `${field.path} ${field.code}`)).toEqual([
      'state field.set_by_verb',
      'stage field.set_by_verb',
      'closedOn field.set_by_verb',
    ])
  })
})

describe('moving', () => {
  it('needs what the stage asks for', async () => {
    const { li } = company.as
    const { id } = await make()
    expect(
      (await li.post(`/api/opportunities/${id}/move`, { stage: stage('谈判') }, 422)).fields.map(
        (field: { path: string }) => field.path,
      ),
    ).toEqual(['customer', 'amount'])
    await li.patch(`/api/opportunities/${id}`, { customer: customer.id, amount: '12万' })
    expect(await li.post(`/api/opportunities/${id}/move`, { stage: stage('谈判') })).toMatchObject({
      stage: { title: '谈判' },
      probability: 80,
      amount: '120000.00',
    })
    const { entries } = await li.get(`/api/opportunities/${id}/timeline`)
    expect(entries[0]).toMatchObject({ verb: 'move', by: { id: li.id } })
    expect(entries[0].changes).toContainEqual({
      field: 'stage',
      before: { id: stage('达成联系'), title: '达成联系' },
      after: { id: stage('谈判'), title: '谈判' },
    })
  })

  it('does not end an opportunity, nor lead into another pipeline', async () => {
    const { li } = company.as
    const { id } = await make({ customer: customer.id, amount: '1' })
    expect((await li.post(`/api/opportunities/${id}/move`, { stage: stage('合作') }, 422)).fields[0].code).toBe(
      'opportunity.ending_needs_verb',
    )
    const [, other] = (await li.get('/api/pipelines?sort=createdAt')).records
    const [foreign] = (await li.get(`/api/pipelines/${other.id}`)).stages
    expect((await li.post(`/api/opportunities/${id}/move`, { stage: foreign.id }, 422)).fields[0].code).toBe(
      'opportunity.stage_of_other_pipeline',
    )
  })
})

describe('ending', () => {
  it('win: needs an amount and a customer, closes today or on a day told, not tomorrow', async () => {
    const { li } = company.as
    const { id } = await make({ openedOn: '2024-01-01' })
    expect((await li.post(`/api/opportunities/${id}/win`, {}, 422)).fields[0].path).toBe('amount')
    expect((await li.post(`/api/opportunities/${id}/win`, { amount: '9' }, 422)).fields[0].path).toBe('customer')
    await li.patch(`/api/opportunities/${id}`, { customer: customer.id })
    expect(
      (await li.post(`/api/opportunities/${id}/win`, { amount: '9', closedOn: '2999-01-01' }, 422)).fields[0].code,
    ).toBe('field.in_future')
    expect(
      (await li.post(`/api/opportunities/${id}/win`, { amount: '9', closedOn: '2023-12-31' }, 422)).fields[0].code,
    ).toBe('opportunity.closed_before_opened')
    expect(await li.post(`/api/opportunities/${id}/win`, { amount: '9', closedOn: '2024-02-03' })).toMatchObject({
      state: 'won',
      stage: { title: '合作' },
      probability: 100,
      amount: '9.00',
      closedOn: '2024-02-03',
      can: ['update', 'remove', 'move', 'attribute', 'makeContract', 'transfer'],
    })
    expect((await li.post(`/api/opportunities/${id}/win`, { amount: '9' }, 409)).code).toBe('verb_not_possible')
  })

  it('lose and invalidate ask for the reason; reopening forgets the ending and keeps its history', async () => {
    const { li } = company.as
    const { id } = await make()
    expect((await li.post(`/api/opportunities/${id}/lose`, {}, 422)).fields).toMatchObject([
      { path: 'reason', code: 'field.required' },
    ])
    expect(await li.post(`/api/opportunities/${id}/lose`, { reason: 'price', remark: '低了两成' })).toMatchObject({
      state: 'lost',
      closeReason: 'price',
      closeRemark: '低了两成',
      closedOn: today,
    })
    expect(await li.post(`/api/opportunities/${id}/move`, { stage: stage('达成联系') })).toMatchObject({
      state: 'open',
      closedOn: null,
      closeReason: null,
      probability: 20,
    })
    expect(await li.post(`/api/opportunities/${id}/invalidate`, { reason: 'duplicate' })).toMatchObject({
      state: 'invalid',
    })
    const { entries } = await li.get(`/api/opportunities/${id}/timeline`)
    expect(entries.map((entry: { verb: string }) => entry.verb)).toEqual(['invalidate', 'move', 'lose', 'create'])
  })
})

describe('the board', () => {
  it('shows counts, sums per currency and cards of what the viewer may see', async () => {
    const own = await openTestCompany()
    const { li, wang, zhao } = own.as
    await li.post('/api/opportunities', { name: '一', amount: '100' })
    await li.post('/api/opportunities', { name: '二', amount: '50.5', currency: 'USD' })
    await li.post('/api/opportunities', { name: '三' })
    await zhao.post('/api/opportunities', { name: '四', amount: '7' })
    const first = async (person: typeof li) => (await person.get('/api/opportunities/board')).columns[0]
    expect(await first(li)).toMatchObject({
      stage: { name: '达成联系', probability: 20, normDays: 14 },
      count: { value: 3, capped: false },
      sums: { CNY: '100.00', USD: '50.50' },
      weighted: { CNY: '20.00', USD: '10.10' },
    })
    expect((await first(li)).records.map((card: { name: string }) => card.name)).toEqual(['三', '二', '一'])
    expect((await first(li)).records[0].stageSince).toMatch(/^\d{4}-/)
    expect((await first(wang)).count.value).toBe(3)
    expect((await first(zhao)).records.map((card: { name: string }) => card.name)).toEqual(['四'])
  })
})
