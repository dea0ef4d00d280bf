import { beforeAll, describe, expect, it } from 'vitest'
import { systemActor } from '#platform/access/actor.ts'
import type { Context } from '#platform/records/index.ts'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import type { PersonName } from '#test/harness/people.ts'
import { uploadFile } from '#test/harness/upload.ts'
import { quote } from './quote.object.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let company: TestCompany
let as: TestCompany['as']
let customer: Body
let product: Body
beforeAll(async () => {
  company = await openTestCompany()
  as = company.as
  customer = await as.li.post('/api/customers', { name: '华星科技有限公司' })
  product = await as.chen.post('/api/products', {
    name: '边缘服务器',
    code: 'S-1',
    listPrice: '1000',
    unit: '台',
    cost: '600',
  })
})

const today = (days = 0): string => new Date(Date.now() + (8 * 60 + days * 1440) * 60_000).toISOString().slice(0, 10)
let count = 0
const draft = (values: object = {}, person: PersonName = 'li'): Promise<Body> =>
  as[person].post('/api/quotes', {
    name: `服务器报价 ${++count}`,
    customer: customer.id,
    lines: [{ product: product.id, quantity: '3', discountRate: 5 }],
    ...values,
  })
/** A quote that may be offered; nobody has to consent unless a test sets up a flow. */
async function approved(values: object = {}): Promise<Body> {
  const { id } = await draft(values)
  return as.li.post(`/api/quotes/${id}/submit`)
}
const problemsOf = (answer: Body): string[] => answer.fields.map(({ path, code }: Body) => `${path} ${code}`)
const contextAt = async (now: Date): Promise<Context> =>
  company.companies.contextOf({
    db: company.db,
    company: {
      id: company.id,
      name: '海天科技',
      locale: 'zh',
      baseCurrency: 'CNY',
      timeZone: 'Asia/Shanghai',
      fiscalYearStart: 1,
      weekStart: 1,
    },
    actor: systemActor('clock'),
    batch: null,
    reason: null,
    locale: 'zh',
    now: () => now,
  })
const quotes = app.modules.find(module => module.name === 'quotes')

describe('a quote', () => {
  it('takes words, price and tax of products, reckons itself and holds for 30 days', async () => {
    const made = await draft({ quotedOn: '2026-11-01', discountAmount: '50' })
    expect(made).toMatchObject({
      state: 'draft',
      revision: 1,
      number: null,
      validUntil: '2026-12-01',
      currency: 'CNY',
      linesAmount: '2850.00',
      amount: '2800.00',
      greatestDiscount: 6.67,
      owner: { title: '李强' },
      can: expect.arrayContaining(['submit', 'update', 'remove']),
    })
    expect(made.lines[0]).toMatchObject({ name: '边缘服务器', unit: '台', taxPercent: 13, amount: '2800.00' })
    expect(Number(made.lines[0].listPrice)).toBe(1000)
  })

  it('measures discounts against the company’s own price, which nobody can talk down', async () => {
    const cheap = await draft({ lines: [{ product: product.id, quantity: '1', unitPrice: '700', listPrice: '700' }] })
    expect(cheap.greatestDiscount).toBe(30)
    const dear = await draft({ lines: [{ product: product.id, quantity: '1', unitPrice: '1200' }] })
    expect(dear.greatestDiscount).toBe(0)
    await as.chen.patch(`/api/products/${product.id}`, { listPrice: '1500' })
    const kept = await as.li.patch(`/api/quotes/${cheap.id}`, { version: cheap.version, remark: '老价格' })
    expect(kept.greatestDiscount).toBe(30)
    await as.chen.patch(`/api/products/${product.id}`, { listPrice: '1000' })
  })

  it('is refused with words that help: valid before its date, an opportunity of somebody else', async () => {
    const other = await as.li.post('/api/customers', { name: '别的客户' })
    const opportunity = await as.li.post('/api/opportunities', { name: '别的项目', customer: other.id })
    const refused = await as.li.post(
      '/api/quotes',
      {
        name: 'x',
        customer: customer.id,
        opportunity: opportunity.id,
        quotedOn: '2026-05-02',
        validUntil: '2026-05-01',
      },
      422,
    )
    expect(problemsOf(refused)).toEqual([
      'validUntil quote.valid_before_quoted',
      'opportunity quote.opportunity_of_other_customer',
    ])
    for (const name of ['state', 'number', 'revision', 'greatestDiscount', 'decidedBy', 'tax'])
      expect(problemsOf(await as.li.post('/api/quotes', { name: 'x', customer: customer.id, [name]: 1 }, 422))).toEqual(
        [`${name} field.set_by_verb`],
      )
  })

  it('is made of an opportunity with its customer, contact and lines', async () => {
    const contact = await as.li.post('/api/contacts', { name: '周总', customer: customer.id })
    const opportunity = await as.li.post('/api/opportunities', {
      name: '机房扩容',
      customer: customer.id,
      contacts: [{ contact: contact.id }],
      lines: [
        { product: product.id, quantity: '2' },
        { product: product.id, quantity: '1', unitPrice: '900', discountRate: 10 },
      ],
    })
    const made = await as.li.post(`/api/opportunities/${opportunity.id}/quote`)
    expect(made).toMatchObject({
      name: '机房扩容',
      state: 'draft',
      customer: { id: customer.id },
      opportunity: { id: opportunity.id },
      contact: { title: '周总' },
      amount: '2810.00',
    })
    await as.zhao.post(`/api/opportunities/${opportunity.id}/quote`, {}, 404)
    const nobodys = await as.li.post('/api/opportunities', { name: '没有客户' })
    expect((await as.li.post(`/api/opportunities/${nobodys.id}/quote`, {}, 409)).code).toBe(
      'quote.opportunity_without_customer',
    )
  })

  it('belongs to its owner and superiors: a colleague elsewhere sees nothing of it', async () => {
    const { id } = await draft()
    expect((await as.wang.get(`/api/quotes/${id}`)).id).toBe(id)
    for (const path of ['', '/links', '/margin', '/timeline', '/prints'])
      await as.zhao.get(`/api/quotes/${id}${path}`, 404)
    await as.zhao.post(`/api/quotes/${id}/submit`, {}, 404)
  })
})

