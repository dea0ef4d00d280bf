import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let ocean: TestCompany
let river: TestCompany

beforeAll(async () => {
  ocean = await openTestCompany({ name: '海' })
  river = await openTestCompany({ name: '江', timeZone: 'America/New_York' })
})

const upload = (company: TestCompany, who: 'chen' | 'li', body: string | Uint8Array) =>
  fetch(`${company.url}/api/working-calendar/import`, {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      origin: company.url,
      cookie: company.as[who].cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: body as BodyInit,
  })

const yearOf = (company: TestCompany, year: number) => company.as.li.get(`/api/working-calendar?year=${year}`)
const addTo = async (company: TestCompany, day: string, add: number) =>
  (await company.as.li.get(`/api/working-calendar/reckon?day=${day}&add=${add}`)).day

test('a new company knows the holidays that are shipped, and says of a year without any that it is missing', async () => {
  const known = await yearOf(ocean, 2026)
  expect(known).toMatchObject({ source: 'shipped', version: 0, isShipped: true, restDays: [6, 7], workingDays: 248 })
  expect(known.days).toContainEqual({ day: '2026-02-14', kind: 'work', name: '春节' })
  expect(known.days).toContainEqual({ day: '2026-10-01', kind: 'rest', name: '国庆节' })
  expect(await yearOf(ocean, 2150)).toMatchObject({ source: 'none', days: [], isShipped: false })
  expect(await addTo(ocean, '2026-02-13', 2)).toBe('2026-02-24')
  const between = await ocean.as.li.get('/api/working-calendar/reckon?day=2026-09-30&until=2026-10-10')
  expect(between.count).toBe(3)
})

test('what the company writes of a year counts in place of what is shipped, for that company alone, until it is taken back', async () => {
  const { chen } = ocean.as
  const before = await yearOf(ocean, 2026)
  const days = [...before.days, { day: '2026-06-01', kind: 'rest', name: ' 司庆 ' }]
  const after = await chen.put('/api/working-calendar/2026', { version: 0, days }, 200)
  expect(after).toMatchObject({ source: 'company', version: 1, workingDays: 247 })
  expect(after.days).toContainEqual({ day: '2026-06-01', kind: 'rest', name: '司庆' })
  expect(await addTo(ocean, '2026-05-29', 1)).toBe('2026-06-02')
  // What is called as shipped is so in each reader's language.
  const english = await chen.ask('GET', '/api/working-calendar?year=2026', undefined, { 'x-locale': 'en' })
  expect(english.body.days).toContainEqual({ day: '2026-10-01', kind: 'rest', name: 'National Day' })
  expect(english.body.days).toContainEqual({ day: '2026-06-01', kind: 'rest', name: '司庆' })
  expect(await addTo(river, '2026-05-29', 1)).toBe('2026-06-01')

  // Whoever read it before that is told, and nothing of his is written.
  expect(await chen.put('/api/working-calendar/2026', { version: 0, days: [] }, 409)).toMatchObject({
    code: 'calendar.changed',
  })
  expect(await chen.delete('/api/working-calendar/2026?version=0', 409)).toMatchObject({ code: 'calendar.changed' })
  expect((await yearOf(ocean, 2026)).days).toHaveLength(days.length)

  const { rows } = await sql<{ detail: { added: string[] } }>`
    select detail from audit_log where kind = 'settings.calendar' order by id`.execute(ocean.db)
  expect(rows.map(({ detail }) => detail)).toMatchObject([{ year: 2026, removed: [], added: expect.any(Array) }])
  expect(rows[0]?.detail.added).toContain('2026-06-01 rest')

  expect(await chen.delete('/api/working-calendar/2026?version=1', 200)).toMatchObject({
    source: 'shipped',
    version: 0,
  })
  expect(await yearOf(ocean, 2026)).toEqual(before)
})

test('of two who change a year at once one is told, and the days are those of the other', async () => {
  const chen = ocean.as.chen
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      fetch(`${ocean.url}/api/working-calendar/2031`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          origin: ocean.url,
          cookie: chen.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        },
        body: JSON.stringify({ version: 0, days: [{ day: `2031-01-0${index + 1}`, kind: 'rest', name: `${index}` }] }),
      }).then(answer => answer.status),
    ),
  )
  expect(answers.filter(status => status === 200)).toHaveLength(1)
  expect(answers.filter(status => status === 409)).toHaveLength(5)
  const written = await yearOf(ocean, 2031)
  expect(written.days).toEqual([expect.objectContaining({ name: String(answers.indexOf(200)) })])
})

