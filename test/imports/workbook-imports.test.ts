import { sql } from 'kysely'
import ExcelJS from 'exceljs'
import { beforeAll, expect, test } from 'vitest'
import type { Person } from '#test/harness/people.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn, change, downloadBytes, run, settlementsOf, undo, upload } from './importing.ts'
import { textRows, workbookOf } from './workbooks.ts'

let company: TestCompany
let chen: Person
beforeAll(async () => {
  company = await openTestCompany()
  chen = company.as.chen
})

const bytes = (person: Person, path: string): Promise<Buffer> => downloadBytes(person, path, 'zh')

async function opened(file: Buffer): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(file as unknown as ArrayBuffer)
  return workbook
}

const named = async (name: string) => {
  const filter = JSON.stringify({ field: 'name', op: 'is', value: name })
  const { records } = await chen.get(`/api/customers?filter=${encodeURIComponent(filter)}`)
  return records[0] ? await chen.get(`/api/customers/${records[0].id}`) : undefined
}

test('a workbook comes in like any file: typed cells, a title above the header, refused rows as a workbook that is brought again', async () => {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('说明').addRow([])
  const sheet = workbook.addWorksheet('客户名单')
  sheet.addRow(['2026 年客户名单'])
  sheet.mergeCells('A1:E1')
  sheet.addRow(['客户名称', '税号', '电话', '成立年份', '备注'])
  sheet.addRow(['表格客户', '91310000132212270P', 13800138000, 1999, '=1+1'])
  sheet.addRow(['丢了尾数', 91310000132212 * 10_000, null, null, null])
  sheet.addRow(['有错误', null, null, { error: '#N/A' }, null])
  sheet.addRow(['坏年份', null, null, '前年', null])
  const file = Buffer.from(await workbook.xlsx.writeBuffer())
  const described = await upload(chen, { object: 'customer', name: '客户.xlsx', file })
  expect(described).toMatchObject({
    kind: 'xlsx',
    sheets: ['说明', '客户名单'],
    sheet: '客户名单',
    headerRow: 2,
    state: 'ready',
    rows: 4,
    counts: { created: 1, refused: 3 },
  })
  await run(chen, described.id)
  expect(await named('表格客户')).toMatchObject({
    phones: [{ normalised: '+8613800138000' }],
    foundedYear: 1999,
    remark: '=1+1',
  })
  const refused = await bytes(chen, `/api/imports/${described.id}/refused.xlsx`)
  const rows = (await opened(refused)).worksheets[0]
  expect(rows?.getColumn(1).values.slice(2)).toEqual(['4', '5', '6'])
  expect(String(rows?.getCell('B2').value)).toMatch(/超过 15 位/)
  expect(String(rows?.getCell('B3').value)).toMatch(/#N\/A/)
  const corrected = await opened(refused)
  const put = (place: string, value: ExcelJS.CellValue): void => {
    if (corrected.worksheets[0]) corrected.worksheets[0].getCell(place).value = value
  }
  put('D2', null)
  put('F3', null)
  put('F4', 2001)
  const again = await bringIn(chen, {
    object: 'customer',
    name: 'again.xlsx',
    file: Buffer.from(await corrected.xlsx.writeBuffer()),
  })
  expect(again.counts).toMatchObject({ created: 3, refused: 0 })
  expect(await named('坏年份')).toMatchObject({ foundedYear: 2001 })
})

test('another sheet and another header row are read when the user says so', async () => {
  const file = await workbookOf({
    rows: textRows([['name'], ['一号表客户']]),
    sheets: [{ name: '第二', rows: textRows([['随便'], ['name'], ['二号表客户']]) }],
  })
  const url = chen.cookies[0]?.url ?? ''
  const cookie = chen.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const query = new URLSearchParams({ object: 'customer', name: 'two.xlsx', sheet: '第二', headerRow: '2' })
  const response = await fetch(`${url}/api/imports?${query}`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(file),
  })
  const described = await response.json()
  expect(described).toMatchObject({ sheet: '第二', headerRow: 2, rows: 1 })
  await chen.post(`/api/imports/${described.id}/cancel`)
})

