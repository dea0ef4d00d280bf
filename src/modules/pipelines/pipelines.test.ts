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

it('a pipeline that nothing goes by changes where it stands; a department stands in it once', async () => {
  const { chen } = company.as
  const made = await chen.post('/api/pipelines', { name: '草稿', stages })
  const [first, won, lost] = made.stages
  const longer = await chen.patch(`/api/pipelines/${made.id}`, {
    stages: [{ name: '新开头', kind: 'open', needs: 'amount' }, lost, won],
  })
  expect(longer).toMatchObject({ currentVersion: 1, stages: [{ name: '新开头' }, { id: lost.id }, { id: won.id }] })
  expect(longer.stages.map((stage: { id: string }) => stage.id)).not.toContain(first.id)
  await chen.patch(`/api/pipelines/${made.id}`, { currentVersion: 7 }, 422)
  const department = Object.values(company.departments)[0]
  expect(
    (await chen.patch(`/api/pipelines/${made.id}`, { departments: [{ department }, { department }] }, 422)).fields,
  ).toMatchObject([{ path: 'departments.1.department', code: 'pipeline.department_twice' }])
})
