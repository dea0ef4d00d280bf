import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'
import { bringIn, change, run, settlementsOf, undo, upload } from './importing.ts'

const folder = join(import.meta.dirname, '..', 'data', 'crm-sales-opportunities')
const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

/** The first of the 8,800 deals, enough to hold all their dirt; the whole file goes in by the command line (test/real-pipeline). */
const someDeals = async (): Promise<string> => (await file('sales_pipeline.csv')).split('\n').slice(0, 701).join('\n')

test('a real company’s files come in with every bit of their dirt shown before, once again as doubles, and out again', async () => {
  const company = await openTestCompany()
  const { chen } = company.as

  const teams = await upload(chen, { object: 'user', name: 'sales_teams.csv', file: await file('sales_teams.csv') })
  expect(teams).toMatchObject({ state: 'settling', rows: 35, encoding: 'utf-8', separator: ',' })
  expect(teams.columns.map(column => [column.header, column.field])).toEqual([
    ['sales_agent', 'name'],
    ['manager', 'superior'],
    ['regional_office', 'department'],
  ])
  expect(teams.unsettled.map(({ field, value, count, suggestion }) => [field, value, count, suggestion?.kind])).toEqual(
    [
      ['department', 'East', 12, 'create'],
      ['department', 'West', 12, 'create'],
      ['department', 'Central', 11, 'create'],
      ['superior', 'Cara Losch', 6, 'create'],
      ['superior', 'Celia Rouche', 6, 'create'],
      ['superior', 'Melvin Marxen', 6, 'create'],
      ['superior', 'Rocco Neubert', 6, 'create'],
      ['superior', 'Summer Sewald', 6, 'create'],
      ['superior', 'Dustin Brinkmann', 5, 'create'],
    ],
  )
  await chen.post(`/api/imports/${teams.id}/run`, undefined, 409)
  const settledTeams = await change(chen, teams.id, { settlements: settlementsOf(teams) })
  expect(settledTeams).toMatchObject({
    state: 'ready',
    counts: { created: 35, updated: 0, skipped: 0, refused: 0 },
    alsoCreates: { user: 6, department: 3 },
    unsettledCount: 0,
  })
  await run(chen, teams.id)

  const products = await bringIn(chen, {
    object: 'product',
    file: await file('products.csv'),
    settings: { defaults: { currency: 'USD' } },
  })
  expect(products).toMatchObject({ counts: { created: 7 }, alsoCreates: { productCategory: 3 } })

  const accounts = await upload(chen, { object: 'customer', file: await file('accounts.csv') })
  expect(accounts.columns.map(column => column.field)).toEqual([
    'name',
    'industry',
    'foundedYear',
    'revenueMillions',
    'employees',
    'region',
    'parent',
  ])
  // Parents stand in the same file and need no settling; a sector's misspelling is shown, once.
  expect(accounts.unsettled.every(value => value.field === 'industry')).toBe(true)
  expect(accounts.unsettled.find(value => value.value === 'technolgy')).toMatchObject({ count: 12 })
  await change(chen, accounts.id, {
    settlements: settlementsOf(accounts, ({ value }) =>
      value === 'technolgy' ? { kind: 'create', title: 'Technology' } : undefined,
    ),
  })
  expect(await run(chen, accounts.id)).toMatchObject({ counts: { created: 85, refused: 0 } })
  const children = (await file('accounts.csv'))
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
  const subsidiaries = await chen.get(`${filtered('customers', { field: 'parent', op: 'notEmpty' })}&limit=200`)
  expect(
    new Map(
      subsidiaries.records.map((one: { name: string; parent: { title: string } }) => [one.name, one.parent.title]),
    ),
  ).toEqual(new Map(children.flatMap(([name = '', , , , , , parent]) => (parent ? [[name, parent] as const] : []))))
  const technology = await chen.get(filtered('customers', { field: 'industry', op: 'in', value: ['technology'] }))
  expect(technology.records).toHaveLength(12)

  const pipeline = await chen.post('/api/pipelines', {
    name: 'Hardware',
    stages: [
      { name: 'Prospecting', kind: 'open' },
      { name: 'Engaging', kind: 'open' },
      { name: 'Won', kind: 'won' },
      { name: 'Lost', kind: 'lost' },
    ],
  })
  const text = await someDeals()
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
  let deals = await upload(chen, { object: 'opportunity', name: 'sales_pipeline.csv', file: text })
  expect(deals).toMatchObject({ state: 'mapping', problems: [{ code: 'import.choose_field', field: 'pipeline' }] })
  const settings = { sourceSystem: 'maven', defaults: { currency: 'USD', pipeline: 'hardware' } }
  deals = await change(chen, deals.id, { settings })
  expect(deals.settings.defaults).toEqual({ currency: 'USD', pipeline: pipeline.id })
  expect(deals.unsettled).toMatchObject([
    {
      field: 'product',
      value: 'GTXPro',
      count: rows.filter(row => row[2] === 'GTXPro').length,
      suggestion: { kind: 'use', title: 'GTX Pro' },
    },
  ])
  deals = await change(chen, deals.id, { settlements: settlementsOf(deals) })
  const withoutCustomer = rows.filter(row => row[3] === '').length
  expect(deals.counts).toEqual({ created: 700, updated: 0, skipped: 0, refused: 0, withoutCustomer })
  const shown = await chen.get(`/api/imports/${deals.id}/rows?outcome=withoutCustomer`)
  expect(shown.rows[0].cells[3]).toBe('')
  await run(chen, deals.id)

  const loose = await chen.get(`${filtered('opportunities', { field: 'customer', op: 'empty' })}&count=exact`)
  expect(loose.count.value).toBe(withoutCustomer)
  await expectDealsAsTheFile(company, pipeline.id, rows)

  // Nothing was told to automation, and history says where it comes from.
  const { rows: told } =
    await sql`select name from outbox where object in ('opportunity', 'customer', 'product', 'productCategory')`.execute(
      company.db,
    )
  expect(told).toEqual([])
  const { rows: history } =
    await sql`select distinct h.verb, b.kind, h.reason from history h join batches b on b.id = h.batch_id where h.object = 'opportunity'`.execute(
      company.db,
    )
  expect(history).toEqual([{ verb: 'create', kind: 'import', reason: 'sales_pipeline.csv' }])

  const again = await bringIn(chen, { object: 'opportunity', name: 'again.csv', file: text, settings })
  expect(again.counts).toMatchObject({ created: 0, updated: 0, skipped: 700, refused: 0 })

  const undone = await undo(chen, deals.id)
  expect(undone).toMatchObject({ state: 'undone', kept: [] })
  const left = await chen.get('/api/opportunities?count=exact')
  expect(left.count.value).toBe(0)
  expect(await undo(chen, accounts.id)).toMatchObject({ state: 'undone', kept: [] })
  expect((await chen.get('/api/customers?count=exact')).count.value).toBe(0)
  expect(await undo(chen, teams.id)).toMatchObject({ state: 'undone', kept: [] })
  expect((await chen.get('/api/users?count=exact')).count.value).toBe(5)
}, 180_000)

