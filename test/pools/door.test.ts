import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { readyPool, setPool } from './world.ts'

let company: TestCompany
let pool: { id: string }
let other: { id: string }
let id: string
const address = () => `/api/pools/${pool.id}/customers`
const filtered = (filter: object, more = '') =>
  `${address()}?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`

beforeAll(async () => {
  company = await openTestCompany()
  const { li, zhao, wang, chen } = company.as
  pool = await readyPool(company)
  other = await chen.post('/api/pools', {
    name: '华南专属',
    object: 'customer',
    members: [{ part: 'member', user: zhao.id }],
  })
  await setPool(company, pool.id, {
    isForEverybody: false,
    members: [
      { part: 'member', department: company.departments['华东区'] },
      { part: 'manager', user: wang.id },
    ],
    hiddenFields: [{ field: 'phones' }, { field: 'employees' }],
  })
  id = (await li.post('/api/customers', { name: '门里的客户', phones: ['13800000001'], employees: 77, level: 'a' })).id
  await li.post(`/api/customers/${id}/release`, {})
})

describe('through the door of a pool', () => {
  it('a member reads, filters, sorts and counts what lies in it, and hidden fields are as if they were not there', async () => {
    const { li } = company.as
    const { records, count } = await li.get(`${address()}?count=1&sort=-createdAt`)
    expect(count).toEqual({ value: 1, capped: false })
    expect(records).toMatchObject([{ id, name: '门里的客户', level: 'a', can: ['claim'] }])
    for (const record of [...records, (await li.get(`${address()}/${id}`)).record])
      for (const hidden of ['phones', 'employees']) expect(record).not.toHaveProperty(hidden)
    expect((await li.get(filtered({ field: 'level', op: 'in', value: ['a'] }))).records).toHaveLength(1)
    for (const [asked, code] of [
      [filtered({ field: 'employees', op: 'gt', value: 5 }), 'filter.unknown_field'],
      [filtered({ field: 'phones', op: 'contains', value: '13800000001' }), 'filter.unknown_field'],
      [filtered({ field: 'parent.employees', op: 'gt', value: 5 }), 'filter.unknown_field'],
    ] as const)
      expect((await li.get(asked, 400)).code).toBe(code)
    await li.get(`${address()}?sort=employees`, 400)
    expect((await li.get(`${address()}?fields=name,phones,employees`)).records[0]).not.toHaveProperty('employees')
    const seen = await li.get(`${address()}/${id}`)
    expect(seen.stay).toMatchObject({ cause: 'released', previousOwner: { id: li.id } })
    expect(seen.way[0]).toMatchObject({ kind: 'entered', to: { id: pool.id } })
  })

  it('a manager sees all of it; whoever sees everything sees it like any other', async () => {
    const { wang, chen } = company.as
    for (const who of [wang, chen]) {
      expect((await who.get(`${address()}/${id}`)).record).toMatchObject({ employees: 77 })
      expect((await who.get(filtered({ field: 'employees', op: 'gt', value: 5 }))).records).toHaveLength(1)
    }
    expect((await chen.get(`/api/customers/${id}`)).employees).toBe(77)
  })

  it('strangers, and members of another pool, find no door; the door leads to nothing else', async () => {
    const { zhao, qian, li, wang } = company.as
    for (const stranger of [zhao, qian]) {
      await stranger.get(address(), stranger === qian ? undefined : 404).catch(() => stranger.get(address(), 404))
      await stranger.get(`${address()}/${id}`, 404)
      await stranger.post(`${address()}/act`, { verb: 'claim', ids: [id] }, 404)
      await stranger.post(`/api/customers/${id}/claim`, {}, 404)
    }
    await li.get(`/api/pools/${other.id}/customers`, 404)
    await li.get(`/api/pools/${pool.id}/leads`, 404)
    // Through the ordinary doors it stays shut.
    await li.get(`/api/customers/${id}`, 404)
    await li.get(`/api/customers/${id}/timeline`, 404)
    await li.get(`/api/customers/${id}/custody`, 404)
    await li.patch(`/api/customers/${id}`, { name: '改' }, 404)
    expect((await li.get('/api/customers')).records).toEqual([])
    // What is not in this pool is not seen through it.
    const own = await zhao.post('/api/customers', { name: '赵的客户' })
    await li.get(`${address()}/${own.id}`, 404)
    await wang.get(`${address()}/${own.id}`, 404)
    expect((await li.get(filtered({ field: 'owner', op: 'in', value: [zhao.id] }))).records).toEqual([])
    const mine = await li.get('/api/pools/mine')
    expect(mine.pools.filter((one: { object: string }) => one.object === 'customer')).toMatchObject([
      { id: pool.id, isMember: true, isManager: false, hidden: ['phones', 'employees'] },
    ])
  })

  it('contacts of what lies in it are not reached by a filter through it', async () => {
    const { li, zhao, chen } = company.as
    const made = await zhao.post('/api/customers', { name: '别人的' })
    const contact = await zhao.post('/api/contacts', { name: '秘密联系人', customer: made.id })
    await zhao.post(`/api/customers/${made.id}/choosePrimaryContact`, { contact: contact.id })
    await zhao.post(`/api/customers/${made.id}/release`, {})
    await chen.post(`/api/customers/${made.id}/release`, { pool: pool.id })
    expect((await li.get(filtered({ field: 'primaryContact.name', op: 'is', value: '秘密联系人' }))).records).toEqual(
      [],
    )
    expect(
      (await chen.get(filtered({ field: 'primaryContact.name', op: 'is', value: '秘密联系人' }))).records,
    ).toHaveLength(1)
  })

  it('a day has so many views for a member, each record once', async () => {
    const { li, wang } = company.as
    await setPool(company, pool.id, { viewsPerDay: 2 })
    const ids = []
    for (const name of ['看一', '看二', '看三']) {
      const made = await wang.post('/api/customers', { name })
      await wang.post(`/api/customers/${made.id}/release`, { pool: pool.id })
      ids.push(made.id)
    }
    await li.get(`${address()}/${ids[0]}`)
    await li.get(`${address()}/${ids[0]}`)
    const replies = await Promise.all(ids.map(one => li.ask('GET', `${address()}/${one}`)))
    expect(replies.filter(reply => reply.status === 409).length).toBeGreaterThan(0)
    await wang.get(`${address()}/${ids[2]}`)
    // The list is no way around it: a row says what makes one open it, nothing more, whatever is asked for.
    const { records } = await li.get(`${address()}?fields=name,level,remark,emails`)
    expect(records.at(-1)).toMatchObject({ name: expect.any(String), level: 'a' })
    for (const { remark, emails } of records) expect([remark, emails]).toEqual([undefined, undefined])
    expect((await wang.get(`${address()}?fields=name,remark`)).records[0]).toHaveProperty('remark')
    await setPool(company, pool.id, { viewsPerDay: null })
  })

  it('a hidden field is one that the noun has, and never its name', async () => {
    const { chen } = company.as
    for (const field of ['nonsense', 'name'])
      expect((await chen.patch(`/api/pools/${pool.id}`, { hiddenFields: [{ field }] }, 422)).fields).toMatchObject([
        { path: 'hiddenFields.0.field', code: 'pool.not_hideable' },
      ])
  })

  it('its manager puts what lies in it into the bin; no member does, and nobody what lies elsewhere', async () => {
    const { li, wang, chen } = company.as
    const made = await wang.post('/api/customers', { name: '查无此公司' })
    const own = await wang.post('/api/customers', { name: '王自己的' })
    await wang.post(`/api/customers/${made.id}/release`, { pool: pool.id })
    const act = (who: typeof li, ids: string[]) => who.post(`${address()}/act`, { verb: 'remove', ids })
    const refused = await act(li, [made.id])
    expect(refused).toMatchObject({ done: [], refused: [{ id: made.id, code: 'forbidden' }] })
    const { done, refused: others, batch } = await act(wang, [made.id, own.id])
    expect([done, others]).toMatchObject([[made.id], [{ id: own.id, code: 'pool.taken' }]])
    await chen.get(`/api/customers/${made.id}`, 404)
    expect((await wang.get(`/api/customers/${own.id}`)).name).toBe('王自己的')
    expect(batch).toEqual(expect.any(String))
    await chen.post(`/api/customers/${made.id}/restore`, {})
    expect((await wang.get(`${address()}/${made.id}`)).record.pool.id).toBe(pool.id)
  })
})

