import { beforeAll, describe, expect, it } from 'vitest'
import { lifeOf } from '#modules/customers/index.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

let made = 0
const newCustomer = async (): Promise<string> =>
  (await company.as.li.post('/api/customers', { name: `客户 ${++made}` })).id
const life = async (id: string) => {
  const { lifecycle, dealStatus, dealOn } = await company.as.li.get(`/api/customers/${id}`)
  return [lifecycle, dealStatus, dealOn]
}
const sell = async (customer: string) =>
  (await company.as.li.post('/api/opportunities', { name: '设备', customer, amount: '10.00', openedOn: '2026-01-01' }))
    .id
const win = (id: string, closedOn: string) => company.as.li.post(`/api/opportunities/${id}/win`, { closedOn })
/** A contract of the customer that is in effect from this day. */
const buy = async (customer: string, effectiveOn: string, more: object = {}): Promise<string> => {
  const { li } = company.as
  const { id } = await li.post('/api/contracts', { name: '设备合同', customer, amount: '10.00', ...more })
  await li.post(`/api/contracts/${id}/submit`, {})
  await li.post(`/api/contracts/${id}/takeEffect`, { effectiveOn })
  return id
}
const takeBack = (id: string) => company.as.chen.post(`/api/contracts/${id}/void`, { reason: '签错了' })

