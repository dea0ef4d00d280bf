import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { ask, fieldsIn, labelled, made } from '#test/harness/own-fields.ts'
import { settled, upload } from '#test/imports/importing.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

interface Section {
  name: string
  fields: string[]
}

test('a standard field is called, hinted, placed and hidden as the company likes; programs still read what is hidden', async () => {
  const { chen, li } = company.as
  const path = '/api/layout/customer/fields'
  await chen.patch(`${path}/employees`, { labelZh: '片区', labelEn: 'Territory', hintZh: '按销售片区填写' })
  await chen.patch(`${path}/foundedYear`, { isHidden: true, isQuick: false })
  await chen.patch(`${path}/website`, { isQuick: true })
  const zh = await fieldsIn(li, 'customer')
  expect(zh.fields.find(field => field.name === 'employees')).toMatchObject({ label: '片区', hint: '按销售片区填写' })
  expect(labelled(await fieldsIn(li, 'customer', 'en'), 'employees')).toBe('Territory')
  expect(zh.quick).toContain('website')
  expect(zh.sections.flatMap(section => section.fields)).not.toContain('foundedYear')
  expect(zh.fields.find(field => field.name === 'foundedYear')).toMatchObject({ isHidden: true })
  const { id } = await li.post('/api/customers', { name: '老店', foundedYear: 1999 }, 201)
  expect(await li.get(`/api/customers/${id}`)).toMatchObject({ foundedYear: 1999 })

  const layout = await chen.get('/api/layout/customer')
  const [main, contact, ...rest]: Section[] = layout.sections
  const order = [
    { name: main?.name, fields: ['employees', ...(main?.fields ?? [])] },
    { name: contact?.name, fields: [...(contact?.fields ?? [])].reverse() },
    ...rest.map(({ name, fields }) => ({ name, fields: fields.filter(field => field !== 'employees') })),
  ]
  await chen.put('/api/layout/customer/order', { sections: order })
  const placed = (await fieldsIn(li, 'customer')).sections
  expect(placed[0]?.fields[0]).toBe('employees')
  expect(placed[1]?.fields).toEqual(order[1]?.fields)
  await chen.put('/api/layout/customer/order', { sections: [{ name: 'nowhere', fields: ['name'] }] }, 400)
  await chen.put('/api/layout/customer/order', { sections: [{ name: 'main', fields: ['name', 'name'] }] }, 400)
  await chen.put('/api/layout/customer/order', { sections: [{ name: 'main', fields: [`x'; --`] }] }, 400)

  await chen.patch(`${path}/employees`, { labelZh: null, labelEn: '', hintZh: null })
  const back = (await fieldsIn(li, 'customer')).fields.find(field => field.name === 'employees')
  expect(back?.label).toBe(layout.fields.find((field: { name: string }) => field.name === 'employees').declaredZh)
  expect(back).not.toHaveProperty('hint')
})

test('what the program needs can be neither hidden nor demanded of people who do not fill it', async () => {
  const { chen } = company.as
  for (const [object, field, said, code] of [
    ['customer', 'name', { isHidden: true }, 'layout.field_needed'],
    ['opportunity', 'pipeline', { isHidden: true }, 'layout.field_needed'],
    ['opportunity', 'stage', { isRequired: true }, 'layout.cannot_require'],
    ['opportunity', 'lines', { isRequired: true }, 'layout.cannot_require'],
    ['customer', 'website', { isHidden: true, isRequired: true }, 'layout.field_needed'],
    ['customer', 'website', { isFast: true }, 'layout.standard_field'],
  ] as const)
    expect((await chen.patch(`/api/layout/${object}/fields/${field}`, said, 409)).code).toBe(code)
  await chen.patch('/api/layout/customer/fields/nothing', { labelZh: '无' }, 404)
  await chen.patch('/api/layout/customer/fields/createdAt', { isHidden: true }, 404)
})

