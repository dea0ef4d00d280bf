import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { hideFields, openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany
const ids: Record<string, string> = {}
beforeAll(async () => {
  company = await openTestCompany()
  const { li, wang, zhao } = company.as
  for (const [name, level, employees] of [
    ['导出丙', 'a', 3],
    ['导出甲', 'b', 1],
    ['导出乙', 'a', 2],
  ])
    ids[String(name)] = (await li.post('/api/customers', { name, level, employees })).id
  ids.王的 = (await wang.post('/api/customers', { name: '导出王', level: 'a', employees: 4 })).id
  ids.外 = (await zhao.post('/api/customers', { name: '导出外', level: 'a', employees: 5 })).id
})

/** The file's lines, without the mark that Excel reads by. */
const linesOf = (text: unknown): string[] =>
  String(text)
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)

test('a file has the list’s rows, columns and order, and nothing of what its reader may not see', async () => {
  const { wang, li } = company.as
  const filter = encodeURIComponent(JSON.stringify({ field: 'level', op: 'in', value: ['a'] }))
  const asked = `filter=${filter}&sort=employees&fields=employees,name`
  const { records } = await wang.get(`/api/customers?${asked}`)
  const reply = await wang.ask('GET', `/api/customers/export.csv?${asked}`)
  const [head, ...lines] = linesOf(reply.body)
  expect(head).toBe('员工人数,客户名称')
  expect(lines).toEqual(records.map((one: { name: string; employees: number }) => `${one.employees},${one.name}`))
  expect(lines).toEqual(['2,导出乙', '3,导出丙', '4,导出王'])
  await li.get(`/api/customers/export.csv?${asked}`, 403)
  await hideFields(company, 'salesManager', ['customer.employees'])
  const hidden = await wang.ask('GET', `/api/customers/export.csv?fields=employees,name&filter=${filter}&sort=name`)
  expect(linesOf(hidden.body)[0]).toBe('客户名称')
  await hideFields(company, 'salesManager', [])
})

test('chosen rows go by a body; ids of others bring nothing; every export is in the audit log', async () => {
  const { wang } = company.as
  const chosen = {
    filter: { field: 'id', op: 'in', value: [ids.导出甲, ids.王的, ids.外] },
    sort: ['-employees'],
    fields: ['name'],
  }
  const reply = await wang.ask('POST', '/api/customers/export.csv', chosen)
  expect(reply.status).toBe(200)
  expect(linesOf(reply.body)).toEqual(['客户名称', '导出王', '导出甲'])
  const sheet = await wang.ask('POST', '/api/customers/export.xlsx', chosen)
  expect(sheet.status).toBe(200)
  await wang.post('/api/customers/export.csv', { ...chosen, surprise: 1 }, 422)
  await company.as.zhao.post('/api/customers/export.csv', chosen, 403)
  const { rows } = await sql<{ what: string; user_id: string }>`
    select detail->>'what' as what, user_id from audit_log where kind = 'export'`.execute(company.db)
  const whats = rows.map(row => row.what)
  expect(whats).toContain('customers/export.csv')
  expect(whats).toContain('customers/export.xlsx')
  expect(rows.every(row => row.user_id === wang.id)).toBe(true)
})
