import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import { uploadFile } from '#test/harness/upload.ts'
import { coarseAddress, deviceOf, isRobot } from './link-visitor.rules.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

let company: TestCompany
let as: TestCompany['as']
let customer: Body
beforeAll(async () => {
  company = await openTestCompany()
  as = company.as
  customer = await as.li.post('/api/customers', { name: '华星 <b>科技</b>' })
})

const today = (days = 0): string => new Date(Date.now() + (8 * 60 + days * 1440) * 60_000).toISOString().slice(0, 10)
let count = 0
async function offered(values: object = {}): Promise<Body> {
  const { id } = await as.li.post('/api/quotes', {
    name: `分享的报价 ${++count}`,
    customer: customer.id,
    terms: '货到付款',
    remark: '底价 800，不要告诉客户',
    lines: [{ name: '服务器', quantity: '2', unitPrice: '1000' }],
    ...values,
  })
  return as.li.post(`/api/quotes/${id}/submit`)
}
async function shared(values: object = {}): Promise<{ quote: Body; link: string; address: string }> {
  const quote = await offered(values)
  const { id, address } = await as.li.post(`/api/quotes/${quote.id}/links`, {})
  return { quote, link: id, address: new URL(new URL(address).pathname, company.url).href }
}

const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.60'
/** What somebody without an account gets. */
const visit = (address: string, { as: userAgent = iPhone, lang = 'zh-CN' } = {}): Promise<Response> =>
  fetch(address, { headers: { 'user-agent': userAgent, 'accept-language': lang } })
const answer = (address: string, typed: Record<string, string>): Promise<Response> =>
  fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': iPhone, 'accept-language': 'zh-CN' },
    body: new URLSearchParams(typed).toString(),
  })
const quoteNow = (id: string): Promise<Body> => as.li.get(`/api/quotes/${id}`)

