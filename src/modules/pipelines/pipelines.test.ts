import { beforeAll, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const stages = [
  { name: 'A', kind: 'open' },
  { name: 'B', kind: 'won' },
  { name: 'C', kind: 'lost' },
]

it('two pipelines stand ready, in the language of the company', async () => {
  const names = (await company.as.li.get('/api/pipelines')).records.map((record: { name: string }) => record.name)
  expect(names).toEqual(expect.arrayContaining(['七阶段漏斗', '项目型销售']))
  const english = await openTestCompany({ name: 'Ocean', locale: 'en' })
  const [first] = (await english.as.li.get('/api/pipelines?sort=createdAt')).records
  const kinds = (await english.as.li.get(`/api/pipelines/${first.id}`)).stages.map(
    (stage: { kind: string }) => stage.kind,
  )
  expect(kinds).toEqual(['open', 'open', 'open', 'won', 'afterWon', 'lost', 'invalid'])
})

it('a pipeline needs a stage to begin in, one to win and one to lose', async () => {
  const { chen, li } = company.as
  expect((await chen.post('/api/pipelines', { name: '半截', stages: stages.slice(0, 2) }, 422)).fields).toMatchObject([
    { path: 'stages', code: 'pipeline.stages_missing' },
  ])
  expect(
    (await chen.post('/api/pipelines', { name: '重名', stages: [...stages, { name: 'a', kind: 'open' }] }, 422)).fields,
  ).toMatchObject([{ path: 'stages.3.name' }])
  await li.post('/api/pipelines', { name: '越权', stages }, 403)
})

it('a stage in use cannot vanish, and a new name changes no history', async () => {
  const { chen, li } = company.as
  const pipeline = await chen.post('/api/pipelines', {
    name: '渠道',
    stages: [{ name: '起', kind: 'open' }, { name: '承', kind: 'open' }, ...stages.slice(1)],
  })
  const opportunity = await li.post('/api/opportunities', { name: '在用', pipeline: pipeline.id })
  const [first, second, won, lost] = pipeline.stages
  await chen.patch(`/api/pipelines/${pipeline.id}`, { stages: [second, won, lost] }, 409)
  const renamed = await chen.patch(`/api/pipelines/${pipeline.id}`, { stages: [{ ...first, name: '开端' }, won, lost] })
  expect(renamed.stages.map((stage: { name: string }) => stage.name)).toEqual(['开端', 'B', 'C'])
  expect((await li.get(`/api/opportunities/${opportunity.id}`)).stage).toEqual({ id: first.id, title: '开端' })
})
