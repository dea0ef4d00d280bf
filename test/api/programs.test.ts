import { request as httpRequest } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { upload } from '#test/imports/importing.ts'

// What a program relies on that the browser hardly shows.

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

const keyed = (key: string) => ({ origin: company.url, 'idempotency-key': key })
const tagged = (tag: string) => ({ origin: company.url, 'if-match': tag })
const named = async (name: string): Promise<{ id: string }[]> => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: name }))
  return (await company.as.chen.get(`/api/customers?filter=${filter}`)).records
}

test('a request sent again with its key is done once and answers the record as it is now', async () => {
  const { li, wang } = company.as
  const ask = (values: object, key = 'once-1') => li.ask('POST', '/api/customers', values, keyed(key))
  const first = await ask({ name: '只此一家', remark: '一' })
  expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null])
  await li.patch(`/api/customers/${first.body.id}`, { remark: '二' })
  // The order of members is no other request.
  const again = await ask({ remark: '一', name: '只此一家' })
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
  expect(again.body).toMatchObject({ id: first.body.id, remark: '二', version: 2 })
  expect(await named('只此一家')).toHaveLength(1)

  const other = await ask({ name: '另一家' })
  expect([other.status, other.body.code]).toEqual([422, 'idempotency.other_request'])
  expect(await named('另一家')).toEqual([])
  // A key is its sender's own, and its route's.
  expect((await wang.ask('POST', '/api/customers', { name: '王的一家' }, keyed('once-1'))).status).toBe(201)
  expect((await li.ask('POST', '/api/leads', { name: '线索', company: '另有一家' }, keyed('once-1'))).status).toBe(201)
  for (const bad of ['', 'a b', '键', 'x'.repeat(201)]) {
    const refused = await li.ask(
      'POST',
      '/api/customers',
      { name: '坏键' },
      keyed(encodeURI(bad) === bad ? bad : '%'.repeat(201)),
    )
    expect([refused.status, refused.body.code]).toEqual([400, 'idempotency.bad_key'])
  }
})

test('what failed is not remembered: with the same key and a mended body it is done', async () => {
  const { li } = company.as
  const refused = await li.ask('POST', '/api/customers', { name: '' }, keyed('mended'))
  expect(refused.status).toBe(422)
  expect((await li.ask('POST', '/api/customers', { name: '改好了' }, keyed('mended'))).status).toBe(201)
  expect(await named('改好了')).toHaveLength(1)
})

test('twenty at once with one key are one record, and each gets its answer', async () => {
  const { li } = company.as
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => li.ask('POST', '/api/customers', { name: '同时' }, keyed('at-once'))),
  )
  expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([201]))
  expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1)
  expect(answers.filter(answer => answer.headers.get('idempotency-replayed') !== 'true')).toHaveLength(1)
  expect(await named('同时')).toHaveLength(1)
})