describe('consent', () => {
  it('is asked above a discount, and nothing can be given to the customer before; below it is approved at once', async () => {
    const flow = await as.chen.post('/api/approval-flows', {
      object: 'quote',
      name: '折扣超过 10%',
      isOn: true,
      content: {
        conditions: { field: 'greatestDiscount', op: 'gt', value: 10 },
        departments: [],
        amountFrom: null,
        amountTo: null,
        afterRefusal: 'start',
        withdraw: 'undecided',
        remindDays: 2,
        steps: [{ kind: 'superior', mode: 'any', level: 1 }],
      },
    })
    const small = await approved()
    expect(small).toMatchObject({ state: 'approved', greatestDiscount: 5, number: expect.stringMatching(/^Q\d{6}$/) })
    // The discount on the whole counts, too.
    const large = await draft({ discountAmount: '300' })
    expect(large.greatestDiscount).toBe(15)
    const asked = await as.li.post(`/api/quotes/${large.id}/submit`, { opinion: '竞争激烈' })
    expect(asked).toMatchObject({ state: 'inReview', number: expect.stringMatching(/^Q\d{6}$/) })
    for (const verb of ['send', 'accept', 'decline']) await as.li.post(`/api/quotes/${large.id}/${verb}`, {}, 409)
    expect((await as.li.post(`/api/quotes/${large.id}/links`, {}, 409)).code).toBe('quote.not_shareable')
    expect(
      problemsOf(await as.li.patch(`/api/quotes/${large.id}`, { version: asked.version, discountAmount: '1' }, 422)),
    ).toContain('discountAmount approval.in_review')
    const [waiting] = (await as.wang.get('/api/approvals')).approvals
    expect(waiting.record.id).toBe(large.id)
    await as.wang.post(`/api/approvals/${waiting.id}/approve`, {})
    const after = await as.li.get(`/api/quotes/${large.id}`)
    expect(after).toMatchObject({ state: 'approved', number: asked.number })
    expect(
      problemsOf(await as.li.patch(`/api/quotes/${large.id}`, { version: after.version, discountAmount: '1' }, 422)),
    ).toContain('discountAmount approval.approved')
    // A remark for us changes nothing that was approved.
    await as.li.patch(`/api/quotes/${large.id}`, { version: after.version, remark: '打给周总' })
    await as.chen.delete(`/api/approval-flows/${flow.id}`)
  })

  it('is not asked for a quote that offers nothing or whose last day has passed', async () => {
    const empty = await draft({ lines: [] })
    expect(problemsOf(await as.li.post(`/api/quotes/${empty.id}/submit`, {}, 422))).toEqual([
      'lines quote.nothing_offered',
    ])
    const late = await draft({ quotedOn: '2026-01-01', validUntil: '2026-01-31' })
    expect(problemsOf(await as.li.post(`/api/quotes/${late.id}/submit`, {}, 422))).toEqual([
      'validUntil quote.validity_past',
    ])
    expect((await as.li.get(`/api/quotes/${late.id}`)).number).toBeNull()
  })
})

