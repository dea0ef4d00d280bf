import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { fetchFile, onePixel, uploadFile } from '#test/harness/upload.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

describe('a follow-up', () => {
  it('stands in the timeline of every record it names, and they say when they were followed up last', async () => {
    const { li } = company.as
    const customer = await make('customers', { name: '时间线客户' })
    const contact = await make('contacts', { name: '时间线联系人', customer })
    const opportunity = await make('opportunities', { name: '时间线商机', customer })
    const made = await li.post('/api/activities', {
      method: 'wechat',
      content: '\n约了下周看样品\n对方带总工一起来',
      contact,
      opportunity,
      result: 'interested',
      happenedAt: '2026-03-02T06:30:00Z',
      nextContactAt: '2026-03-09T02:00:00Z',
    })
    expect(made).toMatchObject({ customer: { id: customer }, subject: '约了下周看样品', owner: { id: li.id } })
    for (const path of [`customers/${customer}`, `contacts/${contact}`, `opportunities/${opportunity}`]) {
      const record = await li.get(`/api/${path}`)
      expect(record, path).toMatchObject({
        version: 1,
        lastActivityAt: '2026-03-02T06:30:00.000Z',
        lastActivityBy: { id: li.id },
        lastActivityText: '约了下周看样品',
        activityCount: 1,
      })
      if (!path.startsWith('contacts')) expect(record.nextContactAt, path).toBe('2026-03-09T02:00:00.000Z')
      const { entries } = await li.get(`/api/${path}/timeline`)
      const told = entries.find((entry: { verb: string }) => entry.verb === 'told')
      expect(told, path).toMatchObject({
        id: made.id,
        at: '2026-03-02T06:30:00.000Z',
        by: { id: li.id },
        record: { object: 'activity', method: 'wechat', result: 'interested', content: made.content },
      })
    }
    const overdue = { field: 'lastActivityAt', op: 'lt', value: '2026-03-03T00:00:00Z' }
    const listed = await li.get(`/api/customers?filter=${encodeURIComponent(JSON.stringify(overdue))}`)
    expect(listed.records.map((one: { id: string }) => one.id)).toEqual([customer])
  })

  it('that is entered late does not hide a later one; taken back, the former stands again', async () => {
    const { li } = company.as
    const customer = await make('customers', { name: '补记客户' })
    const log = (content: string, happenedAt: string, more = {}) =>
      li.post('/api/activities', { content, customer, happenedAt, ...more })
    const late = await log('新的', '2026-04-10T02:00:00Z', { nextContactAt: '2026-04-20T02:00:00Z' })
    await log('补记的旧事', '2026-04-01T02:00:00Z', { nextContactAt: '2026-04-05T02:00:00Z' })
    expect(await li.get(`/api/customers/${customer}`)).toMatchObject({
      lastActivityText: '新的',
      activityCount: 2,
      nextContactAt: '2026-04-20T02:00:00.000Z',
    })
    await li.delete(`/api/activities/${late.id}`)
    expect(await li.get(`/api/customers/${customer}`)).toMatchObject({
      lastActivityText: '补记的旧事',
      activityCount: 1,
    })
    await li.post(`/api/activities/${late.id}/restore`)
    expect(await li.get(`/api/customers/${customer}`)).toMatchObject({ lastActivityText: '新的', activityCount: 2 })
    // What was planned is done by the contact at that time.
    await log('按约定联系了', '2026-04-20T03:00:00Z')
    expect(await li.get(`/api/customers/${customer}`)).toMatchObject({ nextContactAt: null, activityCount: 3 })
  })

  it('does not disturb who is editing the customer at the same time', async () => {
    const { li } = company.as
    const customer = await make('customers', { name: '编辑中的客户' })
    await li.post('/api/activities', { content: '打了电话', customer })
    const saved = await li.patch(`/api/customers/${customer}`, { version: 1, remark: '编辑完了' })
    expect(saved).toMatchObject({ version: 2, lastActivityText: '打了电话' })
    const { entries } = await li.get(`/api/customers/${customer}/timeline`)
    const changed = entries.flatMap((entry: { changes: { field: string }[] }) => entry.changes.map(one => one.field))
    expect(changed).toEqual(['remark'])
  })

  it('is about something, and not in the future', async () => {
    const { li } = company.as
    expect((await li.post('/api/activities', { content: '无主' }, 422)).fields).toMatchObject([
      { path: 'customer', code: 'activity.about_nothing' },
    ])
    const customer = await make('customers', { name: '将来客户' })
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    expect(
      (await li.post('/api/activities', { content: '明天', customer, happenedAt: tomorrow }, 422)).fields,
    ).toMatchObject([{ path: 'happenedAt', code: 'activity.in_future' }])
    expect((await li.get(`/api/customers/${customer}`)).lastActivityAt).toBeNull()
  })

  it('of a colleague is seen with the customer; of a stranger’s customer nobody learns anything', async () => {
    const { li, wang, zhao, chen } = company.as
    const customer = await make('customers', { name: '同事跟进的客户' })
    const { id } = await chen.post('/api/activities', { content: '售后打过电话', customer })
    expect((await li.get(`/api/activities/${id}`)).can).toEqual([])
    await wang.get(`/api/activities/${id}`)
    await zhao.get(`/api/activities/${id}`, 404)
    await zhao.post('/api/activities', { content: '蹭', customer }, 422)
    expect((await zhao.get('/api/activities?limit=200')).records).toEqual([])
    expect((await zhao.get('/api/search?q=售后打过')).results).toEqual([])
    const { entries } = await li.get(`/api/customers/${customer}/timeline`)
    expect(entries.some((entry: { id: string }) => entry.id === id)).toBe(true)
  })

  it('has photos, which whoever sees the customer sees, and a stranger never', async () => {
    const { li, wang, zhao } = company.as
    const customer = await make('customers', { name: '拍了照片的客户' })
    const photo = await uploadFile(li, '名片.png', onePixel)
    const { id } = await li.post('/api/activities', {
      method: 'visit',
      content: '拜访留影',
      customer,
      files: [photo.id],
    })
    expect((await wang.get(`/api/activities/${id}`)).files).toMatchObject([{ id: photo.id, title: '名片.png' }])
    const { entries } = await wang.get(`/api/customers/${customer}/timeline`)
    const told = entries.find((entry: { verb: string }) => entry.verb === 'told')
    expect(told.record.files).toMatchObject([{ id: photo.id, title: '名片.png' }])
    const seen = await fetchFile(wang, photo.id)
    expect([seen.status, Buffer.from(await seen.arrayBuffer()).equals(onePixel)]).toEqual([200, true])
    expect((await fetchFile(zhao, photo.id)).status).toBe(404)
    await zhao.get(`/api/activities/${id}`, 404)
    // Nor does he come to it by a follow-up of his own.
    const his = (await zhao.post('/api/customers', { name: '赵敏的客户' })).id
    await zhao.post('/api/activities', { content: '借用', customer: his, files: [photo.id] }, 422)
    expect((await fetchFile(zhao, photo.id)).status).toBe(404)
  })

  it('sets when a lead was first contacted', async () => {
    const { li } = company.as
    const lead = await make('leads', { name: '新线索' })
    await li.post('/api/activities', { content: '加了微信', lead, happenedAt: '2026-02-03T02:00:00Z' })
    await li.post('/api/activities', { content: '更早的电话', lead, happenedAt: '2026-02-01T02:00:00Z' })
    expect(await li.get(`/api/leads/${lead}`)).toMatchObject({
      firstContactedAt: '2026-02-01T02:00:00.000Z',
      lastActivityText: '加了微信',
    })
  })
})

const make = async (path: string, values: Record<string, unknown>): Promise<string> =>
  (await company.as.li.post(`/api/${path}`, values)).id
