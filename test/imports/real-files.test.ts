import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openTestCompany } from '#test/harness/company.ts'
import { bringIn, change, run, settlementsOf, upload } from './importing.ts'

const file = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '..', 'data', 'crm-sales-opportunities', name))

test('a real company’s four files come in, and every bit of their dirt was shown before', async () => {
  const company = await openTestCompany()
  const chen = company.as.chen
  const t0 = performance.now()
  const teams = await upload(chen, { object: 'user', name: 'sales_teams.csv', file: await file('sales_teams.csv') })
  console.log(
    'teams read',
    performance.now() - t0,
    teams.state,
    teams.columns.map(c => [c.header, c.field]),
    teams.unsettled,
  )
  const teams2 = await change(chen, teams.id, { settlements: settlementsOf(teams) })
  console.log(teams2.state, teams2.counts, teams2.alsoCreates)
  const teams3 = await run(chen, teams.id)
  console.log(teams3.state, teams3.counts, performance.now() - t0)
  const products = await bringIn(chen, {
    object: 'product',
    file: await file('products.csv'),
    settings: { defaults: { currency: 'USD' } },
  })
  console.log(products.counts, products.alsoCreates)
  const accounts = await upload(chen, { object: 'customer', file: await file('accounts.csv') })
  console.log(
    accounts.state,
    accounts.columns.map(c => [c.header, c.field]),
    accounts.unsettled,
    accounts.counts,
  )
  const accounts2 = await bringIn(chen, { object: 'customer', file: await file('accounts.csv') })
  console.log(accounts2.counts, performance.now() - t0)
  const pipeline = await chen.post('/api/pipelines', {
    name: 'Hardware',
    stages: [
      { name: 'Prospecting', kind: 'open' },
      { name: 'Engaging', kind: 'open' },
      { name: 'Won', kind: 'won' },
      { name: 'Lost', kind: 'lost' },
    ],
  })
  const t1 = performance.now()
  let deals = await upload(chen, {
    object: 'opportunity',
    name: 'sales_pipeline.csv',
    file: await file('sales_pipeline.csv'),
  })
  console.log(
    'read',
    performance.now() - t1,
    deals.state,
    deals.columns.map(c => [c.header, c.field]),
    deals.problems,
  )
  deals = await change(chen, deals.id, {
    settings: { sourceSystem: 'maven', defaults: { currency: 'USD', pipeline: pipeline.id } },
  })
  console.log('set', performance.now() - t1, deals.state, deals.unsettled)
  deals = await change(chen, deals.id, { settlements: settlementsOf(deals) })
  console.log('settled', performance.now() - t1, deals.state, deals.counts)
  const t2 = performance.now()
  deals = await run(chen, deals.id)
  console.log('run', performance.now() - t2, deals.state, deals.counts, deals.problems)
  const list = await chen.get(
    `/api/opportunities?limit=2&count=exact&sums=amount&filter=${encodeURIComponent(JSON.stringify({ field: 'state', op: 'in', value: ['won'] }))}`,
  )
  console.dir(list, { depth: 5 })
  expect(deals.counts.created).toBe(8800)
}, 120_000)