const filtered = (plural: string, filter: object): string =>
  `/api/${plural}?filter=${encodeURIComponent(JSON.stringify(filter))}`

type Company = Awaited<ReturnType<typeof openTestCompany>>

/** Every deal, its product and its way through the stages, against the file. */
async function expectDealsAsTheFile(company: Company, pipelineId: string, rows: string[][]): Promise<void> {
  const { rows: made } = await sql<Record<string, string | null>>`
    select o.name, o.external_id, o.source_system, u.name as owner, p.name as product, c.name as customer, s.name as stage, o.state,
      o.opened_on, o.closed_on, o.amount::float::text as amount, o.currency, l.unit_price
    from opportunities o join users u on u.id = o.owner_id join stages s on s.id = o.stage_id
      left join customers c on c.id = o.customer_id left join opportunity_lines l on l.opportunity_id = o.id left join products p on p.id = l.product_id
    where o.pipeline_id = ${pipelineId}`.execute(company.db)
  const found = new Map(made.map(deal => [deal.external_id, deal]))
  expect(found.size).toBe(rows.length)
  for (const [id = '', owner, product, account, stage, engaged, closed, value] of rows)
    expect(found.get(id)).toEqual({
      name: id,
      external_id: id,
      source_system: 'maven',
      owner,
      product: product === 'GTXPro' ? 'GTX Pro' : product,
      customer: account || null,
      stage,
      state: stage === 'Won' ? 'won' : stage === 'Lost' ? 'lost' : 'open',
      opened_on: engaged || null,
      closed_on: closed || null,
      amount: value || null,
      currency: 'USD',
      unit_price: null,
    })

  const { rows: steps } = await sql<{ id: string; way: string[] }>`
    select o.external_id as id, array_agg(coalesce(f.name, '-') || '>' || s.name || ' ' || t.precision || ' ' ||
      coalesce(to_char(t.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI'), '?') order by t.at nulls first, t.id) as way
    from opportunities o join transitions t on t.record_id = o.id and t.field = 'stage' join stages s on s.id::text = t.to_value
      left join stages f on f.id::text = t.from_value where o.pipeline_id = ${pipelineId} group by 1`.execute(
    company.db,
  )
  const ways = new Map(steps.map(({ id, way }) => [id, way]))
  for (const [id = '', , , , stage, engaged, closed] of rows) {
    const entry = stage === 'Prospecting' ? '->Prospecting unknown ?' : `->Engaging day ${engaged} 00:00`
    expect(ways.get(id)).toEqual(closed ? [entry, `Engaging>${stage} day ${closed} 00:00`] : [entry])
  }
}
