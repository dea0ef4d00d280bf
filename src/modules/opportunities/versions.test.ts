import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

interface Stage {
  id: string
  name: string
  [field: string]: unknown
}

let company: TestCompany
let pipeline: { id: string; stages: Stage[] }
beforeAll(async () => {
  company = await openTestCompany()
})

let made = 0
beforeEach(async () => {
  made += 1
  pipeline = await company.as.chen.post('/api/pipelines', {
    name: `流程 ${made}`,
    stages: [
      { name: '接洽', kind: 'open', probability: 10 },
      { name: '方案', kind: 'open', probability: 40 },
      { name: '报价', kind: 'open', probability: 60 },
      { name: '赢', kind: 'won', probability: 100 },
      { name: '输', kind: 'lost', probability: 0 },
    ],
  })
})

const stage = (name: string): Stage => pipeline.stages.find(one => one.name === name) as Stage
const ids = (names: string[]): Stage[] => names.map(stage)
const open = (values: Record<string, unknown> = {}) =>
  company.as.li.post('/api/opportunities', { name: '网络改造', pipeline: pipeline.id, ...values })
const move = (id: string, to: string, status = 200) =>
  company.as.li.post(`/api/opportunities/${id}/move`, { stage: to }, status)
const moveOver = (id: string, to?: string, status = 200) =>
  company.as.li.post(`/api/opportunities/${id}/moveOver`, to ? { stage: to } : {}, status)
/** Gives the pipeline these stages, in this order. */
const rebuild = async (stages: Partial<Stage>[]): Promise<{ currentVersion: number; stages: Stage[] }> => {
  const after = await company.as.chen.patch(`/api/pipelines/${pipeline.id}`, { stages })
  return { ...after, stages: after.stages }
}
const codes = (problem: { fields: { path: string; code: string }[] }) =>
  problem.fields.map(({ path, code }) => `${path} ${code}`)
const tour = (id: string) => company.as.li.get(`/api/opportunities/${id}/stays`)

it('names, days, odds and words may change in use; what changes the course makes a new version', async () => {
  const { id } = await open()
  const [first, ...rest] = pipeline.stages
  const renamed = await rebuild([
    {
      ...first,
      name: '初次接洽',
      normDays: 9,
      probability: 15,
      steps: '打电话',
      risks: '没人接',
      exitStandard: '见面',
    },
    ...rest,
  ])
  expect(renamed.currentVersion).toBe(1)
  expect((await company.as.li.get(`/api/opportunities/${id}`)).stage).toEqual({ id: first?.id, title: '初次接洽' })
  const courses: Partial<Stage>[][] = [
    ids(['方案', '接洽', '报价', '赢', '输']),
    ids(['方案', '报价', '赢', '输']),
    [...ids(['方案', '报价']), { name: '投标', kind: 'open' }, ...ids(['赢', '输'])],
    [stage('方案'), { ...stage('报价'), needs: 'amount' }, ...ids(['赢', '输'])],
    [stage('方案'), { ...stage('报价'), kind: 'invalid' }, ...ids(['赢', '输'])],
  ]
  for (const [index, course] of courses.entries()) expect((await rebuild(course)).currentVersion).toBe(index + 2)
})

