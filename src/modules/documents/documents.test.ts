import { beforeAll, describe, expect, it, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { closedAmong } from './closed-months.ts'

let company: TestCompany
let rates: { id: string; name: string }[]
let gateway: { id: string }
let customerA: { id: string }
let customerB: { id: string }

const rate = (name: string) => ({ id: rates.find(one => one.name === name)?.id })

beforeAll(async () => {
  company = await openTestCompany()
  const { chen, li } = company.as
  rates = (await chen.get('/api/tax-rates?limit=100')).records
  gateway = await chen.post('/api/products', {
    name: '工业网关',
    code: 'GW-100',
    unit: '件',
    units: [{ name: '箱', factor: '12' }],
    specification: '双网口',
    taxCode: '1090511030000000000',
    taxRate: rate('13%'),
    listPrice: '100',
    cost: '61.5',
  })
  customerA = await li.post('/api/customers', { name: '甲公司', level: 'a' })
  customerB = await li.post('/api/customers', { name: '乙公司', level: 'b' })
  await chen.post('/api/price-lists', {
    name: '2026 价格表',
    prices: [
      { product: gateway, price: '95' },
      { product: gateway, price: '90', minQuantity: '10' },
      { product: gateway, level: 'a', price: '88' },
      { product: gateway, level: 'a', price: '80', minQuantity: '10' },
      { product: gateway, price: '50', from: '2031-01-01', until: '2031-01-31' },
    ],
  })
  await chen.post('/api/price-lists', { name: 'USD', currency: 'USD', prices: [{ product: gateway, price: '15' }] })
})

const quoteOf = (customer: { id: string }, lines: object[], more: object = {}) =>
  company.as.li.post('/api/quotes', { name: '报价', customer, lines, ...more })
const priceOf = async (customer: { id: string }, line: object, more: object = {}): Promise<unknown> =>
  (await quoteOf(customer, [{ product: gateway, ...line }], more)).lines[0].unitPrice

describe('price lists by level, quantity, currency and date', () => {
  test.each([
    ['for customers of no listed level the price for all', 'b', { quantity: '1' }, {}, '95'],
    ['from a quantity on', 'b', { quantity: '10' }, {}, '90'],
    ['for a level', 'a', { quantity: '9' }, {}, '88'],
    ['for a level from a quantity on', 'a', { quantity: '10' }, {}, '80'],
    ['within its dates alone', 'b', { quantity: '1' }, { quotedOn: '2031-01-15', validUntil: '2031-02-15' }, '50'],
    ['in the currency of the document', 'a', { quantity: '1' }, { currency: 'USD', exchangeRate: '7' }, '15'],
    [
      'in another unit times its factor, and by the quantity in its own',
      'b',
      { quantity: '1', unit: '箱' },
      {},
      '1080',
    ],
    ['never in place of a price that was given', 'a', { quantity: '1', unitPrice: '1' }, {}, '1'],
  ])('%s', async (_what, level, line, more, price) => {
    expect(Number(await priceOf(level === 'a' ? customerA : customerB, line, more))).toBe(Number(price))
  })

  it('says which price of which list it is, by what is written of a product: code, name, or id', async () => {
    const { li } = company.as
    const lines = [
      { find: 'gw-100', quantity: '12' },
      { find: '工业网关' },
      { product: gateway.id },
      { find: '没有' },
      {},
    ]
    const offers = await li.post('/api/line-offers', { customer: customerA.id, lines }, 200)
    expect(offers.lines[0]).toMatchObject({
      product: { id: gateway.id },
      name: '工业网关',
      specification: '双网口',
      unit: '件',
      units: [{ name: '箱', factor: '12.00000000' }],
      taxRate: { title: '13%' },
      taxPercent: 13,
      unitPrice: '80',
      price: { list: '2026 价格表', level: 'a', minQuantity: '10.00000000' },
    })
    expect(offers.lines[1].product).toEqual(offers.lines[2].product)
    expect(offers.lines[3]).toMatchObject({ product: null, unitPrice: null, taxRate: { title: '13%' } })
    // Nothing of what it costs.
    expect(JSON.stringify(offers)).not.toMatch(/61\.5|cost/)
    // The level of a customer whom one does not see decides nothing.
    const { lines: other } = await company.as.zhao.post('/api/line-offers', { customer: customerA.id, lines }, 200)
    expect(other[0].price).toMatchObject({ level: null })
    await company.as.qian
      .post('/api/line-offers', { lines }, 200)
      .then(answer => expect(answer.lines[0].product).toBeNull())
  })

  it('a retired list holds no longer; two prices for the same are refused, and a time that ends before it begins', async () => {
    const { chen } = company.as
    const lamp = await chen.post('/api/products', { name: '指示灯', listPrice: '9' })
    const list = await chen.post('/api/price-lists', { name: '临时', prices: [{ product: lamp, price: '5' }] })
    expect((await quoteOf(customerA, [{ product: lamp }])).lines[0].unitPrice).toMatch(/^5/)
    await chen.post(`/api/price-lists/${list.id}/retire`)
    expect((await quoteOf(customerA, [{ product: lamp }])).lines[0].unitPrice).toMatch(/^9/)
    const prices = [
      { product: lamp, price: '5', minQuantity: '10' },
      { product: lamp, price: '6', minQuantity: '10.0' },
      { product: lamp, price: '4', from: '2026-02-01', until: '2026-01-01' },
    ]
    const refused = await chen.post('/api/price-lists', { name: '错', prices }, 422)
    expect(refused.fields).toMatchObject([
      { path: 'prices.1.product', code: 'price.twice' },
      { path: 'prices.2.until', code: 'price.ends_before_it_begins' },
    ])
  })
})

describe('products', () => {
  it('off the shelf cannot be newly chosen; documents that have it keep it', async () => {
    const { chen, li } = company.as
    const old = await chen.post('/api/products', { name: '停产机型', code: 'OLD', listPrice: '10' })
    const quote = await quoteOf(customerA, [{ product: old, quantity: '2' }])
    await chen.post(`/api/products/${old.id}/takeOffSale`)
    const refused = await li.post('/api/quotes', { name: '新', customer: customerA, lines: [{ product: old }] }, 422)
    expect(refused.fields).toMatchObject([{ path: 'lines.0.product', code: 'product.off_sale' }])
    const opportunity = { name: '新', customer: customerA, lines: [{ product: old }] }
    const { fields } = await li.post('/api/opportunities', opportunity, 422)
    expect(fields).toMatchObject([{ path: 'lines.0.product', code: 'product.off_sale' }])
    const [line] = quote.lines
    const kept = await li.patch(`/api/quotes/${quote.id}`, {
      version: quote.version,
      lines: [{ ...line, quantity: '3' }],
    })
    expect(kept).toMatchObject({ amount: '30.00', lines: [{ name: '停产机型' }] })
    const { lines } = await li.post('/api/line-offers', { lines: [{ find: 'OLD' }, { product: old.id }] }, 200)
    expect(lines).toMatchObject([{ product: null }, { product: { id: old.id }, isOnSale: false }])
  })

  it('what a product costs is hidden from salespeople, by whatever way they ask, and not from their manager', async () => {
    const { li, wang, chen } = company.as
    expect(await wang.get(`/api/products/${gateway.id}`)).toMatchObject({ cost: '61.50' })
    expect(await li.get(`/api/products/${gateway.id}`)).not.toHaveProperty('cost')
    const filter = encodeURIComponent(JSON.stringify({ field: 'cost', op: 'gt', value: '1' }))
    await li.get(`/api/products?filter=${filter}`, 400)
    await li.get('/api/products?sort=cost', 400)
    await li.get('/api/products?fields=name,cost').then(
      page => expect(page.records[0]).not.toHaveProperty('cost'),
      error => expect(String(error)).toContain('400'),
    )
    const { entries } = await li.get(`/api/products/${gateway.id}/timeline`)
    expect(JSON.stringify(entries)).not.toContain('cost')
    const refused = await chen.post(
      '/api/products',
      {
        name: '双单位',
        unit: '件',
        units: [
          { name: '件', factor: '1' },
          { name: '箱', factor: '0' },
        ],
      },
      422,
    )
    expect(refused.fields).toMatchObject([{ code: 'product.unit_twice' }, { code: 'product.unit_of_nothing' }])
  })

  it('a currency has one rate of a day', async () => {
    const { chen } = company.as
    const first = await chen.post('/api/exchange-rates', { currency: 'EUR', on: '2026-03-01', rate: '7.8' })
    const refused = await chen.post('/api/exchange-rates', { currency: 'EUR', on: '2026-03-01', rate: '7.9' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'on', code: 'exchangeRate.twice' }])
    await chen.delete(`/api/exchange-rates/${first.id}`)
    await chen.post('/api/exchange-rates', { currency: 'EUR', on: '2026-03-01', rate: '7.9' })
    await chen.post(`/api/exchange-rates/${first.id}/restore`, {}, 422)
    const quote = await quoteOf(customerA, [{ name: '咨询', unitPrice: '100' }], {
      currency: 'EUR',
      quotedOn: '2026-03-05',
      validUntil: '2026-05-01',
    })
    expect(quote).toMatchObject({ exchangeRate: '7.9', rateOn: '2026-03-01', baseAmount: '790.00' })
  })
})

