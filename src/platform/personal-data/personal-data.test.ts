import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { uploadFile } from '#test/harness/upload.ts'
import { upload as importFile } from '#test/imports/importing.ts'
import { sealAudit } from '../audit/seal.ts'
import { openFileStores } from '../files/file-store.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const name = '欧阳慕容雪'
const mobile = '13987654321'
const email = 'murong.xue@unique-mail.example'
const wechat = 'murongxue_wx77'
/** Whatever in the company could tell who she was. */
const telling = [
  name,
  mobile,
  '139 8765 4321',
  email,
  wechat,
  '紫藤路一百二十三号',
  '爱吃桂花糕的那位',
  '旧备注里的秘密',
  'murong.old@unique-mail.example',
]

/** Every text, list of texts and JSON of every table, partitions and all. */
async function placesOf(words: readonly string[], db = company.db): Promise<string[]> {
  const { rows: columns } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where n.nspname = current_schema() and c.relkind = 'r' and format_type(a.atttypid, null) in ('text', 'text[]', 'jsonb', 'character varying', 'character')`.execute(
    db,
  )
  expect(columns.length).toBeGreaterThan(200)
  const found: string[] = []
  for (const { table, column } of columns) {
    const patterns = words.map(word => `%${word.toLowerCase()}%`)
    const { rows } = await sql<{ n: string | number }>`select count(*) as n from ${sql.table(table)}
      where lower(${sql.ref(column)}::text) like any(${patterns}::text[])`.execute(db)
    if (Number(rows[0]?.n) > 0) found.push(`${table}.${column}`)
  }
  return found
}

/** Somebody of whom something stands everywhere: record, points, history, follow-ups, files, notices, imports, the log. */
async function somebody(): Promise<{ id: string; customer: string; activity: string; other: string; fileKey: string }> {
  const { li, chen } = company.as
  const customer = (
    await li.post('/api/customers', { kind: 'company', name: '慕容家具有限公司', remark: `老板是${name}` })
  ).id
  const made = await li.post('/api/contacts', {
    name,
    customer,
    phones: [{ raw: '139 8765 4321', label: '手机' }],
    emails: [{ raw: 'murong.old@unique-mail.example' }],
    wechats: [{ raw: wechat }],
    remark: '旧备注里的秘密',
    address: { text: '上海市浦东新区紫藤路一百二十三号' },
  })
  const changed = await li.patch(`/api/contacts/${made.id}`, {
    version: made.version,
    remark: '爱吃桂花糕的那位',
    emails: [{ raw: email }],
  })
  expect(changed.remark).toBe('爱吃桂花糕的那位')
  const activity = await li.post('/api/activities', {
    method: 'phone',
    content: `给${name}打了 139-8765-4321，约周三`,
    customer,
    contact: made.id,
  })
  await li.post('/api/activities', { method: 'visit', content: `在门口遇到${name}，微信 ${wechat}`, customer })
  const other = await li.post('/api/contacts', { name: '欧阳', customer, phones: [{ raw: '13700001111' }] })
  const file = (await uploadFile(li, '身份证.txt', `${name} ${mobile}`)).id
  await li.post(`/api/contacts/${made.id}/files`, { file })
  const csv = Buffer.from(`姓名,手机,备注\n${name},13987654321,爱吃桂花糕的那位\n`)
  await importFile(chen, { object: 'contact', name: 'contacts.csv', file: csv })
  await chen.ask(
    'GET',
    `/api/contacts/export.csv?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'contains', value: name }))}`,
  )
  await chen.post('/api/views', {
    object: 'contact',
    label: `找${name}`,
    filter: { field: 'name', op: 'contains', value: name },
  })
  const { rows } = await sql<{ key: string }>`select storage_key as key from files where id = ${file}`.execute(
    company.db,
  )
  return { id: made.id, customer, activity: activity.id, other: other.id, fileKey: rows[0]?.key ?? '' }
}

test('a person’s data are exported: a ZIP with everything as JSON and as a page to read, for who has the right', async () => {
  const { li, chen } = company.as
  const { id } = await somebody()
  await li.get(`/api/contacts/${id}/personal-data.zip`, 403)
  const reply = await fetch(`${company.url}/api/contacts/${id}/personal-data.zip`, {
    headers: { cookie: `zhanggui_session=${chen.cookies[0]?.value}` },
  })
  expect(reply.status).toBe(200)
  const { default: zip } = await import('jszip')
  const files = await zip.loadAsync(await reply.arrayBuffer())
  const data = JSON.parse((await files.file('data.json')?.async('string')) ?? '{}')
  expect(data.records[0].record).toMatchObject({ name, remark: '爱吃桂花糕的那位' })
  expect(JSON.stringify(data.records[0].history)).toContain('旧备注里的秘密')
  expect(JSON.stringify(data.records[0].mentions)).toContain('约周三')
  const page = (await files.file('index.html')?.async('string')) ?? ''
  for (const word of [name, email, wechat, '约周三', '联系人', '身份证.txt']) expect(page).toContain(word)
  expect(page).not.toMatch(/<script|undefined|\[object/)
  const [path = ''] = Object.keys(files.files).filter(one => one.startsWith('files/'))
  expect(await files.file(path)?.async('string')).toBe(`${name} ${mobile}`)
  expect((await chen.get('/api/audit?group=personal')).entries[0]).toMatchObject({
    kind: 'personalData.exported',
    record: { id },
  })
})

test('erasing: the whole database and the files hold nothing of her any more, links and figures stand, the log stays whole', async () => {
  const { li, chen } = company.as
  const { rows } = await sql<{ id: string; customer: string }>`
    select id, customer_id as customer from contacts where name = ${name} order by created_at limit 1`.execute(
    company.db,
  )
  const [{ id, customer }] = rows as [{ id: string; customer: string }]
  const before = await placesOf(telling)
  expect(before).toEqual(
    expect.arrayContaining(['contacts.name', 'customers.remark', 'activities.content', 'contact_points.normalised']),
  )
  expect(before.length).toBeGreaterThan(10)
  await sealAudit(company.db)
  const head = (await chen.post('/api/audit/verify', {})).head
  // Not without the right, not without typing, not of a company.
  await li.post(`/api/contacts/${id}/erase-person`, { reason: '本人要求', confirm: name }, 403)
  expect(
    (await chen.post(`/api/contacts/${id}/erase-person`, { reason: '本人要求', confirm: '雪' }, 422)).fields[0],
  ).toMatchObject({ path: 'confirm' })
  expect(
    (
      await chen.post(
        `/api/customers/${customer}/erase-person`,
        { reason: '本人要求', confirm: '慕容家具有限公司' },
        422,
      )
    ).code,
  ).toBe('personal.no_person')
  expect((await li.get(`/api/contacts/${id}`)).name).toBe(name)
  const where = await chen.get(`/api/contacts/${id}/personal-data`)
  expect(where.records[0]).toMatchObject({ id, title: name, why: 'asked' })
  const { rows: kept } = await sql<{
    key: string
  }>`select storage_key as key from files where record_id = ${id}`.execute(company.db)

  const { receipts } = await chen.post(`/api/contacts/${id}/erase-person`, {
    reason: `${name}本人要求`,
    confirm: name,
  })
  expect(await placesOf(telling)).toEqual([])
  expect(receipts[0].counts).toMatchObject({
    contacts: expect.any(Number),
    contact_points: expect.any(Number),
    history: expect.any(Number),
    files: 1,
  })
  // The bytes, too.
  const store = openFileStores('', company.server.dataFolder).of(company.id)
  for (const { key } of kept) expect(await store.read(key)).toBeNull()
  // What remains: a record that says so, its links, the follow-ups without the name, the namesake untouched.
  const after = await li.get(`/api/contacts/${id}`)
  expect(after).toMatchObject({ name: '已删除的个人', customer: { id: customer }, remark: null })
  expect([after.phones ?? [], after.emails ?? [], after.wechats ?? []].flat()).toEqual([])
  const { entries } = await li.get(`/api/contacts/${id}/timeline`)
  expect(entries.some((entry: { verb: string }) => entry.verb === 'erasePerson')).toBe(true)
  const { records } = await li.get(
    `/api/activities?filter=${encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [customer] }))}`,
  )
  expect(records.map((one: { content: string }) => one.content).sort()).toEqual([
    '在门口遇到〔已删除〕，微信 〔已删除〕',
    '给〔已删除〕打了 〔已删除〕，约周三',
  ])
  expect(
    (
      await li.get(
        '/api/contacts?filter=%7B%22field%22%3A%22name%22%2C%22op%22%3A%22is%22%2C%22value%22%3A%22%E6%AC%A7%E9%98%B3%22%7D',
      )
    ).records.length,
  ).toBeGreaterThan(0)
  for (const word of [name, mobile, wechat])
    expect((await chen.get(`/api/search?q=${encodeURIComponent(word)}`)).results).toEqual([])
  // The log is scrubbed where it held her words, and still whole; receipts say who, why, how much, and nothing of her.
  expect(await chen.post('/api/audit/verify', { expected: head })).toMatchObject({ broken: null })
  expect((await chen.post('/api/audit/verify', {})).scrubbed).toBeGreaterThan(0)
  const list = await chen.get('/api/erasure-receipts')
  expect(list.receipts[0]).toMatchObject({ recordId: id, reason: '〔已删除〕本人要求', erasedBy: { id: chen.id } })
  expect(JSON.stringify(list)).not.toMatch(new RegExp(telling.join('|')))
  expect((await chen.get('/api/audit?group=personal')).entries[0]).toMatchObject({
    kind: 'personalData.erased',
    record: { id },
  })
})

test('the same person’s lead goes with her; a number that somebody else has too stays his', async () => {
  const { li, chen } = company.as
  const lead = await li.post('/api/leads', {
    name: '司马南风',
    company: '南风贸易',
    phones: [{ raw: '13811112222' }, { raw: '02166668888' }],
    remark: '展会上认识的南风',
  })
  const contact = await li.post('/api/contacts', {
    name: '司马南风',
    phones: [{ raw: '13811112222' }],
    duplicateReason: '同一人',
  })
  const colleague = await li.post('/api/contacts', { name: '诸葛北', phones: [{ raw: '02166668888' }] })
  const where = await chen.get(`/api/contacts/${contact.id}/personal-data`)
  expect(where.records.map((one: { id: string; why: string }) => [one.id, one.why])).toEqual([
    [contact.id, 'asked'],
    [lead.id, 'same'],
  ])
  expect(where.shared.join()).toContain('66668888')
  await chen.post(`/api/contacts/${contact.id}/erase-person`, { reason: '撤回同意', confirm: '司马南风' })
  expect(await placesOf(['司马南风', '13811112222', '展会上认识的南风'])).toEqual([])
  expect((await li.get(`/api/leads/${lead.id}`)).name).toBe('已删除的个人')
  expect((await li.get(`/api/contacts/${colleague.id}`)).phones[0].raw).toBe('02166668888')
})

test('a second person’s consent, when set: asked for, given by another, good for this record once', async () => {
  const { li, chen, qian } = company.as
  await chen.patch('/api/data-rules', { erasureConsent: true })
  const one = await li.post('/api/contacts', { name: '百里屠苏' })
  const two = await li.post('/api/contacts', { name: '百里长风' })
  const erase = (id: string, confirm: string, consent?: string) =>
    chen.ask('POST', `/api/contacts/${id}/erase-person`, { reason: '本人要求', confirm, ...(consent && { consent }) })
  expect((await erase(one.id, '百里屠苏')).body).toMatchObject({ code: 'personal.consent_needed' })
  const request = { kind: 'erasure', ask: { object: 'contact', id: one.id }, reason: '本人书面要求' }
  expect((await chen.post('/api/consent-requests', request, 422)).code).toBe('consent.nobody')
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['administrator'] })
  const { id: consent } = await chen.post('/api/consent-requests', request, 201)
  expect((await erase(one.id, '百里屠苏', consent)).status).toBe(409)
  await qian.post(`/api/consent-requests/${consent}/approve`, { word: '已核对' })
  expect((await erase(two.id, '百里长风', consent)).body).toMatchObject({ code: 'personal.other_consent' })
  expect((await erase(one.id, '百里屠苏', consent)).status).toBe(200)
  expect((await erase(one.id, '已删除的个人', consent)).status).toBe(409)
  expect((await chen.get('/api/erasure-receipts')).receipts[0]).toMatchObject({
    recordId: one.id,
    consentedBy: { id: qian.id },
  })
  await chen.patch('/api/data-rules', { erasureConsent: false })
})
