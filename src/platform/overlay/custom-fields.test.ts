import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { ask, fieldsIn, labelled, made } from '#test/harness/own-fields.ts'
import { download, upload } from '#test/imports/importing.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

describe('a field of the company’s own', () => {
  test('is at once in catalog, record, list, filter, order, totals, history and API documentation', async () => {
    const { chen, li } = company.as
    const visits = await made(chen, 'customer', {
      type: 'number',
      labelZh: '拜访次数',
      labelEn: 'Visits',
      hintZh: '本年',
    })
    const size = await made(chen, 'customer', { type: 'money', labelZh: '年采购额', labelEn: 'Yearly spend' })
    const grade = await made(chen, 'customer', {
      type: 'choice',
      labelZh: '信用',
      options: [
        { labelZh: '好', labelEn: 'good' },
        { labelZh: '差', labelEn: 'bad' },
      ],
    })
    const { fields, sections } = await fieldsIn(li, 'customer')
    expect(fields.find(field => field.name === visits)).toMatchObject({
      label: '拜访次数',
      hint: '本年',
      type: 'number',
      isEditable: true,
    })
    expect(sections.find(section => section.name === 'custom')).toMatchObject({
      label: '自定义字段',
      fields: [visits, size, grade],
    })

    const first = await li.post('/api/customers', { name: '甲', [visits]: 3, [size]: '12万', [grade]: 'good' }, 201)
    expect(first).toMatchObject({ [visits]: 3, [size]: '120000.00', [grade]: 'good' })
    const second = await li.post('/api/customers', { name: '乙', [visits]: 12 }, 201)
    expect(second).toMatchObject({ [visits]: 12, [size]: null, [grade]: null })

    const found = async (field: string, op: string, value?: unknown): Promise<string[]> =>
      (await ask(li, 'customers', { filter: { field, op, value }, fields: 'name' })).records.map(({ name }) =>
        String(name),
      )
    expect(await found(visits, 'gt', 3)).toEqual(['乙'])
    expect(await found(size, 'is', '120,000')).toEqual(['甲'])
    expect(await found(grade, 'in', ['good'])).toEqual(['甲'])
    expect(await found(grade, 'empty')).toEqual(['乙'])
    const ordered = await ask(li, 'customers', { sort: `-${visits}`, fields: `name,${visits}`, sums: size })
    expect(ordered.records.map(record => record[visits])).toEqual([12, 3])
    expect(ordered.sums).toEqual({ [size]: { CNY: '120000.00' } })

    const changed = await li.patch(`/api/customers/${second.id}`, { version: 1, [visits]: 13, [size]: '5.5' })
    expect(changed).toMatchObject({ version: 2, [visits]: 13, [size]: '5.50', name: '乙' })
    const emptied = await li.patch(`/api/customers/${second.id}`, { version: 2, [size]: null })
    expect(emptied).toMatchObject({ [visits]: 13, [size]: null })
    const { rows } = await sql<{ custom: object }>`select custom from customers where id = ${second.id}`.execute(
      company.db,
    )
    expect(rows[0]?.custom).toEqual({ [visits]: 13 })
    const { entries } = await li.get(`/api/customers/${second.id}/timeline`)
    expect(entries[0].changes).toEqual([{ field: size, before: '5.50', after: null }])
    expect(entries[1].changes).toEqual(expect.arrayContaining([{ field: visits, before: 12, after: 13 }]))

    const document = JSON.stringify(await li.get('/api/openapi.json'))
    expect(document).toContain(visits)
    expect(document).toContain('拜访次数')
    for (const refused of [{ [visits]: 'many' }, { [grade]: 'excellent' }, { [size]: '1.23456' }, { cf_zzzzzzzz: 1 }])
      expect((await li.patch(`/api/customers/${second.id}`, refused, 422)).fields).toHaveLength(1)
  })

  test('of each type takes, gives back, exports and imports its values', async () => {
    const { chen, li } = company.as
    const target = await li.post('/api/customers', { name: '目标客户' }, 201)
    const cases: [type: string, given: unknown, got: unknown, more?: object][] = [
      ['text', ' 一行 ', '一行', { traits: { max: 20 } }],
      ['longText', '两\n行', '两\n行'],
      ['number', 7, 7, { traits: { decimals: 1, min: 0 } }],
      ['decimal', '1.25', '1.25'],
      ['money', '9.9', '9.90'],
      ['percent', 12.5, 12.5],
      ['date', '2026-02-28', '2026-02-28'],
      ['instant', '2026-02-28T01:02:03.000Z', '2026-02-28T01:02:03.000Z'],
      ['yesNo', true, true],
      [
        'choice',
        'a',
        'a',
        {
          options: [
            { labelZh: '甲', labelEn: 'A' },
            { labelZh: '乙', labelEn: 'B' },
          ],
        },
      ],
      [
        'choices',
        ['b', 'a'],
        ['a', 'b'],
        {
          options: [
            { labelZh: '甲', labelEn: 'A' },
            { labelZh: '乙', labelEn: 'B' },
          ],
        },
      ],
      ['url', 'https://example.com/a', 'https://example.com/a'],
      ['address', '广东省深圳市南山区科技园1号', undefined],
      ['user', company.as.wang.id, { id: company.as.wang.id, title: '王经理' }],
      ['department', company.departments.总部, { id: company.departments.总部, title: '总部' }],
      ['reference', target.id, { id: target.id, title: '目标客户' }, { traits: { object: 'customer' } }],
    ]
    const names = new Map<string, string>()
    for (const [type, , , more] of cases)
      names.set(type, await made(chen, 'customer', { type, labelZh: `各型 ${type}`, ...more }))
    const values = Object.fromEntries(cases.map(([type, given]) => [names.get(type) ?? '', given]))
    const record = await li.post('/api/customers', { name: '各型客户', ...values }, 201)
    for (const [type, , got] of cases) {
      const name = names.get(type) ?? ''
      const title = type === 'user' ? { ...(got as object), title: company.as.wang.name } : got
      if (got !== undefined) expect({ [type]: record[name] }).toEqual({ [type]: title })
      const filled = await ask(li, 'customers', { filter: { field: name, op: 'notEmpty' }, fields: 'name' })
      expect({ [type]: filled.records.map(one => one.name) }).toEqual({ [type]: ['各型客户'] })
    }
    const file = await download(
      chen,
      `/api/customers/export.csv?filter=${encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: '各型客户' }))}`,
    )
    for (const type of names.keys()) expect(file).toContain(`各型 ${type}`)
    const { columns } = await upload(chen, { object: 'customer', file: file.replaceAll('各型客户', '各型客户二') })
    expect(columns.filter(column => column.header.startsWith('各型')).map(column => column.field)).toEqual([
      ...names.values(),
    ])
  })
})

