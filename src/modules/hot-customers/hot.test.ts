import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Tile = any
type Who = 'li' | 'wang' | 'zhao'
const tileOf = async (who: Who, name: string, lens: string): Promise<Tile> =>
  (await company.as[who].get(`/api/workbench?lens=${lens}`)).tiles.find((tile: Tile) => tile.name === name)
const rows = async (who: Who, name: string, lens: string): Promise<Tile[]> =>
  (await tileOf(who, name, lens)).content.rows
const days = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString()

test('flagged with a reason it stands first on the workbench of manager and owner until it is cleared; a stranger never sees it', async () => {
  const { li, wang, zhao } = company.as
  const { id } = await li.post('/api/customers', { name: '两周内定标的客户' })
  expect((await li.post(`/api/customers/${id}/flagHot`, {}, 422)).fields).toMatchObject([
    { path: 'reason', code: 'hot.reason_needed' },
  ])
  const hot = await li.post(`/api/customers/${id}/flagHot`, { reason: '两周内定标' })
  expect(hot).toMatchObject({ isHot: true, hotReason: '两周内定标', hotBy: { id: li.id } })
  const { tiles } = await wang.get('/api/workbench?lens=team')
  expect(tiles[0]).toMatchObject({ name: 'hot.customers', content: { rows: [{ id }] } })
  expect(tiles[0].content.rows[0].values).toMatchObject({
    hotReason: '两周内定标',
    hotSince: hot.hotSince,
    hotBy: { title: '李强' },
    owner: { title: '李强' },
  })
  expect((await rows('li', 'hot.customers', 'own')).map(row => row.id)).toEqual([id])
  expect(await rows('zhao', 'hot.customers', 'own')).toEqual([])
  await zhao.post(`/api/customers/${id}/clearHot`, {}, 404)

  const reworded = await wang.post(`/api/customers/${id}/flagHot`, { reason: '下周一开标' })
  expect(reworded).toMatchObject({ hotReason: '下周一开标', hotSince: hot.hotSince })
  const { records } = await wang.get(
    `/api/customers?filter=${encodeURIComponent(JSON.stringify({ field: 'isHot', op: 'is', value: true }))}`,
  )
  expect(records.map((record: { id: string }) => record.id)).toEqual([id])

  const cleared = await wang.post(`/api/customers/${id}/clearHot`, {})
  expect(cleared).toMatchObject({ isHot: false, hotReason: null, hotSince: null, hotBy: null })
  expect(cleared.can).not.toContain('clearHot')
  await wang.post(`/api/customers/${id}/clearHot`, {}, 409)
  expect(await rows('wang', 'hot.customers', 'team')).toEqual([])
  const { entries } = await li.get(`/api/customers/${id}/timeline`)
  expect(entries.map((entry: { verb: string }) => entry.verb)).toEqual(['clearHot', 'flagHot', 'flagHot', 'create'])
})

test('a stalled deal, a large one and a missed contact are suggested with the reason; accepted or dismissed by one click, and remembered', async () => {
  const { li, chen } = company.as
  await chen.patch('/api/follow-up-settings', { largeDeal: '1000000' })
  const make = async (name: string, more = {}) => (await li.post('/api/customers', { name, ...more })).id as string
  const large = await make('大单客户')
  const quiet = await make('平静客户', { nextContactAt: days(3) })
  const missed = await make('错过联系的客户', { nextContactAt: days(-6) })
  const stalled = await make('停滞客户')
  const deal = await li.post('/api/opportunities', { name: '二期设备', customer: large, amount: '1200000' })
  const { id: slow } = await li.post('/api/opportunities', { name: '旧项目', customer: stalled, amount: '500' })
  await sql`update transitions set at = at - interval '400 days' where record_id = ${slow}::uuid`.execute(company.db)
  await sql`update opportunities set stage_since = stage_since - interval '400 days' where id = ${slow}::uuid`.execute(
    company.db,
  )
  await sql`update opportunities set created_at = created_at - interval '400 days' where id = ${slow}::uuid`.execute(
    company.db,
  )

  const suggested = await rows('wang', 'hot.suggestions', 'team')
  expect(Object.fromEntries(suggested.map(row => [row.id, row.note]))).toEqual({
    [large]: '大额商机“二期设备”，金额 1,200,000',
    [missed]: expect.stringMatching(/^约定 \d{4}-\d\d-\d\d 联系，至今没有跟进$/),
    [stalled]: expect.stringMatching(/^商机“旧项目”停滞，\d+ 天没有跟进$/),
  })
  expect(suggested.map(row => row.id)).not.toContain(quiet)
  expect(await rows('zhao', 'hot.suggestions', 'own')).toEqual([])

  const accepted = await li.post(`/api/customers/${large}/flagHot`, {})
  expect(accepted.hotReason).toBe('大额商机“二期设备”，金额 1,200,000')
  await li.post(`/api/customers/${missed}/dismissHot`, {})
  expect((await rows('li', 'hot.suggestions', 'own')).map(row => row.id)).toEqual([stalled])
  // Cleared, it is suggested again as long as the deal runs; what was dismissed comes back only for a new cause.
  await li.post(`/api/customers/${large}/clearHot`, {})
  await li.patch(`/api/customers/${missed}`, { nextContactAt: days(-5) })
  expect((await rows('li', 'hot.suggestions', 'own')).map(row => row.id).sort()).toEqual(
    [large, missed, stalled].sort(),
  )
  await li.post(`/api/opportunities/${deal.id}/win`, {})
  expect((await rows('li', 'hot.suggestions', 'own')).map(row => row.id).sort()).toEqual([missed, stalled].sort())
})

