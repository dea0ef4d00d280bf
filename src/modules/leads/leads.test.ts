import { beforeAll, describe, expect, it } from 'vitest'
import { change, run, upload } from '#test/imports/importing.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

describe('a lead', () => {
  it('is kept with where it came from, and found by name, company, WeChat id and tail of its phone', async () => {
    const { li, zhao, chen } = company.as
    const campaign = await chen.post('/api/campaigns', { name: '春季展会', kind: 'exhibition', budget: '12万' })
    const tag = await li.post('/api/tags', { name: '急', colour: 'red' })
    const made = await li.post('/api/leads', {
      name: '仇经理',
      company: '宁波精密机械',
      phones: ['13900005566'],
      wechats: ['Qiu_NB'],
      source: 'advertisement',
      campaign: campaign.id,
      level: 'a',
      industry: 'manufacturing',
      tags: [tag.id],
    })
    expect(made).toMatchObject({
      state: 'new',
      owner: { id: li.id },
      campaign: { title: '春季展会' },
      tags: [{ title: '急' }],
      wechats: [{ raw: 'Qiu_NB', normalised: 'qiu_nb' }],
    })
    for (const query of ['qjl', 'choujingli', '精密', 'qiu_nb', '5566']) {
      const found = (await li.get(`/api/search?q=${encodeURIComponent(query)}`)).results
      expect(
        found.map((one: { id: string }) => one.id),
        query,
      ).toContain(made.id)
    }
    await zhao.get(`/api/leads/${made.id}`, 404)
    expect((await zhao.get('/api/search?q=5566')).results).toEqual([])
    const byTag = { field: 'tags', op: 'hasAny', value: [tag.id] }
    const listed = await li.get(`/api/leads?filter=${encodeURIComponent(JSON.stringify(byTag))}`)
    expect(listed.records.map((one: { id: string }) => one.id)).toEqual([made.id])
  })

  it('comes from a file with the region in a column of its own, and is found by region', async () => {
    const { chen } = company.as
    const file = '姓名,地区,详细地址\n文佳,浙江宁波,江北区人民路1号\n文件里的人,广东,广东省广州市天河路2号\n'
    const described = await upload(chen, { object: 'lead', file })
    expect(described.columns.map(column => column.field)).toEqual(['name', 'region', 'address'])
    await run(chen, described.id)
    const find = async (code: string) => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'address', op: 'within', value: [code] }))
      return (await chen.get(`/api/leads?filter=${filter}`)).records
    }
    expect(await find('330200')).toMatchObject([
      { name: '文佳', address: { code: '330205', district: '江北区', street: '人民路1号' } },
    ])
    expect(await find('440000')).toMatchObject([{ name: '文件里的人', address: { city: '广州市' } }])
  })

  it('does not say by hand what only verbs may say', async () => {
    const { li } = company.as
    for (const field of ['state', 'convertedAt', 'qualifiedAt', 'invalidReason', 'activityCount'])
      expect((await li.post('/api/leads', { name: '手填', [field]: 'x' }, 422)).fields, field).toMatchObject([
        { path: field, code: 'field.set_by_verb' },
      ])
  })
})

describe('a campaign', () => {
  it('is planned, started and finished with what it has cost, seen by all, changed by marketing', async () => {
    const { chen, li } = company.as
    const made = await chen.post('/api/campaigns', { name: '网络推广', startsOn: '2026-03-01' })
    expect(made).toMatchObject({ state: 'planned', owner: { id: chen.id } })
    expect((await li.get(`/api/campaigns/${made.id}`)).can).toEqual([])
    await li.post(`/api/campaigns/${made.id}/start`, {}, 403)
    expect((await chen.post(`/api/campaigns/${made.id}/start`)).state).toBe('running')
    const wrong = await chen.post(`/api/campaigns/${made.id}/finish`, { endsOn: '2026-02-01' }, 422)
    expect(wrong.fields).toMatchObject([{ path: 'endsOn', code: 'campaign.ends_before_start' }])
    const ended = await chen.post(`/api/campaigns/${made.id}/finish`, { endsOn: '2026-04-01', actualCost: '8000' })
    expect(ended).toMatchObject({ state: 'finished', actualCost: '8000.00', currency: 'CNY' })
    await chen.post(`/api/campaigns/${made.id}/cancel`, {}, 409)
  })

  it('and lead of a customer change by a verb, not by the way', async () => {
    const { chen, li } = company.as
    const campaign = await chen.post('/api/campaigns', { name: '老客户转介绍月' })
    const customer = await li.post('/api/customers', { name: '来源客户', source: 'visit' })
    for (const values of [{ campaign: campaign.id }, { source: 'referral' }])
      expect((await li.patch(`/api/customers/${customer.id}`, values, 422)).fields).toMatchObject([
        { path: Object.keys(values)[0], code: 'field.set_at_creation' },
      ])
    const changed = await li.post(`/api/customers/${customer.id}/attribute`, {
      source: 'referral',
      campaign: campaign.id,
    })
    expect(changed).toMatchObject({ source: 'referral', campaign: { id: campaign.id }, version: 2 })
    const { entries } = await li.get(`/api/customers/${customer.id}/timeline`)
    expect(entries[0]).toMatchObject({ verb: 'attribute' })
    // Whoever brings it knows where it came from: at creation, or by a file.
    const lead = await li.post('/api/leads', { name: '变成客户的线索' })
    const origin = { source: 'visit', campaign: campaign.id, originLead: lead.id }
    for (const path of ['/api/customers', '/api/opportunities']) {
      const pipeline = (await li.get('/api/pipelines')).records[0].id
      const values = path === '/api/customers' ? {} : { pipeline }
      expect(await li.post(path, { name: '自带来源', ...values, ...origin })).toMatchObject({
        source: 'visit',
        campaign: { id: campaign.id },
        originLead: { id: lead.id },
      })
    }
    const described = await upload(chen, {
      object: 'customer',
      file: `系统编号,客户名称,客户来源\n${customer.id},来源客户,来访\n`,
    })
    await change(chen, described.id, { settings: { key: 'id', doubles: 'update' } })
    await run(chen, described.id)
    expect(await li.get(`/api/customers/${customer.id}`)).toMatchObject({ source: 'visit', version: 3 })
  })
})
