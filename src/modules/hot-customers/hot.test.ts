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
  const main = tiles.filter((tile: Tile) => tile.place === 'main' && tile.name !== 'agenda')
  expect(main[0]).toMatchObject({ name: 'hot.customers', content: { rows: [{ id }] } })
  expect(main[0].content.rows[0].values).toMatchObject({
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
