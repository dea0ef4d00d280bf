import { registerMessages } from '#platform/i18n/index.ts'
import { approvalsModule } from '#platform/approvals/index.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { makePurchases, purchasesModule } from './purchases.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what is there
export type Body = any

/** Opens a company of a program of people, approvals and one noun that needs consent, with what tests of it do again and again. */
export async function openDesk() {
  for (const module of [approvalsModule, purchasesModule]) registerMessages(module.messages)
  await testProgram({ app: assemble([peopleModule, approvalsModule, purchasesModule]), seeders: [] })
  const company = await openTestCompany()
  await makePurchases(company.db)
  return { company, as: company.as, ...deedsAt(company) }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** What a flow says, when a test says no more of it than its steps. */
export const content = (steps: object[], more: object = {}) => ({
  conditions: null,
  departments: [],
  amountFrom: null,
  amountTo: null,
  afterRefusal: 'start',
  withdraw: 'undecided',
  remindDays: 2,
  steps,
  ...more,
})

export const superior = { kind: 'superior', mode: 'any', level: 1 }

/** The people of a step, all or those in this state. */
export const namesOf = (step: Body, state?: string): string[] =>
  step.people.filter((one: Body) => state === undefined || one.state === state).map((one: Body) => one.user.title)

/** A flow as it is sent back. */
export const sentBack = ({ object, name, isOn, content: own, version }: Body) => ({
  object,
  name,
  isOn,
  content: own,
  version,
})

function deedsAt({ as }: TestCompany) {
  let count = 0
  const noFlow = async (): Promise<void> => {
    for (const flow of (await as.chen.get('/api/approval-flows')).flows)
      await as.chen.delete(`/api/approval-flows/${flow.id}`)
  }
  return {
    noFlow,
    draft: async (values: object = {}, person: PersonName = 'li'): Promise<Body> =>
      as[person].post('/api/purchases', { name: `采购${++count}`, amount: '500.00', currency: 'CNY', ...values }),
    submit: (id: string, input: object = {}, person: PersonName = 'li', status?: number): Promise<Body> =>
      as[person].post(`/api/purchases/${id}/submit`, input, status),
    /** The newest round of a record. */
    approvalOn: async (id: string, person: PersonName = 'li'): Promise<Body> =>
      (await as[person].get(`/api/purchases/${id}/approval`)).rounds[0],
    decide: (id: string, deed: string, person: PersonName, input: object = {}, status?: number): Promise<Body> =>
      as[person].post(`/api/approvals/${id}/${deed}`, input, status),
    waitingFor: async (person: PersonName): Promise<string[]> =>
      (await as[person].get('/api/approvals')).approvals.map((one: Body) => one.record?.id),
    trialOf: async (id: string, person: PersonName = 'li'): Promise<Body> =>
      as[person].get(`/api/approvals/trial?object=purchase&record=${id}`),
    /** One flow that stands alone. */
    flowOf: async (steps: object[], more: object = {}): Promise<Body> => {
      await noFlow()
      const flow = { object: 'purchase', name: '采购审批', isOn: true, content: content(steps, more) }
      return as.chen.post('/api/approval-flows', flow)
    },
    people: (mode: string, ...names: PersonName[]) => ({
      kind: 'people',
      mode,
      people: names.map(name => as[name].id),
    }),
  }
}
