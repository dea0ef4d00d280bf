import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Body, type Books, inDays, openBooks, today } from '#test/harness/books.ts'
import { textOfPdf } from '#test/harness/pdf.ts'
import { downloadBytes } from '#test/imports/importing.ts'

let books: Books
beforeAll(async () => {
  books = await openBooks()
})

describe('customer account: as of any day, per currency and legal entity, one request', () => {
  test('arrears and aging go by the days of the plan, currencies stand apart, and a postponed line is late no more', async () => {
    const { company, newCustomer, contractOf, plansOf, accountOf } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer, {
      plan: [
        { dueOn: inDays(-40), amount: '5404.98' },
        { dueOn: inDays(-10), amount: '10809.97' },
        { dueOn: inDays(20), amount: '1801.66' },
      ],
    })
    await contractOf(customer, { currency: 'USD', amount: '50', plan: [{ dueOn: inDays(-100), amount: '50' }] })
    const { accounts } = await accountOf(customer)
    expect(accounts.map((one: Body) => [one.currency, one.arrears, one.receivable])).toEqual([
      ['CNY', '16214.95', '18016.61'],
      ['USD', '50.00', '50.00'],
    ])
    expect(accounts[0].aging).toEqual({ d30: '10809.97', d60: '5404.98', d90: '0.00', over: '0.00' })
    expect(accounts[1].aging).toMatchObject({ over: '50.00' })
    expect((await accountOf(customer, `?on=${inDays(-20)}`)).accounts[0]).toMatchObject({ arrears: '5404.98' })
    expect((await accountOf(customer, `?on=${inDays(-61)}`)).accounts).toEqual([])
    const [line] = await plansOf(contract)
    await company.as.li.post(`/api/collection-plans/${line.id}/postpone`, { dueOn: inDays(60), reason: '客户要求' })
    expect((await accountOf(customer)).accounts[0]).toMatchObject({ arrears: '10809.97', receivable: '18016.61' })
    expect((await accountOf(customer, `?on=${inDays(-1)}`)).accounts[0]).toMatchObject({ arrears: '16214.95' })
    const from = (await accountOf(customer, `?from=${inDays(-1)}`)).accounts[0]
    expect(from).toMatchObject({ opening: '18016.61', closing: '18016.61', debits: '0.00', credits: '0.00' })
  })

  test('a salesperson sees the account of his customers only, and nobody without the right to receipts', async () => {
    const { company, newCustomer, contractOf, accountOf } = books
    const customer = await newCustomer()
    await contractOf(customer)
    expect((await accountOf(customer, '', company.as.li)).accounts).toHaveLength(1)
    expect((await accountOf(customer, '', company.as.wang)).accounts).toHaveLength(1)
    await company.as.zhao.get(`/api/customers/${customer.id}/account`, 404)
    const page = await company.as.li.get(`/api/customers/${customer.id}/page`)
    const handed = page.answers.find((one: Body) => one.path.endsWith('/account/summary'))
    expect(handed.answer.currencies).toMatchObject([{ currency: 'CNY', arrears: '18016.61' }])
  })

  test('with subsidiaries it counts those that one may see; a contract of another team is an amount without a name', async () => {
    const { company, newCustomer, contractOf, accountOf } = books
    const { li, zhao, chen } = company.as
    const [parent, own, foreign] = [await newCustomer(), await newCustomer(), await newCustomer()]
    for (const one of [own, foreign]) await chen.patch(`/api/customers/${one.id}`, { parent: parent.id })
    await contractOf(own)
    const hidden = await contractOf(foreign)
    await chen.post(`/api/customers/${foreign.id}/transfer`, { owner: zhao.id, along: ['contract'] })
    const sums = async (as: Body) =>
      (await accountOf(parent, '?with=subsidiaries', as)).accounts.map((one: Body) => one.receivable)
    expect(await sums(books.finance)).toEqual(['36033.22'])
    expect(await sums(li)).toEqual(['18016.61'])

    // His customer, whose contract stayed with another.
    await chen.post(`/api/customers/${foreign.id}/transfer`, { owner: li.id, along: [] })
    await li.get(`/api/contracts/${hidden.id}`, 404)
    const account = await accountOf(foreign, '', li)
    expect(account.accounts).toMatchObject([{ receivable: '18016.61' }])
    const { number } = await books.finance.get(`/api/contracts/${hidden.id}`)
    expect(JSON.stringify(account)).not.toContain(number)
    expect(JSON.stringify(await accountOf(foreign, '', books.finance))).toContain(number)
  })

  test('the statement equals the account, and prints as PDF', async () => {
    const { finance, newCustomer, contractOf, received, accountOf } = books
    const customer = await newCustomer()
    const contract = await contractOf(customer)
    const made = await received('6000', { customer: customer.id, contract: contract.id })
    await finance.post(`/api/receipts/${made.id}/confirm`, {})
    const { accounts } = await accountOf(customer)
    const printed = await finance.post(`/api/customers/${customer.id}/print`, {
      print: 'statement',
      language: 'zh',
      input: {},
    })
    expect(printed).toMatchObject({ format: 'pdf', missing: [] })
    const text = (await textOfPdf(await downloadBytes(finance, `/api/prints/${printed.id}/content`)))
      .join(' ')
      .replaceAll(/\s+/g, '')
    const [own] = accounts
    const shown = (amount: string): string => Number(amount).toLocaleString('en-US', { minimumFractionDigits: 2 })
    for (const entry of own.entries)
      for (const amount of [entry.debit, entry.credit, entry.balance]) if (amount) expect(text).toContain(shown(amount))
    for (const name of ['opening', 'closing', 'receivable', 'arrears', 'prepayment', 'debits', 'credits'])
      expect(text, name).toContain(shown(own[name]))
    for (const amount of Object.values(own.aging)) expect(text).toContain(shown(String(amount)))
    expect(text).toContain('人民币壹万贰仟零壹拾陆元陆角壹分')
    expect(text).toContain(customer.name)
    expect(own.closing).toBe('12016.61')
  })

  test('finance closes a month: nothing in it moves, what belongs to it counts later', async () => {
    const { company, finance, newCustomer, contractOf, plansOf, received, accountOf } = books
    const customer = await newCustomer()
    const month = inDays(-120).slice(0, 7)
    const contract = await contractOf(customer)
    const opening = { customer: customer.id, kind: 'receivable', amount: '70', on: `${month}-15` }
    await finance.post('/api/opening-balances', opening)
    const day = `${month}-28`
    const before = await accountOf(customer, `?on=${day}`)
    expect(before.accounts[0]).toMatchObject({ closing: '70.00' })
    await finance.post('/api/closed-months', { month })
    await finance.post('/api/opening-balances', opening, 422)
    const made = await received('500', { customer: customer.id, receivedOn: `${month}-20` })
    const confirmed = await finance.post(`/api/receipts/${made.id}/confirm`, {})
    expect(confirmed.postedOn).toBe(today)
    const [line] = await plansOf(contract)
    const refused = await finance.post(
      '/api/allocations/reduce',
      { collectionPlan: line.id, kind: 'discount', amount: '1', on: `${month}-20`, remark: '晚了' },
      422,
    )
    expect(refused.fields).toMatchObject([{ path: 'on', code: 'month.closed' }])
    expect(await accountOf(customer, `?on=${day}`)).toEqual(before)
    await sql`delete from closed_months`.execute(company.db)
  })
})

