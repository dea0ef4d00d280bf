import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'
import { bringIn, change, run, undo, upload } from './importing.ts'

const header = 'opportunity_id,opportunity name,account,deal_stage,engage_date,close_date,close_value'

test('a later file of the same system brings what is there up to date, touches nothing that it does not say, and can be taken back', async () => {
  const company = await openTestCompany()
  const { chen } = company.as
  await chen.post('/api/customers', { name: '海天' })
  const pipeline = await chen.post('/api/pipelines', {
    name: '硬件',
    stages: [
      { name: '接洽', kind: 'open' },
      { name: '谈判', kind: 'open' },
      { name: '赢单', kind: 'won' },
      { name: '输单', kind: 'lost' },
    ],
  })
  const settings = { sourceSystem: 'old crm', defaults: { currency: 'USD', pipeline: pipeline.id } }
  await bringIn(chen, {
    object: 'opportunity',
    file: `${header}\nA,大单,海天,谈判,2026-01-05,2026-06-30,1000\nB,,,接洽,,,\n`,
    settings,
  })
  const byId = async (externalId: string) => {
    const filter = JSON.stringify({ field: 'externalId', op: 'is', value: externalId })
    const { records } = await chen.get(`/api/opportunities?filter=${encodeURIComponent(filter)}`)
    return await chen.get(`/api/opportunities/${records[0].id}`)
  }
  const before = await byId('A')
  // A deal that still runs has no end: its close date is when it is expected.
  expect(before).toMatchObject({
    state: 'open',
    openedOn: '2026-01-05',
    closedOn: null,
    expectedCloseOn: '2026-06-30',
    amount: '1000.00',
    currency: 'USD',
  })
  expect(await byId('B')).toMatchObject({ name: 'B', openedOn: null, amount: null, customer: null })
  await chen.patch(`/api/opportunities/${(await byId('B')).id}`, { name: '改过的名字', currency: 'EUR' })

  let later = await upload(chen, {
    object: 'opportunity',
    file: `${header}\nA,,,赢单,2026-01-05,2026-07-02,1200\nB,,,谈判,,,\nC,,海天,接洽,2026-07-01,,\n`,
  })
  later = await change(chen, later.id, { settings: { ...settings, doubles: 'update' } })
  expect(later).toMatchObject({ state: 'ready', counts: { created: 1, updated: 2, skipped: 0, refused: 0 } })
  await run(chen, later.id)
  const after = await byId('A')
  expect(after).toMatchObject({
    id: before.id,
    name: '大单',
    customer: { title: '海天' },
    state: 'won',
    closedOn: '2026-07-02',
    amount: '1200.00',
  })
  expect(await byId('B')).toMatchObject({
    name: '改过的名字',
    currency: 'EUR',
    stage: { title: '谈判' },
    openedOn: null,
  })
  const { rows } = await sql<{ name: string; day: string | null; precision: string }>`
    select s.name, to_char(t.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, t.precision from transitions t join stages s on s.id::text = t.to_value
    where t.record_id = ${before.id}::uuid and t.field = 'stage' order by t.recorded_at, t.id`.execute(company.db)
  expect(rows).toEqual([
    { name: '谈判', day: '2026-01-05', precision: 'day' },
    { name: '赢单', day: '2026-07-02', precision: 'day' },
  ])

  expect(await undo(chen, later.id)).toMatchObject({ state: 'undone', kept: [] })
  expect(await byId('A')).toMatchObject({ state: 'open', stage: { title: '谈判' }, closedOn: null, amount: '1000.00' })
  expect(await byId('B')).toMatchObject({ name: '改过的名字', stage: { title: '接洽' } })
  const { count } = await chen.get('/api/opportunities?count=exact')
  expect(count.value).toBe(2)
})

test('ids of another system are other ids', async () => {
  const { as } = await openTestCompany()
  const settings = (sourceSystem: string) => ({ sourceSystem })
  const file = 'account id,name\n7,甲公司\n8,乙公司\n8,又是乙\n'
  expect(await bringIn(as.chen, { object: 'customer', file, settings: settings('one') })).toMatchObject({
    counts: { created: 2, skipped: 1 },
  })
  expect(await bringIn(as.chen, { object: 'customer', file, settings: settings('one') })).toMatchObject({
    counts: { created: 0, skipped: 3 },
  })
  expect(await bringIn(as.chen, { object: 'customer', file, settings: settings('two') })).toMatchObject({
    counts: { created: 2, skipped: 1 },
  })
})
