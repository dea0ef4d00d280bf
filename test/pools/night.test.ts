import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { dayIn, night, readyPool, receivedAgo, setPool } from './world.ts'

let company: TestCompany
let pool: { id: string }
beforeAll(async () => {
  company = await openTestCompany()
  pool = await readyPool(company)
})

const rule = (measure: string, days: number, level: string | null = null) => ({ measure, days, level })
const plain = {
  sparesOpen: true,
  protectionDays: null,
  longestDays: null,
  countedMethods: [],
  countedLength: null,
  countedNeedsFile: false,
  warnDays: 3,
}
beforeEach(async () => {
  await sql`update customers set deleted_at = now()`.execute(company.db)
  await setPool(company, pool.id, { ...plain, rules: [rule('activity', 30)] })
})

/** A customer of li's, received so many days ago. */
async function received(name: string, days: number, values: object = {}): Promise<string> {
  const { id } = await company.as.li.post('/api/customers', { name, ...values })
  await receivedAgo(company, 'customers', id, days)
  await company.as.li.patch(`/api/customers/${id}`, { level: 'c' })
  return id
}
const called = (customer: string, daysAgo: number, more: object = {}) =>
  company.as.li.post('/api/activities', {
    customer,
    content: '电话聊了聊需求',
    happenedAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString(),
    ...more,
  })
const seen = (id: string) => company.as.chen.get(`/api/customers/${id}`)

it('days left and the reason stand on each customer, from the later of the last follow-up that counts and receiving it', async () => {
  const { li } = company.as
  const id = await received('剩几天', 20)
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ recoverOn: dayIn(10), recoverRule: 'activity' })
  await called(id, 5)
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ recoverOn: dayIn(25) })
  const { due } = await li.get(`/api/customers/${id}/custody`)
  expect(due).toMatchObject({
    on: dayIn(25),
    daysLeft: 25,
    why: 'activity',
    days: 30,
    from: dayIn(-5),
    pool: { id: pool.id },
  })
  const { records } = await li.get(
    `/api/customers?fields=name,recoverOn&sort=recoverOn&filter=${encodeURIComponent('{"field":"recoverOn","op":"notEmpty"}')}`,
  )
  expect(records).toMatchObject([{ recoverOn: dayIn(25) }])
})

it('the company says which follow-ups count: by method, length and evidence', async () => {
  const id = await received('不算的跟进', 20)
  await setPool(company, pool.id, { countedMethods: ['visit'], countedLength: 10 })
  await called(id, 2)
  await called(id, 2, { method: 'visit', content: '太短' })
  expect((await seen(id)).recoverOn).toBe(dayIn(10))
  await called(id, 3, { method: 'visit', content: '上门拜访并且演示了全部产品' })
  expect((await seen(id)).recoverOn).toBe(dayIn(27))
  await setPool(company, pool.id, { countedNeedsFile: true })
  expect((await company.as.li.get(`/api/customers/${id}/custody`)).due.on).toBe(dayIn(10))
})

it('rules differ by level; without an opportunity, without a deal; customers who bought have a rule of their own', async () => {
  const id = await received('按级别', 20)
  await setPool(company, pool.id, { rules: [rule('activity', 30), rule('activity', 60, 'c'), rule('opportunity', 45)] })
  const due = async () => (await company.as.li.get(`/api/customers/${id}/custody`)).due
  expect(await due()).toMatchObject({ why: 'opportunity', on: dayIn(25) })
  const { records } = await company.as.li.get('/api/pipelines')
  await company.as.li.post('/api/opportunities', { name: '机会', customer: id, pipeline: records[0].id, amount: '100' })
  expect(await due()).toBeNull()
  await setPool(company, pool.id, { sparesOpen: false })
  expect(await due()).toMatchObject({ why: 'activity', on: dayIn(40) })
  const bought = await received('买过的', 20)
  await sql`update customers set deal_status = 'closed', deal_on = ${dayIn(-10)} where id = ${bought}`.execute(
    company.db,
  )
  await setPool(company, pool.id, { rules: [rule('deal', 25), rule('dealAgain', 90)] })
  expect((await company.as.li.get(`/api/customers/${bought}/custody`)).due).toMatchObject({
    why: 'dealAgain',
    on: dayIn(80),
  })
})

it('default protection keeps, and no follow-up keeps longer than the longest protection', async () => {
  const id = await received('保护期', 20)
  await setPool(company, pool.id, { protectionDays: 40, rules: [rule('activity', 30)] })
  const due = async () => (await company.as.li.get(`/api/customers/${id}/custody`)).due
  expect(await due()).toMatchObject({ on: dayIn(21), protectedUntil: dayIn(20) })
  await setPool(company, pool.id, { protectionDays: null, longestDays: 40 })
  await called(id, 1)
  expect(await due()).toMatchObject({ why: 'longest', on: dayIn(20) })
})

