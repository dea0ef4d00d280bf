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

/** So many customers in the pool, put there by wang. */
async function fill(count: number, name: string): Promise<string[]> {
  const { wang } = company.as
  const ids: string[] = []
  for (let index = 0; index < count; index++) {
    const { id } = await wang.post('/api/customers', { name: `${name}${index}` })
    ids.push(id)
  }
  await wang.post('/api/customers/bulk', { ids, verb: 'release' })
  return ids
}

const ownedBy = async (user: string): Promise<number> => {
  const { rows } = await sql<{
    n: string
  }>`select count(*) as n from customers where owner_id = ${user} and deleted_at is null`.execute(company.db)
  return Number(rows[0]?.n)
}

describe('fifty clients at once', () => {
  it('claim each record once, and nobody more than his claims of the day', async () => {
    const { li, zhao } = company.as
    await setPool(company, pool.id, { claimsPerDay: 7 })
    const ids = await fill(12, '抢单')
    const asks = Array.from({ length: 50 }, (_one, index) => {
      const who = index % 2 === 0 ? li : zhao
      return who.ask('POST', `/api/customers/${ids[index % ids.length]}/claim`, {})
    })
    const replies = await Promise.all(asks)
    expect(replies.filter(reply => ![200, 404, 409].includes(reply.status)).map(reply => reply.body)).toEqual([])
    const [byLi, byZhao] = [await ownedBy(li.id), await ownedBy(zhao.id)]
    expect(byLi).toBeLessThanOrEqual(7)
    expect(byZhao).toBeLessThanOrEqual(7)
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(byLi + byZhao)
    const { rows } = await sql`select record_id from pool_claims group by 1 having count(*) > 1`.execute(company.db)
    expect(rows).toEqual([])
    await setPool(company, pool.id, { claimsPerDay: null })
  })

  it('a cap holds on claim, create, assign, transfer and import alike', async () => {
    const { zhao, chen } = company.as
    const before = await ownedBy(zhao.id)
    const cap = before + 5
    await chen.post('/api/ownership-limits', { name: '赵敏上限', max: cap, user: zhao.id })
    const ids = await fill(20, '上限')
    const made = await chen.post('/api/customers', { name: '陈的' })
    const asks = [
      ...ids.slice(0, 15).map(id => zhao.ask('POST', `/api/customers/${id}/claim`, {})),
      ...Array.from({ length: 15 }, (_one, index) => zhao.ask('POST', '/api/customers', { name: `新建${index}` })),
      ...ids.slice(15).map(id => chen.ask('POST', `/api/customers/${id}/assign`, { owner: zhao.id })),
      ...Array.from({ length: 5 }, () => chen.ask('PATCH', `/api/customers/${made.id}`, { owner: zhao.id })),
    ]
    const replies = await Promise.all(asks)
    expect(replies.filter(reply => reply.status >= 500).map(reply => reply.body)).toEqual([])
    expect(await ownedBy(zhao.id)).toBe(cap)
    const refused = await zhao.post('/api/customers', { name: '再来一个' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'owner', code: 'pool.own_cap' }])
    expect(refused.fields[0].message).toContain(String(cap))
  })

  it('a limit on locks holds', async () => {
    const { li, chen } = company.as
    await chen.post('/api/ownership-limits', {
      name: '锁三个',
      kind: 'lock',
      max: 3,
      department: company.departments['华东区'],
    })
    const ids: string[] = []
    for (let index = 0; index < 8; index++) ids.push((await li.post('/api/customers', { name: `锁${index}` })).id)
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_one, index) => li.ask('POST', `/api/customers/${ids[index % 8]}/lock`, {})),
    )
    expect(replies.filter(reply => reply.status >= 500)).toEqual([])
    const { rows } = await sql`select from customers where is_locked and owner_id = ${li.id}`.execute(company.db)
    expect(rows).toHaveLength(3)
  })

  it('a claim of many says what succeeded and why the others did not', async () => {
    const { li, zhao } = company.as
    await setPool(company, pool.id, { claimsPerDay: 3 })
    await sql`delete from pool_claims`.execute(company.db)
    const ids = await fill(5, '批量领')
    await zhao.ask('POST', `/api/customers/${ids[0]}/claim`, {})
    const { done, refused } = await li.post(`/api/pools/${pool.id}/customers/act`, { verb: 'claim', ids })
    expect([done.length, refused.length]).toEqual([3, 2])
    const codes = refused.map((one: { code: string }) => one.code)
    expect(codes.every((code: string) => ['pool.taken', 'pool.claims_used'].includes(code))).toBe(true)
    expect(refused.every((one: { message: string }) => /[一-龥]/.test(one.message))).toBe(true)
    const again = await li.post(`/api/pools/${pool.id}/customers/act`, { verb: 'claim', ids })
    expect(again.done.sort()).toEqual(done.sort())
  })
})
