import { beforeAll, describe, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
let stages: { id: string; name: string }[]
let pipeline: { id: string }
const stage = (name: string): string => stages.find(one => one.name === name)?.id ?? ''

beforeAll(async () => {
  company = await openTestCompany()
  ;[pipeline] = (await company.as.chen.get('/api/pipelines?sort=createdAt')).records
  stages = (await company.as.chen.get(`/api/pipelines/${pipeline.id}`)).stages
})

const idsOf = async (filter: unknown, as: 'li' | 'zhao' = 'li'): Promise<string[]> =>
  (
    await company.as[as].get(`/api/opportunities?filter=${encodeURIComponent(JSON.stringify(filter))}&fields=name`)
  ).records.map((record: { id: string }) => record.id)
const codes = (refused: { fields: { path: string; code: string }[] }) =>
  refused.fields.map(field => `${field.path} ${field.code}`)

describe('an opportunity', () => {
  it('keeps need, budget, intent, parties and competitors, and weighs its amount by its odds', async () => {
    const { li } = company.as
    const [customer, user] = [
      await li.post('/api/customers', { name: '东方集成' }),
      await li.post('/api/customers', { name: '江南电厂' }),
    ]
    const rival = await li.post('/api/competitors', { name: '博控', positioning: '高端', strategy: '先拿总部' })
    const made = await li.post('/api/opportunities', {
      name: '电厂改造',
      customer: customer.id,
      need: '在线监测',
      budget: '120000',
      intent: 'high',
      amount: '100000.05',
      probability: 30,
      parties: [{ party: user.id, role: 'endUser' }],
      competitors: [{ competitor: rival.id, standing: 'ahead' }],
    })
    expect(made).toMatchObject({
      budget: '120000.00',
      intent: 'high',
      weightedAmount: '30000.02',
      forecastCategory: 'pipeline',
      parties: [{ party: { title: '江南电厂' }, role: 'endUser' }],
      competitors: [{ competitor: { title: '博控' }, standing: 'ahead' }],
    })
    const twice = { parties: [...made.parties, { party: user.id, role: 'endUser' }] }
    expect(codes(await li.patch(`/api/opportunities/${made.id}`, twice, 422))).toEqual([
      'parties.1.party opportunity.party_twice',
    ])
    const again = { competitors: [...made.competitors, { competitor: rival.id }] }
    expect(codes(await li.patch(`/api/opportunities/${made.id}`, again, 422))).toEqual([
      'competitors.1.competitor opportunity.competitor_twice',
    ])
    // Unknown is unknown, weighed too.
    expect((await li.patch(`/api/opportunities/${made.id}`, { amount: null })).weightedAmount).toBeNull()
  })

  it('keeps lines that name what this person does not see, and takes no such name anew', async () => {
    const { chen, li, zhao } = company.as
    const hidden = await zhao.post('/api/customers', { name: '赵的客户' })
    const made = await li.post('/api/opportunities', { name: '合作投标' })
    await chen.patch(`/api/opportunities/${made.id}`, { parties: [{ party: hidden.id, role: 'agent' }] })
    const rival = await li.post('/api/competitors', { name: '速联' })
    await li.patch(`/api/opportunities/${made.id}`, { competitors: [{ competitor: rival.id }] })
    expect((await chen.get(`/api/opportunities/${made.id}`)).parties).toMatchObject([{ party: { id: hidden.id } }])
    const other = await li.post('/api/opportunities', { name: '猜' })
    expect(
      codes(await li.patch(`/api/opportunities/${other.id}`, { parties: [{ party: hidden.id, role: 'agent' }] }, 422)),
    ).toEqual(['parties.0.party field.no_such_record'])
  })

  it('is classed by industry, region and size band, and bands may change', async () => {
    const { chen, li } = company.as
    const customer = await li.post('/api/customers', {
      name: '苏州精密',
      industry: 'manufacturing',
      address: '江苏省苏州市虎丘区某路1号',
    })
    const made = await li.post('/api/opportunities', { name: '分类', customer: customer.id, amount: '99999.99' })
    expect(made).toMatchObject({ industry: 'manufacturing', province: '江苏省', sizeBand: { title: '小单' } })
    const grown = await li.patch(`/api/opportunities/${made.id}`, { amount: '100000', region: '浙江省' })
    expect(grown).toMatchObject({ province: '浙江省', sizeBand: { title: '中单' } })
    expect(await li.post('/api/opportunities', { name: '未知' })).toMatchObject({ sizeBand: null, industry: null })
    const bands = (await chen.get('/api/size-bands?sort=fromAmount')).records
    await chen.patch(`/api/size-bands/${bands[1].id}`, { fromAmount: '200000' })
    expect((await li.get(`/api/opportunities/${made.id}`)).sizeBand).toMatchObject({ title: '小单' })
    expect(codes(await chen.patch(`/api/size-bands/${bands[1].id}`, { fromAmount: '500000' }, 422))).toEqual([
      'fromAmount sizeBand.same_amount',
    ])
    await li.post('/api/size-bands', { name: '我的', fromAmount: '1' }, 403)
    for (const [name, label] of [
      ['opportunitiesByIndustry', '制造'],
      ['opportunitiesByProvince', '浙江省'],
      ['opportunitiesBySizeBand', '小单'],
    ])
      expect(JSON.stringify(await li.get(`/api/reports/${name}`))).toContain(label)
  })
})

describe('a stage', () => {
  it('says what must be known before it is entered: any fields that the administrator chooses, his own ones too', async () => {
    const { chen, li } = company.as
    const layout = await chen.post('/api/layout/opportunity/fields', {
      type: 'text',
      labelZh: '立项号',
      labelEn: 'Project',
    })
    const change = (needs: string) =>
      chen.get(`/api/pipelines/${pipeline.id}`).then((found: { stages: { name: string }[] }) => ({
        stages: found.stages.map(one => (one.name === '提案' ? { ...one, needs, avoidance: '先见决策人' } : one)),
      }))
    const wrong = await chen.patch(`/api/pipelines/${pipeline.id}`, await change('need,颜色'), 422)
    expect(codes(wrong)).toEqual(['stages.1.needs stage.unknown_need'])
    await chen.patch(`/api/pipelines/${pipeline.id}`, await change(`客户需求，contacts、${layout.added}`))
    const made = await li.post('/api/opportunities', { name: '要求' })
    expect(codes(await li.post(`/api/opportunities/${made.id}/move`, { stage: stage('提案') }, 422))).toEqual([
      'need opportunity.stage_needs',
      'contacts opportunity.stage_needs',
      `${layout.added} opportunity.stage_needs`,
    ])
    const told = (await li.get(`/api/opportunities/${made.id}/stays`)).stages.find(
      (one: { name: string }) => one.name === '提案',
    )
    expect(told).toMatchObject({ needs: ['need', 'contacts', layout.added], avoidance: '先见决策人' })
    const customer = await li.post('/api/customers', { name: '需求方' })
    const contact = await li.post('/api/contacts', { name: '钱工', customers: [{ customer: customer.id }] })
    await li.patch(`/api/opportunities/${made.id}`, {
      need: '看板',
      contacts: [{ contact: contact.id }],
      [layout.added]: 'P-1',
    })
    expect((await li.post(`/api/opportunities/${made.id}/move`, { stage: stage('提案') })).stage.title).toBe('提案')
  })
})

describe('competitors', () => {
  it('winning and losing ask for them: wins and losses against each are what one sees, and each number opens its opportunities', async () => {
    const { chen, li, wang, zhao } = company.as
    const [one, other] = [
      await li.post('/api/competitors', { name: '恒测' }),
      await li.post('/api/competitors', { name: '云策' }),
    ]
    const customer = await li.post('/api/customers', { name: '甲方' })
    const make = (name: string, rivals: { id: string }[] = [], amount = '1000') =>
      li.post('/api/opportunities', {
        name,
        amount,
        customer: customer.id,
        competitors: rivals.map(({ id }) => ({ competitor: id })),
      })
    const won = await make('赢', [one])
    const beaten = await make('赢二')
    const lost = await make('输', [one, other])
    const lostUnsaid = await make('输二', [one])
    const open = await make('在谈', [one])
    const invalid = await make('无效', [one])
    await li.post(`/api/opportunities/${won.id}/win`, {})
    expect(await li.post(`/api/opportunities/${beaten.id}/win`, { beaten: one.id })).toMatchObject({
      competitors: [{ competitor: { id: one.id } }],
    })
    expect(await li.post(`/api/opportunities/${lost.id}/lose`, { reason: 'competitor', lostTo: one.id })).toMatchObject(
      {
        lostTo: { title: '恒测' },
        competitors: [{}, {}],
      },
    )
    await li.post(`/api/opportunities/${lostUnsaid.id}/lose`, { reason: 'price' })
    await li.post(`/api/opportunities/${invalid.id}/invalidate`, { reason: 'duplicate' })
    const standing = async (as: typeof li, id: string) =>
      (await as.get(`/api/opportunities/standings?competitor=${id}`)).standings[0]
    expect(await standing(li, one.id)).toEqual({
      competitor: { id: one.id, title: '恒测' },
      won: 2,
      lost: 1,
      lostOtherwise: 1,
      open: 1,
      winRate: 0.6667,
      wonAmounts: { CNY: '2000.00' },
      lostAmounts: { CNY: '1000.00' },
      openAmounts: { CNY: '1000.00' },
    })
    expect(await standing(wang, other.id)).toMatchObject({ won: 0, lost: 0, lostOtherwise: 1, winRate: null })
    expect(await standing(zhao, one.id)).toBeUndefined()
    const against = { field: 'against', op: 'is', value: one.id }
    const inState = (state: string) => ({ field: 'state', op: 'in', value: [state] })
    expect((await idsOf({ and: [against, inState('won')] })).sort()).toEqual([won.id, beaten.id].sort())
    expect(await idsOf({ and: [against, inState('open')] })).toEqual([open.id])
    expect(await idsOf({ field: 'lostTo', op: 'in', value: [one.id] })).toEqual([lost.id])
    expect(await idsOf(against, 'zhao')).toEqual([])
    // Reopened it is lost to nobody.
    await li.post(`/api/opportunities/${lost.id}/move`, { stage: stage('达成联系') })
    expect((await standing(li, one.id)).lost).toBe(0)
    // Whoever sells writes down what he learns, and only who leads takes one away.
    expect((await li.patch(`/api/competitors/${one.id}`, { service: '响应慢' })).service).toBe('响应慢')
    await li.delete(`/api/competitors/${one.id}`, 403)
    await chen.delete(`/api/competitors/${one.id}`, 409)
  })
})
