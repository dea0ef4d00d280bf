import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
let pipeline: { id: string }
let stages: { id: string; name: string }[]
const stage = (name: string): string => stages.find(one => one.name === name)?.id ?? ''

beforeAll(async () => {
  company = await openTestCompany()
  ;[pipeline] = (await company.as.chen.get('/api/pipelines?sort=createdAt')).records
  stages = (await company.as.chen.get(`/api/pipelines/${pipeline.id}`)).stages
})

const rule = async (values: Record<string, unknown>) => company.as.chen.post('/api/opportunity-rules', values)
const off = (id: string) => company.as.chen.patch(`/api/opportunity-rules/${id}`, { isOn: false })
const team = async (id: string) =>
  (await company.as.chen.get(`/api/opportunities/${id}/team`)).members
    .map((one: { user: { title: string }; access: string }) => `${one.user.title} ${one.access}`)
    .sort()
/** What somebody may is known anew at once, where the program takes half a second. */
const seen = () => forgetActors(company.db)
const why = async (id: string) => (await company.as.chen.get(`/api/opportunities/${id}/assignments`)).assignments

describe('rules on opportunities', () => {
  it('above an amount add 售前 and 商务 as members, once, whenever the amount is reached, and say why', async () => {
    const { chen, li, wang, zhao } = company.as
    const big = await rule({
      name: '大单支持',
      deed: 'members',
      fromAmount: '500000',
      members: [
        { duty: 'presales', user: zhao.id },
        { duty: 'commercial', user: wang.id },
      ],
    })
    const made = await li.post('/api/opportunities', { name: '机房改造', amount: '499999.99' })
    expect(await team(made.id)).toEqual([])
    await zhao.get(`/api/opportunities/${made.id}`, 404)
    await li.patch(`/api/opportunities/${made.id}`, { amount: '500000' })
    expect(await team(made.id)).toEqual([`${wang.name} edit`, `${zhao.name} edit`].sort())
    seen()
    expect((await zhao.get(`/api/opportunities/${made.id}`)).owner.id).toBe(li.id)
    const [told] = await why(made.id)
    expect(told).toMatchObject({ deed: 'members', rule: '大单支持', by: { id: li.id } })
    expect(told.why).toBe(`按规则「大单支持」加入：售前 ${zhao.name}、商务 ${wang.name}`)
    expect((await zhao.get('/api/notices')).notices.map((one: { kind: string }) => one.kind)).toContain(
      'opportunity.joined',
    )
    await li.patch(`/api/opportunities/${made.id}`, { amount: '600000' })
    expect(await why(made.id)).toHaveLength(1)
    // What is known in another currency counts by its rate; without one it reaches no amount.
    const foreign = await li.post('/api/opportunities', { name: '海外', amount: '60000', currency: 'USD' })
    expect(await team(foreign.id)).toEqual([])
    await chen.post('/api/exchange-rates', { currency: 'USD', on: '2020-01-01', rate: '7.2' })
    await li.patch(`/api/opportunities/${foreign.id}`, { amount: '90000' })
    expect(await team(foreign.id)).toHaveLength(2)
    await off(big.id)
  })

  it('by pipeline, stage, industry and region give it to a person or a team; whoever had it stays as a member', async () => {
    const { chen, li, wang, zhao } = company.as
    const made = await rule({
      name: '浙江制造业谈判',
      deed: 'team',
      pipeline: pipeline.id,
      stage: stage('提案'),
      industries: ['manufacturing'],
      regions: '浙江',
      members: [
        { duty: 'sales', user: zhao.id },
        { duty: 'technical', user: wang.id },
      ],
      method: 'roundRobin',
    })
    const customer = await li.post('/api/customers', {
      name: '杭州精工',
      industry: 'manufacturing',
      address: '浙江省杭州市西湖区文三路1号',
    })
    const one = await li.post('/api/opportunities', { name: '产线', customer: customer.id })
    expect(one).toMatchObject({ industry: 'manufacturing', province: '浙江省', owner: { id: li.id } })
    expect(one.region.street).toBeNull()
    await li.post(`/api/opportunities/${one.id}/move`, { stage: stage('提案') })
    const moved = await chen.get(`/api/opportunities/${one.id}`)
    expect([zhao.id, wang.id]).toContain(moved.owner.id)
    const other = moved.owner.id === zhao.id ? wang : zhao
    expect(await team(one.id)).toEqual([`${li.name} edit`, `${other.name} edit`].sort())
    expect((await why(one.id))[0].why).toContain('按规则「浙江制造业谈判」轮到')
    const second = await li.post('/api/opportunities', { name: '二期', customer: customer.id })
    await li.post(`/api/opportunities/${second.id}/move`, { stage: stage('提案') })
    const turned = await chen.get(`/api/opportunities/${second.id}`)
    expect(turned.owner.id).not.toBe(moved.owner.id)
    // Another region is not meant.
    const far = await li.post('/api/opportunities', { name: '广东', customer: customer.id, region: '广东省深圳市' })
    expect((await li.post(`/api/opportunities/${far.id}/move`, { stage: stage('提案') })).owner.id).toBe(li.id)
    await off(made.id)
  })

  it('give a new one to a person at once, unless its maker is among their people; a cap and a leave are kept', async () => {
    const { li, wang, zhao, chen } = company.as
    const made = await rule({
      name: '新商机',
      deed: 'owner',
      members: [{ user: zhao.id }, { user: wang.id }],
      method: 'load',
    })
    expect((await zhao.post('/api/opportunities', { name: '自己的' })).owner.id).toBe(zhao.id)
    const given = await chen.get(`/api/opportunities/${(await li.post('/api/opportunities', { name: '请人跟' })).id}`)
    expect(given.owner.id).not.toBe(li.id)
    expect(await team(given.id)).toEqual([`${li.name} edit`])
    await chen.put(`/api/users/${zhao.id}/leave`, { from: '2020-01-01', until: '2099-01-01' })
    const alone = await li.post('/api/opportunities', { name: '赵休假' })
    expect((await chen.get(`/api/opportunities/${alone.id}`)).owner.id).toBe(wang.id)
    await chen.patch(`/api/opportunity-rules/${made.id}`, { cap: 1 })
    const kept = await li.post('/api/opportunities', { name: '都满了' })
    expect(kept.owner.id).toBe(li.id)
    expect((await li.post(`/api/opportunities/${kept.id}/assignByRules`, {}, 409)).code).toBe(
      'opportunityRule.nobody_fits',
    )
    await chen.patch(`/api/opportunity-rules/${made.id}`, { cap: 1000 })
    await li.post(`/api/opportunities/${kept.id}/assignByRules`, {})
    expect((await chen.get(`/api/opportunities/${kept.id}`)).owner.id).toBe(wang.id)
    await chen.put(`/api/users/${zhao.id}/leave`, { from: null, until: null })
    await off(made.id)
  })

  it('choose one of a department, and many at once go out evenly', async () => {
    const { li, zhao } = company.as
    const made = await rule({
      name: '部门',
      deed: 'members',
      industries: ['government'],
      members: [{ duty: 'technical', department: company.departments[Object.keys(company.departments)[0] ?? ''] }],
      method: 'roundRobin',
    })
    const many = await Promise.all(
      Array.from({ length: 12 }, (_one, place) =>
        li.post('/api/opportunities', { name: `学校 ${place}`, industry: 'government' }),
      ),
    )
    const joined = await Promise.all(many.map(one => why(one.id)))
    const counts = Map.groupBy(joined, ([told]) => told.members[0]?.user.id ?? 'none')
    expect(joined.every(told => told.length === 1)).toBe(true)
    const sizes = [...counts.values()].map(group => group.length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    expect(zhao.id).toBeTruthy()
    await off(made.id)
  })

  it('whoever answers for a stage joins when it is entered', async () => {
    const { chen, li, zhao } = company.as
    const found = await chen.get(`/api/pipelines/${pipeline.id}`)
    await chen.patch(`/api/pipelines/${pipeline.id}`, {
      stages: found.stages.map((one: { name: string }) => ({
        ...one,
        ...(one.name === '提案' ? { responsible: zhao.id } : {}),
      })),
    })
    const customer = await li.post('/api/customers', { name: '东风' })
    const one = await li.post('/api/opportunities', { name: '把关', customer: customer.id })
    await zhao.get(`/api/opportunities/${one.id}`, 404)
    await li.post(`/api/opportunities/${one.id}/move`, { stage: stage('提案') })
    expect(await team(one.id)).toEqual([`${zhao.name} edit`])
    expect((await why(one.id))[0]).toMatchObject({ deed: 'stage', why: `进入阶段，责任人加入：${zhao.name}` })
    const { stages: told } = await li.get(`/api/opportunities/${one.id}/stays`)
    expect(told.find((known: { name: string }) => known.name === '提案').responsible).toMatchObject({ id: zhao.id })
  })

  it('say what is wrong with a rule, and are for those who settle how the company works', async () => {
    const { chen, li, zhao } = company.as
    const codes = async (values: Record<string, unknown>) =>
      (await chen.post('/api/opportunity-rules', { name: '错', ...values }, 422)).fields.map(
        (field: { path: string; code: string }) => `${field.path} ${field.code}`,
      )
    expect(await codes({ deed: 'owner' })).toEqual(['members opportunityRule.no_members'])
    expect(await codes({ deed: 'owner', members: [{ duty: 'sales' }] })).toEqual([
      'members.0.user opportunityRule.person_or_department',
    ])
    expect(await codes({ deed: 'owner', members: [{ user: zhao.id }], fromAmount: '10', belowAmount: '10' })).toEqual([
      'belowAmount opportunityRule.amounts_backwards',
    ])
    expect(await codes({ deed: 'owner', members: [{ user: zhao.id }], regions: '火星' })).toEqual([
      'regions field.no_such_region',
    ])
    const [, other] = (await chen.get('/api/pipelines?sort=createdAt')).records
    expect(
      await codes({ deed: 'owner', members: [{ user: zhao.id }], pipeline: other.id, stage: stage('提案') }),
    ).toEqual(['stage opportunityRule.stage_of_other_pipeline'])
    await li.post('/api/opportunity-rules', { name: '我的', deed: 'owner', members: [{ user: li.id }] }, 403)
  })
})
