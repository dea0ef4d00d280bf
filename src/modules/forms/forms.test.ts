import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let made = 0
const site = 'https://www.example.com'
interface Form {
  id: string
  token: string
  key: string
}

/** A form of marketing's, with whatever it asks for. */
async function newForm(values: Record<string, unknown> = {}, fields?: [string, boolean][]): Promise<Form> {
  const { chen } = company.as
  const { id, token } = await chen.post('/api/forms', {
    name: `官网表单 ${++made}`,
    heading: '预约演示',
    headingEn: 'Book a demo',
    consent: '我同意贵司为联系我而使用这些信息。',
    consentEn: 'I agree that you use this to contact me.',
    thanks: '谢谢，明天联系您。',
    source: 'onlineInquiry',
    origins: site,
    ...values,
  })
  if (fields)
    await chen.put(`/api/forms/${id}/fields`, { fields: fields.map(([field, isRequired]) => ({ field, isRequired })) })
  const { rows } = await sql<{ key: string }>`select key from form_keys where form_id = ${id}`.execute(company.db)
  return { id, token, key: rows[0]?.key ?? '' }
}

const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(new URL(path, company.url), { method: 'POST', body, headers, redirect: 'manual' })
/** Sends the JSON of a web site; every sender has an address of his own, unless told. */
const sendJson = async (form: Form, body: unknown, headers: Record<string, string> = {}) => {
  const reply = await post(`/api/forms/${form.token}`, typeof body === 'string' ? body : JSON.stringify(body), {
    'content-type': 'application/json',
    'x-forwarded-for': `203.0.113.${++made % 250}`,
    ...headers,
  })
  return { status: reply.status, headers: reply.headers, body: JSON.parse((await reply.text()) || 'null') }
}
const phone = () => `139${String(30_000_000 + ++made)}`
const person = (values: Record<string, unknown> = {}) => ({
  values: { name: '访客', phones: phone(), ...values },
  consent: true,
})
const submissionsOf = (form: Form, query = '') => company.as.chen.get(`/api/forms/${form.id}/submissions${query}`)

/** The page as a browser gets it, with what its hidden fields hold. */
async function openPage(form: Form, lang = 'zh') {
  const reply = await fetch(new URL(`/f/${form.token}?lang=${lang}`, company.url))
  const html = await reply.text()
  return {
    status: reply.status,
    headers: reply.headers,
    html,
    stamp: /name="stamp" value="([^"]+)"/.exec(html)?.[1] ?? '',
  }
}
const sendPage = async (form: Form, fields: Record<string, string>) => {
  const reply = await post(`/f/${form.token}?lang=zh`, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
    'x-forwarded-for': `198.51.100.${++made % 250}`,
  })
  return { status: reply.status, headers: reply.headers, html: await reply.text() }
}