test('renaming changes words alone; history names a field in both languages, also a retired one', async () => {
  const { chen, li } = company.as
  const colour = await made(chen, 'customer', { type: 'text', labelZh: '颜色', labelEn: 'Colour' })
  const { id } = await li.post('/api/customers', { name: '彩', [colour]: '红' }, 201)
  await li.patch(`/api/customers/${id}`, { version: 1, [colour]: '蓝' })
  await chen.patch(`/api/layout/customer/fields/${colour}`, { labelZh: '色彩' })
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ [colour]: '蓝' })
  expect(labelled(await fieldsIn(li, 'customer'), colour)).toBe('色彩')
  expect(labelled(await fieldsIn(li, 'customer', 'en'), colour)).toBe('Colour')

  await chen.patch(`/api/layout/customer/fields/${colour}`, { isRetired: true })
  const { fields, former } = await fieldsIn(li, 'customer', 'en')
  expect(fields.map(field => field.name)).not.toContain(colour)
  expect(former).toMatchObject([{ name: colour, label: 'Colour', isEditable: false }])
  expect(await li.get(`/api/customers/${id}`)).not.toHaveProperty(colour)
  expect((await li.patch(`/api/customers/${id}`, { [colour]: '绿' }, 422)).fields[0].code).toBe('field.unknown')
  await ask(li, 'customers', { filter: { field: colour, op: 'is', value: '蓝' } }, 400)
  const { entries } = await li.get(`/api/customers/${id}/timeline`)
  expect(entries[0].changes).toEqual([{ field: colour, before: '红', after: '蓝' }])
  await li.patch(`/api/customers/${id}`, { version: 2, remark: '仍可修改' })

  const refused = await chen.delete(`/api/layout/customer/fields/${colour}`, 409)
  expect(refused.code).toBe('layout.has_values')
  await chen.patch(`/api/layout/customer/fields/${colour}`, { isRetired: false })
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ [colour]: '蓝' })
  const unused = await made(chen, 'customer', { type: 'text', labelZh: '没用' })
  await chen.delete(`/api/layout/customer/fields/${unused}`)
  expect((await fieldsIn(li, 'customer')).fields.map(field => field.name)).not.toContain(unused)
})

test('what a role may not see of it does not exist for that role', async () => {
  const { chen, li } = company.as
  const secret = await made(chen, 'customer', { type: 'money', labelZh: '底价', labelEn: 'Floor price' })
  const { id } = await li.post('/api/customers', { name: '密', [secret]: '77' }, 201)
  const { hideFields } = await import('#test/harness/company.ts')
  await hideFields(company, 'salesperson', [`customer.${secret}`])
  expect(await li.get(`/api/customers/${id}`)).not.toHaveProperty(secret)
  expect((await fieldsIn(li, 'customer')).fields.map(field => field.name)).not.toContain(secret)
  for (const query of [{ filter: { field: secret, op: 'is', value: '77' } }, { sort: secret }, { sums: secret }])
    await ask(li, 'customers', query, 400)
  expect((await li.patch(`/api/customers/${id}`, { [secret]: '1' }, 422)).fields[0].code).toBe('field.unknown')
  expect(await chen.get(`/api/customers/${id}`)).toMatchObject({ [secret]: '77.00' })
  await hideFields(company, 'salesperson', [])
})

