import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { strikeClock } from '#test/harness/clock.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { hideFields } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Any = any
const filterText = (filter: unknown): string => encodeURIComponent(JSON.stringify(filter))

test('one request gives all that the page of a customer shows, each part as its own address answers it', async () => {
  const { li, wang, zhao } = company.as
  const { id } = await li.post('/api/customers', { name: '一页看全' })
  const { id: contact } = await li.post('/api/contacts', { name: '周工', customer: id, phones: ['13800138000'] })
  await li.post('/api/opportunities', { name: '二期', customer: id, amount: '120000' })
  await li.post('/api/tasks', { title: '寄样', customer: id, dueOn: '2026-01-05' })
  await li.post('/api/tasks', { title: '不急', customer: id })
  await li.post('/api/activities', { content: '约了看样', customer: id, contact })
  await li.put(`/api/customers/${id}/team/${wang.id}`, { access: 'read' })
  const { record, answers } = await li.get(`/api/customers/${id}/page`)
  expect(record).toEqual(await li.get(`/api/customers/${id}`))
  const parts = new Map<string, Any[]>()
  for (const { path, query, answer } of answers) {
    const search = Object.entries(query as Record<string, unknown>).map(([name, value]) => {
      const text = Array.isArray(value) ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : value
      return `${name}=${encodeURIComponent(text === true ? '1' : String(text))}`
    })
    const own = await li.get(`/api${path}?${search.join('&')}`)
    const { limit: _limit, ...said } = own
    expect(answer, `${path} ${search.join('&')}`).toEqual(said)
    parts.set(path, [...(parts.get(path) ?? []), answer])
  }
  expect(parts.get(`/customers/${id}/timeline`)?.[0].entries[0]).toMatchObject({ verb: 'joinTeamRead' })
  expect(parts.get(`/customers/${id}/team`)?.[0].members).toMatchObject([{ user: { id: wang.id } }])
  expect(parts.get('/contacts')?.[0].records).toMatchObject([{ name: '周工' }])
  expect(parts.get('/opportunities')?.[0]).toMatchObject({
    count: { value: 1 },
    sums: { amount: { CNY: '120000.00' } },
  })
  expect(parts.get('/tasks')?.[0].records).toMatchObject([{ title: '寄样' }, { title: '不急' }])
  expect(parts.has('/calendar')).toBe(true)
  await zhao.get(`/api/customers/${id}/page`, 404)
  await company.as.qian.get(`/api/customers/${id}/page`, 404)
})

test('the page hands nobody what he may not see: other people’s records and hidden fields', async () => {
  const { li, wang, zhao } = company.as
  const { id } = await li.post('/api/customers', { name: '部分可见' })
  await zhao.post('/api/customers', { name: '别人的下级', parent: null })
  await li.put(`/api/customers/${id}/team/${zhao.id}`, { access: 'read' })
  await li.post('/api/opportunities', { name: '李强的商机', customer: id, amount: '99' })
  const { answers } = await zhao.get(`/api/customers/${id}/page`)
  expect(JSON.stringify(answers)).not.toContain('李强的商机')
  await hideFields(company, 'salesManager', ['opportunity.amount', 'task.dueOn', 'contact.phones'])
  await li.post('/api/contacts', { name: '有电话的人', customer: id, phones: ['13900139000'] })
  const seen = JSON.stringify((await wang.get(`/api/customers/${id}/page`)).answers)
  expect(seen).toContain('李强的商机')
  expect(seen).not.toContain('99.00')
  expect(seen).not.toContain('13900139000')
  await hideFields(company, 'salesManager', [])
})

test('what somebody is to an opportunity is taken from the contact and then stands by itself', async () => {
  const { li } = company.as
  const { id: customer } = await li.post('/api/customers', { name: '决策链' })
  const boss = await li.post('/api/contacts', { name: '何总', customer, role: 'decisionMaker', attitude: 'neutral' })
  const user = await li.post('/api/contacts', { name: '小周', customer, role: 'user', influence: 'low' })
  const made = await li.post('/api/opportunities', {
    name: '新线',
    customer,
    contacts: [{ contact: boss.id }, { contact: user.id, attitude: 'supporter', influence: 'high' }],
  })
  expect(made.contacts).toMatchObject([
    { contact: { title: '何总' }, role: 'decisionMaker', influence: null, attitude: 'neutral' },
    { contact: { title: '小周' }, role: 'user', influence: 'high', attitude: 'supporter' },
  ])
  const [first, second] = made.contacts
  const changed = await li.patch(`/api/opportunities/${made.id}`, {
    version: made.version,
    contacts: [{ ...first, attitude: 'opponent' }, second],
  })
  expect(changed.contacts[0]).toMatchObject({ attitude: 'opponent', role: 'decisionMaker' })
  expect((await li.get(`/api/contacts/${boss.id}`)).attitude).toBe('neutral')
})

