import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from './harness/company.ts'

// Two companies on one installation: twins with the same people and the same kinds of records. Nothing of one is ever seen in the other.

let ocean: TestCompany
let river: TestCompany
const kinds = ['customers', 'opportunities', 'products', 'product-categories', 'pipelines', 'users', 'departments']
const bodies: Record<string, Record<string, unknown>> = {
  customers: { name: '海上明月', phones: ['13811112222'] },
  opportunities: { name: '海上商机', amount: '77' },
  products: { name: '海上产品' },
  'product-categories': { name: '海上分类' },
  pipelines: {
    name: '海上流程',
    stages: [
      { name: '一', kind: 'open' },
      { name: '二', kind: 'won' },
      { name: '三', kind: 'lost' },
    ],
  },
  users: { name: '海上的人' },
  departments: { name: '海上部门' },
}
const ids: Record<string, string> = {}

beforeAll(async () => {
  ocean = await openTestCompany({ name: '海' })
  river = await openTestCompany({ name: '江' })
  for (const kind of kinds) ids[kind] = (await ocean.as.chen.post(`/api/${kind}`, bodies[kind])).id
})

it.each(kinds)('no way leads to the %s of the other company, not even for its administrator', async kind => {
  const id = ids[kind]
  for (const person of [river.as.chen, river.as.li]) {
    await person.get(`/api/${kind}/${id}`, 404)
    await person.get(`/api/${kind}/${id}/timeline`, 404)
    expect((await person.ask('PATCH', `/api/${kind}/${id}`, { name: '抢' })).status).toBe(404)
    expect((await person.ask('DELETE', `/api/${kind}/${id}`)).status).toBe(404)
    expect((await person.ask('POST', `/api/${kind}/${id}/restore`, {})).status).toBeGreaterThanOrEqual(403)
  }
  const listed = await river.as.chen.get(`/api/${kind}?limit=200&count=exact`)
  expect(JSON.stringify(listed)).not.toContain('海上')
  expect(String((await river.as.chen.ask('GET', `/api/${kind}/export.csv`)).body)).not.toContain('海上')
  expect((await ocean.as.chen.get(`/api/${kind}/${id}`)).name).toBe(bodies[kind]?.name)
})

it('search, board and verbs stay inside', async () => {
  const { chen } = river.as
  for (const query of ['海上', 'haishang', '2222'])
    expect((await chen.get(`/api/search?q=${encodeURIComponent(query)}`)).results).toEqual([])
  expect(JSON.stringify(await chen.get('/api/opportunities/board'))).not.toContain('海上')
  for (const verb of ['move', 'win', 'lose', 'invalidate'])
    await chen.post(`/api/opportunities/${ids.opportunities}/${verb}`, { reason: 'price' }, 404)
})

it('an id of the other company inside a body is as unknown as any', async () => {
  const { chen } = river.as
  const refused = await chen.post(
    '/api/opportunities',
    { name: '钓', customer: ids.customers, pipeline: ids.pipelines, owner: ids.users },
    422,
  )
  expect(refused.fields.map((field: { path: string }) => field.path).sort()).toEqual(['customer', 'owner', 'pipeline'])
  expect(JSON.stringify(refused)).not.toContain('海上')
  const filter = encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [ids.customers] }))
  expect((await chen.get(`/api/opportunities?filter=${filter}`)).records).toEqual([])
})
