import { forgetActors } from '#platform/access/load-actor.ts'
import { giveRoles } from '#platform/auth/new-user.ts'
import { openTestCompany } from './company.ts'
import type { Person } from './people.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
export type Body = any

export const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
/** The day so many days from today. */
export const inDays = (days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/**
 * A company that sells by contracts and receives money: li has the customers, `finance` (qian) the books; one legal entity of ours with one bank
 * account. With what tests of money do again and again.
 */
export async function openBooks() {
  const company = await openTestCompany()
  const { as, db } = company
  const made = await as.chen.post('/api/legal-entities', {
    name: '海天科技股份有限公司',
    accounts: [{ bank: '工商银行', account: '6222001', currency: 'CNY' }],
  })
  await as.chen.post(`/api/legal-entities/${made.id}/makeDefault`, {})
  const entity: Body = await as.chen.get(`/api/legal-entities/${made.id}`)
  await giveRoles(db, as.qian.id, ['finance'])
  forgetActors(db)
  const finance = as.qian
  let count = 0
  const listed = async (path: string, filter: object, person: Person = finance): Promise<Body[]> =>
    (await person.get(`/api/${path}?sort=createdAt&filter=${encodeURIComponent(JSON.stringify(filter))}`)).records
  const plansOf = async (contract: Body): Promise<Body[]> => {
    const rows = await listed('collection-plans', { field: 'contract', op: 'in', value: [contract.id] })
    return rows.toSorted((a, b) => a.instalmentNo - b.instalmentNo)
  }
  return {
    company,
    as,
    finance,
    entity,
    account: entity.accounts[0].id as string,
    listed,
    plansOf,
    newCustomer: (values: object = {}, person: Person = as.li): Promise<Body> =>
      person.post('/api/customers', { name: `客户${++count}有限公司`, ...values }),
    /** In effect for 60 days, 18,016.61 in 30/60/10. */
    contractOf: async (customer: Body, values: object = {}, person: Person = as.li): Promise<Body> => {
      const contract = await person.post('/api/contracts', {
        name: `合同${++count}`,
        customer: customer.id,
        amount: '18016.61',
        paymentTerms: 'instalments',
        plan: [
          { dueOn: inDays(-40), amount: '5404.98' },
          { dueOn: inDays(-10), amount: '10809.97' },
          { dueOn: inDays(0), amount: '1801.66' },
        ],
        ...values,
      })
      await person.post(`/api/contracts/${contract.id}/submit`, {})
      await person.post(`/api/contracts/${contract.id}/takeEffect`, { effectiveOn: inDays(-60) })
      return contract
    },
    /** As finance types it, five days ago. */
    received: (amount: string, values: object = {}): Promise<Body> =>
      finance.post('/api/receipts', { payer: `付款方${++count}`, amount, receivedOn: inDays(-5), ...values }),
    accountOf: (customer: Body, query = '', person: Person = finance): Promise<Body> =>
      person.get(`/api/customers/${customer.id}/account${query}`),
    allocationsOf: (receipt: Body): Promise<Body[]> =>
      listed('allocations', { field: 'receipt', op: 'in', value: [receipt.id] }),
  }
}

export type Books = Awaited<ReturnType<typeof openBooks>>