describe('versions', () => {
  it('the next one copies words, lines and brochures as a draft and supersedes the one before', async () => {
    const brochure = await uploadFile(as.li, '产品手册.pdf', '%PDF-1.4 手册')
    const first = await approved({ terms: '货到 30 天付款', brochures: [brochure.id], validUntil: today(10) })
    const superseded = await as.li.post(`/api/quotes/${first.id}/revise`, { reason: '客户要加一台' })
    expect(superseded).toMatchObject({ state: 'superseded', number: first.number, amount: first.amount })
    const { records } = await as.li.get(
      `/api/quotes?filter=${encodeURIComponent(JSON.stringify({ field: 'previous', op: 'in', value: [first.id] }))}`,
    )
    expect(records).toHaveLength(1)
    const second = await as.li.get(`/api/quotes/${records[0].id}`)
    expect(second).toMatchObject({
      state: 'draft',
      revision: 2,
      number: null,
      name: first.name,
      terms: '货到 30 天付款',
      amount: first.amount,
      quotedOn: today(),
      validUntil: today(30),
      previous: { id: first.id },
      brochures: [{ title: '产品手册.pdf' }],
      decidedOn: null,
    })
    expect(second.brochures[0].id).not.toBe(brochure.id)
    expect(second.lines.map((line: Body) => line.id)).not.toContain(first.lines[0].id)
    // The old one stays as it was, and has one successor only.
    expect((await as.li.get(`/api/quotes/${first.id}`)).brochures).toHaveLength(1)
    expect(await as.li.post(`/api/quotes/${first.id}/revise`, {}, 409)).toMatchObject({
      code: 'quote.has_next_version',
    })
    await as.li.post(`/api/quotes/${first.id}/accept`, {}, 409)
    await as.li.delete(`/api/quotes/${second.id}`)
    await as.li.post(`/api/quotes/${first.id}/revise`)
    const timeline = await as.li.get(`/api/quotes/${first.id}/timeline`)
    expect(timeline.entries.map((entry: Body) => [entry.verb, entry.reason])).toContainEqual(['revise', '客户要加一台'])
  })
})

describe('validity', () => {
  it('ends in the night after the last day, and three days before the owner is told once', async () => {
    const ending = await approved({ validUntil: today(2) })
    const [timed] = quotes?.notices.timed ?? []
    const due = async (at: string) =>
      ((await timed?.due(await contextAt(new Date(at)))) ?? []).filter(ask => ask.about?.id === ending.id)
    // Nine in the morning in Shanghai is one o'clock in London.
    expect(await due(`${today(-2)}T02:00:00Z`)).toEqual([])
    expect(await due(`${today(-1)}T00:30:00Z`)).toEqual([])
    const first = await due(`${today(-1)}T01:30:00Z`)
    expect(first).toMatchObject([{ kind: 'quote.expiring', to: [as.li.id] }])
    expect((await due(`${today(1)}T05:00:00Z`)).map(ask => ask.cause)).toEqual(first.map(ask => ask.cause))
    const night = async (day: string) => {
      const ctx = await contextAt(new Date(`${day}T17:00:00Z`))
      for (const work of quotes?.daily ?? [])
        await work.run({ ...ctx, db: company.db }, day, new AbortController().signal)
    }
    await night(today(1))
    expect((await as.li.get(`/api/quotes/${ending.id}`)).state).toBe('approved')
    await night(today(2))
    await night(today(2))
    const over = await as.li.get(`/api/quotes/${ending.id}`)
    expect(over.state).toBe('expired')
    expect(over.can).not.toContain('accept')
    const expired = (await as.li.get(`/api/quotes/${ending.id}/timeline`)).entries.filter(
      (e: Body) => e.verb === 'expire',
    )
    expect(expired).toHaveLength(1)
    // Nobody makes it expire before its day.
    const living = await approved()
    expect((await as.li.post(`/api/quotes/${living.id}/expire`, {}, 409)).code).toBe('quote.still_valid')
  })
})

