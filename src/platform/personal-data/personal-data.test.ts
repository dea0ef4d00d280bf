import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { beginErasing, ended, erase } from '#test/harness/erasing.ts'
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

  const { receipts, found, done, total } = await erase(chen, 'contacts', {
    id,
    reason: `${name}本人要求`,
    confirm: name,
  })
  expect(found).toBe(Object.values(receipts[0]?.counts ?? {}).reduce((sum, count) => sum + count, 0))
  expect([done, done > 50]).toEqual([total, true])
  expect(await placesOf(telling)).toEqual([])
  expect(receipts[0]?.counts).toMatchObject({
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
  await erase(chen, 'contacts', { id: contact.id, reason: '撤回同意', confirm: '司马南风' })
  expect(await placesOf(['司马南风', '13811112222', '展会上认识的南风'])).toEqual([])
  expect((await li.get(`/api/leads/${lead.id}`)).name).toBe('已删除的个人')
  expect((await li.get(`/api/contacts/${colleague.id}`)).phones[0].raw).toBe('02166668888')
})

test('a second person’s consent, when set: asked for, given by another, good for this record once', async () => {
  const { li, chen, qian } = company.as
  await chen.patch('/api/data-rules', { erasureConsent: true })
  const one = await li.post('/api/contacts', { name: '百里屠苏' })
  const two = await li.post('/api/contacts', { name: '百里长风' })
  const ask = (id: string, confirm: string, consent?: string) =>
    chen.ask('POST', `/api/contacts/${id}/erase-person`, { reason: '本人要求', confirm, ...(consent && { consent }) })
  expect((await ask(one.id, '百里屠苏')).body).toMatchObject({ code: 'personal.consent_needed' })
  const request = { kind: 'erasure', ask: { object: 'contact', id: one.id }, reason: '本人书面要求' }
  expect((await chen.post('/api/consent-requests', request, 422)).code).toBe('consent.nobody')
  await chen.put(`/api/users/${qian.id}/roles`, { roles: ['administrator'] })
  const { id: consent } = await chen.post('/api/consent-requests', request, 201)
  expect((await ask(one.id, '百里屠苏', consent)).status).toBe(409)
  await qian.post(`/api/consent-requests/${consent}/approve`, { word: '已核对' })
  expect((await ask(two.id, '百里长风', consent)).body).toMatchObject({ code: 'personal.other_consent' })
  // An erasure that is stopped uses no consent up.
  await stopped(one.id, '百里屠苏', consent)
  await erase(chen, 'contacts', { id: one.id, confirm: '百里屠苏', consent })
  expect((await ask(one.id, '已删除的个人', consent)).status).toBe(409)
  expect((await chen.get('/api/erasure-receipts')).receipts[0]).toMatchObject({
    recordId: one.id,
    consentedBy: { id: qian.id },
  })
  await chen.patch('/api/data-rules', { erasureConsent: false })
})

/** Holds a table, so that an erasure comes so far and no further, until the work is done. */
async function heldAt(table: string, work: () => Promise<void>): Promise<void> {
  await company.db.transaction().execute(async trx => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(trx)
    await work()
  })
}

/** Begins an erasure and waits until it stands before a table that is held. */
async function waitingErasure(id: string, confirm: string, consent?: string): Promise<string> {
  const begun = await beginErasing(company.as.chen, 'contacts', { id, confirm, ...(consent && { consent }) })
  expect(begun).toMatchObject({ state: 'running', isStopped: false, recordId: id, receipts: [] })
  await expect.poll(waitingBackends, { timeout: 20_000, interval: 50 }).toHaveLength(1)
  return begun.id
}

/** The processes of the database that wait for a lock in this company's database: that which erases. */
async function waitingBackends(): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%tableoid::text%'`.execute(
    company.db,
  )
  return rows.map(row => row.pid)
}

async function stopped(id: string, confirm: string, consent?: string): Promise<void> {
  const { chen } = company.as
  let run = ''
  await heldAt('robots', async () => {
    run = await waitingErasure(id, confirm, consent)
    expect(await chen.post(`/api/erasures/${run}/stop`)).toMatchObject({ state: 'running', isStopped: true })
  })
  expect(await ended(chen, run)).toMatchObject({ state: 'stopped', problem: null, receipts: [] })
}

/** Everything of a person that an erasure changes. */
const restOf = async (id: string): Promise<unknown> =>
  (
    await sql`select (select to_jsonb(c) from contacts c where c.id = ${id}::uuid) as record,
      (select count(*) from history where record_id = ${id}::uuid) as history,
      (select count(*) from contact_points where record_id = ${id}::uuid) as points,
      (select count(*) from search_entries where record_id = ${id}::uuid) as search,
      (select count(*) from erasure_receipts where record_id = ${id}::uuid) as receipts,
      (select count(*) from audit_log where record_id = ${id}::uuid) as log`.execute(company.db)
  ).rows[0]

