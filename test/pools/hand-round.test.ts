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
    expect(await chen.get(`/api/contacts/${contact.id}`)).toMatchObject({ customer: { id }, owner: { id: li.id } })
    expect(await zhao.post(`/api/customers/${id}/claim`)).toMatchObject({
      owner: { id: zhao.id },
      pool: null,
      poolCause: null,
      enteredPoolAt: null,
      previousOwner: { id: li.id },
    })
    expect(await zhao.get(`/api/contacts/${contact.id}`)).toMatchObject({ owner: { id: zhao.id } })
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
    expect((await zhao.post(`/api/leads/${id}/claim`)).owner.id).toBe(zhao.id)
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