test('what the company requires is asked of form, program and import, row by row; a verb is not held up', async () => {
  const { chen, li } = company.as
  const old = await li.post('/api/customers', { name: '旧客户' }, 201)
  const filled = await li.post('/api/customers', { name: '已填客户', website: 'a.example' }, 201)
  await chen.patch('/api/layout/customer/fields/website', { isRequired: true })
  const own = await made(chen, 'customer', {
    type: 'text',
    labelZh: '必填自定义',
    isRequired: true,
    traits: { default: '' },
  })
  await chen.patch(`/api/layout/customer/fields/${own}`, { isRequired: false })

  const refused = await li.post('/api/customers', { name: '新客户' }, 422)
  expect(refused.fields).toMatchObject([{ path: 'website', code: 'field.required' }])
  expect((await li.patch(`/api/customers/${filled.id}`, { website: null }, 422)).fields).toMatchObject([
    { path: 'website' },
  ])
  await li.patch(`/api/customers/${old.id}`, { remark: '旧记录仍可修改' })
  expect((await fieldsIn(li, 'customer')).fields.find(field => field.name === 'website')).toMatchObject({
    required: true,
  })

  const file = '客户名称,website\n有网站,b.example\n没网站,\n'
  const { id } = await upload(chen, { object: 'customer', file })
  await chen.post(`/api/imports/${id}/run`, {})
  const done = await settled(chen, id)
  expect(done.counts).toMatchObject({ created: 1, refused: 1 })
  await chen.patch('/api/layout/customer/fields/website', { isRequired: false })

  const reason = await made(chen, 'opportunity', { type: 'text', labelZh: '必填理由' })
  const { pipelines } = { pipelines: (await li.get('/api/pipelines')).records }
  const opportunity = await li.post(
    '/api/opportunities',
    { name: '机会', pipeline: pipelines[0].id, [reason]: '有' },
    201,
  )
  await chen.patch(`/api/layout/opportunity/fields/${reason}`, { isRequired: true })
  await sql`update opportunities set custom = null where id = ${opportunity.id}`.execute(company.db)
  const lost = await li.post(`/api/opportunities/${opportunity.id}/lose`, { reason: 'price' })
  expect(lost).toMatchObject({ state: 'lost', [reason]: null })
})

test('a change acts in the other processes within a second, and open pages are told by each answer', async () => {
  const { chen, li } = company.as
  const before = await li.ask('GET', '/api/customers?limit=1')
  const tag = (await li.ask('GET', '/api/catalog')).headers.get('etag') ?? ''
  expect((await li.ask('GET', '/api/catalog', undefined, { 'if-none-match': tag })).status).toBe(304)
  // As another process would: nothing in this one is told of it.
  await sql`insert into field_settings (object, field, label_zh) values ('customer', 'remark', '他处改名')
    on conflict (object, field) do update set label_zh = excluded.label_zh`.execute(company.db)
  const began = Date.now()
  await expect.poll(async () => labelled(await fieldsIn(li, 'customer'), 'remark'), { interval: 50 }).toBe('他处改名')
  // Half a second of the cache, and the time of a request on a machine that has other things to do.
  expect(Date.now() - began).toBeLessThan(1500)
  const after = await li.ask('GET', '/api/customers?limit=1')
  expect(before.headers.get('x-catalog-version')).toMatch(/^[\w-]{16}$/)
  expect(after.headers.get('x-catalog-version')).not.toBe(before.headers.get('x-catalog-version'))
  expect((await li.ask('GET', '/api/catalog', undefined, { 'if-none-match': tag })).status).toBe(200)
  await chen.patch('/api/layout/customer/fields/remark', { labelZh: null })
})