describe('a form', () => {
  it('is made by marketing, asks for fields of leads, the company’s own too, and not by a salesperson', async () => {
    const { chen, li } = company.as
    await li.post('/api/forms', { name: '销售的表单' }, 403)
    const { added } = await chen.post('/api/layout/lead/fields', { type: 'number', labelZh: '机台数' })
    const form = await newForm()
    const usual = await chen.get(`/api/forms/${form.id}/fields`)
    expect(usual.fields.map((one: { field: string }) => one.field)).toEqual(['name', 'company', 'phones', 'need'])
    expect(usual.address.endsWith(`/f/${form.token}`)).toBe(true)
    const names = usual.askable.map((one: { field: string }) => one.field)
    expect(names).toContain(added)
    for (const hidden of ['owner', 'state', 'campaign', 'remark', 'qualifiedAt', 'convertedCustomer'])
      expect(names).not.toContain(hidden)
    const refused = await chen.put(
      `/api/forms/${form.id}/fields`,
      {
        fields: [
          { field: 'owner', isRequired: false },
          ...['emails', 'emails'].map(field => ({ field, isRequired: true })),
        ],
      },
      422,
    )
    expect(refused.fields.map((one: { code: string }) => one.code)).toEqual([
      'field.unknown',
      'form.asked_twice',
      'form.name_needed',
    ])
    await li.put(`/api/forms/${form.id}/fields`, { fields: [{ field: 'name', isRequired: true }] }, 403)
    await li.get(`/api/forms/${form.id}/submissions`, 403)
    const origins = await chen.post('/api/forms', { name: '坏网站', origins: 'javascript:alert(1)' }, 422)
    expect(origins.fields).toMatchObject([{ path: 'origins', code: 'form.not_an_origin' }])
    await chen.post('/api/forms', { name: '无网站', mayEmbed: true }, 422)
  })

  it('makes a lead with source and campaign, its phone in normal form, unowned for the rules of assignment', async () => {
    const { chen } = company.as
    const campaign = await chen.post('/api/campaigns', { name: '官网', kind: 'onlineAd' })
    const form = await newForm({ campaign: campaign.id })
    const number = phone()
    const { status, body } = await sendJson(
      form,
      person({ name: '陆工', company: '远航动力', phones: `+86 ${number}` }),
    )
    expect([status, body]).toEqual([201, { thanks: '谢谢，明天联系您。' }])
    const { submissions } = await submissionsOf(form)
    expect(submissions).toMatchObject([{ state: 'accepted', lead: { title: '陆工' }, customer: null }])
    const lead = await chen.get(`/api/leads/${submissions[0].lead.id}`)
    expect(lead).toMatchObject({
      name: '陆工',
      company: '远航动力',
      state: 'new',
      source: 'onlineInquiry',
      campaign: { id: campaign.id },
      phones: [{ normalised: `+86${number}` }],
    })
    expect((await chen.get(`/api/leads/${lead.id}/touches`)).touches).toMatchObject([
      { kind: 'form', form: { id: form.id }, campaign: { id: campaign.id } },
    ])
    const { li } = company.as
    const owned = await newForm({ leadOwner: li.id })
    await sendJson(owned, person({ name: '给李强的' }))
    const given = (await submissionsOf(owned)).submissions[0].lead.id
    expect(await li.get(`/api/leads/${given}`)).toMatchObject({ owner: { id: li.id } })
  })

  it('stores for each submission to what text and version somebody agreed; without consent nothing is taken', async () => {
    const { chen } = company.as
    const form = await newForm()
    const refused = await sendJson(form, { ...person(), consent: false })
    expect([refused.status, refused.body.fields]).toMatchObject([
      422,
      [{ path: 'consent', code: 'form.consent_needed' }],
    ])
    await sendJson(form, person())
    await chen.patch(`/api/forms/${form.id}`, { consent: '新的声明。' })
    await sendJson(form, person())
    const { submissions } = await submissionsOf(form)
    expect(submissions.map((one: { consent: unknown }) => one.consent)).toEqual([
      { text: '新的声明。', version: 2 },
      { text: '我同意贵司为联系我而使用这些信息。', version: 1 },
    ])
    expect(submissions[0].ip).toMatch(/^203\.0\.113\./)
    expect(Math.abs(Date.now() - Date.parse(submissions[0].at))).toBeLessThan(60_000)
  })

  it('says what is wrong as the inside does, all at once, in the language of whoever asks', async () => {
    const form = await newForm({}, [
      ['name', true],
      ['phones', true],
      ['emails', false],
      ['industry', false],
    ])
    const wrong = await sendJson(
      form,
      { values: { phones: '1.38E+10', emails: 'nobody', industry: 'sorcery', owner: company.as.li.id }, consent: true },
      { 'accept-language': 'en' },
    )
    expect(wrong.status).toBe(422)
    const found = Object.fromEntries(
      wrong.body.fields.map((one: { path: string; code: string }) => [one.path, one.code]),
    )
    expect(found).toMatchObject({ name: 'field.required', owner: 'field.unknown' })
    const second = await sendJson(
      form,
      { values: { name: 'x', phones: '1.38E+10', emails: 'nobody', industry: 'sorcery' }, consent: true },
      { 'accept-language': 'en' },
    )
    expect(second.body.fields.map((one: { path: string }) => one.path).sort()).toEqual(['emails', 'industry', 'phones'])
    for (const one of second.body.fields) expect(one.message).not.toMatch(/[\u3400-\u9fff]/)
    expect((await submissionsOf(form)).submissions).toEqual([])
  })

  it('of whom we know already makes no second lead: it is noted with the first, its owner is told, the stranger learns nothing', async () => {
    const { li, chen } = company.as
    const form = await newForm({}, [
      ['name', true],
      ['phones', false],
      ['emails', false],
      ['need', false],
    ])
    const number = phone()
    const lead = await li.post('/api/leads', { name: '老线索', phones: [number], emails: ['old@example.com'] })
    const byPhone = await sendJson(form, person({ phones: number, need: '又想看看' }))
    const byMail = await sendJson(form, { values: { name: '访客', emails: 'OLD@example.com' }, consent: true })
    const fresh = await sendJson(form, person())
    for (const one of [byPhone, byMail]) expect([one.status, one.body]).toEqual([fresh.status, fresh.body])
    const { submissions } = await submissionsOf(form, '?state=duplicate')
    expect(submissions).toMatchObject([{ lead: { id: lead.id } }, { lead: { id: lead.id } }])
    expect((await li.get(`/api/leads/${lead.id}/touches`)).touches).toMatchObject([
      { text: null },
      { text: '又想看看' },
    ])
    expect((await li.get('/api/notices')).notices.map((one: { kind: string }) => one.kind)).toContain('form.again')
    const customer = await li.post('/api/customers', { name: '老客户公司', phones: [phone()] })
    const { phones } = await li.get(`/api/customers/${customer.id}`)
    await sendJson(form, person({ phones: phones[0].raw }))
    expect((await submissionsOf(form, '?state=duplicate')).submissions[0]).toMatchObject({
      customer: { id: customer.id },
    })
    expect((await chen.get(`/api/customers/${customer.id}/touches`)).touches).toMatchObject([{ kind: 'form' }])
  })

  it('is off when it is switched off, and unknown when its token is', async () => {
    const { chen } = company.as
    const form = await newForm()
    await chen.patch(`/api/forms/${form.id}`, { isOn: false })
    expect(await sendJson(form, person())).toMatchObject({ status: 410, body: { code: 'form.off' } })
    expect((await openPage(form)).status).toBe(410)
    for (const token of ['nonsense', `${form.token.slice(0, -3)}AAA`, 'A'.repeat(43)]) {
      expect((await sendJson({ ...form, token }, person())).status, token).toBe(404)
      expect((await openPage({ ...form, token })).status, token).toBe(404)
    }
    await chen.delete(`/api/forms/${form.id}`)
    expect((await openPage(form)).status).toBe(404)
  })
})

