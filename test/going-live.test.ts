import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import { bringIn, undo, upload } from '#test/imports/importing.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

// A company begins in the middle of a year: what was agreed and paid elsewhere comes by files, as it was.

const fileOf = (name: string): Promise<Uint8Array> => readFile(join(import.meta.dirname, 'data', 'going-live', name))

/** In the order in which one refers to the other. */
const files = [
  ['customer', 'customers.csv'],
  ['contract', 'contracts.csv'],
  ['collectionPlan', 'plans.csv'],
  ['receipt', 'receipts.csv'],
  ['openingBalance', 'opening-balances.csv'],
] as const

const bring = async (company: TestCompany, object: string, name: string) =>
  bringIn(company.as.chen, { object, name, file: await fileOf(name) })

/** A company with its catalogue, in which every contract needs consent, and everything brought in. */
async function liveCompany(): Promise<{ company: TestCompany; imports: string[] }> {
  const company = await openTestCompany()
  const { chen, wang } = company.as
  await chen.post('/api/products', { name: '车间看板', code: 'KB-42', unit: '台', listPrice: '2500' })
  await chen.post('/api/approval-flows', {
    object: 'contract',
    name: '全部合同',
    isOn: true,
    content: {
      conditions: null,
      departments: [],
      amountFrom: null,
      amountTo: null,
      afterRefusal: 'start',
      withdraw: 'undecided',
      remindDays: 2,
      steps: [{ kind: 'people', mode: 'any', people: [wang.id] }],
    },
  })
  const imports: string[] = []
  for (const [object, name] of files) {
    const { id, counts, rows } = await bring(company, object, name)
    expect(counts, object).toMatchObject({ created: rows, refused: 0 })
    imports.push(id)
  }
  return { company, imports }
}

const countOf = async (company: TestCompany, table: string): Promise<number> =>
  (
    await sql<{
      count: number
    }>`select count(*)::int as count from ${sql.table(table)} where deleted_at is null`.execute(company.db)
  ).rows[0]?.count ?? 0

const tables = [
  'customers',
  'contracts',
  'contract_lines',
  'collection_plans',
  'receipts',
  'allocations',
  'opening_balances',
]
const countsOf = async (company: TestCompany): Promise<Record<string, number>> =>
  Object.fromEntries(
    await Promise.all(
      tables.map(async table => [
        table,
        table === 'contract_lines'
          ? ((await sql<{ count: number }>`select count(*)::int as count from contract_lines`.execute(company.db))
              .rows[0]?.count ?? 0)
          : await countOf(company, table),
      ]),
    ),
  )

test('contracts with lines, plans, receipts and opening balances come with their own numbers, days, owners and authors, as in effect, without approvals and reminders', {
  timeout: 60_000,
}, async () => {
  const { company } = await liveCompany()
  const { chen, li, zhao, wang } = company.as

  const contracts: Body[] = (await chen.get('/api/contracts?sort=number')).records
  expect(
    contracts.map(one => [one.number, one.state, one.effectiveOn, one.amount, one.receivedAmount, one.outstanding]),
  ).toEqual([
    ['XS-2025-0122', 'inEffect', '2025-11-05', '48000.00', '48000.00', '0.00'],
    ['XS-2026-0031', 'inEffect', '2026-03-16', '186000.00', '115800.00', '70200.00'],
    ['XS-2026-0047', 'inEffect', '2026-05-20', '92500.50', '0.00', '92500.50'],
    ['XS-2026-0058', 'inEffect', '2026-06-20', '31400.00', '0.00', '31400.00'],
  ])
  expect(contracts.map(one => [one.owner.title, one.createdBy.title, one.createdAt])).toEqual([
    ['赵敏', '赵敏', '2025-11-01T02:00:00.000Z'],
    ['李强', '王芳', '2026-03-10T01:12:00.000Z'],
    ['李强', '李强', '2026-05-18T07:40:00.000Z'],
    ['赵敏', '赵敏', '2026-06-15T03:05:00.000Z'],
  ])
  const lined = await zhao.get(`/api/contracts/${contracts[3].id}`)
  expect(lined.originalAmount).toBe('31400.00')
  expect(
    lined.lines.map((line: Body) => [line.product?.title, line.name, line.quantity, line.amount, line.taxPercent]),
  ).toEqual([
    ['车间看板', '车间看板', '12', '25080.00', 13],
    [undefined, '安装调试', '1', '6320.00', 6],
  ])

  const plans: Body[] = (await chen.get('/api/collection-plans?sort=dueOn')).records
  expect(plans.map(one => [one.contract.title, one.dueOn, one.amount, one.receivedAmount, one.state])).toEqual([
    ['顺合冲压车间看板', '2025-11-30', '48000.00', '48000.00', 'paid'],
    ['恒立产线能耗监测', '2026-03-31', '55800.00', '55800.00', 'paid'],
    ['顺合二期看板', '2026-07-20', '15700.00', '0.00', 'pending'],
    ['恒立产线能耗监测', '2026-07-31', '111600.00', '60000.00', 'partial'],
    ['东钱湖泵站改造', '2026-08-31', '92500.50', '0.00', 'pending'],
    ['顺合二期看板', '2026-12-20', '15700.00', '0.00', 'pending'],
    ['恒立产线能耗监测', '2027-03-15', '18600.00', '0.00', 'pending'],
  ])
  const receipts: Body[] = (await chen.get('/api/receipts?sort=receivedOn')).records
  expect(receipts.map(one => [one.number, one.state, one.kind, one.postedOn, one.amount, one.restAmount])).toEqual([
    ['DK-2512-03', 'confirmed', 'receipt', '2025-12-01', '48000.00', '0.00'],
    [expect.any(String), 'confirmed', 'opening', '2026-01-01', '5000.00', '5000.00'],
    ['DK-2604-11', 'confirmed', 'receipt', '2026-04-02', '55800.00', '0.00'],
    ['DK-2608-02', 'confirmed', 'receipt', '2026-08-05', '60000.00', '0.00'],
  ])

  // Nobody is asked or told anything.
  for (const person of [li, zhao, wang]) {
    expect((await person.get('/api/approvals')).approvals).toEqual([])
    expect((await person.get('/api/notices')).notices).toEqual([])
  }
  // What counts by hand of people stays: it is voided, not removed.
  await li.delete(`/api/contracts/${contracts[2].id}`, 409)

  const standing = async (customer: string) => {
    const { accounts } = await chen.get(`/api/customers/${customer}/account?on=2026-09-30`)
    return accounts.map(({ receivable, arrears, prepayment, aging }: Body) =>
      [receivable, arrears, prepayment, aging.d30, aging.d90, aging.over].map(Number),
    )
  }
  const customerOf = (index: number): string => contracts[index].customer.id
  expect(await standing(customerOf(0))).toEqual([[31400, 15700, 5000, 0, 15700, 0]])
  expect(await standing(customerOf(1))).toEqual([[70200, 51600, 0, 0, 51600, 0]])
  expect(await standing(customerOf(2))).toEqual([[104800.5, 104800.5, 0, 92500.5, 0, 12300]])

  // Our own series begins as if nothing had come.
  const own = await li.post('/api/contracts', { name: '自己的', customer: customerOf(1), amount: '100.00' })
  await li.post(`/api/contracts/${own.id}/submit`, {})
  expect((await li.get(`/api/contracts/${own.id}`)).number).toBe('HT000001')
})

