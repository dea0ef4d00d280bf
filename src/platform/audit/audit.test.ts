import { beforeAll, expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { upload } from '#test/imports/importing.ts'
import { openTestCompany, type TestCompany, testPassword } from '#test/harness/company.ts'

let company: TestCompany
let other: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
  other = await openTestCompany()
})

interface Line {
  id: string
  at: string
  kind: string
  user: { id: string; title: string } | null
  record: { id: string; title: string | null } | null
  detail: Record<string, unknown> | null
  ip: string | null
}

const read = async (query = ''): Promise<{ entries: Line[]; next: string | null }> =>
  await company.as.chen.get(`/api/audit${query}`)

test('sign-ins, refusals, exports, account and setting changes stand in the log with who, when and from where', async () => {
  const { chen, li } = company.as
  const signIn = (password: string) =>
    browserClient(company.url).ask('POST', '/api/session', { login: li.login, password })
  expect((await signIn('not the password')).status).toBe(401)
  expect((await signIn(testPassword)).status).toBe(200)
  await chen.patch('/api/company', { watermark: true })
  await chen.post(`/api/users/${li.id}/account`, { mobile: '13900002222' })
  expect((await chen.ask('GET', '/api/customers/export.csv?fields=name')).status).toBe(200)
  await li.get('/api/customers/export.csv', 403)

  const { entries } = await read('?limit=200')
  const kinds = entries.map(entry => entry.kind)
  expect(kinds.slice(0, 5)).toEqual(['export', 'account.changed', 'settings.company', 'signIn', 'signIn.refused'])
  expect(entries[0]).toMatchObject({
    user: { id: chen.id, title: chen.name },
    detail: { what: 'customers/export.csv' },
  })
  expect(entries[1]).toMatchObject({
    record: { id: li.id, title: li.name },
    detail: { logins: ['mobile'], password: false },
  })
  expect(entries[2]?.detail).toEqual({ watermark: { before: false, after: true } })
  expect(entries[4]).toMatchObject({ user: { id: li.id, title: li.name }, detail: { reason: 'session.wrong' } })
  expect(entries[4]?.ip).toMatch(/127\.0\.0\.1/)
  expect(kinds.filter(kind => kind === 'export')).toHaveLength(1)
  expect(JSON.stringify(entries)).not.toMatch(/not the password|four-seasons|argon2/)
})

test('filters by person, kind, period and record; pages follow each other without gap or double', async () => {
  const { chen, li } = company.as
  const all = (await read('?limit=200')).entries
  expect((await read(`?user=${li.id}`)).entries.every(entry => entry.user?.id === li.id)).toBe(true)
  expect((await read('?group=signIn')).entries.map(entry => entry.kind)).toEqual(['signIn', 'signIn.refused'])
  expect((await read('?group=export')).entries.map(entry => entry.kind)).toEqual(['export'])
  expect((await read(`?object=user&record=${li.id}`)).entries.map(entry => entry.kind)).toEqual(['account.changed'])
  expect((await read('?until=2020-01-01T00:00:00Z')).entries).toEqual([])
  const walked: Line[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: { entries: Line[]; next: string | null } = await read(`?limit=1${after ? `&after=${after}` : ''}`)
    walked.push(...page.entries)
    after = page.next
  }
  expect(walked.map(entry => entry.id)).toEqual(all.map(entry => entry.id))
  for (const bad of ['?group=everything', '?user=x', '?after=1', '?limit=0', '?from=yesterday'])
    await chen.get(`/api/audit${bad}`, 422)
})

test('without the right there is nothing, and no company sees another’s', async () => {
  await company.as.li.get('/api/audit', 403)
  await company.as.wang.get('/api/audit/export.csv', 403)
  const theirs = (await other.as.chen.get('/api/audit?limit=200')).entries as Line[]
  const ours = new Set((await read('?limit=200')).entries.map(entry => entry.id))
  expect(theirs.filter(entry => ours.has(entry.id))).toEqual([])
})

test('the file holds what the page shows, is itself an export, and starts no formula', async () => {
  const { chen } = company.as
  const reply = await chen.ask('GET', '/api/audit/export.csv?group=signIn')
  expect(reply.headers.get('content-disposition')).toContain('audit.csv')
  expect(String(reply.body).trim().split('\n')).toHaveLength(3)
  expect(String(reply.body)).toContain('李强')
  expect((await read('?group=export')).entries).toHaveLength(2)
  expect(String(reply.body)).not.toMatch(/^[=+@]/m)
})

test('the watermark says name and tail of the phone; without the setting it says nothing', async () => {
  const { chen, li } = company.as
  await chen.patch(`/api/users/${li.id}`, { phones: [{ raw: '13812348888' }] })
  await expect.poll(async () => (await li.get('/api/watermark')).name).toBe('李强 8888')
  expect((await li.get('/api/session')).company.watermark).toBe(true)
  await chen.patch('/api/company', { watermark: false })
  await expect.poll(async () => (await li.get('/api/watermark')).name).toBeNull()
})

test.each(['csv', 'xlsx'])(
  'a %s file ends with who took it out, and read back it gives the same records',
  async kind => {
    const own = await openTestCompany()
    const { chen } = own.as
    for (const name of ['甲公司', '乙公司']) await chen.post('/api/customers', { kind: 'company', name })
    await chen.patch('/api/company', { watermark: true })
    await expect.poll(async () => (await chen.get('/api/session')).company.watermark).toBe(true)
    const file = await fetch(`${own.url}/api/customers/export.${kind}?fields=name,kind`, {
      headers: { cookie: `zhanggui_session=${chen.cookies[0]?.value}` },
    })
    const bytes = new Uint8Array(await file.arrayBuffer())
    if (kind === 'csv')
      expect(Buffer.from(bytes).toString('utf8').trim().split('\n').at(-1)).toMatch(/^※ 水印 Watermark: 陈静 \d{4}-/)
    const read = await upload(chen, { object: 'customer', name: `back.${kind}`, file: bytes })
    expect(read.rows).toBe(2)
  },
)