describe('the life of a customer', () => {
  it('follows his opportunities and contracts: intent while one runs or is won, closed by the first contract in effect, repeat by the second; voiding takes it back', async () => {
    const id = await newCustomer()
    expect(await life(id)).toEqual(['prospect', 'open', null])
    const opportunity = await sell(id)
    expect(await life(id)).toEqual(['intent', 'open', null])
    await win(opportunity, '2026-02-03')
    expect(await life(id)).toEqual(['intent', 'open', null])
    const first = await buy(id, '2026-02-05', { opportunity })
    expect(await life(id)).toEqual(['closed', 'closed', '2026-02-05'])
    await buy(id, '2026-02-06', { type: 'framework' })
    await buy(id, '2026-02-07', { type: 'supplement', parent: first })
    expect(await life(id)).toEqual(['closed', 'closed', '2026-02-05'])
    const second = await buy(id, '2026-01-20')
    expect(await life(id)).toEqual(['repeat', 'closed', '2026-01-20'])
    await takeBack(second)
    expect(await life(id)).toEqual(['closed', 'closed', '2026-02-05'])
  })

  it('is told in his history, and does not disturb who is editing him', async () => {
    const { li } = company.as
    const id = await newCustomer()
    const { version } = await li.get(`/api/customers/${id}`)
    await sell(id)
    await buy(id, '2026-02-03')
    const { entries } = await li.get(`/api/customers/${id}/timeline`)
    const changes = entries.flatMap((entry: { changes: { field: string; after: unknown }[] }) =>
      entry.changes.filter(change => change.field === 'lifecycle').map(change => change.after),
    )
    expect(changes).toEqual(['closed', 'intent'])
    await li.patch(`/api/customers/${id}`, { version, remark: '新备注' })
  })

  it('two contracts that take effect at the same moment make a repeat customer', async () => {
    const id = await newCustomer()
    await Promise.all([buy(id, '2026-03-01'), buy(id, '2026-03-01')])
    expect(await life(id)).toEqual(['repeat', 'closed', '2026-03-01'])
  })

  it('loss asks for a reason; winning back, or a new deal, ends it', async () => {
    const { li } = company.as
    const id = await newCustomer()
    await buy(id, '2026-02-03')
    const refused = await li.post(`/api/customers/${id}/markLost`, {}, 422)
    expect(refused.fields).toMatchObject([{ path: 'reason', code: 'field.required' }])
    await li.post(`/api/customers/${id}/markLost`, { reason: 'price', lostOn: '2126-01-01' }, 422)
    const lost = await li.post(`/api/customers/${id}/markLost`, { reason: 'competitor', remark: '换了供应商' })
    expect(lost).toMatchObject({
      lifecycle: 'lost',
      lostReason: 'competitor',
      lostRemark: '换了供应商',
      dealStatus: 'closed',
    })
    await li.post(`/api/customers/${id}/markLost`, { reason: 'price' }, 409)
    await sell(id)
    expect((await life(id))[0]).toBe('lost')
    expect(await li.post(`/api/customers/${id}/winBack`, { reason: '重新谈成' })).toMatchObject({
      lifecycle: 'closed',
      lostReason: null,
      lostOn: null,
    })
    await li.post(`/api/customers/${id}/markLost`, { reason: 'price' })
    await buy(id, '2026-04-01')
    expect(await li.get(`/api/customers/${id}`)).toMatchObject({
      lifecycle: 'repeat',
      lostReason: null,
      lostRemark: null,
    })
  })

  it('is set by hand with a reason by whoever has the right, and not against deals that stand here', async () => {
    const { li, zhao } = company.as
    const id = await newCustomer()
    await zhao.post(`/api/customers/${id}/setDealStatus`, { status: 'closed', reason: '上一套系统里成交' }, 404)
    await li.post(`/api/customers/${id}/setDealStatus`, { status: 'closed' }, 422)
    await li.post(`/api/customers/${id}/setDealStatus`, {
      status: 'closed',
      dealOn: '2024-05-06',
      reason: '旧系统成交',
    })
    expect(await life(id)).toEqual(['closed', 'closed', '2024-05-06'])
    await buy(id, '2026-02-03')
    expect(await life(id)).toEqual(['repeat', 'closed', '2024-05-06'])
    const refused = await li.post(`/api/customers/${id}/setDealStatus`, { status: 'open', reason: '填错' }, 409)
    expect(refused).toMatchObject({ code: 'customer.has_deals', params: { count: 1 } })
    const other = await newCustomer()
    await li.post(`/api/customers/${other}/setDealStatus`, { status: 'closed', reason: '口头' })
    await li.post(`/api/customers/${other}/setDealStatus`, { status: 'open', reason: '没有签' })
    expect(await life(other)).toEqual(['prospect', 'open', null])
  })

  it('has ready views for prospects, closed, repeat and lost customers', async () => {
    const { li } = company.as
    const [prospect, closed, repeat, lost] = [
      await newCustomer(),
      await newCustomer(),
      await newCustomer(),
      await newCustomer(),
    ]
    await buy(closed, '2026-02-03')
    for (const day of ['2026-02-03', '2026-03-03']) await buy(repeat, day)
    await li.post(`/api/customers/${lost}/markLost`, { reason: 'noNeed' })
    const { objects } = await li.get('/api/views')
    const idsIn = async (name: string): Promise<string[]> => {
      const { filter } = objects.customer.views.find((view: { id: string }) => view.id === name)
      const query = encodeURIComponent(JSON.stringify(filter))
      return (await li.get(`/api/customers?limit=200&filter=${query}`)).records.map((one: { id: string }) => one.id)
    }
    const wanted: Record<string, string[]> = {
      prospects: [prospect],
      closed: [closed, repeat],
      repeat: [repeat],
      lost: [lost],
    }
    for (const [name, ids] of Object.entries(wanted))
      expect([name, (await idsIn(name)).filter(id => [prospect, closed, repeat, lost].includes(id)).sort()]).toEqual([
        name,
        [...ids].sort(),
      ])
  })

  it('says by where a customer came from where what is sold to him comes from', async () => {
    const { li } = company.as
    const customer = await li.post('/api/customers', { name: '来源客户', source: 'referral' })
    expect(await li.post('/api/opportunities', { name: '一期', customer: customer.id })).toMatchObject({
      source: 'referral',
    })
    const own = await li.post('/api/opportunities', { name: '二期', customer: customer.id, source: 'coldCall' })
    expect(own).toMatchObject({ source: 'coldCall' })
  })
})

it('a deal that a file has told of and that stands here, too, is one deal', () => {
  const known = { earlierDeals: 1, earlierOn: '2024-05-06', isBeingSoldTo: false }
  expect(lifeOf({ ...known, deals: ['2024-05-06'] }).lifecycle).toBe('closed')
  expect(lifeOf({ ...known, deals: ['2024-05-06', '2025-01-01'] }).lifecycle).toBe('repeat')
  expect(lifeOf({ ...known, earlierOn: null, deals: ['2025-01-01'] })).toEqual({
    lifecycle: 'closed',
    dealStatus: 'closed',
    dealOn: null,
  })
})
