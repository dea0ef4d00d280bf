import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { readyPool, setPool } from './world.ts'

let company: TestCompany
let pool: { id: string }
beforeAll(async () => {
  company = await openTestCompany()
  pool = await readyPool(company)
})

/** A customer of li's that he put into the pool. */
async function pooled(name: string): Promise<string> {
  const { id } = await company.as.li.post('/api/customers', { name })
  await company.as.li.post(`/api/customers/${id}/release`, {})
  return id
}

describe('a record in a pool', () => {
  it('remembers who had it, not who pressed; contacts follow whoever claims it, and nothing is lost meanwhile', async () => {
    const { li, wang, zhao, chen } = company.as
    const { id } = await li.post('/api/customers', { name: '转手一号' })
    const contact = await li.post('/api/contacts', { name: '联系一号', customer: id })
    await wang.post(`/api/customers/${id}/release`, { reason: '客户太远' })
    await li.get(`/api/customers/${id}`, 404)
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({
      owner: null,
      pool: { id: pool.id },
      previousOwner: { id: li.id },
      poolCause: 'released',
      receivedAt: null,
    })
    const { rows } = await sql`
      select cause, reason, previous_owner_id, entered_by_id from pool_stays where record_id = ${id}`.execute(
      company.db,
    )
    expect(rows).toEqual([{ cause: 'released', reason: '客户太远', previous_owner_id: li.id, entered_by_id: wang.id }])
    expect((await chen.get(`/api/customers/${id}/custody`)).stay).toMatchObject({
      pool: { id: pool.id },
      cause: 'released',
      reason: '客户太远',
      previousOwner: { id: li.id },
      by: { id: wang.id },
    })
    expect(await chen.get(`/api/contacts/${contact.id}`)).toMatchObject({ customer: { id }, owner: { id: li.id } })
    expect(await zhao.post(`/api/customers/${id}/claim`)).toMatchObject({
      owner: { id: zhao.id },
      pool: null,
      poolCause: null,
      enteredPoolAt: null,
      previousOwner: { id: li.id },
    })
    expect(await zhao.get(`/api/contacts/${contact.id}`)).toMatchObject({ owner: { id: zhao.id } })
    const { stay, way } = await zhao.get(`/api/customers/${id}/custody`)
    expect(stay).toBeNull()
    expect(way).toMatchObject([
      { kind: 'left', from: { id: pool.id }, to: { id: zhao.id } },
      { kind: 'entered', from: { id: li.id }, to: { id: pool.id } },
      { kind: 'owner', to: { id: li.id } },
    ])
    await li.post(`/api/customers/${id}/claim`, {}, 404)
    expect(await zhao.get(`/api/customers/${id}`)).toMatchObject({ owner: { id: zhao.id } })
  })

  it('keeps whoever had it last from claiming it for some days, and says until when', async () => {
    const { li, zhao } = company.as
    await setPool(company, pool.id, { barDays: 5 })
    const id = await pooled('刚放弃的')
    const refused = await li.post(`/api/customers/${id}/claim`, {}, 409)
    expect(refused.code).toBe('pool.barred')
    expect(refused.title).toMatch(/\d{4}-\d\d-\d\d/)
    expect((await li.get(`/api/pools/${pool.id}/customers/${id}`)).barredUntil).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await zhao.get(`/api/pools/${pool.id}/customers/${id}`)).barredUntil).toBeNull()
    await sql`update customers set entered_pool_at = now() - interval '6 days' where id = ${id}`.execute(company.db)
    await li.post(`/api/customers/${id}/claim`)
    await setPool(company, pool.id, { barDays: null })
  })

  it('is assigned by its manager, and by no member', async () => {
    const { li, zhao, wang } = company.as
    await setPool(company, pool.id, { members: [{ part: 'manager', user: wang.id }] })
    const id = await pooled('待分配')
    await zhao.post(`/api/customers/${id}/assign`, { owner: zhao.id }, 403)
    expect((await zhao.get(`/api/pools/${pool.id}/customers/${id}`)).record.can).toEqual(['claim'])
    expect((await wang.get(`/api/pools/${pool.id}/customers/${id}`)).record.can).toEqual(
      expect.arrayContaining(['claim', 'assign', 'release']),
    )
    const { done } = await wang.post(`/api/pools/${pool.id}/customers/act`, {
      verb: 'assign',
      ids: [id],
      input: { owner: li.id, reason: '离得近' },
    })
    expect(done).toEqual([id])
    expect(await li.get(`/api/customers/${id}`)).toMatchObject({ owner: { id: li.id }, pool: null })
    await setPool(company, pool.id, { members: [] })
  })

  it('goes from one pool to another, comes in by a file, and its pool neither goes nor stops while it is in it', async () => {
    const { chen, li, zhao } = company.as
    const second = await chen.post('/api/pools', { name: '华南公海', object: 'customer', rank: 20 })
    // Whoever gives something back may say into which pool, also one that is not his.
    const given = await li.post('/api/customers', { name: '退到华南' })
    await li.post(`/api/customers/${given.id}/release`, { pool: second.id })
    expect(await chen.get(`/api/customers/${given.id}`)).toMatchObject({ owner: null, pool: { id: second.id } })
    await chen.post(`/api/customers/${given.id}/assign`, { owner: li.id })
    const id = await pooled('搬家的')
    await chen.post(`/api/customers/${id}/release`, { pool: second.id, reason: '归华南' })
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({
      pool: { id: second.id },
      previousOwner: { id: li.id },
    })
    expect((await chen.delete(`/api/pools/${second.id}`, 409)).code).toMatch(/record_in_use|has_records/)
    const stopped = await chen.patch(`/api/pools/${second.id}`, { isEnabled: false }, 422)
    expect(stopped.fields).toMatchObject([{ path: 'isEnabled', code: 'pool.has_records' }])
    const moving = await chen.post('/api/customers/bulk', {
      filter: { field: 'pool', op: 'in', value: [second.id] },
      verb: 'release',
      input: { pool: pool.id },
    })
    expect(moving.state).toBe('done')
    await chen.patch(`/api/pools/${second.id}`, { isEnabled: false })
    await chen.delete(`/api/pools/${second.id}`)
    const last = await chen.patch(`/api/pools/${pool.id}`, { isEnabled: false }, 422)
    expect(last.fields[0].code).toMatch(/pool\.(last|has_records)/)
    const leadPool = await readyPool(company, 'lead')
    expect((await chen.patch(`/api/pools/${leadPool.id}`, { isEnabled: false }, 422)).fields).toMatchObject([
      { code: 'pool.last' },
    ])
    expect((await chen.delete(`/api/pools/${leadPool.id}`, 409)).code).toBe('pool.last')
    const made = await li.post('/api/customers', { name: '直接放进公海', pool: pool.id }, 201)
    expect(made.isGone).toBe(true)
    expect(await chen.get(`/api/customers/${made.id}`)).toMatchObject({ owner: null, poolCause: 'imported' })
    const wrong = await li.post('/api/customers', { name: '放错', pool: leadPool.id }, 422)
    expect(wrong.fields).toMatchObject([{ path: 'pool', code: 'pool.not_of_noun' }])
    expect((await zhao.get(`/api/pools/${pool.id}/customers`)).records.map((one: { id: string }) => one.id)).toContain(
      made.id,
    )
  })

  it('leads have the same: released, seen through the door, claimed', async () => {
    const { li, zhao } = company.as
    const { id } = await li.post('/api/leads', { name: '线索甲', company: '甲公司' })
    await li.post(`/api/leads/${id}/release`, { reason: '不熟' })
    await li.get(`/api/leads/${id}`, 404)
    const leadPool = await readyPool(company, 'lead')
    const seen = await zhao.get(`/api/pools/${leadPool.id}/leads/${id}`)
    expect(seen).toMatchObject({ stay: { cause: 'released', reason: '不熟', previousOwner: { id: li.id } } })
    // The list says it, too, of what somebody gave back with a word, and of nothing else.
    const silent = await li.post('/api/leads', { name: '线索乙', company: '乙公司' })
    await li.post(`/api/leads/${silent.id}/release`, {})
    const list = async () => (await zhao.get(`/api/pools/${leadPool.id}/leads`)).reasons
    expect(await list()).toEqual({ [id]: '不熟' })
    // Where each opened record counts, it is for those who open it.
    await setPool(company, leadPool.id, { viewsPerDay: 5 })
    expect(await list()).toEqual({})
    expect((await company.as.chen.get(`/api/pools/${leadPool.id}/leads`)).reasons).toEqual({ [id]: '不熟' })
    await setPool(company, leadPool.id, { viewsPerDay: null })
    expect((await zhao.post(`/api/leads/${id}/claim`)).owner.id).toBe(zhao.id)
    expect(await list()).toEqual({})
  })
})

