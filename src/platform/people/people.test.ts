import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

it('the last administrator neither leaves nor goes into the bin; with a second one he may', async () => {
  const { chen, wang } = company.as
  expect((await chen.patch(`/api/users/${chen.id}`, { state: 'left' }, 409)).code).toBe('role.last_administrator')
  expect((await chen.delete(`/api/users/${chen.id}`, 409)).code).toMatch(/role.last_administrator|record_in_use/)
  expect(await chen.get(`/api/users/${chen.id}`)).toMatchObject({ state: 'active' })
  await chen.put(`/api/users/${wang.id}/roles`, { roles: ['salesManager', 'administrator'] })
  await chen.patch(`/api/users/${chen.id}`, { state: 'left' })
})

it('a salesperson sees colleagues and departments and changes neither', async () => {
  const { li, zhao } = company.as
  expect(await li.get(`/api/users/${zhao.id}`)).toMatchObject({ name: '赵敏', can: [] })
  await li.patch(`/api/users/${li.id}`, { superior: null }, 403)
  await li.post('/api/departments', { name: '新部门' }, 403)
})

it('superiors and departments never form a circle', async () => {
  const own = await openTestCompany()
  const { chen, li, wang } = own.as
  expect((await chen.patch(`/api/users/${wang.id}`, { superior: li.id }, 422)).fields).toMatchObject([
    { path: 'superior', code: 'field.circle' },
  ])
  const a = await chen.post('/api/departments', { name: '甲' })
  const b = await chen.post('/api/departments', { name: '乙', parent: a.id })
  expect((await chen.patch(`/api/departments/${a.id}`, { parent: b.id }, 422)).fields).toMatchObject([
    { path: 'parent', code: 'field.circle' },
  ])
})

it('a new superior sees from then on what his subordinates own', async () => {
  const own = await openTestCompany()
  const { chen, wang, zhao } = own.as
  const { id } = await zhao.post('/api/customers', { name: '换上级' })
  await wang.get(`/api/customers/${id}`, 404)
  await chen.patch(`/api/users/${zhao.id}`, { superior: wang.id })
  await expect.poll(async () => (await wang.ask('GET', `/api/customers/${id}`)).status, { timeout: 3000 }).toBe(200)
})

