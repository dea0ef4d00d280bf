import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn, download } from '#test/imports/importing.ts'
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

  it('names people and opportunities of its customer; of another it says so with both names, and keeps nothing', async () => {
    const { li, chen } = company.as
    const [customer, other] = [
      await make('customers', { name: '归属甲公司' }),
      await make('customers', { name: '归属乙公司' }),
    ]
    const contact = await make('contacts', { name: '甲的周工', customer })
    const opportunity = await make('opportunities', { name: '甲的二期', customer })
    const refused = await li.post(
      '/api/activities',
      { content: '张冠李戴', customer: other, contact, opportunity },
      422,
    )
    expect(refused.fields).toMatchObject([
      { path: 'contact', code: 'activity.contact_elsewhere', message: expect.stringMatching(/甲的周工.*归属乙公司/) },
      {
        path: 'opportunity',
        code: 'activity.opportunity_elsewhere',
        message: expect.stringMatching(/甲的二期.*归属乙公司/),
      },
    ])
    expect((await li.get(`/api/customers/${other}`)).activityCount).toBe(0)
    const { id, version } = await li.post('/api/activities', { content: '没错', customer, contact, opportunity })
    expect((await li.patch(`/api/activities/${id}`, { version, customer: other }, 422)).fields).toHaveLength(2)

    // Who works at both is a contact of both; who worked there once was one then.
    const { customers, version: known } = await li.get(`/api/contacts/${contact}`)
    const both = [...customers, { customer: { id: other }, joinedOn: '2020-01-01', leftOn: '2021-01-01' }]
    await li.patch(`/api/contacts/${contact}`, { version: known, customers: both })
    await li.post('/api/activities', { content: '以前在乙', customer: other, contact })
    // Whoever takes part in an opportunity is named with it, of whichever company.
    const designer = await make('contacts', { name: '设计院的人', customer: other })
    await li.post('/api/activities', { content: '设计院', opportunity, contact: designer }, 422)
    const deal = await li.get(`/api/opportunities/${opportunity}`)
    await li.patch(`/api/opportunities/${opportunity}`, {
      version: deal.version,
      contacts: [{ contact: { id: designer } }],
    })
    await li.post('/api/activities', { content: '设计院', opportunity, contact: designer })

    // What was written down stays, whatever becomes of the opportunity; a merge of the two takes it along.
    await li.patch(`/api/opportunities/${opportunity}`, { version: deal.version + 1, customer: other })
    const now = await li.get(`/api/activities/${id}`)
    await li.patch(`/api/activities/${id}`, { version: now.version, content: '改几个字' })
    await chen.post('/api/merges', { object: 'customer', into: other, from: [customer] })
    const moved = await li.get(`/api/activities/${id}`)
    expect(moved).toMatchObject({ customer: { id: other }, contact: { id: contact }, opportunity: { id: opportunity } })
  })

  it('of an old file comes in with its own people; a row that mixes two customers is refused with the reason', async () => {
    const { chen } = company.as
    const [customer] = [await make('customers', { name: '旧档客户' }), await make('customers', { name: '旧档别家' })]
    await make('contacts', { name: '旧档周工', customer })
    const file = '跟进内容,客户,联系人\n第一次拜访,旧档客户,旧档周工\n串了户,旧档别家,旧档周工\n'
    const done = await bringIn(chen, { object: 'activity', file })
    expect(done.counts).toMatchObject({ created: 1, refused: 1 })
    const { rows } = await chen.get(`/api/imports/${done.id}/rows?outcome=refused`)
    expect(JSON.stringify(rows)).toMatch(/activity\.contact_elsewhere/)
    const refused = await download(chen, `/api/imports/${done.id}/refused.csv`)
    expect(refused).toMatch(/旧档周工.*旧档别家.*串了户/s)
    expect(await chen.get(`/api/customers/${customer}`)).toMatchObject({ activityCount: 1 })
  })

  it('of a stranger’s customer, contact or opportunity says no name when it is refused', async () => {
    const { li, zhao } = company.as
    const customer = await make('customers', { name: '李强的秘密客户' })
    const contact = await make('contacts', { name: '秘密联系人', customer })
    const { id: his } = await zhao.post('/api/customers', { name: '赵敏自己的' })
    const { id: met } = await zhao.post('/api/contacts', { name: '赵敏认识的', customer: his })
    for (const about of [
      { customer: his, contact },
      { customer, contact: met },
    ]) {
      const refused = await zhao.post('/api/activities', { content: '试探', ...about }, 422)
      expect(refused.fields.map((one: { code: string }) => one.code)).toEqual(['field.no_such_record'])
      expect(JSON.stringify(refused)).not.toMatch(/秘密/)
    }
    await li.get(`/api/customers/${customer}`)
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
