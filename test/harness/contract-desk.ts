import type { TestCompany } from './company.ts'
import type { PersonName } from './people.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
type Body = any

/** The company's day in Shanghai, and days from it on. */
export const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
export const inDays = (days: number): string =>
  new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The golden case in three instalments, the last kept back by the customer. */
export const three = [
  { dueOn: inDays(0), amount: '5404.98' },
  { dueOn: inDays(60), amount: '10809.97' },
  { kind: 'retention', releaseOn: inDays(400), amount: '1801.66' },
]

let count = 0

/** What tests do with contracts again and again, in this company with a default legal entity and one customer of li's. */
export async function openContractDesk(company: TestCompany) {
  const { as } = company
  const entity = await as.chen.post('/api/legal-entities', { name: '海天科技股份有限公司', code: 'HK' })
  await as.chen.post(`/api/legal-entities/${entity.id}/makeDefault`, {})
  const customer: Body = await as.li.post('/api/customers', { name: '华星科技' })
  const draft = (values: object = {}, person: PersonName = 'li'): Promise<Body> =>
    as[person].post('/api/contracts', {
      name: `设备采购${++count}`,
      customer: customer.id,
      amount: '18016.61',
      ...values,
    })
  const act = (
    id: string,
    verb: string,
    input: object = {},
    status?: number,
    person: PersonName = 'li',
  ): Promise<Body> => as[person].post(`/api/contracts/${id}/${verb}`, input, status)
  return {
    entity: entity as Body,
    customer,
    draft,
    act,
    planOf: async (id: string, person: PersonName = 'li'): Promise<Body[]> => {
      const filter = encodeURIComponent(JSON.stringify({ field: 'contract', op: 'in', value: [id] }))
      return (await as[person].get(`/api/collection-plans?sort=instalmentNo&filter=${filter}`)).records
    },
    /** A contract in effect. */
    inEffect: async (values: object = {}, person: PersonName = 'li'): Promise<Body> => {
      const made = await draft(values, person)
      await act(made.id, 'submit', {}, undefined, person)
      return act(made.id, 'takeEffect', {}, undefined, person)
    },
  }
}