describe('a limit', () => {
  it('counts closed customers or leaves them out, as it says, and holds for conversion too', async () => {
    const { li, chen } = company.as
    const { records } = await li.get('/api/customers?limit=100')
    const left = records.length
    const limit = await chen.post('/api/ownership-limits', { name: '李的', max: left, user: li.id, countsClosed: true })
    const full = await li.post('/api/customers', { name: '再多一个' }, 422)
    expect(full.fields).toMatchObject([{ path: 'owner', code: 'pool.own_cap', params: { max: left } }])
    const lead = await li.post('/api/leads', { name: '要转化的', company: '转化受限公司' })
    const refused = await li.ask('POST', `/api/leads/${lead.id}/conversion`, {
      customer: { name: '转化受限公司' },
      contact: null,
      opportunity: null,
    })
    expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('pool.own_cap')])
    expect((await li.get(`/api/leads/${lead.id}`)).state).not.toBe('converted')
    await chen.patch(`/api/ownership-limits/${limit.id}`, { countsClosed: false })
    await sql`update customers set deal_status = 'closed' where id = ${records[0].id}`.execute(company.db)
    await li.post('/api/customers', { name: '再多一个' })
    await li.post('/api/customers', { name: '又多一个' }, 422)
    await chen.delete(`/api/ownership-limits/${limit.id}`)
  })

  it('is said of a role by its name, of the company’s own roles too, and of none that there is not', async () => {
    const { chen } = company.as
    const optionsNow = async (): Promise<{ id: string; label: string }[]> => {
      const { objects } = await chen.get('/api/catalog')
      const noun = objects.find((one: { name: string }) => one.name === 'ownershipLimit')
      return noun.fields.find((one: { name: string }) => one.name === 'role').options
    }
    expect(await optionsNow()).toContainEqual(expect.objectContaining({ id: 'salesperson', label: '销售' }))
    const role = { name: { zh: '大客户销售', en: 'Key accounts' }, grants: { 'customer.read': 'own' }, fieldRights: {} }
    const made = await chen.post('/api/roles', role)
    await expect.poll(optionsNow).toContainEqual(expect.objectContaining({ id: made.id, label: '大客户销售' }))
    const limit = await chen.post('/api/ownership-limits', { name: '大客户', max: 30, role: made.id })
    const file = await chen.ask('GET', '/api/ownership-limits/export.csv?fields=name,role')
    expect(String(file.body)).toContain('大客户,大客户销售')
    const wrong = await chen.post('/api/ownership-limits', { name: '没有的', max: 1, role: 'nobody' }, 422)
    expect(wrong.fields).toMatchObject([{ path: 'role', code: 'field.unknown_option' }])
    const two = await chen.patch(`/api/ownership-limits/${limit.id}`, { user: chen.id }, 422)
    expect(two.fields).toMatchObject([{ code: 'ownershipLimit.one_subject' }])
    // Roles are named where roles are made, not among the options.
    await chen.get('/api/options/sets/userRole', 404)
    await chen.put('/api/options/ownershipLimit/role', { options: [{ id: 'salesperson', labelZh: '改名' }] }, 404)
    await chen.delete(`/api/ownership-limits/${limit.id}`)
  })
})