test('from when on something is suggested is the company’s to say: days missed, days quiet, large by amount or by share', async () => {
  const { li, zhao, chen } = company.as
  const settings = await chen.get('/api/follow-up-settings')
  expect(settings).toMatchObject({ hotMissedDays: 3, hotStalledDays: 14, largeBy: 'amount', largeShare: 30 })
  await li.patch('/api/follow-up-settings', { hotMissedDays: 1 }, 403)
  for (const wrong of [{ hotStalledDays: 0 }, { largeShare: 101 }, { largeBy: 'mood' }])
    await chen.patch('/api/follow-up-settings', wrong, 422)
  const noted = async (who: Who) =>
    new Map((await rows(who, 'hot.suggestions', 'own')).map(row => [row.id, row.note as string]))
  const make = async (name: string, more = {}) => (await zhao.post('/api/customers', { name, ...more })).id as string
  const missed = await make('两天前约的', { nextContactAt: days(-2) })
  expect((await noted('zhao')).has(missed)).toBe(false)
  await chen.patch('/api/follow-up-settings', { hotMissedDays: 1 })
  expect((await noted('zhao')).has(missed)).toBe(true)

  const quiet = await make('安静的慢单')
  const { id: slow } = await zhao.post('/api/opportunities', { name: '慢单', customer: quiet, amount: '100' })
  await sql`update transitions set at = at - interval '400 days' where record_id = ${slow}::uuid`.execute(company.db)
  await sql`update opportunities set stage_since = stage_since - interval '400 days' where id = ${slow}::uuid`.execute(
    company.db,
  )
  await zhao.post('/api/activities', { content: '聊过', opportunity: slow, happenedAt: days(-10) })
  expect((await noted('zhao')).has(quiet)).toBe(false)
  await chen.patch('/api/follow-up-settings', { hotStalledDays: 7 })
  expect((await noted('zhao')).get(quiet)).toMatch(/停滞，10 天/)

  // 400 of 1,000 that he has running: 40 %.
  const [big, small] = [await make('占四成的'), await make('占一半以下')]
  await zhao.post('/api/opportunities', { name: '四百', customer: big, amount: '400' })
  expect((await noted('zhao')).has(big)).toBe(false)
  await chen.patch('/api/follow-up-settings', { largeBy: 'share', largeShare: 40 })
  // With two deals one of them is always large, which says nothing.
  expect((await noted('zhao')).has(big)).toBe(false)
  for (const amount of ['300', '200'])
    await zhao.post('/api/opportunities', { name: `其他 ${amount}`, customer: small, amount })
  expect((await noted('zhao')).get(big)).toMatch(/大额商机“四百”，金额 400/)
  expect((await noted('zhao')).has(small)).toBe(false)
  await chen.patch('/api/follow-up-settings', { largeShare: 41 })
  expect((await noted('zhao')).has(big)).toBe(false)
  expect(await chen.ask('PATCH', '/api/follow-up-settings', { largeDeal: '0' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'largeDeal', code: 'field.not_positive' }] },
  })
  await chen.patch('/api/follow-up-settings', settings)
})

test('neglected customers are told for 7, 15, 30 and 90 days, never contacted ones too, and each number opens its rows', async () => {
  const { li } = company.as
  const silent = async (name: string, ago: number) => {
    const { id } = await li.post('/api/customers', { name })
    await sql`update customers set created_at = now() - interval '200 days' where id = ${id}::uuid`.execute(company.db)
    if (ago > 0) await li.post('/api/activities', { content: '聊过', customer: id, happenedAt: days(-ago) })
    return id as string
  }
  const [ten, twenty, fifty, hundred, never] = [
    await silent('十天', 10),
    await silent('二十天', 20),
    await silent('五十天', 50),
    await silent('一百天', 100),
    await silent('从没联系', 0),
  ]
  const ours = new Set([ten, twenty, fifty, hundred, never])
  const told = async (choice: string) => {
    await li.put('/api/workbench/layout/own', { order: [], hidden: [], choices: { 'customers.neglected': choice } })
    const { link, count } = (await tileOf('li', 'customers.neglected', 'own')).content
    const { records, count: listed } = await li.get(
      `/api/${link.path}?limit=200&count=1&filter=${encodeURIComponent(JSON.stringify(link.filter))}`,
    )
    expect(listed.value, choice).toBe(count.value)
    return records.map((record: { id: string }) => record.id).filter((id: string) => ours.has(id))
  }
  expect((await told('7')).sort()).toEqual([...ours].sort())
  expect((await told('15')).sort()).toEqual([twenty, fifty, hundred, never].sort())
  expect((await told('30')).sort()).toEqual([fifty, hundred, never].sort())
  expect((await told('90')).sort()).toEqual([hundred, never].sort())
  expect(await told('never')).toEqual([never])
})
