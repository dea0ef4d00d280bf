import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { noteHead, sealAudit } from './seal.ts'
import { verifyAudit } from './verify.ts'

/** A company in whose log something stands. */
async function withLog(lines = 3): Promise<TestCompany> {
  const company = await openTestCompany()
  const before = (await company.as.chen.get('/api/company')).watermark === true
  for (let one = 0; one < lines; one++)
    await company.as.chen.patch('/api/company', { watermark: one % 2 === 0 ? !before : before })
  return company
}

/** What only somebody with the database in his hands can do. */
const behindItsBack = async (company: TestCompany, change: ReturnType<typeof sql>): Promise<void> => {
  await sql`alter table audit_log disable trigger user`.execute(company.db)
  await change.execute(company.db)
  await sql`alter table audit_log enable trigger user`.execute(company.db)
}

test('the audit log is append-only: PostgreSQL refuses to change, remove or empty it', async () => {
  const company = await withLog()
  await sealAudit(company.db)
  for (const change of [
    sql`update audit_log set kind = 'nothing'`,
    sql`update audit_log set detail = null`,
    sql`update audit_log set position = position + 100`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
  ])
    await expect(change.execute(company.db)).rejects.toMatchObject({ code: '42501' })
})

test('the audit log is hash-chained: an untouched log is whole, and the head can be kept elsewhere', async () => {
  const company = await withLog(5)
  const { chen } = company.as
  const verdict = await chen.post('/api/audit/verify', {})
  expect(verdict).toMatchObject({ broken: null, lines: 5, scrubbed: 0 })
  expect(verdict.head).toMatch(/^5:[\da-f]{64}$/)
  await chen.patch('/api/company', { watermark: true })
  await chen.patch('/api/company', { watermark: false })
  expect((await chen.post('/api/audit/verify', { expected: verdict.head })).broken).toBeNull()
  const other = verdict.head.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))
  expect((await chen.post('/api/audit/verify', { expected: other })).broken).toMatchObject({
    position: '5',
    breach: 'head',
  })
  await chen.post('/api/audit/verify', { expected: 'nonsense' }, 422)
  await company.as.li.post('/api/audit/verify', {}, 403)
})

test.each([
  [
    'a changed line',
    sql`update audit_log set kind = 'signIn' where position = 2`,
    { position: '2', breach: 'content' },
  ],
  [
    'a changed person',
    sql`update audit_log set user_id = null where position = 3`,
    { position: '3', breach: 'content' },
  ],
  [
    'a changed detail',
    sql`update audit_log set detail = '{"a": 1}' where position = 2`,
    { position: '2', breach: 'detail' },
  ],
  ['a removed line', sql`delete from audit_log where position = 2`, { position: '3', breach: 'gap' }],
  ['a removed end', sql`delete from audit_log where position = 4`, { position: '4', breach: 'end' }],
  [
    'a detail taken out without a receipt',
    sql`update audit_log set detail = null, salt = null, scrubbed_by = gen_random_uuid() where position = 1`,
    { position: '1', breach: 'scrubbed' },
  ],
])('%s is found, and named', async (_name, change, expected) => {
  const company = await withLog(4)
  await company.as.chen.post('/api/audit/verify', {})
  await behindItsBack(company, change)
  expect((await company.as.chen.post('/api/audit/verify', {})).broken).toMatchObject(expected)
})

test('many who write and seal at the same moment make one chain without a gap', async () => {
  const company = await openTestCompany()
  await Promise.all([
    ...Array.from({ length: 20 }, (_, one) => company.as.chen.post('/api/roles', role(one))),
    ...Array.from({ length: 10 }, () => sealAudit(company.db)),
  ])
  // One after the other, past the places where numbers grow a digit.
  for (let one = 20; one < 32; one++) {
    await company.as.chen.post('/api/roles', role(one))
    await sealAudit(company.db)
  }
  const head = await sealAudit(company.db)
  expect(head?.position).toBe('32')
  const place = { db: company.db, control: company.pools.control(), companyId: company.id }
  await noteHead(place.control, place.companyId, head as NonNullable<typeof head>)
  expect(await verifyAudit(place)).toMatchObject({ lines: 32, broken: null })
})

const role = (one: number) => ({
  name: { zh: `角色${one}`, en: `Role ${one}` },
  grants: { 'customer.read': 'own' },
  fieldRights: {},
})

test('administrator and auditor are separate rights: where there is an auditor the administrator reads no log', async () => {
  const company = await openTestCompany()
  const { chen, qian, li } = company.as
  // A company of one: who administers it looks after it, too.
  await chen.get('/api/audit')
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['auditor'] })
  await qian.get('/api/audit')
  await qian.post('/api/audit/verify', {})
  expect((await qian.ask('GET', '/api/audit/export.csv')).status).toBe(200)
  await qian.get('/api/customers', 403)
  await qian.put(`/api/users/${li.id}/roles`, { roles: ['auditor'] }, 403)
  await chen.get('/api/audit', 403)
  await chen.get('/api/audit/export.csv', 403)
  await chen.post('/api/audit/verify', {}, 403)
  expect((await chen.get('/api/session')).permissions['audit.read']).toBeUndefined()
  // Neither by a password of the auditor's, nor by his eyes, nor by a key that says so.
  expect((await chen.post('/api/session/view-as', { user: qian.id }, 403)).code).toBe('role.beyond_yours')
  expect((await chen.post(`/api/users/${qian.id}/account/reset-link`, {}, 403)).code).toBe('role.beyond_yours')
  const { key } = await chen.post('/api/keys', { name: 'log', rights: ['audit.read'] })
  const reply = await fetch(`${company.url}/api/audit`, { headers: { authorization: `Bearer ${key}` } })
  expect(reply.status).toBe(403)
})

test('an administrator cannot give himself the auditor role unseen, and the auditors are told of every change', async () => {
  const company = await openTestCompany()
  const { chen, qian, zhao } = company.as
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['auditor'] })
  expect((await chen.put(`/api/users/${chen.id}/roles`, { roles: ['administrator', 'auditor'] }, 403)).code).toBe(
    'role.auditor_by_another',
  )
  const { roles } = await chen.get('/api/roles')
  const administrator = roles.find((one: { id: string }) => one.id === 'administrator')
  const widened = { name: administrator.names, grants: { '*': 'all', 'audit.read': 'all' }, fieldRights: {} }
  expect((await chen.put('/api/roles/administrator', widened, 403)).code).toBe('role.auditor_by_another')
  expect((await chen.put(`/api/users/${qian.id}/roles`, { roles: [] }, 403)).code).toBe('role.last_auditor')
  expect((await company.as.qian.get('/api/audit')).entries.length).toBeGreaterThan(0)
  // Somebody else may become one; whoever is one already hears of it, and it stands in the log.
  await chen.put(`/api/users/${zhao.id}/roles`, { roles: ['salesperson', 'auditor'] })
  const { notices } = await qian.get('/api/notices')
  expect(notices[0].text).toContain(chen.name)
  expect(notices[0].text).toContain('审计')
  const { entries } = await qian.get('/api/audit?group=role')
  expect(entries[0]).toMatchObject({ kind: 'role.assigned', user: { id: chen.id }, record: { id: zhao.id } })
})
