import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany

const ask = (path: string, query: Record<string, unknown> = {}): string => {
  const texts = Object.entries(query).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ])
  return `/api/reports${path}?${new URLSearchParams(texts)}`
}

beforeAll(async () => {
  company = await openTestCompany()
  const { li, zhao, chen } = company.as
  const { records } = await chen.get('/api/pipelines')
  const [pipeline] = records
  const make = async (who: typeof li, name: string, amount: string | null, currency = 'CNY') =>
    who.post('/api/opportunities', {
      name,
      pipeline: pipeline.id,
      customer: (await who.post('/api/customers', { name: `客户${name}` })).id,
      amount,
      openedOn: '2026-04-01',
      currency,
    })
  const won = await make(li, '一', '100.10')
  await li.post(`/api/opportunities/${won.id}/win`, { closedOn: '2026-05-06' })
  await make(li, '二', '7', 'USD')
  await make(zhao, '三', null)
  const lost = await make(zhao, '四', '5')
  await zhao.post(`/api/opportunities/${lost.id}/lose`, { closedOn: '2026-05-06', reason: 'price' })
})

test('the list names the reports in the viewer’s language; without the right it is empty', async () => {
  const { reports } = await company.as.li.get('/api/reports')
  const own = ['opportunitiesByStage', 'wonByQuarter', 'wonByManager', 'wonBySalesperson', 'daysToWin']
  const names: string[] = reports.map((report: { name: string }) => report.name)
  expect(names.filter(name => own.includes(name))).toEqual(own)
  for (const report of reports) expect(JSON.stringify(report)).not.toMatch(/reports\.\w+|opportunity\.fields/)
  expect(await company.as.qian.get('/api/reports')).toEqual({ reports: [] })
  await company.as.qian.get('/api/reports/wonByQuarter', 404)
  await company.as.li.get('/api/reports/nothing', 404)
})

test('each sees his own figures, and the rows behind them', async () => {
  const totals = async (who: keyof TestCompany['as']) =>
    (await company.as[who].get(ask('/opportunitiesByStage'))).totals
  expect(await totals('li')).toEqual({ count: 2, amount: { CNY: '100.10', USD: '7.00' }, withoutAmount: 0 })
  expect(await totals('wang')).toEqual(await totals('li'))
  expect(await totals('zhao')).toEqual({ count: 2, amount: { CNY: '5.00' }, withoutAmount: 1 })
  expect(await totals('chen')).toEqual({ count: 4, amount: { CNY: '105.10', USD: '7.00' }, withoutAmount: 1 })

  const report = await company.as.chen.get(ask('/opportunitiesByStage'))
  for (const { key, values } of report.rows) {
    const found = await company.as.chen.get(
      ask('/opportunitiesByStage/rows', { key, measure: 'count', clicked: values.count }),
    )
    expect(found).toMatchObject({ count: { value: values.count, capped: false }, changedSince: null })
    expect(found.records).toHaveLength(values.count)
    expect(found.sums.amount).toEqual(values.amount ?? {})
    const list = await company.as.chen.get(
      `/api/opportunities?count=exact&filter=${encodeURIComponent(JSON.stringify(found.filter))}`,
    )
    expect(list.count.value).toBe(values.count)
  }
  const quarter = await company.as.li.get(ask('/wonByQuarter', { period: '2026-Q2' }))
  expect(quarter.rows).toEqual([
    { key: ['2026-Q2'], labels: ['2026-Q2'], values: { amount: { CNY: '100.10' }, count: 1 } },
  ])
  const foreign = await company.as.li.get(ask('/wonBySalesperson/rows', { key: [company.as.zhao.id], measure: 'lost' }))
  expect(foreign).toMatchObject({ records: [], count: { value: 0 } })
})

test('a figure that has changed since is told', async () => {
  const clicked = (await company.as.li.get(ask('/opportunitiesByStage'))).totals.amount
  const { records } = await company.as.li.get('/api/opportunities?sort=name')
  const open = records.find((record: { name: string }) => record.name === '二')
  await company.as.li.patch(`/api/opportunities/${open.id}`, { version: open.version, amount: '8' })
  const found = await company.as.li.get(ask('/opportunitiesByStage/rows', { measure: 'amount', clicked }))
  expect(found.changedSince).toEqual({ clicked: { CNY: '100.10', USD: '7.00' }, now: { CNY: '100.10', USD: '8.00' } })
})

test('what cannot be read is told with its code', async () => {
  for (const [query, code] of [
    [{ period: 'someday' }, 'report.bad_period'],
    [{ currency: 'GOLD' }, 'report.bad_currency'],
    [{ filter: '{' }, 'filter.malformed'],
    [{ filter: { field: 'nothing', op: 'empty' } }, 'filter.unknown_field'],
  ] as const) {
    const problem = await company.as.li.get(ask('/wonByQuarter', query), 400)
    expect(problem.code).toBe(code)
    expect(problem.title).not.toContain('problems.')
  }
  expect((await company.as.li.get(ask('/wonByQuarter/rows', { measure: 'x' }), 400)).code).toBe(
    'report.unknown_measure',
  )
})

test('it comes as CSV under its own name', async () => {
  const { cookies } = company.as.chen
  const response = await fetch(company.url + ask('/wonBySalesperson/export.csv'), {
    headers: { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join(), 'accept-language': 'en' },
  })
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.csv/)
  expect((await response.text()).split('\r\n').slice(1, 4)).toEqual([
    '李强,100.10,1,0,1',
    '赵敏,,0,1,0',
    expect.stringMatching(/,100.10,1,1,0.5$/),
  ])
})
