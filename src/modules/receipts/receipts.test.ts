import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeSheet } from '#platform/transfer/writing/sheet-writer.ts'
import { type Body, type Books, inDays, openBooks, today } from '#test/harness/books.ts'
import { change, settled, upload } from '#test/imports/importing.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks()
})

describe('receipts: typed or imported from a bank’s XLSX; claiming and confirmation', () => {
  test('what finance typed waits for everybody who may claim, as the bank wrote it, and for nobody else', async () => {
    const { company, account, newCustomer, listed, received, entity } = books
    const customer = await newCustomer()
    const made = await received('100.00', {
      payer: '华星科技',
      bankAccount: account,
      purpose: '货款',
      customer: customer.id,
    })
    expect(made).toMatchObject({ state: 'unclaimed', owner: null, currency: 'CNY', restAmount: '100.00' })
    expect(made.number).toMatch(/^SK\d{6}$/)
    expect(made.legalEntity.id).toBe(entity.id)
    const { records, count: counted } = await company.as.zhao.get('/api/receipts/claimable')
    const seen = records.find((one: Body) => one.id === made.id)
    expect(seen).toMatchObject({ payer: '华星科技', amount: '100.00', purpose: '货款' })
    expect(seen).not.toHaveProperty('customer')
    expect(counted.value).toBeGreaterThan(0)
    await company.as.zhao.get(`/api/receipts/${made.id}`, 404)
    expect(await listed('receipts', { field: 'id', op: 'in', value: [made.id] }, company.as.zhao)).toEqual([])
    const { records: found } = await company.as.zhao.get(
      `/api/receipts/claimable?q=${encodeURIComponent('没有这样的付款方')}`,
    )
    expect(found).toEqual([])
  })

  test('one click claims for a line; finance confirms; the line is paid and the receipt is the claimant’s', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    const [first] = await plansOf(contract)
    const made = await received('5404.98', { payer: customer.name })
    const { suggestions } = await company.as.li.get(`/api/receipts/${made.id}/suggestions`)
    expect(suggestions[0]).toMatchObject({ noun: 'collectionPlan', id: first.id, open: '5404.98', amount: '5404.98' })
    expect(suggestions[0].reasons).toEqual(expect.arrayContaining(['payer', 'amount']))
    const claimed = await company.as.li.post(`/api/receipts/${made.id}/claim`, { collectionPlan: first.id })
    expect(claimed).toMatchObject({ state: 'claimed', customer: { id: customer.id }, restAmount: '0.00' })
    expect(claimed.owner.id).toBe(company.as.li.id)
    expect((await plansOf(contract))[0]).toMatchObject({ receivedAmount: '0.00', state: 'pending' })
    await company.as.li.post(`/api/receipts/${made.id}/confirm`, {}, 403)
    const confirmed = await finance.post(`/api/receipts/${made.id}/confirm`, {})
    expect(confirmed).toMatchObject({ state: 'confirmed', postedOn: inDays(-5) })
    expect((await plansOf(contract))[0]).toMatchObject({
      receivedAmount: '5404.98',
      restAmount: '0.00',
      state: 'paid',
      paidOn: inDays(-5),
    })
    expect(await company.as.li.get(`/api/contracts/${contract.id}`)).toMatchObject({
      receivedAmount: '5404.98',
      outstanding: '12611.63',
    })
  })

  test('a wrong claim is given back and claimed by the right person; nothing of it was counted', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received, accountOf } = books
    const [wrong, right] = [await newCustomer({}, company.as.zhao), await newCustomer()]
    const contract = await contractOf(right)
    const wrongContract = await contractOf(wrong, {}, company.as.zhao)
    const [[wrongLine], [line]] = [await plansOf(wrongContract), await plansOf(contract)]
    const made = await received('1000')
    await company.as.zhao.post(`/api/receipts/${made.id}/claim`, { collectionPlan: wrongLine.id })
    await company.as.li.get(`/api/receipts/${made.id}`, 404)
    await finance.post(`/api/receipts/${made.id}/unclaim`, { reason: '不是这家' })
    expect(await finance.get(`/api/receipts/${made.id}`)).toMatchObject({
      state: 'unclaimed',
      customer: null,
      owner: null,
    })
    await company.as.li.post(`/api/receipts/${made.id}/claim`, { collectionPlan: line.id })
    await finance.post(`/api/receipts/${made.id}/confirm`, {})
    expect((await plansOf(wrongContract))[0]).toMatchObject({ receivedAmount: '0.00', restAmount: '5404.98' })
    expect((await accountOf(wrong)).accounts[0].entries).toHaveLength(1)
    expect((await plansOf(contract))[0]).toMatchObject({ receivedAmount: '1000.00', state: 'partial' })
  })

  test('a confirmed claim for the wrong customer is taken back: reversal rows, and the past keeps what it was told', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received, accountOf, allocationsOf } = books
    const [wrong, right] = [await newCustomer(), await newCustomer()]
    const contract = await contractOf(wrong)
    const made = await received('2000', { contract: contract.id, customer: wrong.id })
    await finance.post(`/api/receipts/${made.id}/confirm`, {})
    expect((await plansOf(contract))[0]).toMatchObject({ receivedAmount: '2000.00' })
    await finance.post(`/api/receipts/${made.id}/release`, {}, 422)
    await finance.post(`/api/receipts/${made.id}/release`, { reason: '认错客户' })
    expect((await plansOf(contract))[0]).toMatchObject({
      receivedAmount: '0.00',
      restAmount: '5404.98',
      state: 'pending',
    })
    expect((await allocationsOf(made)).map(row => row.amount).sort()).toEqual(['-2000.00', '2000.00'])
    await company.as.li.post(`/api/receipts/${made.id}/claim`, { customer: right.id })
    expect(await finance.post(`/api/receipts/${made.id}/confirm`, {})).toMatchObject({
      postedOn: today,
      restAmount: '2000.00',
    })
    expect((await accountOf(wrong)).accounts[0]).toMatchObject({ prepayment: '0.00', closing: '18016.61' })
    expect((await accountOf(wrong, `?on=${inDays(-1)}`)).accounts[0]).toMatchObject({ closing: '16016.61' })
    expect((await accountOf(right)).accounts[0]).toMatchObject({ prepayment: '2000.00', closing: '-2000.00' })
  })

  test('finance confirms many at once', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    const lines = await plansOf(contract)
    const ids: string[] = []
    for (const line of lines) {
      const made = await received('100')
      await company.as.li.post(`/api/receipts/${made.id}/claim`, { collectionPlan: line.id })
      ids.push(made.id)
    }
    const run = await finance.post('/api/receipts/bulk', { ids, verb: 'confirm' })
    expect(run).toMatchObject({ state: 'done' })
    expect((await plansOf(contract)).map(line => line.receivedAmount)).toEqual(['100.00', '100.00', '100.00'])
    const undone = await finance.post(`/api/bulk/${run.id}/undo`, {})
    expect(JSON.stringify(undone)).toBeTruthy()
    expect((await plansOf(contract)).map(line => line.receivedAmount)).toEqual(['100.00', '100.00', '100.00'])
  })

  test('a statement of the bank imported twice adds nothing, and the same reference of another account is another receipt', async () => {
    const { company, finance, account } = books
    const row = {
      payer: '东方贸易',
      amount: '88.80',
      receivedOn: inDays(-3),
      bankReference: 'REF-001',
      bankAccount: account,
    }
    await finance.post('/api/receipts', row)
    const again = await finance.post('/api/receipts', row, 422)
    expect(again.fields).toMatchObject([{ path: 'bankReference', code: 'receipt.known_line' }])
    await finance.post('/api/receipts', { ...row, bankAccount: null })
    const lines = [
      ['甲公司', '100.00', inDays(-2), 'B-1'],
      ['乙公司', '200.50', inDays(-2), 'B-2'],
      ['丙公司', '300', inDays(-2), 'B-2'],
    ]
    expect(await importStatement(lines)).toMatchObject({ created: 2, refused: 1 })
    expect(await importStatement(lines)).toMatchObject({ created: 0, refused: 3 })
    const { rows: counted } = await sql<{
      n: number
    }>`select count(*)::int as n from receipts where bank_reference like 'B-%'`.execute(company.db)
    expect(counted[0]?.n).toBe(2)
  })
})