test('a mapping that was kept is offered for the same headers, shared or not, and takes columns and settings', async () => {
  const { wang } = company.as
  const headers = '公司全称,随手记'
  const first = await upload(chen, { object: 'customer', file: `${headers}\n映射一号,甲\n` })
  await change(chen, first.id, {
    mapping: { '0': 'name', '1': 'remark' },
    settings: { doubles: 'update', key: 'name' },
  })
  await chen.post(`/api/imports/${first.id}/mapping`, { name: '展会名单', isShared: false })
  await run(chen, first.id)
  const second = await upload(chen, { object: 'customer', file: '随手记,公司全称\n乙,映射一号\n' })
  expect(second.offered).toMatchObject([{ name: '展会名单', isOwn: true }])
  const used = await change(chen, second.id, { use: { id: second.offered[0]?.id } })
  expect(used.columns.map(column => column.field)).toEqual(['remark', 'name'])
  expect(used).toMatchObject({ settings: { doubles: 'update', key: 'name' }, counts: { updated: 1 } })
  await run(chen, second.id)
  expect(await named('映射一号')).toMatchObject({ remark: '乙' })

  expect((await wang.get('/api/imports/mappings?object=customer')).mappings).toEqual([])
  await chen.post(`/api/imports/${second.id}/mapping`, { name: '展会名单', isShared: true })
  const [shared] = (await wang.get('/api/imports/mappings?object=customer')).mappings
  expect(shared).toMatchObject({ name: '展会名单', isOwn: false, isShared: true })
  await wang.delete(`/api/imports/mappings/${shared.id}`, 404)
  await chen.delete(`/api/imports/mappings/${shared.id}`)
  expect((await upload(chen, { object: 'customer', file: `${headers}\nx,y\n` })).offered).toEqual([])
})

test('the template of each noun explains its columns, offers its options, and comes in as it is once it is filled', async () => {
  const file = await bytes(chen, '/api/imports/template.xlsx?object=customer')
  const book = await opened(file)
  expect(book.worksheets.map(sheet => [sheet.name, sheet.state])).toEqual([
    ['客户', 'visible'],
    ['填写说明', 'visible'],
    ['示例', 'visible'],
    ['选项', 'hidden'],
  ])
  const sheet = book.worksheets[0]
  const headers = sheet ? (sheet.getRow(1).values as string[]).slice(1) : []
  expect(headers[0]).toBe('客户名称')
  const level = headers.indexOf('客户级别') + 1
  expect(
    sheet?.getCell(2, level || headers.findIndex(header => header.includes('级别')) + 1).dataValidation,
  ).toMatchObject({
    type: 'list',
  })
  if (sheet) sheet.getCell('A2').value = '模板客户'
  const done = await bringIn(chen, {
    object: 'customer',
    name: 't.xlsx',
    file: Buffer.from(await book.xlsx.writeBuffer()),
  })
  expect(done).toMatchObject({ rows: 1, counts: { created: 1 } })
  await company.as.li.get('/api/imports/template.xlsx?object=customer', 403)
  for (const object of (await chen.get('/api/catalog')).objects as { name: string; lineOf?: unknown; rights: object }[])
    if (!object.lineOf && 'import' in object.rights) {
      const each = await opened(await bytes(chen, `/api/imports/template.xlsx?object=${object.name}`))
      expect(each.worksheets[0]?.rowCount).toBe(1)
    }
})

test('options made by an import go with its undo, unless somebody uses them', async () => {
  const described = await upload(chen, { object: 'customer', file: 'name,行业\n选项一,航天\n选项二,深海\n' })
  await change(chen, described.id, { settlements: settlementsOf(described) })
  await run(chen, described.id)
  const offered = async (): Promise<string[]> => {
    const { objects } = await chen.get('/api/catalog')
    const customer = objects.find((one: { name: string }) => one.name === 'customer')
    const industry = customer.fields.find((one: { name: string }) => one.name === 'industry')
    return industry.options
      .filter((one: { isRetired: boolean }) => !one.isRetired)
      .map((one: { label: string }) => one.label)
  }
  expect(await offered()).toEqual(expect.arrayContaining(['航天', '深海']))
  const second = await named('选项二')
  await chen.post('/api/customers', { name: '后来的', industry: second.industry })
  await undo(chen, described.id)
  expect(await offered()).toContain('深海')
  expect(await offered()).not.toContain('航天')
})

test('the rows of an old import go after the days the company keeps them; what came of it stays', async () => {
  const done = await bringIn(chen, { object: 'customer', file: 'name\n旧导入客户\n' })
  await sql`update imports set created_at = now() - interval '8 days' where id = ${done.id}::uuid`.execute(company.db)
  const { clearRows } = await import('#platform/transfer/clear-rows.ts')
  const ctx = await company.companies.contextOf({
    db: company.db,
    company: (await company.companies.open(company.id)).company,
    actor: (await import('#platform/access/actor.ts')).systemActor('test'),
    batch: null,
    reason: null,
    locale: 'zh',
    now: () => new Date(),
  })
  expect(await clearRows({ ...ctx, db: company.db }, done.id)).toBeNull()
  await chen.get(`/api/imports/${done.id}/rows`, 410)
  expect(await chen.get(`/api/imports/${done.id}`)).toMatchObject({
    state: 'done',
    counts: { created: 1 },
    can: ['undo'],
  })
  expect(await undo(chen, done.id)).toMatchObject({ state: 'undone' })
  expect(await named('旧导入客户')).toBeUndefined()
})
