import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { fieldsIn } from '#test/harness/own-fields.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { run, settled, upload } from '#test/imports/importing.ts'
import type { NumberPattern } from './number-description.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const path = '/api/number-patterns/customer/number'
const text = (text: string) => ({ kind: 'text', text })
const count = { kind: 'number', start: 1, step: 1, width: 3, reset: 'never' }
const patternOf = (object: string, { patterns }: { patterns: NumberPattern[] }) =>
  patterns.find(pattern => pattern.object === object)
const numberField = async () =>
  (await fieldsIn(company.as.li, 'customer')).fields.find(field => field.name === 'number')

it('nobody has a number until the company says so; then new records get one, and all who read them see it', async () => {
  const { chen, li } = company.as
  const before = await li.post('/api/customers', { name: '无号客户' })
  expect(before.number).toBeNull()
  expect(await numberField()).toMatchObject({ isHidden: true })
  const came = patternOf('customer', await chen.get('/api/number-patterns'))
  expect(came).toMatchObject({
    label: '客户',
    isOn: false,
    isOptional: true,
    version: 0,
    series: null,
    next: ['C000001', 'C000002', 'C000003'],
  })
  const levels = [text('KH'), { kind: 'date', format: 'yyyy' }, text('-'), { ...count, reset: 'yearly' }]
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(new Date())
  expect(await chen.post(`${path}/preview`, { levels }, 200)).toEqual({
    next: [`KH${year}-001`, `KH${year}-002`, `KH${year}-003`],
  })
  const after = patternOf('customer', await chen.put(path, { levels, isOn: true, version: 0 }))
  expect(after).toMatchObject({ isOn: true, version: 1, levels })

  expect((await numberField())?.isHidden).toBeUndefined()
  const [first, second] = [
    await li.post('/api/customers', { name: '甲客户' }),
    await li.post('/api/customers', { name: '乙客户' }),
  ]
  expect([first.number, second.number]).toEqual([`KH${year}-001`, `KH${year}-002`])
  await li.post('/api/customers', { name: '自编号', number: 'KH-9' }, 422)
  await li.patch(`/api/customers/${first.id}`, { number: 'KH-9' }, 422)
  const found = await li.get(`/api/search?q=${encodeURIComponent(`KH${year}-002`)}`)
  expect(found.results[0]).toMatchObject({ id: second.id })

  // The bin keeps it, coming back brings it, and nobody else gets it meanwhile.
  await li.delete(`/api/customers/${second.id}`)
  expect((await li.post('/api/customers', { name: '丙客户' })).number).toBe(`KH${year}-003`)
  await chen.post(`/api/customers/${second.id}/restore`)
  expect((await li.get(`/api/customers/${second.id}`)).number).toBe(`KH${year}-002`)

  // Turned off again, those who have one keep and show it.
  const off = patternOf('customer', await chen.put(path, { levels, isOn: false, version: 1 }))
  expect(off).toMatchObject({ isOn: false, version: 2 })
  expect((await li.post('/api/customers', { name: '丁客户' })).number).toBeNull()
  expect((await numberField())?.isHidden).toBeUndefined()
  expect((await li.get(`/api/customers/${first.id}`)).number).toBe(`KH${year}-001`)
})

it('leads and opportunities are numbered each for itself, also by many clients at once and by an import', async () => {
  const { chen, li, wang } = company.as
  for (const [object, mark] of [
    ['lead', 'XS'],
    ['opportunity', 'SJ'],
  ])
    await chen.put(`/api/number-patterns/${object}/number`, {
      levels: [text(mark as string), count],
      isOn: true,
      version: 0,
    })
  const made = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      index % 6 === 5
        ? li.post('/api/opportunities', { name: '' }, 422).then(() => null)
        : (index % 2 ? li : wang).post('/api/opportunities', { name: `商机 ${index}` }),
    ),
  )
  const numbers = made.flatMap(one => (one ? [one.number as string] : [])).sort()
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => `SJ${String(index + 1).padStart(3, '0')}`))
  expect((await li.post('/api/leads', { name: '线索甲' })).number).toBe('XS001')

  // Of a file's rows each gets the next in the order of the file; a number that a row brings is its own and is passed over.
  const { id } = await upload(chen, { object: 'lead', file: '姓名,线索编号\n线索乙,\n线索丙,XS003\n线索丁,\n' })
  await chen.patch(`/api/imports/${id}`, { mapping: { '1': 'number' } })
  await settled(chen, id)
  await run(chen, id)
  const { records } = await chen.get('/api/leads?sort=number&fields=name,number')
  expect(records.map((one: { name: string; number: string }) => `${one.name} ${one.number}`)).toEqual([
    '线索甲 XS001',
    '线索乙 XS002',
    '线索丙 XS003',
    '线索丁 XS004',
  ])
})

it('what would give the same number twice, or no number at all, is refused where it is wrong', async () => {
  const { chen, li } = company.as
  const refusedAs = async (...levels: unknown[]) =>
    (await chen.put(path, { levels, isOn: true, version: 2 }, 422)).fields.map(
      (field: { path: string; code: string }) => `${field.path} ${field.code}`,
    )
  const day = (format: string) => ({ kind: 'date', format })
  expect(await refusedAs(count)).toEqual(['levels number.levels'])
  expect(await refusedAs(...Array.from({ length: 6 }, () => text('A')), count)).toEqual(['levels number.levels'])
  expect(await refusedAs(text('A'), day('yyyy'))).toEqual(['levels number.one_count'])
  expect(await refusedAs(count, text('A'), count)).toEqual(['levels number.one_count'])
  expect(await refusedAs(text('A'), { kind: 'series' }, count)).toEqual(['levels.1 number.no_series'])
  for (const [format, reset] of [
    ['yyyy', 'monthly'],
    ['yyMM', 'daily'],
  ] as const)
    expect(await refusedAs(day(format), { ...count, reset })).toEqual(['levels.1.reset number.reset_needs_date'])
  expect(await refusedAs(text('A'), { ...count, reset: 'yearly' })).toEqual(['levels.1.reset number.reset_needs_date'])
  for (const wrong of [text(''), text('a\u0000'), { ...count, width: 0 }, { ...count, step: 0 }, day("'; drop")])
    await chen.put(path, { levels: [text('A'), wrong, count], isOn: true, version: 2 }, 422)
  expect(patternOf('customer', await chen.get('/api/number-patterns'))).toMatchObject({ version: 2, isOn: false })

  const levels = [text('A'), count]
  expect((await chen.put(path, { levels, isOn: true, version: 1 }, 409)).code).toBe('number.changed')
  for (const asked of [
    () => li.get('/api/number-patterns', 403),
    () => li.put(path, { levels, isOn: true, version: 2 }, 403),
    () => li.post(`${path}/preview`, { levels }, 403),
    () => chen.put('/api/number-patterns/customer/name', { levels, isOn: true, version: 0 }, 404),
    () => chen.put('/api/number-patterns/nothing/number', { levels, isOn: true, version: 0 }, 404),
  ])
    await asked()
})

it('each change is in the audit log', async () => {
  const { rows } = await sql<{ detail: { before: unknown; after: { isOn: boolean } } }>`
    select detail from audit_log where kind = 'settings.numbers' and object = 'customer' order by id`.execute(
    company.db,
  )
  expect(rows.map(row => [row.detail.before !== null, row.detail.after.isOn])).toEqual([
    [false, true],
    [true, false],
  ])
  const log = await company.as.chen.get('/api/audit?object=customer')
  expect(JSON.stringify(log)).toContain('修改编号规则')
})