describe('what lies in a pool as a file', () => {
  const csv = (who: { ask: typeof company.as.li.ask }, more = '') => who.ask('GET', `${address()}/export.csv${more}`)
  const rowsOf = (body: unknown) =>
    String(body)
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/)
  /** Salespeople may export, as a company may decide. */
  const letExport = async (isLet: boolean) => {
    const { roles } = await company.as.chen.get('/api/roles')
    const { names, grants, fieldRights } = roles.find((one: { id: string }) => one.id === 'salesperson')
    const { 'customer.export': _export, ...others } = grants
    await company.as.chen.put('/api/roles/salesperson', {
      name: names,
      grants: isLet ? { ...others, 'customer.export': 'own' } : others,
      fieldRights,
    })
    forgetActors(company.db)
  }

  it('goes to its manager with all, to a member who may export without what the pool hides, to nobody else', async () => {
    const { li, wang, zhao, qian, chen } = company.as
    const whole = await csv(wang)
    expect(whole.status).toBe(200)
    expect(decodeURIComponent(String(whole.headers.get('content-disposition')))).toContain('客户公海')
    const { count } = await wang.get(`${address()}?count=1`)
    expect(rowsOf(whole.body)).toHaveLength(count.value + 1)
    expect(String(whole.body)).toContain('13800000001')
    expect((await csv(li)).status).toBe(403)
    await letExport(true)
    const theirs = await csv(li)
    expect(theirs.status).toBe(200)
    expect(rowsOf(theirs.body)).toHaveLength(count.value + 1)
    expect(rowsOf(theirs.body)[0]).toContain('客户名称')
    expect(rowsOf(theirs.body)[0]).not.toMatch(/电话|员工/)
    expect(String(theirs.body)).not.toContain('13800000001')
    // What is hidden is not asked for either, by name, filter or order.
    expect(rowsOf((await csv(li, '?fields=name,phones,employees')).body)[0]).toBe('客户名称')
    const filter = encodeURIComponent('{"field":"employees","op":"gt","value":5}')
    expect((await csv(li, `?filter=${filter}`)).status).toBe(400)
    expect((await csv(li, '?sort=employees')).status).toBe(400)
    const chosen = await li.ask('POST', `${address()}/export.csv`, {
      filter: { field: 'id', op: 'in', value: [id] },
      fields: ['name', 'phones'],
    })
    expect(rowsOf(chosen.body)).toEqual(['客户名称', '门里的客户'])
    expect((await li.ask('GET', `${address()}/export.xlsx`)).status).toBe(200)
    // Where each opened record counts, a file says no more than the rows.
    await setPool(company, pool.id, { viewsPerDay: 1 })
    expect(rowsOf((await csv(li, '?fields=name,remark,level')).body)[0]).toBe('客户名称,客户级别')
    await setPool(company, pool.id, { viewsPerDay: null })
    for (const stranger of [zhao, qian]) expect((await csv(stranger)).status).toBe(404)
    await letExport(false)
    expect((await csv(li)).status).toBe(403)
    const { entries } = await chen.get('/api/audit?group=export&limit=100')
    const what = `pools/${pool.id}/customers/export.csv`
    const told = entries.filter((one: { detail: { what?: string } | null }) => one.detail?.what === what)
    expect(new Set(told.map((one: { user: { id: string } }) => one.user.id))).toEqual(new Set([li.id, wang.id]))
  })

  it('waits for a second person where the company says so, and is then exactly what was consented to, hidden fields hidden', async () => {
    const { li, wang, chen } = company.as
    await letExport(true)
    await chen.patch('/api/data-rules', { exportConsent: 'always' })
    const refused = await li.get(`${address()}/export.csv?fields=name,phones`, 403)
    const { count } = await wang.get(`${address()}?count=1`)
    expect(refused).toMatchObject({
      code: 'export.consent_needed',
      rows: count.value,
      consent: { body: { kind: 'pool' } },
    })
    expect((await wang.get(`${address()}/export.xlsx`, 403)).code).toBe('export.consent_needed')
    const asked = await li.post('/api/consent-requests', { ...refused.consent.body, reason: '线下拜访用' }, 201)
    const [seen] = (await chen.get('/api/consent-requests')).requests
    expect(seen).toMatchObject({ id: asked.id, what: '公海里的客户 · CSV', path: 'customers', rows: count.value })
    await chen.post(`/api/consent-requests/${asked.id}/approve`, {})
    const file = await li.ask('POST', `/api/consent-requests/${asked.id}/download`)
    expect([file.status, rowsOf(file.body)[0]]).toEqual([200, '客户名称'])
    expect(String(file.body)).not.toContain('13800000001')
    // Nobody asks for a pool in which he takes no part.
    await company.as.zhao.post('/api/consent-requests', { ...refused.consent.body, reason: '想看看' }, 404)
    await chen.patch('/api/data-rules', { exportConsent: 'never' })
    await letExport(false)
  })
})
