import { beforeAll, expect, test } from 'vitest'
import { hideFields, openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
beforeAll(async () => {
  company = await openTestCompany()
})

const figures = async (who: 'li' | 'wang' | 'zhao', fields: string, status = 200, extra = '') =>
  await company.as[who].get(`/api/customers?limit=1&figures=${fields}${extra}`, status)

test('sum, average, least and greatest are of the whole list within one’s sight, not of the page', async () => {
  const { li, zhao } = company.as
  for (const [name, employees, revenueMillions] of [
    ['甲', 10, 0.5],
    ['乙', 20, null],
    ['丙', 31, 1.25],
  ])
    await li.post('/api/customers', { name, employees, revenueMillions })
  await zhao.post('/api/customers', { name: '外', employees: 1000 })
  const answer = await figures('li', 'employees,revenueMillions')
  expect(answer.records).toHaveLength(1)
  expect(answer.figures).toEqual({
    employees: { '': { count: 3, sum: '61', average: '20.3333', min: '10', max: '31' } },
    revenueMillions: { '': { count: 2, sum: '1.75', average: '0.875', min: '0.5', max: '1.25' } },
  })
  const narrowed = encodeURIComponent(JSON.stringify({ field: 'employees', op: 'gte', value: 20 }))
  expect((await figures('li', 'employees', 200, `&filter=${narrowed}`)).figures.employees['']).toMatchObject({
    count: 2,
    sum: '51',
  })
  expect((await figures('zhao', 'revenueMillions')).figures).toEqual({ revenueMillions: {} })
})

test('amounts are told by currency and never netted', async () => {
  const { li } = company.as
  const customer = await li.post('/api/customers', { name: '多币种' })
  for (const [name, amount, currency] of [
    ['一', '100.10', 'CNY'],
    ['二', '200.25', 'CNY'],
    ['三', '7', 'USD'],
  ])
    await li.post('/api/opportunities', { name, customer: customer.id, amount, currency })
  const { figures: told } = await li.get('/api/opportunities?limit=1&figures=amount')
  expect(told.amount).toMatchObject({
    CNY: { count: 2, sum: '300.35', min: '100.10', max: '200.25' },
    USD: { count: 1, sum: '7.00', average: '7.00' },
  })
})

test('no figure is made of what is no number or may not be read', async () => {
  for (const field of ['name', 'nothing', 'level'])
    expect((await figures('li', field, 400)).code).toBe('sum.unknown_field')
  await hideFields(company, 'salesperson', ['customer.employees'])
  expect((await figures('li', 'employees', 400)).code).toBe('sum.unknown_field')
  await hideFields(company, 'salesperson', [])
})