it('what began by the old version goes on by it, with its stages, its needs and its endings; what is new goes by the new one', async () => {
  const old = await open()
  expect(old.pipelineVersion).toBe(1)
  const after = await rebuild([
    stage('接洽'),
    { ...stage('报价'), needs: 'amount' },
    { name: '投标', kind: 'open' },
    ...ids(['赢', '输']),
  ])
  const tender = after.stages.find(one => one.name === '投标') as Stage
  const young = await open()
  expect(young.pipelineVersion).toBe(2)

  expect((await move(old.id, stage('方案').id)).stage.title).toBe('方案')
  expect(codes(await move(old.id, tender.id, 422))).toEqual(['stage opportunity.stage_of_other_version'])
  expect((await move(old.id, stage('报价').id)).stage.title).toBe('报价')
  expect(codes(await move(young.id, stage('方案').id, 422))).toEqual(['stage opportunity.stage_of_other_version'])
  expect(codes(await move(young.id, stage('报价').id, 422))).toEqual(['amount opportunity.stage_needs'])
  expect((await move(young.id, tender.id)).stage.title).toBe('投标')
  expect(await tour(old.id)).toMatchObject({ version: 1, newestVersion: 2 })
  expect((await tour(old.id)).stages.map((one: Stage) => one.name)).toEqual(['接洽', '方案', '报价', '赢', '输'])
  expect((await tour(young.id)).stages.map((one: Stage) => one.name)).toEqual(['接洽', '报价', '投标', '赢', '输'])

  // Other changes leave it where it is, also in a stage that is gone.
  await move(old.id, stage('方案').id)
  const edited = await company.as.li.patch(`/api/opportunities/${old.id}`, { nextStep: '约演示', amount: '5000' })
  expect(edited).toMatchObject({ stage: { title: '方案' }, pipelineVersion: 1, state: 'open', probability: 40 })
  expect((await company.as.li.post(`/api/opportunities/${old.id}/win`, {})).state).toBe('won')
  expect((await company.as.li.get(`/api/opportunities/${old.id}`)).pipelineVersion).toBe(1)
  // Into another pipeline: by its newest version.
  const other = await company.as.li.patch(`/api/opportunities/${young.id}`, {
    pipeline: (await company.as.li.get('/api/pipelines?sort=createdAt')).records[0].id,
  })
  expect(other).toMatchObject({ pipelineVersion: 1, state: 'open' })
})

it('one is moved over: into its own stage where that is still open, else into the one that is told; where it has been stays true', async () => {
  const [kept, lost] = [await open(), await open()]
  await move(lost.id, stage('方案').id)
  const before = (await tour(lost.id)).stays
  await rebuild([stage('接洽'), { ...stage('报价'), needs: 'customer,amount' }, ...ids(['赢', '输'])])

  expect(await moveOver(kept.id)).toMatchObject({ pipelineVersion: 2, stage: { title: '接洽' } })
  expect((await tour(kept.id)).stays).toHaveLength(1)
  expect((await moveOver(kept.id, undefined, 409)).code).toBe('opportunity.is_current')

  expect(codes(await moveOver(lost.id, undefined, 422))).toEqual(['stage opportunity.stage_to_choose'])
  expect(codes(await moveOver(lost.id, stage('赢').id, 422))).toEqual(['stage opportunity.ending_needs_verb'])
  expect(codes(await moveOver(lost.id, stage('方案').id, 422))).toEqual(['stage opportunity.stage_to_choose'])
  // Nobody has worked his way into that stage, so what it needs is not asked.
  expect(await moveOver(lost.id, stage('报价').id)).toMatchObject({ pipelineVersion: 2, probability: 60 })
  const { stays } = await tour(lost.id)
  expect(stays.slice(0, 2)).toMatchObject([before[0], { stage: before[1].stage, from: before[1].from }])
  expect(stays.map((stay: { stage: string }) => stay.stage)).toEqual(ids(['接洽', '方案', '报价']).map(one => one.id))
  const { entries } = await company.as.li.get(`/api/opportunities/${lost.id}/timeline`)
  expect(entries.map((entry: { verb: string }) => entry.verb)).toContain('moveOver')

  const ended = await open()
  await company.as.li.post(`/api/opportunities/${ended.id}/lose`, { reason: 'price' })
  expect((await moveOver(ended.id, undefined, 409)).code).toBe('verb_not_possible')
  await company.as.zhao.post(`/api/opportunities/${kept.id}/moveOver`, {}, 404)
})