describe('the public page', () => {
  it('needs no session and no script, in both languages, under a policy that lets nothing in', async () => {
    const form = await newForm()
    const zh = await openPage(form)
    expect(zh.html).toContain('预约演示')
    expect(zh.html).toContain('我同意贵司')
    const en = await openPage(form, 'en')
    expect(en.html).toContain('Book a demo')
    expect(en.html).toContain('lang="en"')
    expect(zh.html).not.toContain('<script')
    const policy = zh.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    )
    expect(zh.headers.get('set-cookie')).toBe(null)
    const framed = await openPage(await newForm({ mayEmbed: true }))
    expect(framed.headers.get('content-security-policy')).toContain(`frame-ancestors 'self' ${site}`)
    expect(framed.headers.get('x-frame-options')).toBe(null)
  })

  it('brings back what was typed with what is wrong beside it, and then thanks', async () => {
    const form = await newForm()
    const { stamp } = await openPage(form)
    const typed = { name: '页面访客', phones: '12', need: '想要<b>报价</b>', stamp, consent: 'yes', homepage: '' }
    const back = await sendPage(form, typed)
    expect(back.status).toBe(422)
    expect(back.html).toContain('value="页面访客"')
    expect(back.html).toContain('想要&lt;b&gt;报价&lt;/b&gt;')
    expect(back.html).toMatch(/<small class="error" id="f-phones-error">[^<]+/)
    expect(back.html).toContain(`value="${stamp}"`)
    const done = await sendPage(form, { ...typed, phones: phone() })
    expect(done.status).toBe(200)
    expect(done.html).toContain('谢谢，明天联系您。')
  })
})

