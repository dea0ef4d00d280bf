import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let ocean: TestCompany
let river: TestCompany

beforeAll(async () => {
  ocean = await openTestCompany({ name: '海' })
  river = await openTestCompany({ name: '江', baseCurrency: 'USD', timeZone: 'Europe/London' })
})

const nameInControl = async ({ pools, id }: TestCompany): Promise<string> => {
  const { rows } = await sql<{ name: string }>`select name from companies where id = ${id}`.execute(pools.control())
  return rows[0]?.name ?? ''
}

test('everybody in the company reads its settings, the administrator changes them, and all see it at once', async () => {
  const { chen, li, qian } = ocean.as
  const before = await qian.get('/api/company')
  const usual = {
    locale: 'zh',
    baseCurrency: 'CNY',
    timeZone: 'Asia/Shanghai',
    fiscalYearStart: 1,
    weekStart: 1,
    watermark: false,
  }
  expect(before).toEqual({ id: ocean.id, name: '海', ...usual })
  const wanted = { name: ' 大海科技 ', locale: 'en', timeZone: 'asia/tokyo', fiscalYearStart: 4, weekStart: 7 }
  const after = { ...before, ...wanted, name: '大海科技', timeZone: 'Asia/Tokyo' }
  expect(await chen.patch('/api/company', wanted, 200)).toEqual(after)
  expect(await li.get('/api/company')).toEqual(after)
  expect((await li.get('/api/session')).company).toEqual(after)
  expect(await nameInControl(ocean)).toBe('大海科技')
  expect(await chen.patch('/api/company', { weekStart: 1 })).toEqual({ ...after, weekStart: 1 })

  expect(await river.as.chen.get('/api/company')).toMatchObject({ name: '江', locale: 'zh', timeZone: 'Europe/London' })
  expect(await nameInControl(river)).toBe('江')
  await river.as.chen.patch('/api/company', { name: '大江' })
  expect((await li.get('/api/company')).name).toBe('大海科技')
  await chen.patch('/api/company', { locale: 'zh' })
})

test('each change is kept with who made it; what was already so leaves no trace', async () => {
  await river.as.chen.patch('/api/company', { fiscalYearStart: 7, weekStart: 6 })
  await river.as.chen.patch('/api/company', { fiscalYearStart: 7 })
  const { rows } = await sql`
    select user_id, verb, version, changes from history where object = 'company' and record_id = ${river.id}
     order by version desc limit 1`.execute(river.db)
  expect(rows).toEqual([
    {
      user_id: river.as.chen.id,
      verb: 'update',
      version: expect.any(Number),
      changes: { fiscalYearStart: [1, 7], weekStart: [1, 6] },
    },
  ])
})

test('without the right nothing is changed, nor anything shown to strangers', async () => {
  const before = await river.as.chen.get('/api/company')
  for (const who of ['li', 'wang', 'qian'] as const) {
    expect(await river.as[who].patch('/api/company', { name: '小河' }, 403)).toMatchObject({ code: 'forbidden' })
  }
  expect((await fetch(`${river.url}/api/company`)).status).toBe(401)
  expect(await river.as.chen.get('/api/company')).toEqual(before)
  expect(await nameInControl(river)).toBe(before.name)
})

test('what cannot be is refused at its field, all at once, and nothing of it is done', async () => {
  const { chen } = river.as
  const before = await chen.get('/api/company')
  const wrong = { name: ' ', locale: 'fr', timeZone: 'Asia/Beijing', fiscalYearStart: 13, weekStart: 0, owner: 'x' }
  const { fields } = await chen.patch('/api/company', wrong, 422)
  const codes = Object.fromEntries(fields.map((field: { path: string; code: string }) => [field.path, field.code]))
  expect(codes).toEqual({
    name: 'field.required',
    locale: 'field.unknown_option',
    timeZone: 'company.unknown_time_zone',
    fiscalYearStart: 'field.too_large',
    weekStart: 'field.too_small',
    owner: 'field.unknown',
  })
  expect(fields.find((field: { path: string }) => field.path === 'timeZone').message).toContain('Asia/Shanghai')
  for (const timeZone of ['', '+08:00', 'posix/Asia/Shanghai', null])
    expect((await chen.patch('/api/company', { name: '小河', timeZone }, 422)).fields).toMatchObject([
      { path: 'timeZone' },
    ])
  await chen.patch('/api/company', { name: '小\u0000河' }, 422)
  await chen.patch('/api/company', [], 400)

  const refused = await chen.patch('/api/company', { baseCurrency: 'CNY', name: '小河' }, 409)
  expect(refused).toMatchObject({ code: 'company.currency_fixed', title: expect.stringContaining('USD') })
  await chen.patch('/api/company', { baseCurrency: 'USD' }, 200)
  expect(await chen.get('/api/company')).toEqual(before)
})

test('the days of reports, filters and verbs are those of the new time zone', async () => {
  const { chen, li } = await openTestCompany({ timeZone: 'Pacific/Kiritimati' }).then(company => company.as)
  const customer = (await li.post('/api/customers', { name: '岛上贸易' })).id
  const { id, stage } = await li.post('/api/opportunities', {
    name: '大单',
    amount: '8',
    customer,
    openedOn: '2020-01-01',
  })
  // Without a day of its own it closes today, by the clocks of the company.
  const won = await li.post(`/api/opportunities/${id}/win`, {})
  const wonToday = async () => (await li.get('/api/reports/wonByQuarter?period=today')).totals.count
  expect(await wonToday()).toBe(1)
  // 26 hours behind: whenever this runs, no day there is that day.
  await chen.patch('/api/company', { timeZone: 'Etc/GMT+12' })
  expect(await wonToday()).toBe(0)
  await li.post(`/api/opportunities/${id}/move`, { stage: stage.id })
  await li.post(`/api/opportunities/${id}/win`, { closedOn: won.closedOn }, 422)
  const again = await li.post(`/api/opportunities/${id}/win`, {})
  expect(again.closedOn < won.closedOn).toBe(true)
  expect(await wonToday()).toBe(1)
})
