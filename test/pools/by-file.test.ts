import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn } from '#test/imports/importing.ts'
import { readyPool } from './world.ts'

let company: TestCompany
beforeAll(async () => {
  // The work of the day waits for ten past midnight of the company.
  const timeZone = new Date().getUTCHours() === 16 ? 'Europe/London' : 'Asia/Shanghai'
  company = await openTestCompany({ timeZone })
})

it('a file puts customers into a pool by its column, and no row beyond a cap comes in', async () => {
  const { chen, zhao } = company.as
  const pool = await readyPool(company)
  const file = Buffer.from('客户名称,公海\n入海甲,客户公海\n入海乙,客户公海\n')
  const { counts } = await bringIn(chen, { object: 'customer', file })
  expect(counts).toMatchObject({ created: 2, refused: 0 })
  const { records } = await zhao.get(`/api/pools/${pool.id}/customers?sort=name`)
  expect(records.map((one: { name: string }) => one.name).sort()).toEqual(['入海乙', '入海甲'])
  expect(records[0]).toMatchObject({ poolCause: 'imported', previousOwner: null })
  await chen.post('/api/ownership-limits', { name: '两个', max: 2, user: zhao.id })
  const mine = Buffer.from('客户名称,负责人\n归赵一,赵敏\n归赵二,赵敏\n归赵三,赵敏\n')
  expect((await bringIn(chen, { object: 'customer', file: mine })).counts).toMatchObject({ created: 2, refused: 1 })
  const [one] = (await zhao.get('/api/customers')).records
  await zhao.delete(`/api/customers/${one.id}`)
  await zhao.post('/api/customers', { name: '补一个' })
  expect((await zhao.post(`/api/customers/${one.id}/restore`, {}, 422)).fields).toMatchObject([
    { code: 'pool.own_cap' },
  ])
})

it('a release of many is undone as one: owner, lock and clock return, and the pool has nothing left', async () => {
  const { li, wang, chen } = company.as
  const { id } = await li.post('/api/customers', { name: '退了又要回' })
  await li.post(`/api/customers/${id}/lock`)
  const before = await li.get(`/api/customers/${id}`)
  const run = await wang.post('/api/customers/bulk', { ids: [id], verb: 'release', input: { reason: '误操作' } })
  expect(await chen.get(`/api/customers/${id}`)).toMatchObject({ owner: null, isLocked: false, poolCause: 'released' })
  await wang.post(`/api/bulk/${run.id}/undo`)
  await expect.poll(async () => (await wang.get(`/api/bulk/${run.id}`)).state, { timeout: 10_000 }).toBe('undone')
  const after = await li.get(`/api/customers/${id}`)
  for (const name of ['owner', 'pool', 'isLocked', 'previousOwner', 'receivedAt', 'poolCause', 'recoverOn'])
    expect([name, after[name]]).toEqual([name, before[name]])
  const { rows } = await sql<{ left_to_id: string }>`select left_to_id from pool_stays where record_id = ${id}`.execute(
    company.db,
  )
  expect(rows).toEqual([{ left_to_id: li.id }])
})

it('the work of the day is done by the program itself, once for each company and day', async () => {
  const once = async (): Promise<number> => {
    const { rows } = await sql<{
      n: string
    }>`select count(*) as n from daily_runs where name = 'pools.recover'`.execute(company.db)
    return Number(rows[0]?.n)
  }
  await sql`select zhanggui_jobs.add_job('daily', '{}'::json)`.execute(company.pools.control())
  await expect.poll(once, { timeout: 20_000 }).toBe(1)
  await sql`select zhanggui_jobs.add_job('daily', '{}'::json)`.execute(company.pools.control())
  await new Promise(done => setTimeout(done, 1000))
  expect(await once()).toBe(1)
})