describe('spam', () => {
  it('is set aside and never lost: trap, haste, forged or missing stamp, links, markup; decided by hand', async () => {
    const { chen } = company.as
    const { stampOf } = await import('./spam.ts')
    const form = await newForm()
    const old = (ms: number) => stampOf(form.key, Date.now() - ms)
    const page = (fields: Record<string, string>) =>
      sendPage(form, { name: '页面', phones: phone(), consent: 'yes', homepage: '', ...fields })
    const forged = `${(Date.now() - 60_000).toString(36)}.forged`
    const sent: [string | null, () => Promise<{ status: number }>][] = [
      [null, () => page({ stamp: old(60_000) })],
      ['tooFast', () => page({ stamp: old(100) })],
      ['tooOld', () => page({ stamp: old(8 * 86_400_000) })],
      ['unsigned', () => page({})],
      ['unsigned', () => page({ stamp: forged })],
      ['trap', () => page({ stamp: old(60_000), homepage: 'http://spam.example' })],
      ['trap', () => sendJson(form, { ...person(), homepage: 'x' })],
      ['links', () => sendJson(form, person({ need: 'http://a.example http://b.example www.c.example' }))],
      ['markup', () => sendJson(form, person({ need: '<a href="http://a.example">cheap</a>' }))],
      [null, () => sendJson(form, person({ need: '我们的网站 https://ours.example，请看' }))],
    ]
    for (const [, send] of sent) expect((await send()).status).toBeLessThan(300)
    const { submissions, counts } = await submissionsOf(form)
    expect(submissions.map((one: { reason: string | null }) => one.reason).reverse()).toEqual(sent.map(([why]) => why))
    expect(counts).toEqual({ accepted: 2, quarantined: 8 })
    const [first, second] = (await submissionsOf(form, '?state=quarantined')).submissions
    const decide = (id: string, take: boolean, status?: number) =>
      chen.post(`/api/forms/${form.id}/submissions/${id}/decide`, { take }, status)
    await decide(first.id, true)
    await decide(second.id, false)
    await decide(first.id, true, 409)
    const after = await submissionsOf(form)
    expect(after.counts).toEqual({ accepted: 3, discarded: 1, quarantined: 6 })
    const taken = after.submissions.find((one: { id: string }) => one.id === first.id)
    expect(await chen.get(`/api/leads/${taken.lead.id}`)).toMatchObject({ name: '访客', source: 'onlineInquiry' })
  })

  it('hostile strings stay text in the page, in the lead and in the list of submissions', async () => {
    const { chen } = company.as
    const hostile = [
      `"><img src=x onerror=alert(1)>`,
      `'--; drop table leads; --`,
      '{{constructor.constructor("alert(1)")()}}',
      '${7*7}',
      '=HYPERLINK("http://evil","x")',
      'javascript:alert(1)',
    ]
    const form = await newForm({ heading: '<script>alert(1)</script>', intro: '"><svg onload=alert(1)>' }, [
      ['name', true],
      ['company', false],
      ['phones', false],
      ['need', false],
    ])
    const { html } = await openPage(form)
    expect(html).not.toMatch(/<script|<svg|onload=alert\(1\)>(?!&)/)
    expect(html).toContain('&lt;script&gt;')
    for (const text of hostile)
      expect((await sendJson(form, person({ name: text, company: `${text} ${made}`, need: text }))).status).toBe(201)
    const { submissions } = await submissionsOf(form)
    expect(submissions).toHaveLength(hostile.length)
    const texts = submissions.flatMap((one: { content: { text: string }[] }) => one.content.map(({ text }) => text))
    for (const text of hostile) expect(texts).toContain(text)
    const typed = await sendPage(form, { name: `" autofocus onfocus="alert(1)`, phones: 'x', stamp: '', homepage: '' })
    expect(typed.html).toContain('&quot; autofocus onfocus=&quot;alert(1)')
    expect((await chen.get('/api/leads?limit=1')).records).toHaveLength(1)
  })

  it('bodies that are too large, broken, or play with the language’s own names are refused', async () => {
    const form = await newForm()
    expect((await sendJson(form, person({ need: 'x'.repeat(100_000) }))).status).toBe(413)
    expect((await sendPage(form, { name: 'x'.repeat(100_000) })).status).toBe(413)
    expect((await sendJson(form, '{"values":{"name":"x","__proto__":{"isAdmin":true}},"consent":true}')).status).toBe(
      400,
    )
    expect((await sendJson(form, '{"values":{"constructor":{"prototype":{"x":1}}},"consent":true}')).status).toBe(400)
    expect((await sendJson(form, { values: { toString: 'x', hasOwnProperty: 'y' }, consent: true })).status).toBe(422)
    for (const broken of ['[1', '"text"']) expect((await sendJson(form, broken)).status).toBe(400)
    expect((await sendJson(form, { values: 'x' })).status).toBe(422)
    expect((await sendJson(form, person({ name: { $gt: '' } }))).status).toBe(422)
    expect((await sendJson(form, person({ name: 'a\u0000b' }))).status).toBe(422)
    expect((await sendJson(form, '{"values":{"name":"\\ud800"},"consent":true}')).status).toBe(400)
    const typed = new URLSearchParams([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['name', 'n'],
    ]).toString()
    const reply = await post(`/f/${form.token}`, typed, { 'content-type': 'application/x-www-form-urlencoded' })
    expect(reply.status).toBe(422)
    expect(({} as Record<string, unknown>).isAdmin).toBe(undefined)
  })

  it('a web site that the form does not name may not send it; one that it names may, and may read the answer', async () => {
    const form = await newForm()
    const strange = await sendJson(form, person(), { origin: 'https://evil.example' })
    expect([strange.status, strange.body.code]).toEqual([403, 'form.other_origin'])
    expect(strange.headers.get('access-control-allow-origin')).toBe(null)
    for (const origin of [`${site}.evil.example`, 'null'])
      expect((await sendJson(form, person(), { origin })).status).toBe(403)
    const ours = await sendJson(form, person(), { origin: site })
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([201, site])
    const asked = await fetch(new URL(`/api/forms/${form.token}`, company.url), {
      method: 'OPTIONS',
      headers: { origin: site, 'access-control-request-method': 'POST' },
    })
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, site])
    const address = new URL(`/api/forms/${form.token}/public?lang=en`, company.url)
    const described = await fetch(address, { headers: { origin: site } })
    expect(await described.json()).toMatchObject({
      heading: 'Book a demo',
      fields: [{ field: 'name', isRequired: true }, {}, {}, {}],
    })
    const { submissions } = await submissionsOf(form)
    expect(submissions).toMatchObject([{ origin: site }])
  })

  it('who sends too much waits, by his address and by the form, and others go on', async () => {
    const form = await newForm()
    const flood = { 'x-forwarded-for': '192.0.2.7' }
    const answers = await Promise.all(Array.from({ length: 80 }, () => sendJson(form, { values: {} }, flood)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(10)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await sendJson(form, person())).status).toBe(201)
    // From many addresses together a form takes six hundred an hour; another form goes on.
    await sql`insert into sign_in_attempts (key, attempts, last_at) values (${`form:${form.id}`}, 600, now())
      on conflict (key) do update set attempts = 600, last_at = now()`.execute(company.pools.control())
    await sendJson(form, person())
    expect(await sendJson(form, person())).toMatchObject({ status: 429, body: { code: 'session.too_often' } })
    expect((await sendPage(form, { name: '页面' })).status).toBe(429)
    expect((await sendJson(await newForm(), person())).status).toBe(201)
  })
})