/** Imports a bank's XLSX with its account for all rows; gives what came of the rows. */
async function importStatement(lines: string[][]): Promise<Body> {
  const { finance, account } = books
  const columns = ['付款人', '金额', '交易日期', '流水号'].map(header => ({ header, width: 12 }))
  const file = await buffer(writeSheet(Readable.from(lines) as AsyncIterable<string[]>, { name: '流水', columns }))
  const begun = await upload(finance, { object: 'receipt', name: 'bank.xlsx', file })
  const ready = await change(finance, begun.id, {
    settings: { ...begun.settings, defaults: { ...begun.settings.defaults, bankAccount: account, currency: 'CNY' } },
  })
  await finance.post(`/api/imports/${ready.id}/run`, {})
  return (await settled(finance, ready.id)).counts
}

describe('allocations over several contracts and a subsidiary’s; prepayment, refund, discount, write-off; reversal', () => {
  test('one receipt pays lines of several contracts and of a subsidiary; what is left is held as prepayment', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received, accountOf, allocationsOf } = books
    const parent = await newCustomer()
    const child = await newCustomer({ parent: parent.id })
    const [a, b] = [await contractOf(parent), await contractOf(child)]
    const [[lineA], [lineB]] = [await plansOf(a), await plansOf(b)]
    const made = await received('12000')
    await company.as.li.put(`/api/receipts/${made.id}/allocations`, {
      customer: parent.id,
      allocations: [
        { collectionPlan: lineA.id, amount: '5404.98' },
        { collectionPlan: lineB.id, amount: '5000' },
      ],
    })
    const confirmed = await finance.post(`/api/receipts/${made.id}/confirm`, {})
    expect(confirmed).toMatchObject({ allocatedAmount: '10404.98', restAmount: '1595.02' })
    const [own, sub] = [(await accountOf(parent)).accounts[0], (await accountOf(child)).accounts[0]]
    expect(own).toMatchObject({ receivable: '12611.63', prepayment: '1595.02' })
    expect(sub).toMatchObject({ receivable: '13016.61', prepayment: '0.00' })
    const [both] = (await accountOf(parent, '?with=subsidiaries')).accounts
    expect(both).toMatchObject({ receivable: '25628.24', prepayment: '1595.02', closing: '24033.22' })
    const later = await finance.post(`/api/receipts/${made.id}/allocate`, { collectionPlan: lineB.id })
    expect(later).toMatchObject({ restAmount: '1190.04' })
    expect((await allocationsOf(made)).map(row => row.kind).sort()).toEqual(['prepayment', 'receipt', 'receipt'])
  })

  test('money does not go to strangers, in another currency, beyond a line, beyond what came, or onto what is not owed', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received } = books
    const [customer, stranger] = [await newCustomer(), await newCustomer()]
    const contract = await contractOf(customer)
    const [line] = await plansOf(contract)
    const [foreign] = await plansOf(await contractOf(stranger))
    const [dollars] = await plansOf(await contractOf(customer, { currency: 'USD' }))
    const draft = await company.as.li.post('/api/contracts', {
      name: '草稿',
      customer: customer.id,
      amount: '10',
      plan: [{ dueOn: today, amount: '10' }],
    })
    const [planned] = await plansOf(draft)
    const made = await received('6000', { customer: customer.id })
    const put = (allocations: object[]): Promise<Body> =>
      finance.put(`/api/receipts/${made.id}/allocations`, { allocations }, 422)
    const codes = async (allocations: object[]): Promise<string[]> =>
      (await put(allocations)).fields.map((field: Body) => `${field.path} ${field.code}`)
    expect(await codes([{ collectionPlan: foreign.id, amount: '1' }])).toEqual([
      'allocations.0.collectionPlan allocation.other_customer',
    ])
    expect(await codes([{ collectionPlan: dollars.id, amount: '1' }])).toEqual([
      'allocations.0.collectionPlan allocation.other_currency',
    ])
    expect(await codes([{ collectionPlan: planned.id, amount: '1' }])).toEqual([
      'allocations.0.collectionPlan allocation.not_owed',
    ])
    expect(await codes([{ collectionPlan: line.id, amount: '5404.99' }])).toEqual([
      'allocations.0.amount allocation.more_than_open',
    ])
    const [, second] = await plansOf(contract)
    expect(
      await codes([
        { collectionPlan: line.id, amount: '5404.98' },
        { collectionPlan: second.id, amount: '1000' },
      ]),
    ).toEqual(['allocations allocation.more_than_received'])
    expect(await codes([{ collectionPlan: line.id, amount: '1.001' }])).toEqual([
      'allocations.0.amount field.too_many_decimals',
    ])
    expect(await finance.get(`/api/receipts/${made.id}`)).toMatchObject({ state: 'unclaimed', restAmount: '6000.00' })
  })

  test('the golden case: 6,000 and 12,000 received, 1,000 refunded, arrears 1,016.61', async () => {
    const { company, finance, newCustomer, listed, contractOf, plansOf, received, accountOf } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    for (const amount of ['6000', '12000']) {
      const made = await received(amount, { customer: customer.id, contract: contract.id })
      await finance.post(`/api/receipts/${made.id}/confirm`, {})
    }
    expect((await plansOf(contract)).map(line => line.restAmount)).toEqual(['0.00', '0.00', '16.61'])
    const last = (await listed('receipts', { field: 'contract', op: 'in', value: [contract.id] })).find(
      one => one.amount === '12000.00',
    )
    const refunded = await finance.post(`/api/receipts/${last.id}/refund`, { amount: '1000', reason: '多付退回' })
    expect(refunded).toMatchObject({ refundedAmount: '1000.00', restAmount: '0.00' })
    const [own] = (await accountOf(customer)).accounts
    expect(own).toMatchObject({ arrears: '1016.61', receivable: '1016.61', prepayment: '0.00', closing: '1016.61' })
    expect(own.entries.map((entry: Body) => [entry.kind, entry.debit, entry.credit, entry.balance])).toEqual([
      ['contract', '18016.61', null, '18016.61'],
      ['receipt', null, '6000.00', '12016.61'],
      ['receipt', null, '12000.00', '16.61'],
      ['refund', '1000.00', null, '1016.61'],
    ])
    expect(await company.as.li.get(`/api/contracts/${contract.id}`)).toMatchObject({
      receivedAmount: '17000.00',
      outstanding: '1016.61',
    })
    const [back] = await listed('receipts', { field: 'refundOf', op: 'in', value: [last.id] })
    await finance.post(`/api/receipts/${last.id}/reverse`, { reason: '退票' }, 409)
    await finance.post(`/api/receipts/${back.id}/reverse`, { reason: '退款作废' })
    expect((await accountOf(customer)).accounts[0]).toMatchObject({ arrears: '16.61' })
    expect((await plansOf(contract)).map(line => line.restAmount)).toEqual(['0.00', '0.00', '16.61'])
    await finance.post(`/api/receipts/${last.id}/refund`, { amount: '12000.01', reason: '太多' }, 422)
  })

  test('a discount and a write-off leave less to pay and are not received; a reversal restores all of it', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, accountOf } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    const [line] = await plansOf(contract)
    const before = (await accountOf(customer)).accounts[0]
    const ask = { collectionPlan: line.id, kind: 'discount', amount: '4.98', remark: '抹零' }
    await company.as.li.post('/api/allocations/reduce', ask, 403)
    await finance.post('/api/allocations/reduce', { ...ask, amount: '5404.99' }, 422)
    const discount = await finance.post('/api/allocations/reduce', ask)
    const off = await finance.post('/api/allocations/reduce', {
      ...ask,
      kind: 'writeOff',
      amount: '5400',
      remark: '坏账',
    })
    expect((await plansOf(contract))[0]).toMatchObject({ receivedAmount: '0.00', restAmount: '0.00', state: 'paid' })
    expect((await accountOf(customer)).accounts[0]).toMatchObject({ receivable: '12611.63' })
    for (const { id } of [discount, off]) {
      await finance.post(`/api/allocations/${id}/reverse`, { reason: '作废' })
      await finance.post(`/api/allocations/${id}/reverse`, { reason: '再作废' }, 409)
    }
    const after = (await accountOf(customer)).accounts[0]
    expect((await plansOf(contract))[0]).toMatchObject({ restAmount: '5404.98', state: 'pending', paidOn: null })
    for (const name of ['closing', 'receivable', 'arrears', 'prepayment', 'aging', 'lines'])
      expect(after[name]).toEqual(before[name])
  })

  test('a receipt that is reversed leaves every figure as it was before, and cannot be changed or removed', async () => {
    const { finance, newCustomer, contractOf, plansOf, received, accountOf, allocationsOf } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    const before = [(await accountOf(customer)).accounts[0], await plansOf(contract)]
    const made = await received('7000', { customer: customer.id, contract: contract.id, fee: '25' })
    expect(await finance.post(`/api/receipts/${made.id}/confirm`, {})).toMatchObject({
      creditAmount: '7025.00',
      restAmount: '0.00',
    })
    const refused = await finance.patch(`/api/receipts/${made.id}`, { version: 2, amount: '1' }, 422)
    expect(refused.fields).toMatchObject([{ path: 'amount', code: 'receipt.settled' }])
    await finance.delete(`/api/receipts/${made.id}`, 409)
    expect(await finance.post(`/api/receipts/${made.id}/reverse`, { reason: '银行退票' })).toMatchObject({
      state: 'reversed',
    })
    const after = [(await accountOf(customer)).accounts[0], await plansOf(contract)] as Body[]
    for (const name of ['closing', 'receivable', 'arrears', 'prepayment', 'lines'])
      expect(after[0][name]).toEqual((before[0] as Body)[name])
    expect(after[1].map((line: Body) => line.restAmount)).toEqual((before[1] as Body[]).map(line => line.restAmount))
    for (const { id } of await allocationsOf(made)) await finance.delete(`/api/allocations/${id}`, 409)
  })

  test('payment class and campaign (F5): origin is copied from contract or customer, and changed by a verb', async () => {
    const { company, finance, newCustomer, received } = books
    const campaign = await company.as.chen.post('/api/campaigns', { name: '秋季展会' })
    const customer = await newCustomer({ source: 'referral', campaign: campaign.id })
    const made = await received('10', { paymentClass: 'campaign' })
    const claimed = await company.as.li.post(`/api/receipts/${made.id}/claim`, { customer: customer.id })
    expect(claimed).toMatchObject({ source: 'referral', campaign: { id: campaign.id }, paymentClass: 'campaign' })
    expect(await finance.post(`/api/receipts/${made.id}/attribute`, { source: 'visit' })).toMatchObject({
      source: 'visit',
    })
  })
})