describe('whoever has left', () => {
  let own: TestCompany
  /** He has left, and had a customer, a lead and a place in an event. */
  let gone: { id: string; name: string }
  let had: Record<'customer' | 'lead' | 'event', string>
  const refusedAt = async (answer: Promise<{ fields: { path: string; code: string; message: string }[] }>) =>
    (await answer).fields.map(({ path, code, message }) => [path, code, message.includes(gone.name)])
  const at = (path: string) => [[path, 'user.has_left', true]]

  beforeAll(async () => {
    own = await openTestCompany()
    const { chen, li } = own.as
    gone = await chen.post('/api/users', { name: '何已走' })
    const owner = gone.id
    had = {
      customer: (await chen.post('/api/customers', { name: '他的客户', owner })).id,
      lead: (await chen.post('/api/leads', { name: '他的线索', company: '他的线索公司', owner })).id,
      event: (
        await li.post('/api/events', {
          title: '周会',
          startsAt: '2027-05-03T01:00:00Z',
          repeats: 'weekly',
          times: 4,
          participants: [{ user: owner }],
        })
      ).id,
    }
    await chen.patch(`/api/users/${gone.id}`, { state: 'left' })
  })

  it('is named anew in no field and no line, by form, change, batch or another system', async () => {
    const { chen, wang, li } = own.as
    const { id } = await li.post('/api/customers', { name: '李的客户' })
    const owner = { id: gone.id }
    expect(await refusedAt(chen.post('/api/customers', { name: '给他', owner }, 422))).toEqual(at('owner'))
    const changed = await chen.patch(`/api/customers/${id}`, { owner }, 422)
    expect(changed.fields).toMatchObject([{ message: '何已走已离职，不能再把新的工作交给此人；请选择在职的同事。' }])
    expect(await refusedAt(chen.patch(`/api/users/${li.id}`, { superior: owner }, 422))).toEqual(at('superior'))
    const department = await chen.post('/api/departments', { name: '新部门' })
    expect(await refusedAt(chen.patch(`/api/departments/${department.id}`, { head: owner }, 422))).toEqual(at('head'))
    expect(await refusedAt(chen.post('/api/forms', { name: '表单', leadOwner: owner }, 422))).toEqual(at('leadOwner'))
    const candidates = [{ user: li.id }, { user: gone.id }]
    const rule = { name: '规则', candidates }
    expect(await refusedAt(chen.post('/api/assignment-rules', rule, 422))).toEqual(at('candidates.1.user'))
    const bulk = { ids: [id], verb: 'update', values: { owner } }
    expect(await refusedAt(chen.post('/api/customers/bulk', bulk, 422))).toEqual(at('owner'))
    const outside = '/api/customers/by-external/erp/K1'
    expect(await refusedAt(chen.put(outside, { name: '来自系统', owner }, 422))).toEqual(at('owner'))
    const { added } = await chen.post('/api/layout/customer/fields', { type: 'user', labelZh: '技术支持' })
    expect(await refusedAt(chen.patch(`/api/customers/${id}`, { [added]: owner }, 422))).toEqual(at(added))
    expect(await refusedAt(wang.put(`/api/customers/${id}/team/${gone.id}`, { access: 'read' }, 422))).toEqual(
      at('user'),
    )
    expect(await li.get(`/api/customers/${id}`)).toMatchObject({ owner: { id: li.id }, version: 1, [added]: null })
    expect((await li.get(`/api/customers/${id}/team`)).members).toEqual([])
    const { records } = await chen.get('/api/customers?limit=100')
    expect(records.map((one: { name: string }) => one.name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/给他|来自系统/)]),
    )
  })

  it('gets nothing by a verb, one by one or for many', async () => {
    const { chen, li } = own.as
    const { id } = await chen.post('/api/customers', { name: '不给他', owner: li.id })
    const lead = await chen.post('/api/leads', { name: '不给他的线索', company: '不给' })
    const owner = gone.id
    expect(await refusedAt(chen.post(`/api/customers/${id}/transfer`, { owner }, 422))).toEqual(at('owner'))
    expect(await refusedAt(chen.post(`/api/customers/${id}/assign`, { owner }, 422))).toEqual(at('owner'))
    expect(await refusedAt(chen.post(`/api/leads/${lead.id}/handOver`, { to: owner }, 422))).toEqual(at('to'))
    for (const verb of ['transfer', 'assign']) {
      const many = { ids: [id], verb, input: { owner } }
      expect(await refusedAt(chen.post('/api/customers/bulk', many, 422)), verb).toEqual(at('owner'))
    }
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({ owner: { id: li.id }, version: 1 })
    expect(await chen.get(`/api/leads/${lead.id}`)).toMatchObject({ state: 'new' })
  })

  it('stays where he stood: his records change, his place in a line is kept, a time of his event moves with him in it', async () => {
    const { chen, li } = own.as
    const owner = { id: gone.id }
    expect(await chen.patch(`/api/customers/${had.customer}`, { owner, name: '改了名' })).toMatchObject({
      name: '改了名',
      owner,
    })
    const { participants } = await li.get(`/api/events/${had.event}`)
    const both = [...participants, { user: own.as.zhao.id }]
    expect((await li.patch(`/api/events/${had.event}`, { participants: both })).participants).toHaveLength(2)
    // Written anew without its id it is the same place.
    await li.patch(`/api/events/${had.event}`, { participants: [{ user: gone.id }] })
    const change = { at: '2027-05-10T01:00:00Z', scope: 'one', changes: { startsAt: '2027-05-11T06:00:00Z' } }
    const moved = await li.post(`/api/events/${had.event}/times`, change)
    expect(moved.participants).toMatchObject([{ user: owner }])
    await chen.delete(`/api/customers/${had.customer}`)
    expect(await chen.post(`/api/customers/${had.customer}/restore`)).toMatchObject({ owner })
  })

  it('gets by an undo what was his; whoever converts his lead gets the customer', async () => {
    const { chen, li } = own.as
    const { id: leaver } = await chen.post('/api/users', { name: '后来走的' })
    const { id } = await chen.post('/api/customers', { name: '转走又回来', owner: leaver })
    const run = await chen.post('/api/customers/bulk', { ids: [id], verb: 'transfer', input: { owner: li.id } })
    await chen.patch(`/api/users/${leaver}`, { state: 'left' })
    await chen.post(`/api/bulk/${run.id}/undo`)
    expect(await chen.get(`/api/customers/${id}`)).toMatchObject({ owner: { id: leaver } })
    const { draft } = await chen.get(`/api/leads/${had.lead}/conversion`)
    expect(draft.customer.owner ?? null).toBeNull()
    const converted = await chen.post(`/api/leads/${had.lead}/conversion`, {})
    const customer = await chen.get(`/api/customers/${converted.convertedCustomer.id}`)
    expect(customer).toMatchObject({ owner: { id: chen.id } })
  })

  it('loses no question of a stranger: a form that names him makes a lead of nobody’s', async () => {
    const { chen } = own.as
    const { id: leaver } = await chen.post('/api/users', { name: '表单负责人' })
    const form = await chen.post('/api/forms', { name: '官网', source: 'onlineInquiry', leadOwner: leaver })
    await chen.patch(`/api/users/${leaver}`, { state: 'left' })
    const sent = await fetch(new URL(`/api/forms/${form.token}`, own.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ values: { name: '没人管的', phones: '13900001234' }, consent: true }),
    })
    expect(sent.status).toBe(201)
    const { submissions } = await chen.get(`/api/forms/${form.id}/submissions`)
    const lead = await chen.get(`/api/leads/${submissions[0].lead.id}`)
    expect(lead).toMatchObject({ name: '没人管的', owner: null })
  })
})