it('all are moved over stage by stage, as one batch that can be taken back', async () => {
  const { chen, li } = company.as
  const many = await Promise.all(Array.from({ length: 6 }, () => open()))
  for (const { id } of many.slice(0, 4)) await move(id, stage('方案').id)
  await rebuild(ids(['接洽', '报价', '赢', '输']))
  const young = await open()
  const former = await chen.get(`/api/opportunities/former?pipeline=${pipeline.id}`)
  expect(former).toEqual({
    version: 2,
    open: ids(['接洽', '报价']).map(({ id, name }) => ({ id, name })),
    former: [
      { stage: { id: stage('接洽').id, name: '接洽' }, count: 2, into: stage('接洽').id },
      { stage: { id: stage('方案').id, name: '方案' }, count: 4, into: null },
    ],
  })
  expect((await company.as.zhao.get(`/api/opportunities/former?pipeline=${pipeline.id}`)).former).toEqual([])

  const run = await li.post('/api/opportunities/bulk', {
    filter: {
      and: [
        { field: 'pipeline', op: 'in', value: [pipeline.id] },
        { field: 'pipelineVersion', op: 'lt', value: 2 },
        { field: 'stage', op: 'in', value: [stage('方案').id] },
      ],
    },
    verb: 'moveOver',
    input: { stage: stage('报价').id },
  })
  expect(run).toMatchObject({ state: 'done', total: 4, refused: [] })
  const now = await li.get(`/api/opportunities/${many[0].id}`)
  expect(now).toMatchObject({ stage: { title: '报价' }, pipelineVersion: 2 })
  expect((await chen.get(`/api/opportunities/former?pipeline=${pipeline.id}`)).former).toMatchObject([{ count: 2 }])
  await li.post(`/api/bulk/${run.id}/undo`)
  expect(await li.get(`/api/opportunities/${many[0].id}`)).toMatchObject({
    stage: { title: '方案' },
    pipelineVersion: 1,
  })
  expect(await li.get(`/api/opportunities/${young.id}`)).toMatchObject({ pipelineVersion: 2 })
})

it('board and reports draw old and new together; a stage that is gone stands where it stood until it is empty', async () => {
  const { li } = company.as
  const old = await open({ amount: '100' })
  await move(old.id, stage('方案').id)
  await open({ amount: '10' })
  await rebuild(ids(['接洽', '报价', '赢', '输']))
  await open({ amount: '1' })
  const board = async () => {
    const { pipeline: of, columns } = await li.get(`/api/opportunities/board?pipeline=${pipeline.id}`)
    return {
      version: of.version,
      columns: columns.map((column: { stage: Stage; count: { value: number }; sums: Record<string, string> }) => [
        column.stage.name,
        column.count.value,
        column.sums.CNY ?? null,
        column.stage.isFormer,
      ]),
    }
  }
  expect(await board()).toEqual({
    version: 2,
    columns: [
      ['接洽', 2, '11.00', false],
      ['方案', 1, '100.00', true],
      ['报价', 0, null, false],
      ['赢', 0, null, false],
      ['输', 0, null, false],
    ],
  })
  const report = await li.get('/api/reports/opportunitiesByStage')
  const told = JSON.stringify(report)
  expect(told).toContain(`流程 ${made}`)
  expect(told).toContain('方案')
  await moveOver(old.id, stage('报价').id)
  expect((await board()).columns.map(([name]: [string]) => name)).toEqual(['接洽', '报价', '赢', '输'])
})

it('a new opportunity begins with the pipeline that is offered to its maker’s department, or the nearest above it', async () => {
  const { chen, li, zhao } = company.as
  const usual = await li.post('/api/opportunities', { name: '通常' })
  const departmentOf = async (id: string): Promise<string> => (await chen.get(`/api/users/${id}`)).department.id
  const [own, others] = [await departmentOf(li.id), await departmentOf(zhao.id)]
  expect(own).not.toBe(others)
  const above = await chen.post('/api/departments', { name: '事业部' })
  await chen.patch(`/api/departments/${own}`, { parent: above.id })
  await chen.patch(`/api/pipelines/${pipeline.id}`, { departments: [{ department: above.id }] })
  expect((await li.post('/api/opportunities', { name: '本部门' })).pipeline.id).toBe(pipeline.id)
  expect((await zhao.post('/api/opportunities', { name: '别的部门' })).pipeline).toEqual(usual.pipeline)
  expect((await li.get('/api/opportunities/board')).pipeline.id).toBe(pipeline.id)
  const offered = async (person: typeof li): Promise<string[]> =>
    (await person.get('/api/pipelines/offered')).records.map((one: { id: string }) => one.id)
  const all = (await offered(zhao)).length
  expect([(await offered(li))[0], (await offered(zhao)).at(-1)]).toEqual([pipeline.id, pipeline.id])
  expect(await offered(li)).toHaveLength(all)
  expect((await chen.get(`/api/pipelines/${pipeline.id}`)).currentVersion).toBe(1)
})
