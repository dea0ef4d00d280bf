import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, setFieldRights, type TestCompany } from '#test/harness/company.ts'
import { settleEmployment } from './contact.rules.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

describe('a contact', () => {
  it('is made with its customer in one request, or neither is', async () => {
    const { li } = company.as
    const before = (await li.get('/api/customers?count=exact')).count.value
    const refused = await li.post(
      '/api/customers/with-contact',
      { customer: { name: '一起建的客户' }, contact: { name: '单雄信', phones: '1.38E+10' } },
      422,
    )
    expect(refused.fields).toMatchObject([{ path: 'contact.phones', code: 'field.phone_scientific' }])
    expect((await li.get('/api/customers?count=exact')).count.value).toBe(before)

    const made = await li.post(
      '/api/customers/with-contact',
      {
        customer: { name: '一起建的客户' },
        contact: { name: '单雄信', phones: '138 0000 7788', jobTitle: '采购经理' },
      },
      201,
    )
    expect(made.contact).toMatchObject({
      customer: { id: made.customer.id },
      phones: [{ normalised: '+8613800007788' }],
      customers: [{ customer: { id: made.customer.id }, jobTitle: '采购经理', joinedOn: null, leftOn: null }],
    })
    // A surname with two readings is found by both, a phone by its tail.
    for (const query of ['sxx', 'dxx', 'shanxiongxin', 'danxiongxin', '7788', '单雄'])
      expect(await found(li, query), query).toContain(made.contact.id)
  })

  it('who moves to another company keeps the old one behind him', async () => {
    const { li } = company.as
    const [old, next] = [await customer('旧东家'), await customer('新东家')]
    const made = await li.post('/api/contacts', { name: '王跳槽', customer: old, jobTitle: '工程师' })
    const moved = await li.patch(`/api/contacts/${made.id}`, { version: 1, customer: next, jobTitle: '总工' })
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(moved).toMatchObject({ customer: { id: next }, jobTitle: '总工' })
    expect(moved.customers).toMatchObject([
      { customer: { id: old }, jobTitle: '工程师', leftOn: today },
      { customer: { id: next }, jobTitle: '总工', joinedOn: today, leftOn: null },
    ])
    const ofNext = await li.get(
      `/api/contacts?filter=${encodeURIComponent(JSON.stringify({ field: 'customer', op: 'in', value: [next] }))}`,
    )
    expect(ofNext.records.map((one: { id: string }) => one.id)).toEqual([made.id])
    const wrong = [{ customer: next, joinedOn: '2026-05-01', leftOn: '2026-04-01' }]
    expect((await li.patch(`/api/contacts/${made.id}`, { customers: wrong }, 422)).fields).toMatchObject([
      { path: 'customers.0.leftOn', code: 'contact.left_before_coming' },
    ])
  })

  it('is seen by whoever sees its customer, changed by its owner, and unknown to everybody else', async () => {
    const { li, wang, zhao, chen } = company.as
    const mine = await customer('李强的客户')
    const { id } = await chen.post('/api/contacts', { name: '管理员录的联系人', customer: mine, phones: '13800001122' })
    expect((await li.get(`/api/contacts/${id}`)).can).toEqual([])
    await wang.get(`/api/contacts/${id}`)
    await li.patch(`/api/contacts/${id}`, { name: '改' }, 403)
    await zhao.get(`/api/contacts/${id}`, 404)
    expect(await found(li, '管理员录')).toContain(id)
    expect(await found(zhao, '管理员录')).not.toContain(id)
    expect(await found(zhao, '1122')).not.toContain(id)
    const listed = (await zhao.get('/api/contacts?limit=200')).records.map((one: { id: string }) => one.id)
    expect(listed).not.toContain(id)
    await li.patch(`/api/customers/${mine}`, { owner: { id: wang.id } })
    await li.get(`/api/contacts/${id}`, 404)
  })

  it('is seen through every customer where he works, not only the main one', async () => {
    const { li, wang, zhao, chen } = company.as
    const main = await customer('主要客户')
    const second = (await zhao.post('/api/customers', { name: '赵敏的客户' })).id
    const made = await li.post('/api/contacts', { name: '两头跑', customer: main, phones: '13900007711' })
    await zhao.get(`/api/contacts/${made.id}`, 404)
    const rows = [...made.customers, { customer: second, jobTitle: '顾问' }]
    const both = await chen.patch(`/api/contacts/${made.id}`, { customers: rows })
    expect(both.customer).toEqual({ id: main, title: '主要客户' })

    expect((await zhao.get(`/api/contacts/${made.id}`)).can).toEqual([])
    const listed = await zhao.get('/api/contacts?limit=200&count=exact')
    expect(listed.records.map((one: { id: string }) => one.id)).toEqual([made.id])
    expect(listed.count.value).toBe(1)
    expect(await found(zhao, '7711')).toContain(made.id)
    await zhao.get(`/api/contacts/${made.id}/timeline`)
    await zhao.patch(`/api/contacts/${made.id}`, { name: '改' }, 403)
    await zhao.delete(`/api/contacts/${made.id}`, 403)
    await zhao.get(`/api/customers/${main}`, 404)

    // Who no longer sees that customer sees nothing through it; nor does who never did.
    await zhao.patch(`/api/customers/${second}`, { owner: { id: wang.id } })
    await zhao.get(`/api/contacts/${made.id}`, 404)
    expect(await found(zhao, '7711')).toEqual([])
    await chen.patch(`/api/customers/${second}`, { owner: { id: zhao.id } })
    await zhao.get(`/api/contacts/${made.id}`)
    await li.patch(`/api/contacts/${made.id}`, { customers: both.customers.slice(0, 1) })
    await zhao.get(`/api/contacts/${made.id}`, 404)
  })

  it('has an address, found by its region; of who may see no more its street is starred', async () => {
    const { li, wang } = company.as
    const { id } = await li.post('/api/contacts', { name: '住深圳', address: '广东省深圳市南山区科技园1号' })
    const address = { province: '广东省', city: '深圳市', district: '南山区', street: '科技园1号', code: '440305' }
    expect(await li.get(`/api/contacts/${id}`)).toMatchObject({ address })
    await li.post('/api/contacts', { name: '住上海', address: { code: '310115', street: '世纪大道1号' } })
    const within = { field: 'address', op: 'within', value: ['440300'] }
    const listed = await li.get(`/api/contacts?filter=${encodeURIComponent(JSON.stringify(within))}`)
    expect(listed.records.map((one: { id: string }) => one.id)).toEqual([id])
    expect(await found(li, '科技园')).toContain(id)
    await setFieldRights(company, 'salesManager', { 'contact.address': 'masked' })
    expect((await wang.get(`/api/contacts/${id}`)).address).toBe('广东省深圳市****')
    expect(await found(wang, '科技园')).not.toContain(id)
    await setFieldRights(company, 'salesManager', { 'contact.address': 'edit' })
  })

  it('keeps its customer from the bin, and is chosen as whom one calls first', async () => {
    const { li } = company.as
    const mine = await customer('有联系人的客户')
    const made = await li.post('/api/contacts', { name: '首要的人', customer: mine })
    const chosen = await li.post(`/api/customers/${mine}/choosePrimaryContact`, { contact: made.id })
    expect(chosen.primaryContact).toEqual({ id: made.id, title: '首要的人' })
    await li.patch(`/api/customers/${mine}`, { primaryContact: null }, 422)
    expect((await li.ask('DELETE', `/api/customers/${mine}`)).body.code).toBe('record_in_use')
  })
})

it('where somebody works follows the main customer, and the main customer the rows', () => {
  const [a, b] = [
    { id: 'a', title: '' },
    { id: 'b', title: '' },
  ]
  const rows = [
    { customer: a, jobTitle: '旧', joinedOn: null, leftOn: '2025-01-01' },
    { customer: b, jobTitle: '新', joinedOn: '2025-01-01', leftOn: null },
  ]
  const made: Record<string, unknown> = { customers: rows }
  settleEmployment(made, null, '2026-01-01')
  expect(made).toMatchObject({ customer: b, jobTitle: '新', customers: rows })
  const before = { ...made }
  const emptied: Record<string, unknown> = { ...made, customer: null }
  settleEmployment(emptied, before, '2026-01-01')
  expect(emptied).toMatchObject({ customer: null, customers: [{ leftOn: '2025-01-01' }, { leftOn: '2026-01-01' }] })
})

const customer = async (name: string): Promise<string> => (await company.as.li.post('/api/customers', { name })).id

const found = async (person: TestCompany['as']['li'], query: string): Promise<string[]> =>
  (await person.get(`/api/search?q=${encodeURIComponent(query)}`)).results.map((one: { id: string }) => one.id)