test('imported twice adds nothing, and the undo of all of it leaves nothing', { timeout: 60_000 }, async () => {
  const { company, imports } = await liveCompany()
  const { chen } = company.as
  const counts = await countsOf(company)
  expect(counts).toEqual({
    customers: 3,
    contracts: 4,
    contract_lines: 2,
    collection_plans: 7,
    receipts: 4,
    allocations: 3,
    opening_balances: 2,
  })
  for (const [object, name] of files) {
    const again = await upload(chen, { object, name, file: await fileOf(name) })
    expect(again.counts, object).toMatchObject({ created: 0, updated: 0 })
    await chen.post(`/api/imports/${again.id}/run`)
    await expect.poll(async () => (await chen.get(`/api/imports/${again.id}`)).state).toBe('done')
  }
  expect(await countsOf(company)).toEqual(counts)
  for (const id of imports.toReversed())
    expect(await undo(chen, id)).toMatchObject({ state: 'undone', kept: [], problems: [] })
  const { contract_lines: _lines, ...left } = await countsOf(company)
  expect(Object.values(left)).toEqual([0, 0, 0, 0, 0, 0])
})

test('what a file says wrongly of lines is refused with its reason, and nothing of a closed month comes or goes', {
  timeout: 60_000,
}, async () => {
  const { company, imports } = await liveCompany()
  const { chen } = company.as
  const header = '合同编号,合同名称,客户名称,签订日期,合同金额,合同明细'
  const row = (no: string, amount: string, items: string) =>
    `${no},合同${no},苏州恒立传动有限公司,2026-02-01,${amount},"${items}"`
  const described = await upload(chen, {
    object: 'contract',
    file: [
      header,
      row('W-1', '100', 'KB-42 | zwei | 50'),
      row('W-2', '100', 'KB-42 | 2 | 49'),
      row('W-3', '', 'KB-42 | 2 | 50 | 0 | 77'),
      row('W-4', '', 'KB-42 ｜ 2 ｜ 1,050.50'),
    ].join('\n'),
  })
  expect(described.counts).toMatchObject({ created: 1, refused: 3 })
  const { rows } = await chen.get(`/api/imports/${described.id}/rows?outcome=refused`)
  expect(rows.map((one: Body) => one.problems.map(({ code }: Body) => code))).toEqual([
    ['contract.import_line'],
    ['contract.import_amount'],
    ['contract.import_tax'],
  ])

  await chen.post('/api/closed-months', { month: '2026-04' })
  const late = await upload(chen, {
    object: 'contract',
    file: `${header}\n${row('W-5', '100', '').replace('2026-02-01', '2026-04-02')}`,
  })
  expect(late.counts).toMatchObject({ created: 0, refused: 1 })
  // Of the receipts that came by one file the one of April stays, with what it pays.
  const { kept } = await undo(chen, imports[3] ?? '')
  expect(kept.map(({ object }) => object).toSorted()).toEqual(['allocation', 'receipt'])
  const left = (await chen.get('/api/receipts?sort=receivedOn')).records
  expect(left.map((one: Body) => [one.kind, one.receivedOn, one.restAmount])).toEqual([
    ['opening', '2026-01-01', '5000.00'],
    ['receipt', '2026-04-02', '0.00'],
  ])
})