test('the decision map keeps places and links, with history, undone by writing it back, and refused to strangers', async () => {
  const { li, zhao } = company.as
  const made = await li.post('/api/customers', { name: '画关系图' })
  const [boss, user] = await Promise.all(
    ['何总', '周工'].map(name => li.post('/api/contacts', { name, customer: made.id })),
  )
  const drawn = await li.patch(`/api/customers/${made.id}`, {
    version: made.version,
    decisionPlaces: [
      { contact: boss.id, x: 500, y: 100 },
      { contact: user.id, x: 300, y: 600 },
    ],
    decisionLinks: [{ contact: user.id, kind: 'reportsTo', target: boss.id }],
  })
  expect(drawn.decisionLinks).toMatchObject([
    { contact: { title: '周工' }, kind: 'reportsTo', target: { title: '何总' } },
  ])
  expect(drawn.decisionPlaces).toHaveLength(2)
  const { entries } = await li.get(`/api/customers/${made.id}/timeline`)
  expect(entries[0].changes.map((change: Any) => change.field).sort()).toEqual(['decisionLinks', 'decisionPlaces'])
  expect(
    (
      await li.patch(
        `/api/customers/${made.id}`,
        { version: drawn.version, decisionPlaces: [{ contact: boss.id, x: 5000, y: 1 }] },
        422,
      )
    ).fields,
  ).toMatchObject([{ path: 'decisionPlaces.0.x', code: 'field.too_large' }])
  await zhao.patch(`/api/customers/${made.id}`, { decisionLinks: [] }, 404)
  // Somebody who is on the map may leave the company all the same.
  await li.delete(`/api/contacts/${user.id}`)
})

test('a segment counts itself each day, says who came and went, and shows its history to its maker alone', async () => {
  const { li, wang } = company.as
  const view = await wang.post('/api/views', {
    object: 'customer',
    label: '重点客户',
    filter: { field: 'level', op: 'in', value: ['a'] },
  })
  const make = (name: string, level: string) => li.post('/api/customers', { name, level })
  const [one, two] = [await make('分群一', 'a'), await make('分群二', 'b')]
  const begun = (await wang.put(`/api/segments/${view.id}`, {})).segments.find((segment: Any) => segment.id === view.id)
  expect(begun).toMatchObject({ label: '重点客户', path: 'customers', count: { value: 1 }, entered: 0, left: 0 })
  expect(begun.history).toMatchObject([{ count: 1 }])
  await li.patch(`/api/customers/${one.id}`, { level: 'c' })
  await li.patch(`/api/customers/${two.id}`, { level: 'a' })
  await sql`update segments set counted_on = counted_on - 1`.execute(company.db)
  await sql`update segment_counts set day = day - 1`.execute(company.db)
  await strikeClock(company)
  await strikeClock(company)
  const [now] = (await wang.get('/api/segments')).segments
  expect(now).toMatchObject({ count: { value: 1 }, entered: 1, left: 1, problem: null })
  expect(now.history.map((point: Any) => point.count)).toEqual([1, 1])
  const { moves } = await wang.get(`/api/segments/${view.id}/moves`)
  expect(moves.map((move: Any) => [move.record.title, move.hasEntered])).toEqual([
    ['分群二', true],
    ['分群一', false],
  ])
  await li.get(`/api/segments/${view.id}/moves`, 404)
  await li.put(`/api/segments/${view.id}`, {}, 404)
  expect((await li.get('/api/segments')).segments).toEqual([])
  await wang.patch(`/api/views/${view.id}`, { share: { to: 'all', roles: [], departments: [] } })
  const [shared] = (await li.get('/api/segments')).segments
  expect(shared).toMatchObject({ label: '重点客户', isOwn: false, history: [], entered: 0, left: 0 })
  await wang.delete(`/api/segments/${view.id}`)
  expect((await wang.get('/api/segments')).segments).toEqual([])
  expect(
    await li.get(`/api/customers?filter=${filterText({ field: 'level', op: 'in', value: ['a'] })}&count=1`),
  ).toMatchObject({ count: { value: 1 } })
})