test('an erasure shows how far it is, is one at a time, and is stopped before its end with nothing done', async () => {
  const { li, chen } = company.as
  const { id } = await li.post('/api/contacts', { name: '端木磊落', phones: [{ raw: '13655556666' }] })
  const other = await li.post('/api/contacts', { name: '端木流云' })
  const before = await restOf(id)
  let run = ''
  await heldAt('robots', async () => {
    run = await waitingErasure(id, '端木磊落')
    const far = await chen.get(`/api/erasures/${run}`)
    expect(far).toMatchObject({ state: 'running', by: { id: chen.id } })
    expect(far.total).toBeGreaterThan(50)
    expect(far.done).toBeLessThan(far.total)
    expect((await chen.get('/api/erasures')).erasures[0]).toMatchObject({ id: run, state: 'running' })
    // Nobody else sees it half done, and a second one does not begin.
    expect(await restOf(id)).toEqual(before)
    const second = await chen.post(
      `/api/contacts/${other.id}/erase-person`,
      { reason: '本人要求', confirm: '端木流云' },
      409,
    )
    expect(second.code).toBe('personal.erasure_running')
    // Only who may erase watches and stops.
    await li.get('/api/erasures', 403)
    await li.get(`/api/erasures/${run}`, 403)
    await li.post(`/api/erasures/${run}/stop`, {}, 403)
    expect((await chen.get(`/api/erasures/${run}`)).isStopped).toBe(false)
    await chen.post(`/api/erasures/${run}/stop`)
  })
  expect(await ended(chen, run)).toMatchObject({ state: 'stopped', receipts: [] })
  expect(await restOf(id)).toEqual(before)
  expect((await chen.get(`/api/search?q=${encodeURIComponent('端木磊落')}`)).results).not.toEqual([])
  // Stopped it stays so; of one that is through the stopping comes too late and says that.
  expect(await chen.post(`/api/erasures/${run}/stop`)).toMatchObject({ state: 'stopped' })
  const again = await erase(chen, 'contacts', { id, confirm: '端木磊落' })
  expect(await chen.post(`/api/erasures/${again.id}/stop`)).toMatchObject({ state: 'done' })
  expect(await placesOf(['端木磊落', '13655556666'])).toEqual([])
  expect((await li.get(`/api/contacts/${other.id}`)).name).toBe('端木流云')
})

test('an erasure that is killed in the middle leaves nothing half, and is done by the next try', async () => {
  const { li, chen } = company.as
  const { id } = await li.post('/api/contacts', { name: '东方不眠', remark: '半途而废的那位' })
  const before = await restOf(id)
  let run = ''
  await heldAt('robots', async () => {
    run = await waitingErasure(id, '东方不眠')
    const [pid] = await waitingBackends()
    await sql`select pg_terminate_backend(${pid}::int)`.execute(company.db)
    await expect.poll(waitingBackends, { timeout: 10_000, interval: 20 }).toEqual([])
    expect(await restOf(id)).toEqual(before)
    expect((await chen.get(`/api/erasures/${run}`)).state).toBe('running')
  })
  expect(await ended(chen, run)).toMatchObject({ state: 'done' })
  expect(await placesOf(['东方不眠', '半途而废的那位'])).toEqual([])
  expect(
    (await chen.get('/api/erasure-receipts')).receipts.filter((one: { recordId: string }) => one.recordId === id),
  ).toHaveLength(1)
})

test('an erasure that its asker may not finish any more ends with the reason and keeps no word of it', async () => {
  const { li, chen } = company.as
  const { id } = await li.post('/api/contacts', { name: '令狐无权' })
  await sql`insert into erasure_runs (id, object, record_id, reason, user_id, created_at)
    values (gen_random_uuid(), 'contact', ${id}::uuid, '令狐无权要求', ${li.id}::uuid, now())`.execute(company.db)
  const [{ id: run }] = (await chen.get('/api/erasures')).erasures
  // Whoever wants another one gets that one going which was never queued.
  await chen.post(`/api/contacts/${id}/erase-person`, { reason: '本人要求', confirm: '令狐无权' }, 409)
  expect(await ended(chen, run)).toMatchObject({
    state: 'failed',
    problem: { code: 'forbidden', message: expect.not.stringContaining('{') },
  })
  expect((await li.get(`/api/contacts/${id}`)).name).toBe('令狐无权')
  const { rows } = await sql`select from erasure_runs where reason is not null`.execute(company.db)
  expect(rows).toEqual([])
})
