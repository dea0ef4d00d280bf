import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { dayAt } from '#platform/fields/index.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { onePixel, uploadFile } from '#test/harness/upload.ts'
import { bringIn } from '#test/imports/importing.ts'
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
  const picture = await uploadFile(company.as.li, '合影.png', onePixel)
  await called(id, 4, { method: 'visit', content: '上门拜访并且留下了现场的合影', files: [{ id: picture.id }] })
  expect((await company.as.li.get(`/api/customers/${id}/custody`)).due.on).toBe(dayIn(26))
})

it('the rules of a pool hold for what its members own, departments below included; of several the first in order holds', async () => {
  const { chen, li, zhao } = company.as
  const id = await received('谁的规则', 20)
  const team = await chen.post('/api/departments', { name: '华东一组', parent: company.departments['华东区'] })
  const person = await chen.post('/api/users', { name: '一组的人', department: team.id })
  const below = await chen.post('/api/customers', { name: '一组的客户', owner: person.id })
  await receivedAgo(company, 'customers', below.id, 20)
  await setPool(company, pool.id, { isForEverybody: false, members: [{ part: 'member', user: zhao.id }] })
  await night(company)
  // Whose owner takes part in no pool with rules does not fall.
  expect(await seen(id)).toMatchObject({ owner: { id: li.id }, recoverOn: null })
  const own = await chen.post('/api/pools', {
    name: '华东公海',
    object: 'customer',
    rank: 20,
    members: [{ part: 'member', department: company.departments['华东区'] }],
    rules: [rule('activity', 25)],
  })
  await setPool(company, own.id, { warnDays: 3 })
  await night(company)
  for (const one of [id, below.id])
    expect(await seen(one)).toMatchObject({ recoverOn: dayIn(5), recoverPool: { id: own.id } })
  await setPool(company, pool.id, { isForEverybody: true, members: [] })
  await night(company)
  expect(await seen(id)).toMatchObject({ recoverOn: dayIn(10), recoverPool: { id: pool.id } })
  await chen.delete(`/api/pools/${own.id}`)
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
  expect(await due()).toMatchObject({ why: 'deal', from: dayIn(-20), on: dayIn(5) })
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

describe('the same clock runs', () => {
  const recoverOn = async (id: string) => (await seen(id)).recoverOn
  const fromFile = (file: string) =>
    bringIn(company.as.chen, {
      object: 'customer',
      file: Buffer.from(file),
      settings: { key: 'name', doubles: 'update' },
    })

  it('for a transfer of many, which ends a lock, and for a change of the level of many', async () => {
    const { chen, li, zhao } = company.as
    const ids = [await received('转移一', 20), await received('转移二', 20)]
    await li.post(`/api/customers/${ids[0]}/lock`)
    expect(await seen(ids[0] ?? '')).toMatchObject({ isLocked: true, recoverOn: null })
    const run = await li.post('/api/customers/bulk', { ids, verb: 'transfer', input: { owner: zhao.id } })
    expect(run).toMatchObject({ state: 'done', refusedCount: 0 })
    for (const id of ids)
      expect(await seen(id)).toMatchObject({ isLocked: false, recoverOn: dayIn(30), previousOwner: { id: li.id } })
    await setPool(company, pool.id, { rules: [rule('activity', 30), rule('activity', 60, 'a')] })
    const levels = [await received('改级别一', 20), await received('改级别二', 20)]
    const change = await chen.post('/api/customers/bulk', { ids: levels, verb: 'update', values: { level: 'a' } })
    for (const id of levels) expect(await recoverOn(id)).toBe(dayIn(40))
    await chen.post(`/api/bulk/${change.id}/undo`)
    await expect.poll(async () => (await chen.get(`/api/bulk/${change.id}`)).state, { timeout: 10_000 }).toBe('undone')
    for (const id of levels) expect(await recoverOn(id)).toBe(dayIn(10))
  })

  it('for a file that changes what is there: another owner has it from today, another level goes by its rule, a pool takes it', async () => {
    const { li, zhao, wang } = company.as
    await setPool(company, pool.id, { rules: [rule('activity', 30), rule('activity', 60, 'a')] })
    const [handed, levelled, given] = [
      await received('换人的', 20),
      await received('换级别的', 20),
      await received('进公海的', 20),
    ]
    await li.post(`/api/customers/${given}/lock`)
    const taken = (await wang.post('/api/customers', { name: '公海里的' })).id
    await wang.post(`/api/customers/${taken}/release`, {})
    const file = 'name,owner,level,pool\n换人的,赵敏,,\n换级别的,,a,\n进公海的,,,客户公海\n公海里的,赵敏,,\n'
    // What a file leaves blank it leaves as it is.
    expect((await fromFile(file)).counts).toMatchObject({ updated: 4, refused: 0 })
    expect(await seen(handed)).toMatchObject({
      owner: { id: zhao.id },
      previousOwner: { id: li.id },
      recoverOn: dayIn(30),
    })
    expect(await seen(levelled)).toMatchObject({ owner: { id: li.id }, level: 'a', recoverOn: dayIn(40) })
    expect(await seen(given)).toMatchObject({
      owner: null,
      pool: { id: pool.id },
      poolCause: 'imported',
      previousOwner: { id: li.id },
      isLocked: false,
      recoverOn: null,
    })
    expect(await seen(taken)).toMatchObject({ owner: { id: zhao.id }, pool: null, poolCause: null })
    const { rows } =
      await sql`select record_id from pool_stays where left_at is null and record_id in (${given}, ${taken})`.execute(
        company.db,
      )
    expect(rows).toEqual([{ record_id: given }])
  })

  it('for customers that a file brings with dates of long ago, and for one that comes out of the bin: they begin today, the dates stay', async () => {
    const { li, chen } = company.as
    const file =
      '客户名称,负责人,创建时间,接收时间\n老客户甲,李强,2023-05-04 10:00,2023-06-01 09:00\n老客户乙,李强,2023-05-04 10:00,\n'
    expect((await bringIn(chen, { object: 'customer', file: Buffer.from(file) })).counts).toMatchObject({ created: 2 })
    const brought = (await li.get('/api/customers?sort=name')).records
    expect(brought).toHaveLength(2)
    for (const { id } of brought) await called(id, 400)
    const removed = await received('删了又找回', 50)
    await li.delete(`/api/customers/${removed}`)
    await sql`update history set at = at - interval '2 days' where record_id = ${removed} and verb = 'remove'`.execute(
      company.db,
    )
    await li.post(`/api/customers/${removed}/restore`, {})
    await night(company)
    for (const id of [...brought.map((one: { id: string }) => one.id), removed]) {
      expect(await seen(id)).toMatchObject({ owner: { id: li.id }, recoverOn: dayIn(30) })
      expect((await li.get(`/api/customers/${id}/custody`)).due).toMatchObject({ from: dayIn(0), daysLeft: 30 })
    }
    expect((await seen(brought[0].id)).receivedAt).toMatch(/^2023-06-01/)
    expect((await seen(brought[0].id)).createdAt).toMatch(/^2023-05-04/)
    await night(company, { inDays: 30 })
    for (const { id } of brought) expect(await seen(id)).toMatchObject({ owner: null, poolCause: 'recovered' })
  })

  it('for what remains of a merge, by the follow-ups that came to it, and back when it is undone', async () => {
    const { chen } = company.as
    const [into, other] = [await received('合并留下', 20), await received('合并进来', 20)]
    await called(other, 5)
    const { merge } = await chen.post('/api/merges', { object: 'customer', into, from: [other] })
    expect(await recoverOn(into)).toBe(dayIn(25))
    await chen.post(`/api/merges/${merge}/undo`)
    expect([await recoverOn(into), await recoverOn(other)]).toEqual([dayIn(10), dayIn(25)])
  })

  it('for what a leaver hands over, and what an assignment rule gives', async () => {
    const { chen, zhao, li } = company.as
    const person = (await chen.post('/api/users', { name: '将离职' })).id
    const { id } = await chen.post('/api/customers', { name: '离职的客户', owner: person })
    await receivedAgo(company, 'customers', id, 29)
    await chen.patch(`/api/customers/${id}`, { level: 'b' })
    expect(await recoverOn(id)).toBe(dayIn(1))
    const handover = await chen.post('/api/handovers', { leaver: person })
    await chen.post(`/api/handovers/${handover.id}/run`, { to: zhao.id, kinds: {} })
    await vi.waitFor(async () => expect((await seen(id)).owner.id).toBe(zhao.id), 10_000)
    expect(await seen(id)).toMatchObject({ recoverOn: dayIn(30), previousOwner: { id: person } })

    const leads = await readyPool(company, 'lead')
    await setPool(company, leads.id, { rules: [rule('activity', 7)] })
    await chen.post('/api/assignment-rules', { name: '给李强', candidates: [{ user: li.id }] })
    const lead = await chen.post('/api/leads', { name: '新来的', company: '新来公司' })
    await receivedAgo(company, 'leads', lead.id, 6)
    await chen.post(`/api/leads/${lead.id}/handOver`)
    expect(await chen.get(`/api/leads/${lead.id}`)).toMatchObject({ owner: { id: li.id }, recoverOn: dayIn(7) })
    await setPool(company, leads.id, { rules: [] })
  })

  it('by the company’s own day, in whatever time zone it is, and moves nothing before that day begins there', async () => {
    const { chen, li } = company.as
    try {
      for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Honolulu', 'Asia/Kathmandu']) {
        await chen.patch('/api/company', { timeZone })
        const { id } = await li.post('/api/customers', { name: `时区${timeZone}` })
        const { receivedAt, recoverOn: on } = await li.get(`/api/customers/${id}`)
        expect(on).toBe(dayAt(new Date(Date.parse(receivedAt) + 30 * 86_400_000), timeZone))
        const midnight = startOf(on, timeZone)
        await night(company, { timeZone, at: new Date(midnight - 60_000) })
        expect((await seen(id)).owner).not.toBeNull()
        await night(company, { timeZone, at: new Date(midnight + 600_000) })
        expect(await seen(id)).toMatchObject({ owner: null, poolCause: 'recovered' })
      }
    } finally {
      await chen.patch('/api/company', { timeZone: 'Asia/Shanghai' })
    }
  })

  it('when nobody ran it for three days: once for each, by its own day, sparing what was followed up meanwhile; the workbench warned all along', async () => {
    const { li, chen } = company.as
    const [first, second, kept, later] = [
      await received('昨天该退', 29),
      await received('前天该退', 28),
      await received('期间跟进了', 28),
      await received('还没到', 20),
    ]
    const { tiles } = await li.get('/api/workbench?lens=own')
    const warned = tiles.find((one: { name: string }) => one.name === 'pools.falling_customer').content.rows
    expect(warned.map((one: { id: string }) => one.id).sort()).toEqual([first, second, kept].sort())
    await called(kept, 0)
    await night(company, { inDays: 4 })
    await night(company, { inDays: 4 })
    const reasonOf = async (id: string) =>
      (await sql<{ reason: string }>`select reason from pool_stays where record_id = ${id}`.execute(company.db)).rows
    expect(await reasonOf(first)).toEqual([{ reason: `从 ${dayIn(-29)} 起 30 天没有有效跟进` }])
    expect(await reasonOf(second)).toEqual([{ reason: `从 ${dayIn(-28)} 起 30 天没有有效跟进` }])
    for (const id of [kept, later]) expect((await seen(id)).owner.id).toBe(li.id)
    const { runs } = await chen.get('/api/pools/runs')
    expect(runs.filter((one: { on: string }) => one.on === dayIn(4))).toMatchObject([{ object: 'customer', moved: 2 }])
  })
})

/** The instant at which a day begins there. */
function startOf(day: string, timeZone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  for (let at = noon - 30 * 3_600_000; at < noon + 30 * 3_600_000; at += 900_000)
    if (dayAt(new Date(at), timeZone) === day) return at
  throw new Error(`no ${day} in ${timeZone}`)
}