describe('a shared link', () => {
  it('shows the offer to whoever has it, without sign-in, in his language, and nothing that is for us alone', async () => {
    const { quote, address } = await shared()
    expect((await quoteNow(quote.id)).state).toBe('sent')
    const reply = await visit(address)
    expect(reply.status).toBe(200)
    const page = await reply.text()
    for (const words of ['报价单', '服务器', '¥2,000.00', '人民币贰仟元整', '货到付款', '接受报价', quote.number])
      expect(page).toContain(words)
    expect(page).toContain('<html lang="zh-CN">')
    expect(page).not.toContain('底价')
    expect(page).not.toContain('<b>科技')
    // The customer's name and the day lie across it.
    expect(page).toContain(encodeURIComponent(`>华星 &lt;b&gt;科技&lt;/b&gt; ${today()}</text>`))
    expect(reply.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'nonce-/)
    expect(reply.headers.get('cache-control')).toBe('no-store')
    expect(page).not.toContain('<script')
    const english = await (await visit(address, { lang: 'en' })).text()
    for (const words of ['Quotation', 'Accept the quote', '<html lang="en">']) expect(english).toContain(words)
    expect(await (await visit(`${address}?lang=en`)).text()).toContain('Accept the quote')
  })

  it('is kept as a hash, made only by who may send the quote, and gives one quote and nothing else', async () => {
    const { quote, address } = await shared()
    const token = address.split('/').at(-1) ?? ''
    const { rows } = await sql<{ all: string }>`select json_agg(l)::text as all from quote_links l`.execute(company.db)
    expect(rows[0]?.all).not.toContain(token)
    expect(JSON.stringify(await as.li.get(`/api/quotes/${quote.id}/links`))).not.toContain(token)
    const keys = await sql<{ all: string }>`select json_agg(k)::text as all from idempotency_keys k`.execute(company.db)
    expect(keys.rows[0]?.all ?? '').not.toContain(token)
    await as.zhao.post(`/api/quotes/${quote.id}/links`, {}, 404)
    await as.chen.put(`/api/users/${as.zhao.id}/roles`, { roles: ['finance'] })
    await as.zhao.get(`/api/quotes/${quote.id}/links`)
    await as.zhao.post(`/api/quotes/${quote.id}/links`, {}, 403)
    await as.chen.put(`/api/users/${as.zhao.id}/roles`, { roles: ['salesperson'] })
    // A token is no session, no key, and changed by a letter it is nothing.
    const asToken: HeadersInit[] = [{ authorization: `Bearer ${token}` }, { cookie: `zhanggui_session=${token}` }]
    for (const headers of asToken)
      for (const path of ['/api/quotes', `/api/quotes/${quote.id}`, '/api/customers'])
        expect((await fetch(new URL(path, company.url), { headers })).status).toBe(401)
    const wrong = `${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`
    expect((await visit(wrong)).status).toBe(404)
    expect((await visit(new URL('/q/nonsense', company.url).href)).status).toBe(404)
    const other = await shared()
    await answer(address, { deed: 'accept', name: '周总', quote: other.quote.id, id: other.quote.id, amount: '1' })
    expect(await quoteNow(other.quote.id)).toMatchObject({ state: 'sent' })
    expect(await quoteNow(quote.id)).toMatchObject({ state: 'accepted', amount: '2000.00' })
  })

  it('gives the PDF with the customer’s name across it, and the brochures, but no other file of the quote', async () => {
    const brochure = await uploadFile(as.li, '产品手册.txt', '手册')
    const secret = await uploadFile(as.li, '成本核算.txt', '成本')
    const { quote, address } = await shared({ brochures: [brochure.id] })
    await as.li.post(`/api/quotes/${quote.id}/files`, { file: secret.id })
    const pdf = await visit(`${address}/quotation.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const text = (await textOfPdf(new Uint8Array(await pdf.arrayBuffer()))).join('')
    for (const words of ['报价单', '2,000.00', '科技']) expect(text).toContain(words)
    expect(text).not.toContain('底价')
    expect(await (await visit(address)).text()).toContain('产品手册.txt')
    const [own] = (await quoteNow(quote.id)).brochures
    const file = await visit(`${address}/files/${own.id}`)
    expect(await file.text()).toBe('手册')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await visit(`${address}/files/${secret.id}`)).status).toBe(404)
  })

  it('ends on its day, when it is revoked, and when there is a new version; then it says so and nothing more', async () => {
    const gone = async (address: string, words: string): Promise<void> => {
      for (const path of ['', '/quotation.pdf']) {
        const reply = await visit(`${address}${path}`)
        expect(reply.status).toBe(410)
        const page = await reply.text()
        expect(page).toContain(words)
        expect(page).not.toContain('服务器')
      }
      expect((await answer(address, { deed: 'accept', name: '周总' })).status).toBe(410)
    }
    const revoked = await shared()
    const { links } = await as.li.post(`/api/quotes/${revoked.quote.id}/links/${revoked.link}/revoke`)
    expect(links[0]).toMatchObject({ id: revoked.link, isOver: true })
    await gone(revoked.address, '链接已经失效')
    expect((await quoteNow(revoked.quote.id)).state).toBe('sent')
    const late = await shared()
    await sql`update quote_links set expires_at = now() where id = ${late.link}::uuid`.execute(company.db)
    await gone(late.address, '链接已经失效')
    const old = await shared()
    await as.li.post(`/api/quotes/${old.quote.id}/revise`)
    await gone(old.address, '已经更新')
    // A day that lies behind us, or too far ahead, is no day for a link.
    const { id } = await offered()
    for (const until of [today(-1), today(400)])
      expect((await as.li.post(`/api/quotes/${id}/links`, { until }, 409)).code).toBe('quote.link_day')
    expect((await as.li.get(`/api/quotes/${id}`)).state).toBe('approved')
  })

  it('that was asked for twice with the same key gives one link, and an address that works', async () => {
    const quote = await offered()
    const ask = () =>
      fetch(new URL(`/api/quotes/${quote.id}/links`, company.url), {
        method: 'POST',
        headers: {
          cookie: `${as.li.cookies[0]?.name}=${as.li.cookies[0]?.value}`,
          origin: company.url,
          'content-type': 'application/json',
          'idempotency-key': 'share-once',
        },
        body: '{}',
      })
    await ask()
    const again = (await (await ask()).json()) as Body
    expect((await as.li.get(`/api/quotes/${quote.id}/links`)).links).toHaveLength(1)
    expect((await visit(new URL(new URL(again.address).pathname, company.url).href)).status).toBe(200)
  })
})

describe('what the owner learns', () => {
  it('when it was opened, from where roughly and with what: in the list, the timeline and a notice; nobody of ours counts', async () => {
    const { quote, address } = await shared()
    await fetch(address, {
      headers: { 'user-agent': iPhone, cookie: `${as.li.cookies[0]?.name}=${as.li.cookies[0]?.value}` },
    })
    await visit(address, { as: 'WeChatPreviewBot/1.0' })
    expect((await as.li.get(`/api/quotes/${quote.id}/links`)).views).toEqual([])
    await visit(address)
    await visit(address)
    await visit(`${address}/quotation.pdf`)
    const { links, views } = await as.li.get(`/api/quotes/${quote.id}/links`)
    expect(links[0]).toMatchObject({ seenCount: 2, isOver: false, madeBy: { title: '李强' } })
    expect(views.map((view: Body) => [view.what, view.device, view.address])).toEqual([
      ['pdf', 'iPhone · WeChat', '127.0.0.*'],
      ['page', 'iPhone · WeChat', '127.0.0.*'],
    ])
    expect(await quoteNow(quote.id)).toMatchObject({ seenCount: 1, seenAt: expect.stringMatching(/Z$/) })
    const { entries } = await as.li.get(`/api/quotes/${quote.id}/timeline`)
    expect(entries.map((entry: Body) => entry.verb)).toEqual(
      expect.arrayContaining(['seenByCustomer', 'shareLink', 'send', 'submit']),
    )
    expect(entries.find((entry: Body) => entry.verb === 'seenByCustomer').byName).toBe('客户')
    // On the customer's page, too; a quote that nobody has opened does not stand there.
    const told = (await as.li.get(`/api/customers/${customer.id}/timeline`)).entries.filter(
      (e: Body) => e.verb === 'told',
    )
    expect(told.find((entry: Body) => entry.record.id === quote.id)).toMatchObject({ at: expect.stringMatching(/Z$/) })
    const unseen = await offered()
    expect(told.map((entry: Body) => entry.record.id)).not.toContain(unseen.id)
    const { notices } = await as.li.get('/api/notices')
    const own = notices.filter((notice: Body) => notice.kind === 'quote.seen' && notice.text.includes(quote.name))
    expect(own).toHaveLength(1)
    expect((await as.wang.get('/api/notices')).notices.filter((one: Body) => one.kind === 'quote.seen')).toEqual([])
  })

  it('addresses are kept coarse, devices named, robots known', () => {
    expect(['203.0.113.77', '::ffff:198.51.100.9', '2001:db8:85a3:1:2:3:4:5', '::1'].map(coarseAddress)).toEqual([
      '203.0.113.*',
      '198.51.100.*',
      '2001:db8:85a3:*',
      '::*',
    ])
    expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit Chrome/130 Safari/537 Edg/130')).toBe(
      'Windows · Edge',
    )
    expect(deviceOf(undefined)).toBe('')
    expect([iPhone, 'curl/8', undefined, 'Slackbot-LinkExpanding 1.0'].map(isRobot)).toEqual([false, true, true, true])
  })
})

describe('the customer’s answer on the page', () => {
  it('asks who he is, and then accepts with his word; the owner is told and the timeline says who', async () => {
    const { quote, address } = await shared()
    const nameless = await answer(address, { deed: 'accept', name: '  ', word: '好的 <i>' })
    expect(nameless.status).toBe(422)
    const mended = await nameless.text()
    expect(mended).toContain('aria-invalid="true"')
    expect(mended).toContain('好的 &lt;i&gt;')
    const taken = await answer(address, { deed: 'accept', name: '周总', word: '请尽快发货' })
    expect(taken.status).toBe(303)
    expect(await quoteNow(quote.id)).toMatchObject({
      state: 'accepted',
      decidedOn: today(),
      decidedBy: '周总',
      decisionWord: '请尽快发货',
    })
    expect(await (await visit(address)).text()).toContain('周总 已于')
    const [entry] = (await as.li.get(`/api/quotes/${quote.id}/timeline`)).entries.filter(
      (e: Body) => e.verb === 'accept',
    )
    expect(entry).toMatchObject({ by: null, byName: '客户 周总' })
    // Pressed twice it is answered once; who thinks again has to speak with us.
    expect((await answer(address, { deed: 'accept', name: '周总' })).status).toBe(303)
    const second = await answer(address, { deed: 'decline', name: '周总' })
    expect(second.status).toBe(422)
    expect(await second.text()).toContain('不能再答复')
    expect((await quoteNow(quote.id)).state).toBe('accepted')
    await expect
      .poll(async () => (await as.li.get('/api/notices')).notices.map((one: Body) => one.kind), { timeout: 5000 })
      .toContain('quote.accepted')
  })

  it('declines with a reason; after the last day nothing can be answered', async () => {
    const { quote, address } = await shared()
    expect((await answer(address, { deed: 'decline', name: '周总', reason: 'price', word: '太贵' })).status).toBe(303)
    expect(await quoteNow(quote.id)).toMatchObject({ state: 'declined', declineReason: 'price', decisionWord: '太贵' })
    const late = await shared()
    await sql`update quotes set valid_until = ${today(-1)}::date, quoted_on = ${today(-9)}::date where id = ${late.quote.id}::uuid`.execute(
      company.db,
    )
    const page = await (await visit(late.address)).text()
    expect(page).toContain('已过有效期')
    expect(page).not.toContain('接受报价')
    expect((await answer(late.address, { deed: 'accept', name: '周总' })).status).toBe(422)
    expect((await quoteNow(late.quote.id)).state).toBe('sent')
  })

  it('given by fifty at the same moment is one answer', async () => {
    const { quote, address } = await shared()
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        answer(address, { deed: index % 2 ? 'accept' : 'decline', name: `周总 ${index}` }),
      ),
    )
    expect(replies.every(reply => [303, 422].includes(reply.status))).toBe(true)
    const { entries } = await as.li.get(`/api/quotes/${quote.id}/timeline`)
    expect(entries.filter((entry: Body) => ['accept', 'decline'].includes(entry.verb))).toHaveLength(1)
  })

  it('and looking are limited: whoever tries addresses by the hundred waits', async () => {
    const { address } = await shared()
    const statuses = new Set<number>()
    for (let round = 0; round < 30 && !statuses.has(429); round++)
      for (const reply of await Promise.all(Array.from({ length: 10 }, () => visit(`${address.slice(0, -4)}AAAA`))))
        statuses.add(reply.status)
    expect([...statuses].sort()).toEqual([404, 429])
    const reply = await visit(address)
    expect(reply.status).toBe(429)
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