describe('a lock', () => {
  it('is set and lifted by whoever has the record, ends with its owner, and counts against a limit', async () => {
    const { li, chen, zhao } = company.as
    await chen.post('/api/ownership-limits', { name: '锁一个', kind: 'lock', max: 1, role: 'salesperson' })
    const [a, b] = [
      await li.post('/api/customers', { name: '锁甲' }),
      await li.post('/api/customers', { name: '锁乙' }),
    ]
    expect((await li.post(`/api/customers/${a.id}/lock`)).isLocked).toBe(true)
    expect((await li.post(`/api/customers/${b.id}/lock`, {}, 422)).fields).toMatchObject([{ code: 'pool.lock_cap' }])
    await li.post(`/api/customers/${a.id}/unlock`)
    await li.post(`/api/customers/${b.id}/lock`)
    await chen.patch(`/api/customers/${b.id}`, { owner: zhao.id })
    expect(await zhao.get(`/api/customers/${b.id}`)).toMatchObject({ isLocked: false, previousOwner: { id: li.id } })
    await sql`update customers set deal_status = 'closed' where id = ${a.id}`.execute(company.db)
    expect((await li.post(`/api/customers/${a.id}/lock`, {}, 422)).fields).toMatchObject([
      { code: 'pool.closed_not_locked' },
    ])
  })
})