test('fast makes an index that the filter uses, without it a great list must be narrowed first', async () => {
  const { chen, li } = company.as
  const code = await made(chen, 'product', { type: 'text', labelZh: '货号', isFast: true })
  const fields = async () =>
    (await chen.get('/api/layout/product')).fields.find((one: { name: string }) => one.name === code)
  await expect.poll(async () => (await fields()).index).toBe('ready')
  const { rows } = await sql<{ definition: string; valid: boolean }>`
    select pg_get_indexdef(indexrelid) as definition, indisvalid as valid from pg_index where indexrelid = ${`${code}_idx`}::regclass`.execute(
    company.db,
  )
  expect(rows).toMatchObject([{ valid: true, definition: expect.stringContaining(code) }])
  const category = await chen.post('/api/product-categories', { name: '零件' }, 201)
  await sql`insert into products (id, name, category_id, custom) select gen_random_uuid(), 'p' || n, ${category.id}::uuid, jsonb_build_object(${code}::text, 'N' || n)
    from generate_series(1, 60000) as n`.execute(company.db)
  await sql`analyze products`.execute(company.db)
  const query = { filter: { field: code, op: 'is', value: 'n4711' }, fields: 'name' }
  expect((await ask(li, 'products', query)).records).toMatchObject([{ name: 'p4711' }])
  const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`explain select id from products t
    where lower((t.custom->>${sql.lit(code)})) collate "zh-x-icu" = lower('n4711') and deleted_at is null`.execute(
    company.db,
  )
  expect(plan.map(line => line['QUERY PLAN']).join('\n')).toContain(`${code}_idx`)

  // As in a restored database: the field says it has an index, and there is none.
  await sql`drop index ${sql.ref(`${code}_idx`)}`.execute(company.db)
  await expect.poll(async () => (await fields()).index).toBe('failed')
  await ask(li, 'products', query, 400)
  await chen.patch(`/api/layout/product/fields/${code}`, { isFast: true })
  await expect.poll(async () => (await fields()).index).toBe('ready')

  await chen.patch(`/api/layout/product/fields/${code}`, { isFast: false })
  await expect
    .poll(
      async () =>
        (await sql<{ there: unknown }>`select to_regclass(${`${code}_idx`}) as there`.execute(company.db)).rows[0]
          ?.there,
    )
    .toBeNull()
  const refused = await ask(li, 'products', query, 400)
  expect(refused).toMatchObject({ code: 'filter.not_fast', title: expect.stringContaining('货号') })
  await ask(li, 'products', { sort: code }, 400)
  await ask(li, 'products', { ...query, count: '1' }, 400)
  const narrowed = { and: [{ field: 'category', op: 'in', value: [category.id] }, query.filter] }
  expect((await ask(li, 'products', { filter: narrowed })).records).toHaveLength(1)

  // A page does without the list that would have to walk through all of them.
  await made(chen, 'product', { type: 'reference', traits: { object: 'customer' }, labelZh: '为谁定制' })
  const { id } = await li.post('/api/customers', { name: '有定制品的' }, 201)
  const { answers } = await li.get(`/api/customers/${id}/page`)
  expect(answers.map((one: { path: string }) => one.path)).not.toContain('/products')
})

test('what is marked for search is found, also what was there before', async () => {
  const { chen, li } = company.as
  const nick = await made(chen, 'customer', { type: 'text', labelZh: '外号' })
  await li.post('/api/customers', { name: '普通名称', [nick]: '铁公鸡' }, 201)
  const found = async (q: string): Promise<string[]> =>
    (await li.get(`/api/search?q=${encodeURIComponent(q)}`)).results.map((one: { title: string }) => one.title)
  expect(await found('铁公鸡')).toEqual([])
  await chen.patch(`/api/layout/customer/fields/${nick}`, { isSearched: true })
  await expect.poll(() => found('铁公鸡')).toEqual(['普通名称'])
  await li.post('/api/customers', { name: '另一位', [nick]: '笑面虎' }, 201)
  expect(await found('笑面虎')).toEqual(['另一位'])
  await chen.patch(`/api/layout/customer/fields/${nick}`, { isSearched: false })
  await expect.poll(() => found('铁公鸡')).toEqual([])
})