describe('going live: opening balances and confirmed receipts with their own days', () => {
  test('what was owed is paid as a line, what was held can be allocated; neither goes while it is used', async () => {
    const { company, finance, newCustomer, listed, accountOf } = books
    const customer = await newCustomer()
    const owed = await finance.post('/api/opening-balances', {
      customer: customer.id,
      kind: 'receivable',
      amount: '300',
      on: inDays(-200),
      dueOn: inDays(-150),
    })
    const held = await finance.post('/api/opening-balances', {
      customer: customer.id,
      kind: 'prepayment',
      amount: '120',
      on: inDays(-200),
    })
    expect(owed).toMatchObject({ owner: { id: company.as.li.id }, restAmount: '300.00' })
    expect((await accountOf(customer)).accounts[0]).toMatchObject({
      receivable: '300.00',
      arrears: '300.00',
      prepayment: '120.00',
      closing: '180.00',
    })
    const [money] = await listed('receipts', { field: 'openingBalance', op: 'in', value: [held.id] })
    expect(money).toMatchObject({ kind: 'opening', state: 'confirmed', restAmount: '120.00' })
    await finance.put(`/api/receipts/${money.id}/allocations`, {
      allocations: [{ openingBalance: owed.id, amount: '120' }],
    })
    expect((await accountOf(customer)).accounts[0]).toMatchObject({
      receivable: '180.00',
      prepayment: '0.00',
      closing: '180.00',
    })
    await finance.delete(`/api/opening-balances/${owed.id}`, 409)
    await finance.delete(`/api/opening-balances/${held.id}`, 409)
    const answer = await finance.patch(`/api/opening-balances/${owed.id}`, { amount: '100' }, 422)
    expect(answer.fields).toMatchObject([{ path: 'amount', code: 'openingBalance.in_use' }])
  })
})