test('the weekly rhythm is the company’s own; without shipped holidays nothing is missing', async () => {
  const { chen } = river.as
  expect(await chen.patch('/api/working-calendar', { restDays: [7, 5, 5] }, 200)).toMatchObject({ restDays: [5, 7] })
  expect(await addTo(river, '2026-06-04', 1)).toBe('2026-06-06')
  const none = await chen.patch('/api/working-calendar', { holidays: 'none', restDays: [6, 7] }, 200)
  expect(none).toMatchObject({ holidays: 'none', days: [], isShipped: false, missing: [] })
  expect(await addTo(river, '2026-09-30', 1)).toBe('2026-10-01')
  await chen.patch('/api/working-calendar', { restDays: [1, 2, 3, 4, 5, 6, 7] }, 422)
  await chen.patch('/api/working-calendar', { restDays: [0] }, 422)
  await chen.patch('/api/working-calendar', { holidays: 'china' }, 200)
})

test('only whoever may change settings changes the calendar; what cannot be is refused with nothing done', async () => {
  const before = await yearOf(ocean, 2026)
  for (const who of ['li', 'wang', 'qian'] as const) {
    await ocean.as[who].put('/api/working-calendar/2026', { version: 0, days: [] }, 403)
    await ocean.as[who].patch('/api/working-calendar', { restDays: [7] }, 403)
    await ocean.as[who].delete('/api/working-calendar/2026?version=0', 403)
  }
  expect((await upload(ocean, 'li', 'day,kind\n2026-01-01,work\n')).status).toBe(403)
  const wrong = [
    { day: '2027-01-01', kind: 'rest', name: null },
    { day: '2026-02-30', kind: 'rest', name: null },
    { day: '2026-03-02', kind: 'rest', name: null },
    { day: '2026-03-02', kind: 'work', name: null },
    { day: '2026-03-03', kind: 'half', name: null },
  ]
  const { fields } = await ocean.as.chen.put('/api/working-calendar/2026', { version: 0, days: wrong }, 422)
  expect(fields.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(['days.1.day', 'days.4.kind']),
  )
  const { fields: more } = await ocean.as.chen.put(
    '/api/working-calendar/2026',
    { version: 0, days: [wrong[0], wrong[2], wrong[3]] },
    422,
  )
  expect(more).toMatchObject([
    { path: 'days.0.day', code: 'calendar.other_year' },
    { path: 'days.2.day', code: 'calendar.day_twice' },
  ])
  await ocean.as.chen.put('/api/working-calendar/1899', { version: 0, days: [] }, 404)
  await ocean.as.chen.get('/api/working-calendar?year=twenty', 422)
  expect(await yearOf(ocean, 2026)).toEqual(before)
})

test('a year goes out as a file and comes in again as it was, also when it was written by hand', async () => {
  const { url } = ocean
  const cookie = ocean.as.chen.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const out = await fetch(`${url}/api/working-calendar/2026/export.csv`, { headers: { cookie } })
  expect(out.headers.get('content-type')).toContain('text/csv')
  const csv = await out.text()
  expect(csv).toContain('2026-02-14,上班,春节')
  const before = await yearOf(ocean, 2026)
  const back = await upload(ocean, 'chen', csv)
  expect(await back.json()).toEqual({ years: [{ year: 2026, days: before.days.length }] })
  expect(await yearOf(ocean, 2026)).toMatchObject({ source: 'company', days: before.days })

  const byHand = "节日,日期,类型\n元旦,2027/1/1,放假\n元旦,2027年1月3日,班\n'=1+1,2028-05-01,休\n"
  expect(await (await upload(ocean, 'chen', byHand)).json()).toEqual({
    years: [
      { year: 2027, days: 2 },
      { year: 2028, days: 1 },
    ],
  })
  expect((await yearOf(ocean, 2027)).days).toEqual([
    { day: '2027-01-01', kind: 'rest', name: '元旦' },
    { day: '2027-01-03', kind: 'work', name: '元旦' },
  ])
  expect((await yearOf(ocean, 2028)).days[0].name).toBe('=1+1')
})

test('a file with a wrong row changes no year at all, and each such row is named', async () => {
  const answer = await upload(
    ocean,
    'chen',
    '日期,类型\n2029-01-01,休\n2029-13-01,休\n2029-01-02,半天\n2029-01-01,班\n',
  )
  expect(answer.status).toBe(422)
  const { fields } = (await answer.json()) as { fields: { path: string; code: string; message: string }[] }
  expect(fields.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'rows.3 calendar.row_no_day',
    'rows.4 calendar.row_no_kind',
    'rows.5 calendar.twice',
  ])
  expect(fields[1]?.message).toContain('半天')
  expect(await yearOf(ocean, 2029)).toMatchObject({ source: 'none', days: [] })
  expect(await (await upload(ocean, 'chen', 'a,b\n1,2\n')).json()).toMatchObject({ code: 'calendar.no_columns' })
  expect((await upload(ocean, 'chen', 'x'.repeat(1024 * 1024 + 10))).status).toBe(413)
})
