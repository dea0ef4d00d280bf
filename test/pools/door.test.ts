import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { readyPool, setPool } from './world.ts'

let company: TestCompany
let pool: { id: string }
let other: { id: string }
let id: string
const address = () => `/api/pools/${pool.id}/customers`
const filtered = (filter: object, more = '') =>
  `${address()}?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`

beforeAll(async () => {
  company = await openTestCompany()
  const { li, zhao, wang, chen } = company.as
  pool = await readyPool(company)
  other = await chen.post('/api/pools', {
    name: '华南专属',
    object: 'customer',
    members: [{ part: 'member', user: zhao.id }],
  })
  await setPool(company, pool.id, {
    isForEverybody: false,
    members: [
      { part: 'member', department: company.departments['华东区'] },
      { part: 'manager', user: wang.id },
    ],
    hiddenFields: [{ field: 'phones' }, { field: 'employees' }],
  })
  id = (await li.post('/api/customers', { name: '门里的客户', phones: ['13800000001'], employees: 77, level: 'a' })).id
  await li.post(`/api/customers/${id}/release`, {})
})

describe('through the door of a pool', () => {
  it('a member reads, filters, sorts and counts what lies in it, and hidden fields are as if they were not there', async () => {
    const { li } = company.as
    const { records, count } = await li.get(`${address()}?count=1&sort=-createdAt`)
    expect(count).toEqual({ value: 1, capped: false })
    expect(records).toMatchObject([{ id, name: '门里的客户', level: 'a', can: ['claim'] }])
    for (const record of [...records, (await li.get(`${address()}/${id}`)).record])
      for (const hidden of ['phones', 'employees']) expect(record).not.toHaveProperty(hidden)
    expect((await li.get(filtered({ field: 'level', op: 'in', value: ['a'] }))).records).toHaveLength(1)
    for (const [asked, code] of [
      [filtered({ field: 'employees', op: 'gt', value: 5 }), 'filter.unknown_field'],
      [filtered({ field: 'phones', op: 'contains', value: '13800000001' }), 'filter.unknown_field'],
      [filtered({ field: 'parent.employees', op: 'gt', value: 5 }), 'filter.unknown_field'],
    ] as const)
      expect((await li.get(asked, 400)).code).toBe(code)
    await li.get(`${address()}?sort=employees`, 400)
    expect((await li.get(`${address()}?fields=name,phones,employees`)).records[0]).not.toHaveProperty('employees')
    const seen = await li.get(`${address()}/${id}`)
    expect(seen.stay).toMatchObject({ cause: 'released', previousOwner: { id: li.id } })
    expect(seen.way[0]).toMatchObject({ kind: 'entered', to: { id: pool.id } })
  })

  it('a manager sees all of it; whoever sees everything sees it like any other', async () => {
    const { wang, chen } = company.as
    for (const who of [wang, chen]) {
      expect((await who.get(`${address()}/${id}`)).record).toMatchObject({ employees: 77 })
      expect((await who.get(filtered({ field: 'employees', op: 'gt', value: 5 }))).records).toHaveLength(1)
    }
    expect((await chen.get(`/api/customers/${id}`)).employees).toBe(77)
  })

  it('strangers, and members of another pool, find no door; the door leads to nothing else', async () => {
    const { zhao, qian, li, wang } = company.as
    for (const stranger of [zhao, qian]) {
      await stranger.get(address(), stranger === qian ? undefined : 404).catch(() => stranger.get(address(), 404))
      await stranger.get(`${address()}/${id}`, 404)
      await stranger.post(`${address()}/act`, { verb: 'claim', ids: [id] }, 404)
      await stranger.post(`/api/customers/${id}/claim`, {}, 404)
    }
    await li.get(`/api/pools/${other.id}/customers`, 404)
    await li.get(`/api/pools/${pool.id}/leads`, 404)
    // Through the ordinary doors it stays shut.
    await li.get(`/api/customers/${id}`, 404)
    await li.get(`/api/customers/${id}/timeline`, 404)
    await li.get(`/api/customers/${id}/custody`, 404)
    await li.patch(`/api/customers/${id}`, { name: '改' }, 404)
    expect((await li.get('/api/customers')).records).toEqual([])
    // What is not in this pool is not seen through it.
    const own = await zhao.post('/api/customers', { name: '赵的客户' })
    await li.get(`${address()}/${own.id}`, 404)
    await wang.get(`${address()}/${own.id}`, 404)
    expect((await li.get(filtered({ field: 'owner', op: 'in', value: [zhao.id] }))).records).toEqual([])
    const mine = await li.get('/api/pools/mine')
    expect(mine.pools.filter((one: { object: string }) => one.object === 'customer')).toMatchObject([
      { id: pool.id, isMember: true, isManager: false, hidden: ['phones', 'employees'] },
    ])
  })

  it('contacts of what lies in it are not reached by a filter through it', async () => {
    const { li, zhao, chen } = company.as
    const made = await zhao.post('/api/customers', { name: '别人的' })
    const contact = await zhao.post('/api/contacts', { name: '秘密联系人', customer: made.id })
    await zhao.post(`/api/customers/${made.id}/choosePrimaryContact`, { contact: contact.id })
    await zhao.post(`/api/customers/${made.id}/release`, {})
    await chen.post(`/api/customers/${made.id}/release`, { pool: pool.id })
    expect((await li.get(filtered({ field: 'primaryContact.name', op: 'is', value: '秘密联系人' }))).records).toEqual(
      [],
    )
    expect(
      (await chen.get(filtered({ field: 'primaryContact.name', op: 'is', value: '秘密联系人' }))).records,
    ).toHaveLength(1)
  })

  it('a day has so many views for a member, each record once', async () => {
    const { li, wang } = company.as
    await setPool(company, pool.id, { viewsPerDay: 2 })
    const ids = []
    for (const name of ['看一', '看二', '看三']) {
      const made = await wang.post('/api/customers', { name })
      await wang.post(`/api/customers/${made.id}/release`, { pool: pool.id })
      ids.push(made.id)
    }
    await li.get(`${address()}/${ids[0]}`)
    await li.get(`${address()}/${ids[0]}`)
    const replies = await Promise.all(ids.map(one => li.ask('GET', `${address()}/${one}`)))
    expect(replies.filter(reply => reply.status === 409).length).toBeGreaterThan(0)
    await wang.get(`${address()}/${ids[2]}`)
  })

  it('a hidden field is one that the noun has, and never its name', async () => {
    const { chen } = company.as
    for (const field of ['nonsense', 'name'])
      expect((await chen.patch(`/api/pools/${pool.id}`, { hiddenFields: [{ field }] }, 422)).fields).toMatchObject([
        { path: 'hiddenFields.0.field', code: 'pool.not_hideable' },
      ])
  })
})
