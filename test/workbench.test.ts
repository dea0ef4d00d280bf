import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'

// The first page as an answer: what stands on it, for whom, until when; each number equals its rows.

let company: TestCompany
const day = (offset: number): string =>
  new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)
const hours = (offset: number): string => new Date(Date.now() + offset * 3_600_000).toISOString()

beforeAll(async () => {
  company = await openTestCompany()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Tile = any
const bench = (who: 'li' | 'wang' | 'zhao' | 'qian', lens = 'own') => company.as[who].get(`/api/workbench?lens=${lens}`)
const tileOf = async (who: 'li' | 'wang' | 'zhao', name: string, lens = 'own'): Promise<Tile> => {
  const { tiles } = await bench(who, lens)
  return tiles.find((tile: Tile) => tile.name === name)
}
const ids = (tile: Tile): string[] => tile.content.rows.map((row: Tile) => row.id)
const behind = (who: 'li' | 'wang' | 'zhao', { path, filter }: Tile) =>
  company.as[who].get(`/api/${path}?limit=200&count=1&filter=${encodeURIComponent(JSON.stringify(filter))}`)

test('a task stands in the list until it is completed, and comes back when that is taken back; zhao never sees it', async () => {
  const { li } = company.as
  const task = await li.post('/api/tasks', { title: '给华星发合同', dueOn: day(0) })
  const late = await li.post('/api/tasks', { title: '拖了三天', dueOn: day(-3) })
  await li.post('/api/tasks', { title: '下周再说', dueOn: day(7) })
  const agenda = await tileOf('li', 'agenda')
  expect(ids(agenda)).toEqual([late.id, task.id])
  expect(agenda.content.rows[0].due).toEqual({ on: day(-3), at: null, isOverdue: true })
  expect(agenda.content.rows[1].due.isOverdue).toBe(false)
  const part = agenda.content.parts.find((one: Tile) => one.name === 'tasks.due')
  expect(part.count.value).toBe(2)
  expect((await behind('li', part.link)).records.map((record: Tile) => record.id).sort()).toEqual(
    [task.id, late.id].sort(),
  )

  await li.post(`/api/tasks/${task.id}/complete`, {})
  expect(ids(await tileOf('li', 'agenda'))).toEqual([late.id])
  await li.post(`/api/tasks/${task.id}/reopen`, {})
  expect(ids(await tileOf('li', 'agenda'))).toContain(task.id)
  expect(ids(await tileOf('zhao', 'agenda'))).toEqual([])
  expect(ids(await tileOf('wang', 'agenda'))).toEqual([])
  expect(ids(await tileOf('wang', 'agenda', 'team'))).toEqual([late.id, task.id])
  for (const id of [task.id, late.id]) await li.post(`/api/tasks/${id}/cancel`, {})
})

test('whom to contact stays until a follow-up is written or it is put off', async () => {
  const { li } = company.as
  const customer = await li.post('/api/customers', { name: '欠一个电话', nextContactAt: hours(-30) })
  const lead = await li.post('/api/leads', { name: '王先生', nextContactAt: hours(-2) })
  expect(ids(await tileOf('li', 'agenda')).sort()).toEqual([customer.id, lead.id].sort())
  await li.post('/api/activities', { content: '打通了，下周看样', customer: { id: customer.id }, method: 'phone' })
  await li.patch(`/api/leads/${lead.id}`, { nextContactAt: hours(72) })
  expect(ids(await tileOf('li', 'agenda'))).toEqual([])
})

test('opportunities past their day stay until the day is moved or they end; events of today stand there, repeated ones too', async () => {
  const { li, wang } = company.as
  const customer = await li.post('/api/customers', { name: '日程客户' })
  const opportunity = await li.post('/api/opportunities', {
    name: '该定了',
    customer: { id: customer.id },
    amount: '1000',
    expectedCloseOn: day(-1),
  })
  const once = await li.post('/api/events', { title: '看样', startsAt: hours(-0.01), endsAt: hours(0.01) })
  const weekly = await wang.post('/api/events', {
    title: '周会',
    startsAt: hours(-14 * 24 - 0.01),
    endsAt: hours(-14 * 24 + 0.01),
    repeats: 'weekly',
    participants: [{ user: { id: li.id } }],
  })
  const everyThreeWeeks = await li.post('/api/events', {
    title: '三周一次',
    startsAt: hours(-14 * 24),
    endsAt: hours(-14 * 24 + 1),
    repeats: 'weekly',
    every: 3,
  })
  const shown = ids(await tileOf('li', 'agenda'))
  expect(shown).toEqual(expect.arrayContaining([opportunity.id, once.id, weekly.id]))
  expect(shown).not.toContain(everyThreeWeeks.id)
  expect(ids(await tileOf('zhao', 'agenda'))).toEqual([])
  await li.patch(`/api/opportunities/${opportunity.id}`, { expectedCloseOn: day(10) })
  expect(ids(await tileOf('li', 'agenda'))).not.toContain(opportunity.id)
})

test('the month counts what its list shows, for one and for the team', async () => {
  const { li, wang, zhao } = company.as
  const win = async (who: typeof li, amount: string) => {
    const customer = await who.post('/api/customers', { name: `买主 ${amount}` })
    const made = await who.post('/api/opportunities', { name: `赢下 ${amount}`, customer, amount, openedOn: day(0) })
    return who.post(`/api/opportunities/${made.id}/win`, { closedOn: day(0) })
  }
  await win(li, '100.50')
  await win(li, '200')
  await win(wang, '1000')
  await win(zhao, '7')
  const own = (await tileOf('li', 'opportunities.month')).content.figures.find((one: Tile) => one.name === 'won')
  expect(own.count.value).toBe(2)
  expect(own.sums).toEqual({ CNY: '300.50' })
  expect((await behind('li', own.link)).count.value).toBe(2)
  expect(own.before.count.value).toBe(0)
  const team = (await tileOf('wang', 'opportunities.month', 'team')).content.figures[0]
  expect(team.count.value).toBe(3)
  expect(team.sums).toEqual({ CNY: '1300.50' })

  const leaders = (await tileOf('wang', 'opportunities.leaders', 'team')).content
  expect(leaders.people.map((one: Tile) => [one.user.title, one.figures[0].sums.CNY])).toEqual([
    ['王芳', '1000.00'],
    ['李强', '300.50'],
  ])
  const today = (await tileOf('wang', 'activities.today', 'team')).content
  expect(today.people.map((one: Tile) => one.user.title).sort()).toEqual(['李强', '王芳'].sort())
  for (const { figures } of today.people)
    for (const figure of figures) expect((await behind('wang', figure.link)).count.value).toBe(figure.count.value)
  const [lis] = today.people.filter((one: Tile) => one.user.title === '李强')
  expect(lis.figures.map((figure: Tile) => [figure.name, figure.count.value])).toEqual([
    ['activities', 1],
    ['customers', 4],
    ['moved', 2],
  ])
})

test('neglected customers, new leads and stalled opportunities stay until somebody acts', async () => {
  const { li, wang } = company.as
  const customer = await li.post('/api/customers', { name: '很久没人管' })
  await sql`update customers set created_at = now() - interval '20 days' where id = ${customer.id}`.execute(company.db)
  expect(ids(await tileOf('li', 'customers.neglected'))).toEqual([])
  await li.put('/api/workbench/layout/own', { order: [], hidden: [], choices: { 'customers.neglected': '15' } })
  const neglected = await tileOf('li', 'customers.neglected')
  expect([neglected.choice, ids(neglected)]).toEqual(['15', [customer.id]])
  expect((await behind('li', neglected.content.link)).count.value).toBe(1)
  await li.post('/api/activities', { content: '问了好', customer: { id: customer.id }, method: 'wechat' })
  expect(ids(await tileOf('li', 'customers.neglected'))).toEqual([])

  const lead = await wang.post('/api/leads', { name: '新线索', owner: { id: li.id } })
  expect(ids(await tileOf('li', 'leads.new'))).toContain(lead.id)
  await li.post('/api/activities', { content: '加了微信', lead: { id: lead.id }, method: 'wechat' })
  expect(ids(await tileOf('li', 'leads.new'))).not.toContain(lead.id)

  const slow = await li.post('/api/opportunities', { name: '停住了', customer, amount: '5' })
  await sql`update transitions set at = now() - interval '400 days', recorded_at = now() - interval '400 days'
    where record_id = ${slow.id} and field = 'stage'`.execute(company.db)
  await sql`update opportunities set stage_since = now() - interval '400 days' where id = ${slow.id}`.execute(
    company.db,
  )
  const stalled = await tileOf('wang', 'opportunities.slow', 'team')
  expect(ids(stalled)).toEqual([slow.id])
  expect(stalled.content.rows[0].note).toMatch(/停留 \d+ 天|days in stage/)
  expect((await behind('wang', stalled.content.link)).count.value).toBe(1)
  const next = (await li.get('/api/opportunities/board')).columns[1].stage
  await li.post(`/api/opportunities/${slow.id}/move`, { stage: { id: next.id } })
  expect(ids(await tileOf('wang', 'opportunities.slow', 'team'))).toEqual([])
})

describe('a person has it his own way', () => {
  test('order and hidden tiles are kept on the server, for him alone, until he goes back', async () => {
    const { li } = company.as
    const names = async () => (await bench('li')).tiles.map((tile: Tile) => tile.name)
    const standard = await names()
    const [first, ...rest] = standard
    await li.put('/api/workbench/layout/own', { order: [...rest, first], hidden: [rest[0]], choices: {} })
    expect(await names()).toEqual([...rest, first])
    const hidden = (await bench('li')).tiles.find((tile: Tile) => tile.isHidden)
    expect([hidden.name, hidden.content]).toEqual([rest[0], undefined])
    expect((await bench('zhao')).tiles.some((tile: Tile) => tile.isHidden)).toBe(false)
    await li.delete('/api/workbench/layout/own')
    expect(await names()).toEqual(standard)
    expect((await bench('li')).isOwnLayout).toBe(false)
    await li.put('/api/workbench/layout/own', { order: 'x' }, 422)
    await li.put('/api/workbench/layout/theirs', { order: [], hidden: [], choices: {} }, 404)
  })

  test('whoever has no superior’s sight has no team; whoever has no right has no tiles', async () => {
    expect((await bench('li', 'team')).lens).toBe('own')
    expect((await bench('li')).lenses).toEqual(['own'])
    expect((await company.as.wang.get('/api/workbench')).lens).toBe('team')
    expect((await bench('qian')).tiles.map((tile: Tile) => tile.name)).toEqual([])
    await company.as.li.get('/api/workbench/tiles/nothing', 404)
  })
})

test('of a hidden field nothing is shown and nothing can be concluded', async () => {
  await setFieldRights(company, 'salesperson', {
    'opportunity.amount': 'hidden',
    'opportunity.stage': 'hidden',
    'task.dueOn': 'hidden',
  })
  const { tiles } = await bench('li')
  const won = tiles.find((tile: Tile) => tile.name === 'opportunities.month').content.figures[0]
  expect(won.sums).toBeNull()
  expect(tiles.some((tile: Tile) => tile.name === 'opportunities.slow')).toBe(false)
  const agenda = tiles.find((tile: Tile) => tile.name === 'agenda')
  expect(agenda.content.parts.map((part: Tile) => part.name)).not.toContain('tasks.due')
  const asked = encodeURIComponent(JSON.stringify({ field: 'isSlow', op: 'is', value: true }))
  await company.as.li.get(`/api/opportunities?filter=${asked}`, 400)
  await setFieldRights(company, 'salesperson', {})
})

test('a tile that fails or is slow holds up no other', async () => {
  const { db } = company
  await sql`alter table leads rename column state to state_away`.execute(db)
  const broken = await bench('li')
  expect(broken.tiles.find((tile: Tile) => tile.name === 'leads.new')).toMatchObject({ state: 'failed' })
  const agenda = broken.tiles.find((tile: Tile) => tile.name === 'agenda')
  expect(agenda.content.parts.find((part: Tile) => part.name === 'leads.contact')).toMatchObject({ state: 'failed' })
  expect(agenda.content.parts.find((part: Tile) => part.name === 'tasks.due')).toMatchObject({ state: 'ready' })
  await sql`alter table leads rename column state_away to state`.execute(db)

  const held = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holding = db.transaction().execute(async trx => {
    await sql`lock table products, opportunity_lines, stage_norms in access exclusive mode`.execute(trx)
    locked.resolve()
    await held.promise
  })
  await locked.promise
  const slow = await bench('wang', 'team')
  expect(slow.tiles.find((tile: Tile) => tile.name === 'opportunities.slow').state).toBe('late')
  expect(slow.tiles.find((tile: Tile) => tile.name === 'customers.neglected').state).toBe('ready')
  const patient = company.as.wang.get('/api/workbench/tiles/opportunities.slow?lens=team')
  held.resolve()
  await holding
  expect((await patient).state).toBe('ready')
})