describe('the customer’s answer, written down by us', () => {
  it('is accepted or declined with day, name and word; not after the last day and not tomorrow', async () => {
    const yes = await approved()
    await as.li.post(`/api/quotes/${yes.id}/send`, { sentOn: today() })
    expect(problemsOf(await as.li.post(`/api/quotes/${yes.id}/accept`, { decidedOn: today(1) }, 422))).toEqual([
      'decidedOn quote.day_ahead',
    ])
    expect(await as.li.post(`/api/quotes/${yes.id}/accept`, { decidedBy: '周总', word: '下周发合同' })).toMatchObject({
      state: 'accepted',
      sentOn: today(),
      decidedOn: today(),
      decidedBy: '周总',
      decisionWord: '下周发合同',
    })
    const no = await approved()
    expect(await as.li.post(`/api/quotes/${no.id}/decline`, { reason: 'price', decidedBy: '周总' })).toMatchObject({
      state: 'declined',
      declineReason: 'price',
    })
    await as.li.post(`/api/quotes/${no.id}/accept`, {}, 409)
  })

  it('ready views find what is open, waits, expires and was accepted', async () => {
    const soon = await approved({ validUntil: today(3) })
    await as.li.post(`/api/quotes/${soon.id}/send`)
    const inView = async (name: string): Promise<string[]> => {
      const filter = quote.list.views.find(view => view.name === name)?.filter
      const { records } = await as.li.get(`/api/quotes?limit=200&filter=${encodeURIComponent(JSON.stringify(filter))}`)
      return records.map((record: Body) => record.id)
    }
    for (const name of ['open', 'waiting', 'expiring']) expect(await inView(name), name).toContain(soon.id)
    expect(await inView('accepted')).not.toContain(soon.id)
    await as.li.post(`/api/quotes/${soon.id}/accept`)
    for (const name of ['open', 'waiting', 'expiring']) expect(await inView(name), name).not.toContain(soon.id)
    expect(await inView('accepted')).toContain(soon.id)
  })
})

describe('margin', () => {
  it('is shown to whoever may see costs, and to nobody else', async () => {
    const priced = await draft({
      lines: [
        { product: product.id, quantity: '3' },
        { name: '安装', unitPrice: '500' },
      ],
    })
    expect(await as.chen.get(`/api/quotes/${priced.id}/margin`)).toMatchObject({
      currency: 'CNY',
      isPartial: true,
      // 3,000 with 13 % tax are 2,654.87 without.
      whole: { revenue: '2654.87', cost: '1800.00', margin: '854.87', rate: 32.2 },
    })
    expect((await as.li.get(`/api/quotes/${priced.id}/margin`, 403)).code).toBe('forbidden')
    expect(JSON.stringify(await as.li.get(`/api/quotes/${priced.id}`))).not.toContain('600')
  })
})

describe('the quotation on paper', () => {
  it('is printed in Chinese and in English, with capitals, taxes and terms to the cent', async () => {
    const golden = await draft({
      name: '黄金案例',
      terms: '合同签订后 7 日内付 30%',
      discountAmount: '200',
      lines: [
        { name: '甲 A', quantity: '3', unitPrice: '1999.99' },
        { name: '乙 B', quantity: '7', unitPrice: '333.33', discountRate: 5, taxRate: await taxOf('6%') },
        { name: '丙 C', quantity: '1', unitPrice: '10000' },
      ],
    })
    expect(golden).toMatchObject({ amount: '18016.61', amountExcludingTax: '16072.03', tax: '1944.58' })
    const { offered } = await as.li.get(`/api/quotes/${golden.id}/prints`)
    expect(offered[0]).toMatchObject({ print: 'quotation', languages: ['zh', 'en'] })
    const printed = async (language: string): Promise<string> => {
      const made = await as.li.post(`/api/quotes/${golden.id}/print`, { print: 'quotation', language })
      expect(made.missing).toEqual([])
      const reply = await fetch(new URL(`/api/prints/${made.id}/content`, company.url), {
        headers: { cookie: `${as.li.cookies[0]?.name}=${as.li.cookies[0]?.value}` },
      })
      expect(reply.status).toBe(200)
      return (await textOfPdf(new Uint8Array(await reply.arrayBuffer()))).join('')
    }
    const zh = await printed('zh')
    for (const words of [
      '报价单',
      '华星科技有限公司',
      '黄金案例',
      '18,016.61',
      '16,072.03',
      '1,944.58',
      '人民币壹万捌仟零壹拾陆元陆角壹分',
      '合同签订后',
    ])
      expect(zh).toContain(words)
    const en = await printed('en')
    for (const words of ['Quotation', 'Total including tax', '18,016.61', 'Valid until']) expect(en).toContain(words)
    expect(en).not.toContain('壹万')
  })
})

async function taxOf(name: string): Promise<string> {
  const { records } = await as.li.get('/api/tax-rates?limit=50')
  return records.find((rate: Body) => rate.name === name).id
}