describe('50 concurrent clients cannot claim or allocate twice', () => {
  test('of fifty who claim one receipt one has it', async () => {
    const { company, newCustomer, received } = books
    const customer = await newCustomer()
    const made = await received('100')
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        company.as.li.ask('POST', `/api/receipts/${made.id}/claim`, { customer: customer.id }),
      ),
    )
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(1)
    expect(replies.filter(reply => reply.status === 409)).toHaveLength(49)
  })

  test('fifty receipts for one line fill it and no more', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer, { paymentTerms: 'once', plan: undefined, amount: '1000' })
    const [line] = await plansOf(contract)
    const made: Body[] = []
    for (let i = 0; i < 10; i++) made.push(await received('300', { customer: customer.id }))
    await finance.post('/api/receipts/bulk', { ids: made.map(({ id }) => id), verb: 'confirm' })
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        finance.ask('PUT', `/api/receipts/${made[index % 10].id}/allocations`, {
          allocations: [{ collectionPlan: line.id, amount: '300' }],
        }),
      ),
    )
    expect(replies.filter(reply => reply.status === 200)).toHaveLength(3)
    expect(replies.every(reply => [200, 422].includes(reply.status))).toBe(true)
    expect((await plansOf(contract))[0]).toMatchObject({ receivedAmount: '900.00', restAmount: '100.00' })
    const sums = await sql<{ over: number }>`
      select count(*)::int as over from receipts r where r.allocated_amount + r.refunded_amount > r.credit_amount or r.rest_amount < 0`.execute(
      company.db,
    )
    expect(sums.rows[0]?.over).toBe(0)
  })
})