describe('finance closes a month', () => {
  const month = '2025-11'
  const inMonth = (on: string, legalEntity: string | null = null) =>
    closedAmong({ db: company.db }, [{ path: 'on', on, legalEntity }])

  it('nothing dated in it moves, until it is opened again with a reason; both stand in the audit log', async () => {
    const { chen, li, wang } = company.as
    await li.get('/api/closed-months', 403)
    await wang.post('/api/closed-months', { month }, 403)
    const year = await chen.post('/api/closed-months', { month, reason: '十一月已报税' })
    expect(year).toMatchObject({
      year: '2025',
      closed: [{ month, legalEntity: null, closedBy: { id: chen.id }, reason: '十一月已报税' }],
    })
    expect((await inMonth('2025-11-30')).get(0)).toMatchObject({ path: 'on', code: 'month.closed', params: { month } })
    expect((await inMonth('2025-11-01', '018f2b6e-0000-7000-8000-000000000001')).size).toBe(1)
    expect((await inMonth('2025-12-01')).size).toBe(0)
    expect((await chen.post('/api/closed-months', { month }, 409)).code).toBe('month.closed_already')
    expect((await chen.post('/api/closed-months', { month: '2099-01' }, 409)).code).toBe('month.not_begun')
    await chen.post('/api/closed-months', { month: '2025-13' }, 422)
    const [closed] = year.closed
    await chen.post(`/api/closed-months/${closed.id}/reopen`, { reason: ' ' }, 422)
    await li.post(`/api/closed-months/${closed.id}/reopen`, { reason: '想改' }, 403)
    expect(await chen.post(`/api/closed-months/${closed.id}/reopen`, { reason: '补录' })).toMatchObject({ closed: [] })
    await chen.post(`/api/closed-months/${closed.id}/reopen`, { reason: '补录' }, 404)
    expect((await inMonth('2025-11-30')).size).toBe(0)
    const { entries } = await chen.get('/api/audit')
    const told = entries.map((entry: { kind: string }) => entry.kind)
    expect(told).toEqual(expect.arrayContaining(['month.closed', 'month.reopened']))
  })

  it('closes for one legal entity alone, and fifty who close at once close it once', async () => {
    const { chen } = company.as
    const ours = await chen.post('/api/legal-entities', { name: '海天科技（上海）有限公司' })
    await chen.post('/api/closed-months', { month: '2025-10', legalEntity: ours.id })
    expect((await inMonth('2025-10-15', ours.id)).size).toBe(1)
    expect((await inMonth('2025-10-15')).size).toBe(0)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => chen.ask('POST', '/api/closed-months', { month: '2025-09' })),
    )
    expect(answers.filter(({ status }) => status < 300).length).toBe(1)
    expect(answers.filter(({ status }) => status === 409).length).toBe(49)
  })
})
