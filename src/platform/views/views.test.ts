import { beforeAll, expect, test } from 'vitest'
import { hideFields, openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

interface Shown {
  id: string
  label: string
  filter: unknown
  sort: string[] | null
  columns: string[] | null
  dropped: number
  isEditable: boolean
  isOwn: boolean
}
const viewsOf = async (who: 'li' | 'wang' | 'zhao' | 'chen' | 'qian'): Promise<Shown[]> =>
  (await company.as[who].get('/api/views')).objects.customer?.views ?? []
const labelsOf = async (who: 'li' | 'wang' | 'zhao' | 'chen' | 'qian'): Promise<string[]> =>
  (await viewsOf(who)).map(view => view.label)

test('a view is kept with filter, order, columns, widths, density and kind, and is its maker’s alone', async () => {
  const { li, zhao, chen } = company.as
  const made = await li.post('/api/views', {
    object: 'customer',
    label: '重点客户',
    filter: { field: 'level', op: 'in', value: ['a'] },
    sort: ['-createdAt'],
    columns: ['name', 'level'],
    widths: { name: 300 },
    density: 'roomy',
    kind: 'calendar',
    calendarBy: 'createdAt',
  })
  expect(made).toMatchObject({
    label: '重点客户',
    isOwn: true,
    isEditable: true,
    isSystem: false,
    filter: { field: 'level', op: 'in', value: ['a'] },
    sort: ['-createdAt'],
    columns: ['name', 'level'],
    widths: { name: 300 },
    density: 'roomy',
    kind: 'calendar',
    calendarBy: 'createdAt',
    share: { to: 'nobody' },
    dropped: 0,
  })
  const labels = await labelsOf('li')
  expect(labels.slice(0, 3)).toEqual(['全部', '我负责的', '下属负责的'])
  expect(labels.slice(-2)).toEqual(['我关注的', '重点客户'])
  for (const person of [zhao, chen]) {
    await person.get(`/api/views/${made.id}`, 404)
    await person.patch(`/api/views/${made.id}`, { label: '我的了' }, 404)
    await person.delete(`/api/views/${made.id}`, 404)
  }
  expect(await labelsOf('zhao')).not.toContain('重点客户')
  expect(await li.patch(`/api/views/${made.id}`, { label: 'A 级', filter: null })).toMatchObject({
    label: 'A 级',
    filter: null,
    columns: ['name', 'level'],
  })
  await li.delete(`/api/views/${made.id}`)
  await li.get(`/api/views/${made.id}`, 404)
})

test('sharing needs the right; it reaches all, a role, or a department with those below it', async () => {
  const { li, wang, chen } = company.as
  const view = { object: 'customer', label: '大家的', share: { to: 'all' } }
  expect((await li.post('/api/views', view, 403)).code).toBe('forbidden')
  const own = await li.post('/api/views', { object: 'customer', label: '李的' })
  await li.patch(`/api/views/${own.id}`, { share: { to: 'all' } }, 403)

  const { id } = await wang.post('/api/views', view)
  for (const who of ['li', 'zhao', 'chen'] as const) expect(await labelsOf(who)).toContain('大家的')
  await company.as.zhao.patch(`/api/views/${id}`, { label: '改掉' }, 404)
  await wang.patch(`/api/views/${id}`, { share: { to: 'some', roles: [], departments: [] } }, 422)

  await wang.patch(`/api/views/${id}`, { share: { to: 'some', roles: ['administrator'], departments: [] } })
  expect(await labelsOf('chen')).toContain('大家的')
  for (const who of ['li', 'zhao'] as const) expect(await labelsOf(who)).not.toContain('大家的')

  const departments = [company.departments.华东区]
  await wang.patch(`/api/views/${id}`, { share: { to: 'some', roles: [], departments } })
  expect(await labelsOf('li')).toContain('大家的')
  expect(await labelsOf('zhao')).not.toContain('大家的')
  await chen.patch(`/api/departments/${company.departments.华南区}`, { parent: company.departments.华东区 })
  expect(await labelsOf('zhao')).toContain('大家的')

  // Whoever may share with everybody keeps order among what is shared, never among what is private.
  await chen.patch(`/api/views/${own.id}`, { label: '陈改' }, 404)
  await wang.patch(`/api/views/${id}`, { share: { to: 'all' } })
  expect(await chen.patch(`/api/views/${id}`, { label: '公司的' })).toMatchObject({ label: '公司的', isOwn: false })
  await chen.delete(`/api/views/${id}`)
})

test('a shared view asks nothing that its viewer may not see, and he is told how much was left out', async () => {
  const { wang, li, zhao } = company.as
  const { id: mine } = await li.post('/api/customers', { name: '可见甲', level: 'a' })
  await zhao.post('/api/customers', { name: '可见乙', level: 'a', website: 'shanghai.example.com' })
  const filter = {
    and: [
      { field: 'level', op: 'in', value: ['a'] },
      {
        or: [
          { field: 'website', op: 'is', value: 'beijing.example.com' },
          { field: 'name', op: 'startsWith', value: '可见' },
        ],
      },
      { not: { field: 'website', op: 'empty' } },
    ],
  }
  const view = { object: 'customer', label: '北京的', filter, sort: ['website', 'name'], columns: ['name', 'website'] }
  const { id } = await wang.post('/api/views', { ...view, share: { to: 'all' } })
  await hideFields(company, 'salesperson', ['customer.website'])
  const seen = (await viewsOf('li')).find(one => one.id === id)
  expect(seen).toMatchObject({
    filter: {
      and: [{ field: 'level', op: 'in', value: ['a'] }, { or: [{ field: 'name', op: 'startsWith', value: '可见' }] }],
    },
    sort: ['name'],
    columns: ['name'],
    dropped: 3,
  })
  expect((await viewsOf('wang')).find(one => one.id === id)).toMatchObject({ dropped: 0, sort: ['website', 'name'] })
  const found = await li.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(seen?.filter))}`)
  expect(found.records.map((record: { id: string }) => record.id)).toEqual([mine])
  expect((await li.post('/api/views', view, 400)).code).toBe('filter.unknown_field')
  await hideFields(company, 'salesperson', [])
})

test('a view that the query would not take is refused; what one may not read has no views', async () => {
  const { li, qian } = company.as
  const bad = async (change: object, code: string): Promise<void> => {
    expect((await li.post('/api/views', { object: 'customer', label: '坏', ...change }, 400)).code).toBe(code)
  }
  await bad({ filter: { field: 'nothing', op: 'is', value: 1 } }, 'filter.unknown_field')
  await bad({ filter: { field: 'level', op: 'gt', value: 'a' } }, 'filter.unknown_operator')
  await bad({ filter: 'level' }, 'filter.malformed')
  await bad({ sort: ['phones'] }, 'sort.not_sortable')
  await li.post('/api/views', { object: 'customer', label: ' ' }, 422)
  await li.post('/api/views', { object: 'customer', label: '甲', surprise: 1 }, 422)
  await li.post('/api/views', { object: 'nothing', label: '甲' }, 404)
  await qian.post('/api/views', { object: 'customer', label: '甲' }, 404)
  expect((await qian.get('/api/views')).objects.customer).toBeUndefined()
})

test('order, hidden views, the first view, columns and paging are each person’s own', async () => {
  const { li, wang } = company.as
  const preferences = {
    order: ['mine', 'all'],
    hidden: ['team'],
    defaultView: 'mine',
    columns: { mine: ['name', 'level'] },
    widths: { name: 320 },
    density: 'roomy',
    densities: { all: 'compact' },
    paging: 'pages',
    figures: { employees: 'average' },
  }
  await li.put('/api/list-preferences/customer', preferences, 204)
  expect((await li.get('/api/views')).objects.customer.preferences).toEqual(preferences)
  expect((await wang.get('/api/views')).objects.customer.preferences).toBeNull()
  await li.put('/api/list-preferences/customer', { ...preferences, paging: 'never' }, 422)
  await li.put('/api/list-preferences/nothing', preferences, 404)
})

test('a star is one person’s; 我关注的 lists what he follows and may still see', async () => {
  const { li, wang, zhao } = company.as
  const [first, second] = await Promise.all(['星一', '星二'].map(name => li.post('/api/customers', { name })))
  await li.put(`/api/stars/customers/${first.id}`, undefined, 204)
  await li.put(`/api/stars/customers/${first.id}`, undefined, 204)
  await wang.put(`/api/stars/customers/${second.id}`, undefined, 204)
  await zhao.put(`/api/stars/customers/${first.id}`, undefined, 404)
  expect((await li.get('/api/stars/customers')).ids).toEqual([first.id])
  const starred = `/api/customers?count=1&filter=${encodeURIComponent(JSON.stringify({ field: 'starred', op: 'me' }))}`
  expect(await li.get(starred)).toMatchObject({ records: [{ id: first.id }], count: { value: 1 } })
  expect((await wang.get(starred)).records.map((one: { id: string }) => one.id)).toEqual([second.id])
  expect((await zhao.get(starred)).records).toEqual([])
  await li.patch(`/api/customers/${first.id}`, { owner: zhao.id })
  expect((await li.get(starred)).records).toEqual([])
  await wang.delete(`/api/stars/customers/${second.id}`, 204)
  expect((await wang.get('/api/stars/customers')).ids).toEqual([])
})