it('the night moves what is due with its reason, tells who had it, moves each record once in two processes and after three days', async () => {
  const { li, chen } = company.as
  const due = await received('该退了', 33)
  const fresh = await received('还早', 2)
  const locked = await received('锁住的', 33)
  await li.post(`/api/customers/${locked}/lock`)
  await Promise.all([night(company), night(company)])
  await night(company)
  expect(await seen(due)).toMatchObject({
    owner: null,
    pool: { id: pool.id },
    poolCause: 'recovered',
    recoverRule: 'activity',
    previousOwner: { id: li.id },
  })
  for (const kept of [fresh, locked]) expect((await seen(kept)).owner.id).toBe(li.id)
  const { rows } = await sql<{ reason: string }>`select reason from pool_stays where record_id = ${due}`.execute(
    company.db,
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.reason).toBe(`从 ${dayIn(-33)} 起 30 天没有有效跟进`)
  const { entries } = await chen.get(`/api/customers/${due}/timeline`)
  expect(entries.filter((entry: { verb: string }) => entry.verb === 'recover')).toMatchObject([
    { reason: rows[0]?.reason },
  ])
  const notices = (await li.get('/api/notices')).notices ?? (await li.get('/api/notices')).records
  expect(JSON.stringify(notices)).toContain('退回公海')
  const { runs } = await chen.get('/api/pools/runs')
  expect(runs[0]).toMatchObject({ object: 'customer', moved: 1 })
  expect((await chen.get(`/api/pools/runs/${runs[0].id}`)).moved).toMatchObject([
    { record: { id: due }, previousOwner: { id: li.id }, reason: rows[0]?.reason },
  ])
  await li.get('/api/pools/runs', 403)
})

it('changed rules act from tomorrow, and the page says so', async () => {
  const { chen, li } = company.as
  const id = await received('明天的规则', 20)
  await setPool(company, pool.id, { rules: [rule('activity', 10)] }, { now: false })
  const { today, coming } = await chen.get(`/api/pools/${pool.id}/rules`)
  expect(today.rules).toMatchObject([{ days: 30 }])
  expect(coming).toMatchObject({ from: dayIn(1), rules: { rules: [{ days: 10 }] } })
  await night(company)
  expect((await li.get(`/api/customers/${id}`)).recoverOn).toBe(dayIn(10))
  await night(company, { inDays: 1 })
  expect(await seen(id)).toMatchObject({ owner: null, poolCause: 'recovered' })
})

it('some days before, the owner is warned on his workbench and told, his manager sees it, until something is done', async () => {
  const { li, wang, zhao } = company.as
  const id = await received('快到期了', 28)
  const tileOf = async (who: typeof li, lens: string) => {
    const { tiles } = await who.get(`/api/workbench?lens=${lens}`)
    const tile = tiles.find((one: { name: string }) => one.name === 'pools.falling_customer')
    return (tile?.content.rows ?? []).map((one: { id: string }) => one.id)
  }
  expect(await tileOf(li, 'own')).toEqual([id])
  expect(await tileOf(wang, 'team')).toEqual([id])
  expect(await tileOf(zhao, 'own')).toEqual([])
  await night(company)
  expect(JSON.stringify(await li.get('/api/notices'))).toContain('快到期了')
  await called(id, 0)
  expect(await tileOf(li, 'own')).toEqual([])
})

it('bulk changes and undo run through the same clock', async () => {
  const { wang, zhao, chen } = company.as
  const ids = [await received('批量一', 20), await received('批量二', 20)]
  const run = await chen.post('/api/customers/bulk', { ids, verb: 'update', values: { owner: zhao.id } })
  expect(run.state).toBe('done')
  for (const id of ids) expect(await seen(id)).toMatchObject({ recoverOn: dayIn(30), owner: { id: zhao.id } })
  await chen.post(`/api/bulk/${run.id}/undo`)
  await expect.poll(async () => (await chen.get(`/api/bulk/${run.id}`)).state, { timeout: 10_000 }).toBe('undone')
  for (const id of ids) expect((await seen(id)).recoverOn).toBe(dayIn(10))
  const released = await wang.post('/api/customers/bulk', { ids, verb: 'release', input: { reason: '批量退回' } })
  expect(released.state).toBe('done')
  for (const id of ids)
    expect(await seen(id)).toMatchObject({ owner: null, recoverOn: null, previousOwner: { id: company.as.li.id } })
})