test('hostile words stay words', async () => {
  const { chen, li } = company.as
  const hostile = `'); drop table customers; -- " \\ \${x} {count} <img src=x onerror=alert(1)> %_`
  const name = await made(chen, 'customer', {
    type: 'choice',
    labelZh: hostile.slice(0, 60),
    labelEn: `"${hostile}`.slice(0, 60),
    hintZh: hostile,
    options: [{ labelZh: hostile.slice(0, 60), labelEn: `' or 1=1 --` }],
  })
  const text = await made(chen, 'customer', { type: 'text', labelZh: '恶意', traits: { default: hostile } })
  const { id } = await li.post('/api/customers', { name: '恶', [name]: 'or_1_1' }, 201)
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ [text]: hostile })
  expect((await ask(li, 'customers', { filter: { field: text, op: 'is', value: hostile } })).records).toHaveLength(1)
  expect(labelled(await fieldsIn(li, 'customer'), name)).toBe(hostile.slice(0, 60))
  for (const bad of [`cf_a' or 1`, `cf_abcdefg"`, `cf_abcdefgh'--`, 'custom', 'id; drop'])
    for (const query of [{ filter: { field: bad, op: 'notEmpty' } }, { sort: bad }, { sums: bad }])
      await ask(li, 'customers', query, 400)
  await chen.post('/api/layout/customer/fields', { type: `text'); --`, labelZh: '坏' }, 422)
  await chen.post(`/api/layout/${encodeURIComponent(`customer'--`)}/fields`, { type: 'text', labelZh: '坏' }, 404)
  await chen.post('/api/layout/customer/fields', { type: 'text', labelZh: '坏', section: `x'--` }, 400)
  await chen.post(
    '/api/layout/customer/fields',
    { type: 'reference', labelZh: '坏', traits: { object: `customer'--` } },
    422,
  )
  expect((await ask(li, 'customers', {})).records.length).toBeGreaterThan(0)
})

test('only who may change settings makes fields; nothing contradictory is made', async () => {
  const { chen, li } = company.as
  await li.post('/api/layout/customer/fields', { type: 'text', labelZh: '偷' }, 403)
  await li.get('/api/layout/customer', 403)
  await made(chen, 'product', { type: 'text', labelZh: '产地' })
  const cases: [body: object, path: string, code: string][] = [
    [{ type: 'text' }, 'labelZh', 'field.required'],
    [{ type: 'text', labelZh: '产地' }, 'labelZh', 'layout.label_taken'],
    [{ type: 'choice', labelZh: '空' }, 'options', 'field.required'],
    [{ type: 'reference', labelZh: '指' }, 'traits.object', 'field.required'],
    [{ type: 'number', labelZh: '数', traits: { min: 5, max: 1 } }, 'traits.max', 'field.too_small'],
    [{ type: 'number', labelZh: '数', traits: { default: 'x' } }, 'traits.default', 'field.not_number'],
    [{ type: 'text', labelZh: '长', traits: { max: 0 } }, 'traits.max', 'layout.bad_limit'],
    [{ type: 'date', labelZh: '日', traits: { max: 3 } }, 'traits.max', 'field.unknown'],
  ]
  for (const [body, path, code] of cases)
    expect((await chen.post('/api/layout/product/fields', body, 422)).fields).toEqual([
      expect.objectContaining({ path, code }),
    ])
  expect(
    (await chen.get('/api/layout/product')).fields.filter((field: { isCustom: boolean }) => field.isCustom),
  ).toHaveLength(1)
})

test('every change of it stands in the audit log with before and after', async () => {
  const { chen } = company.as
  const name = await made(chen, 'product', { type: 'text', labelZh: '批号' })
  await chen.patch(`/api/layout/product/fields/${name}`, { labelZh: '批次', isFast: false })
  const { rows } = await sql<{ user_id: string; detail: Record<string, never> }>`
    select user_id, detail from audit_log where kind = 'settings.changed' and detail->>'field' = ${name} order by id`.execute(
    company.db,
  )
  expect(rows).toMatchObject([
    { user_id: chen.id, detail: { what: 'fieldAdded', after: { type: 'text', labelZh: '批号' } } },
    { user_id: chen.id, detail: { what: 'fieldChanged', before: { labelZh: '批号' }, after: { labelZh: '批次' } } },
  ])
})