test('the connection dies before the answer comes: sent again it is the same record', async () => {
  const { li } = company.as
  const body = JSON.stringify({ name: '断线' })
  const cookie = li.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await new Promise<void>((cut, fail) => {
    const headers = {
      ...keyed('cut'),
      cookie,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sent = httpRequest(`${company.url}/api/customers`, { method: 'POST', headers })
    sent.on('error', () => cut())
    sent.on('response', () => fail(new Error('it was answered')))
    // The request is out, and nobody waits for the answer.
    sent.end(body, () => setImmediate(() => sent.destroy()))
    sent.on('close', () => cut())
  })
  await expect.poll(() => named('断线')).toHaveLength(1)
  const [made] = await named('断线')
  const again = await li.ask('POST', '/api/customers', { name: '断线' }, keyed('cut'))
  expect([again.status, again.body.id]).toEqual([201, made?.id])
  expect(await named('断线')).toHaveLength(1)
})

test('verbs, removals, bulk changes and imports are done once, too', async () => {
  const { chen } = company.as
  const ids = [
    (await chen.post('/api/customers', { name: '批量甲', employees: 1 })).id,
    (await chen.post('/api/customers', { name: '批量乙', employees: 1 })).id,
  ]
  const twice = async (method: string, path: string, body: unknown, key: string) => {
    const [a, b] = [await chen.ask(method, path, body, keyed(key)), await chen.ask(method, path, body, keyed(key))]
    expect([a.status, b.status, b.headers.get('idempotency-replayed')], path).toEqual([a.status, a.status, 'true'])
    return [a.body, b.body]
  }
  const change = { ids, verb: 'update', values: { employees: 7 } }
  const [run, sameRun] = await twice('POST', '/api/customers/bulk', change, 'bulk')
  expect([run.state, sameRun.id, sameRun.state]).toEqual(['done', run.id, 'done'])
  expect((await chen.get(`/api/customers/${ids[0]}`)).version).toBe(2)
  await twice('POST', `/api/bulk/${run.id}/undo`, {}, 'undo')
  expect((await chen.ask('POST', '/api/customers/bulk', change, keyed('bulk'))).body).toMatchObject({
    id: run.id,
    state: 'undone',
  })
  expect((await chen.get(`/api/customers/${ids[0]}`)).employees).toBe(1)
  await twice('DELETE', `/api/customers/${ids[0]}`, undefined, 'remove')
  await twice('POST', `/api/customers/${ids[0]}/restore`, {}, 'restore')

  const { id } = await upload(chen, { object: 'customer', file: '客户名称\n导入一次\n' })
  await twice('POST', `/api/imports/${id}/run`, {}, 'import')
  await expect.poll(async () => (await chen.get(`/api/imports/${id}`)).state).toBe('done')
  const late = await chen.ask('POST', `/api/imports/${id}/run`, {}, keyed('import'))
  expect([late.status, late.body.state]).toEqual([200, 'done'])
  expect(await named('导入一次')).toHaveLength(1)
})

test('a key is known for a day', async () => {
  const ask = () => company.as.zhao.ask('POST', '/api/customers', { name: '今天和明天' }, keyed('day'))
  const first = await ask()
  await sql`update idempotency_keys set made_at = made_at - interval '23 hours' where key = 'day'`.execute(company.db)
  expect((await ask()).body.id).toBe(first.body.id)
  await sql`update idempotency_keys set made_at = made_at - interval '2 hours' where key = 'day'`.execute(company.db)
  // What the key does not stop any more, the duplicate check would.
  await company.as.zhao.patch(`/api/customers/${first.body.id}`, { name: '昨天' })
  const next = await ask()
  expect([next.status, next.headers.get('idempotency-replayed'), next.body.id === first.body.id]).toEqual([
    201,
    null,
    false,
  ])
})

test('If-Match: the version that was read, or 412; changes of other fields are merged', async () => {
  const { li, wang } = company.as
  const { id } = await li.post('/api/customers', { name: '版本', remark: '甲', employees: 1 })
  const path = `/api/customers/${id}`
  const read = await li.ask('GET', path)
  expect(read.headers.get('etag')).toBe('"1"')
  await wang.patch(path, { remark: '乙' })
  // Another field: merged.
  const merged = await li.ask('PATCH', path, { employees: 2 }, tagged('"1"'))
  expect([merged.status, merged.headers.get('etag'), merged.body.remark]).toEqual([200, '"3"', '乙'])
  // The same field: refused, with what it is now; nothing is written.
  const stale = await li.ask('PATCH', path, { remark: '丙' }, tagged('"1"'))
  expect(stale).toMatchObject({ status: 412, body: { code: 'version_conflict', current: { remark: '乙' } } })
  const removal = await li.ask('DELETE', path, undefined, tagged('"1"'))
  expect(removal).toMatchObject({ status: 412, body: { code: 'version_stale', current: { version: 3 } } })
  expect(await li.get(path)).toMatchObject({ remark: '乙', version: 3 })
  for (const bad of ['3', '"x"', '"1", "2"'])
    expect(await li.ask('PATCH', path, { remark: '丁' }, tagged(bad))).toMatchObject({
      status: 400,
      body: { code: 'if_match.malformed' },
    })
  // Without it today's rule: 409 by the version in the body, else the last writer wins.
  expect((await li.ask('PATCH', path, { version: 1, remark: '丙' })).status).toBe(409)
  expect((await li.ask('PATCH', path, { remark: '戊' }, tagged('*'))).status).toBe(200)
  expect((await li.ask('DELETE', path, undefined, tagged('W/"4"'))).status).toBe(204)
})

test('If-Match on a verb', async () => {
  const { li } = company.as
  const { records: pipelines } = await li.get('/api/pipelines')
  const customer = (await li.post('/api/customers', { name: '动作客户' })).id
  const { id, version } = await li.post('/api/opportunities', {
    name: '动作',
    customer,
    pipeline: pipelines[0].id,
    amount: '1',
  })
  await li.patch(`/api/opportunities/${id}`, { amount: '2' })
  const stale = await li.ask('POST', `/api/opportunities/${id}/win`, {}, tagged(`"${version}"`))
  expect([stale.status, (await li.get(`/api/opportunities/${id}`)).state]).toEqual([412, 'open'])
  const done = await li.ask('POST', `/api/opportunities/${id}/win`, {}, tagged(`"${version + 1}"`))
  expect([done.status, done.body.state]).toEqual([200, 'won'])
})

test('a program that asks again and again has in the end what its owner sees, and nothing else', async () => {
  const { li, wang, zhao } = company.as
  const mine = (await li.post('/api/contacts', { name: '同步甲' })).id
  const handed = (await li.post('/api/contacts', { name: '同步乙' })).id
  const removed = (await li.post('/api/contacts', { name: '同步丙' })).id
  const foreign = (await zhao.post('/api/contacts', { name: '同步丁' })).id
  const copy = new Map<string, { name: string }>()
  let since = '2000-01-01T00:00:00Z'
  const synchronise = async (limit = 2): Promise<string[]> => {
    for (;;) {
      const page = await li.get(`/api/contacts?since=${encodeURIComponent(since)}&limit=${limit}`)
      for (const record of page.records) copy.set(record.id, record)
      for (const id of page.removed) copy.delete(id)
      since = page.next
      if (!page.more) return [...copy.values()].map(one => one.name).sort()
    }
  }
  await expect.poll(() => synchronise()).toEqual(['同步丙', '同步乙', '同步甲'].sort())
  await li.patch(`/api/contacts/${mine}`, { name: '同步甲改' })
  await wang.patch(`/api/contacts/${handed}`, { owner: wang.id })
  await li.delete(`/api/contacts/${removed}`)
  await zhao.patch(`/api/contacts/${foreign}`, { name: '同步丁改' })
  await expect.poll(() => synchronise(1)).toEqual(['同步甲改'])
  // Nothing has changed since: nothing comes.
  expect(await li.get(`/api/contacts?since=${since}`)).toMatchObject({
    records: [],
    removed: [],
    more: false,
    next: since,
  })
  expect(copy.has(foreign)).toBe(false)
  for (const bad of ['yesterday', '2026-13-45', 'W10', '[]', Buffer.from('["x","y"]').toString('base64url')])
    expect((await li.ask('GET', `/api/contacts?since=${encodeURIComponent(bad)}`)).body.code, bad).toBe(
      'since.malformed',
    )
})

test('a record by what another system calls it: made once, changed afterwards, and the same request again changes nothing', async () => {
  const { li, zhao, chen } = company.as
  const path = '/api/customers/by-external/ERP/%E5%AE%A2-1'
  await li.get(path, 404)
  const made = await li.ask('PUT', path, { name: '外部客户', employees: 3 })
  expect(made).toMatchObject({ status: 201, body: { sourceSystem: 'ERP', externalId: '客-1', version: 1 } })
  const same = await li.ask('PUT', path, { name: '外部客户', employees: 3 })
  expect(same).toMatchObject({ status: 200, body: { id: made.body.id, version: 1 } })
  const changed = await li.ask('PUT', path, { name: '外部客户', employees: 4 })
  expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, version: 2, employees: 4 } })
  expect((await li.ask('PUT', path, { employees: 5 }, tagged('"1"'))).status).toBe(412)
  expect((await li.ask('GET', path)).body).toMatchObject({ id: made.body.id, employees: 4 })
  // Who may not see it neither reads nor changes it, nor makes a second one.
  expect((await zhao.ask('GET', path)).status).toBe(404)
  expect((await zhao.ask('PUT', path, { name: '抢' })).status).toBe(404)
  expect(await chen.get(path)).toMatchObject({ name: '外部客户', owner: { id: li.id } })
  // What is set at creation may be said again, not changed.
  const given = '/api/customers/by-external/ERP/source'
  const [{ id: one }, { id: other }] = (await chen.get('/api/options/customer/source')).options
  expect((await li.ask('PUT', given, { name: '来源', source: one })).status).toBe(201)
  expect(await li.ask('PUT', given, { name: '来源', source: one })).toMatchObject({ status: 200, body: { version: 1 } })
  const fields = [{ path: 'source', code: 'field.set_at_creation' }]
  expect(await li.ask('PUT', given, { source: other })).toMatchObject({ status: 422, body: { fields } })
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => li.ask('PUT', '/api/customers/by-external/ERP/race', { name: '赛跑' })),
  )
  expect(answers.map(answer => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
  expect(await named('赛跑')).toHaveLength(1)
  // In the bin it is nobody's name any more.
  await li.delete(`/api/customers/${made.body.id}`)
  expect(await li.ask('PUT', path, { name: '外部客户' })).toMatchObject({ status: 201 })
  for (const bad of [
    `/api/customers/by-external/${'x'.repeat(101)}/1`,
    '/api/customers/by-external/%20/1',
    '/api/customers/by-external/a/%00',
  ])
    expect((await li.ask('PUT', bad, { name: '坏' })).status, bad).toBe(422)
})
