import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'
import { newId } from '../db/id.ts'
import { emptySketch, merged, sizeOf, withIds } from './sketch.ts'

let company: TestCompany
let names: string[]
beforeAll(async () => {
  company = await openTestCompany()
  names = ['甲', '乙', '丙', '丁'].map(name => `同意${name}`)
  for (const name of names) await company.as.li.post('/api/customers', { kind: 'company', name })
})

const rule = (change: object) => company.as.chen.patch('/api/data-rules', change)
const list = { kind: 'list', ask: { object: 'customer', format: 'csv', fields: ['name'], sort: ['name'] } }
const ask = (person: Person, body: object = list) =>
  person.post('/api/consent-requests', { ...body, reason: '季度盘点' }, 201)
const download = (person: Person, id: string) => person.ask('POST', `/api/consent-requests/${id}/download`)

test('without a rule exports go out as ever; with one they are refused with how to ask, on every path that gives a file', async () => {
  const { wang, chen } = company.as
  expect((await wang.ask('GET', '/api/customers/export.csv')).status).toBe(200)
  await rule({ exportConsent: 'always' })
  const { reports } = await chen.get('/api/reports')
  for (const path of [
    '/api/customers/export.csv?fields=name',
    '/api/customers/export.xlsx?fields=name',
    `/api/reports/${reports[0].name}/export.csv`,
    `/api/reports/${reports[0].name}/export.xlsx`,
    '/api/audit/export.csv',
  ]) {
    const refused = await chen.get(path, 403)
    expect(refused).toMatchObject({
      code: 'export.consent_needed',
      consent: { method: 'POST', path: '/api/consent-requests' },
    })
  }
  const chosen = await wang.post('/api/customers/export.csv', { fields: ['name'] }, 403)
  expect(chosen).toMatchObject({ code: 'export.consent_needed', rows: 4, consent: { body: { kind: 'list' } } })
  // A program is told the same, and cannot ask for itself.
  const { key } = await chen.post('/api/keys', { name: 'robot' })
  const program = (method: string, path: string, body?: object) =>
    fetch(`${company.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
  expect((await program('GET', '/api/customers/export.csv')).status).toBe(403)
  expect((await program('POST', '/api/consent-requests', { ...list, reason: '我自己' })).status).toBe(403)
  await company.as.li.get('/api/customers/export.csv', 403)
})

test('refused rows of an import are such a file, too', async () => {
  const { upload } = await import('#test/imports/importing.ts')
  const { chen } = company.as
  const file = Buffer.from('客户名称,类型\n,公司\n')
  const { id } = await upload(chen, { object: 'customer', name: 'bad.csv', file })
  await rule({ exportConsent: 'always' })
  expect((await chen.get(`/api/imports/${id}/refused.csv`, 403)).code).toBe('export.consent_needed')
  expect((await chen.get(`/api/imports/${id}/refused.xlsx`, 403)).code).toBe('export.consent_needed')
})

test('a person asks, another one sees what and how many and approves with a word; the asker downloads exactly that, once', async () => {
  const { wang, chen, zhao } = company.as
  await rule({ exportConsent: 'always' })
  const filter = { field: 'name', op: 'contains', value: '同意' }
  const made = await ask(wang, { kind: 'list', ask: { ...list.ask, filter } })
  expect(made).toMatchObject({ state: 'asked', rows: 4, isMine: true, canDecide: false, canDownload: false })
  // The other sees what, how many, why; and is told.
  const seen = (await chen.get('/api/consent-requests')).requests[0]
  expect(seen).toMatchObject({
    id: made.id,
    rows: 4,
    reason: '季度盘点',
    canDecide: true,
    filter,
    columns: ['客户名称'],
    askedBy: { id: wang.id },
  })
  expect((await chen.get('/api/notices')).notices[0]).toMatchObject({ to: `/settings/exports?request=${made.id}` })
  const tiles = (await chen.get('/api/workbench')).tiles
  expect(tiles.find((tile: { name: string }) => tile.name === 'consent.waiting')).toMatchObject({
    label: '待我同意的导出',
    content: { count: 1 },
  })
  // Nobody decides for himself, nobody without the right, and nobody but the asker has the file.
  expect((await wang.post(`/api/consent-requests/${made.id}/approve`, {}, 403)).code).toBe('consent.own')
  await zhao.post(`/api/consent-requests/${made.id}/approve`, {}, 404)
  expect((await download(wang, made.id)).status).toBe(409)
  const approved = await chen.post(`/api/consent-requests/${made.id}/approve`, { word: '仅供盘点' })
  expect(approved).toMatchObject({ state: 'approved', word: '仅供盘点', decidedBy: { id: chen.id } })
  expect((await chen.post(`/api/consent-requests/${made.id}/refuse`, { word: '太晚了' }, 409)).code).toBe(
    'consent.decided',
  )
  await download(chen, made.id).then(reply => expect(reply.status).toBe(404))
  expect((await wang.get('/api/notices')).notices[0].text).toContain('同意')
  const file = await download(wang, made.id)
  expect(file.status).toBe(200)
  const lines = String(file.body)
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  expect(lines.sort()).toEqual(['客户名称', ...names].sort())
  expect((await download(wang, made.id)).status).toBe(409)
  const { entries } = await chen.get('/api/audit?group=export&limit=200')
  const kinds = entries.filter((entry: { detail: { request?: string } | null }) => entry.detail?.request === made.id)
  expect(kinds.map((entry: { kind: string }) => entry.kind).sort()).toEqual([
    'consent.approved',
    'consent.asked',
    'consent.taken',
    'export',
  ])
})

test('a refusal is told with its word, and gives no file', async () => {
  const { wang, chen } = company.as
  const made = await ask(wang)
  await chen.post(`/api/consent-requests/${made.id}/refuse`, {}, 422)
  await chen.post(`/api/consent-requests/${made.id}/refuse`, { word: '理由不足' })
  expect((await wang.get('/api/consent-requests')).requests[0]).toMatchObject({ state: 'refused', word: '理由不足' })
  expect((await download(wang, made.id)).status).toBe(409)
})

test('one approval is one download, also for fifty clients at the same moment; two deciders have one decision', async () => {
  const { wang, chen } = company.as
  const made = await ask(wang)
  const decisions = await Promise.all(
    Array.from({ length: 10 }, (_, one) =>
      chen.ask('POST', `/api/consent-requests/${made.id}/${one % 2 ? 'approve' : 'refuse'}`, { word: `第${one}次` }),
    ),
  )
  expect(decisions.filter(reply => reply.status === 200)).toHaveLength(1)
  const again = await ask(wang)
  await chen.post(`/api/consent-requests/${again.id}/approve`, {})
  const replies = await Promise.all(Array.from({ length: 50 }, () => download(wang, again.id)))
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(1)
  expect(replies.every(reply => reply.status === 200 || reply.status === 409)).toBe(true)
})

test('the download goes by the rights of its moment and ends after 24 hours', async () => {
  const { wang, chen } = company.as
  const made = await ask(wang)
  await chen.post(`/api/consent-requests/${made.id}/approve`, {})
  await chen.put(`/api/users/${wang.id}/roles`, { roles: ['salesperson'] })
  expect((await download(wang, made.id)).status).toBe(403)
  await chen.put(`/api/users/${wang.id}/roles`, { roles: ['salesManager'] })
  await sql`update consent_requests set expires_at = now() - interval '1 second' where id = ${made.id}`.execute(
    company.db,
  )
  expect((await download(wang, made.id)).body).toMatchObject({ code: 'consent.expired' })
  expect((await wang.get('/api/consent-requests')).requests[0].state).toBe('expired')
})

test('above so many rows a day: small exports add up, and no fifty clients get past it', async () => {
  const { wang } = company.as
  await rule({ exportConsent: 'above', exportConsentRows: 10 })
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => wang.ask('GET', '/api/customers/export.csv?fields=name')),
  )
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(2)
  expect(replies.find(reply => reply.status === 403)?.body).toMatchObject({
    code: 'export.consent_needed',
    rows: 4,
    limit: 10,
    taken: 8,
  })
  await rule({ exportConsent: 'never' })
})

test('where nobody else could consent the asker hears so, and the rules change in sight', async () => {
  const lonely = await openTestCompany()
  const { chen, li } = lonely.as
  await li.patch('/api/data-rules', { exportConsent: 'always' }, 403)
  await chen.patch('/api/data-rules', { exportConsent: 'always' })
  expect((await chen.post('/api/consent-requests', { ...list, reason: '试试' }, 422)).code).toBe('consent.nobody')
  const { entries } = await chen.get('/api/audit?group=settings')
  expect(entries[0]).toMatchObject({
    kind: 'settings.dataRules',
    detail: { exportConsent: { before: 'never', after: 'always' } },
  })
})

test('revealing a masked phone counts against a daily limit that fifty concurrent clients cannot exceed', async () => {
  const { wang, li, chen } = company.as
  const made = await li.post('/api/customers', { kind: 'company', name: '脱敏公司', phones: [{ raw: '13812348888' }] })
  await setFieldRights(company, 'salesManager', { 'customer.phones': 'masked' })
  const { roles } = await chen.get('/api/roles')
  const manager = roles.find((one: { id: string }) => one.id === 'salesManager')
  const grants = { ...manager.grants, 'customer.unmask': 'team' }
  await chen.put('/api/roles/salesManager', { name: manager.names, grants, fieldRights: manager.fieldRights })
  await rule({ unmaskLimit: 7 })
  const path = `/api/customers/${made.id}/unmask/phones`
  const replies = await Promise.all(Array.from({ length: 50 }, () => wang.ask('GET', path)))
  expect(replies.filter(reply => reply.status === 200)).toHaveLength(7)
  const refused = replies.find(reply => reply.status !== 200)
  expect(refused).toMatchObject({ status: 429, body: { code: 'unmask.limit', params: { limit: 7 } } })
  expect(String((refused?.body as { title?: string } | undefined)?.title)).toMatch(/\d{4}-\d{2}-\d{2} 00:00/)
  // The log has as many as were shown, by whom, of which record.
  const { entries } = await chen.get(`/api/audit?group=field&user=${wang.id}&limit=200`)
  expect(entries).toHaveLength(7)
  expect(entries[0]).toMatchObject({ record: { id: made.id }, detail: { field: 'phones' } })
  await rule({ unmaskLimit: null })
  expect((await wang.ask('GET', path)).status).toBe(200)
})

test('files of a noun that the company names always need a second person, however few rows; other nouns do not', async () => {
  const { wang, chen } = company.as
  await rule({ exportConsent: 'never', exportConsentNouns: ['customer'] })
  expect((await wang.get('/api/customers/export.csv?fields=name', 403)).code).toBe('export.consent_needed')
  expect((await wang.get('/api/customers/export.xlsx?fields=name', 403)).code).toBe('export.consent_needed')
  expect((await wang.ask('GET', '/api/opportunities/export.csv?fields=name')).status).toBe(200)
  const made = await ask(wang)
  await chen.post(`/api/consent-requests/${made.id}/approve`, {})
  expect((await download(wang, made.id)).status).toBe(200)
  expect((await chen.patch('/api/data-rules', { exportConsentNouns: ['spaceship'] }, 422)).fields[0].path).toBe(
    'exportConsentNouns',
  )
  await rule({ exportConsentNouns: [] })
})

test('paging out the base through JSON meets a daily limit of different records, by page and key together, and the auditor hears of it once', async () => {
  const own = await openTestCompany()
  const { chen, li, wang, qian } = own.as
  await sql`insert into customers (id, name, kind, owner_id, created_by_id)
    select gen_random_uuid(), '读取' || n, 'company', ${li.id}::uuid, ${li.id}::uuid from generate_series(1, 300) n`.execute(
    own.db,
  )
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['auditor'] })
  await chen.patch('/api/data-rules', { readLimit: 120 })
  const { key } = await li.post('/api/keys', { name: 'robot', rights: ['customer.read'] })
  const program = async (path: string): Promise<{ status: number; body: { records: { id: string }[] } }> => {
    const reply = await fetch(`${own.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
    return { status: reply.status, body: (await reply.json()) as { records: { id: string }[] } }
  }
  const first = '/api/customers?sort=name&limit=50&fields=name'
  const page = await li.get(first)
  // The same page again, and fifty at once, count nothing: those are the same records.
  const again = await Promise.all(Array.from({ length: 50 }, () => li.ask('GET', first)))
  expect(again.every(reply => reply.status === 200)).toBe(true)
  const second = await program(`${first}&after=${encodeURIComponent(page.next)}`)
  expect(second.status).toBe(200)
  // A third page would be 150; no fifty clients get past it, by whichever way they come.
  const others = '/api/customers?sort=-name&limit=100'
  const tries = await Promise.all(
    Array.from({ length: 50 }, (_, one) => (one % 2 ? li.ask('GET', others) : program(others))),
  )
  expect(tries.filter(reply => reply.status === 200)).toEqual([])
  const refused = await li.get(others, 429)
  expect(refused).toMatchObject({ code: 'read.limit', params: { limit: 120 } })
  expect(refused.retryAfter).toBeGreaterThan(0)
  expect(JSON.stringify(refused)).not.toContain('读取')
  // What he has had stays open, others read on, and neither counts as a file.
  await li.get(first)
  await li.get(`/api/customers/${page.records[0].id}`)
  await wang.get('/api/customers?limit=100')
  const told = (await qian.get('/api/notices')).notices.filter((one: { text: string }) => one.text.includes('120'))
  expect(told).toHaveLength(1)
  expect(told[0].text).toContain(li.name)
  const { entries } = await qian.get('/api/audit?group=export')
  expect(entries.filter((entry: { kind: string }) => entry.kind === 'read.limit')).toMatchObject([
    { user: { id: li.id }, detail: { limit: 120 } },
  ])
  // The next day counts anew; without a limit nothing is refused.
  await sql`update daily_reads set day = day - 1`.execute(own.db)
  await chen.patch('/api/data-rules', { readLimit: null })
  await li.get(others)
})

test('how many different records were read is told within a few percent, whatever their order and however often', () => {
  const ids = Array.from({ length: 60_000 }, () => newId())
  for (const many of [1, 10, 100, 1000, 12_000, 60_000]) {
    const some = ids.slice(0, many)
    const half = withIds(emptySketch(), some.slice(0, many / 2))
    const all = merged(withIds(emptySketch(), some.toReversed()), half)
    expect(Math.abs(sizeOf(all) - many)).toBeLessThanOrEqual(many * 0.06)
    expect(withIds(all, some)).toBe(all)
  }
})
