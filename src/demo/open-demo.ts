import { accountOfUser } from '#platform/auth/accounts.ts'
import { letIn, listPeople } from '#platform/auth/operator.ts'
import type { Companies } from '#platform/companies/companies.ts'
import { withControlLock } from '#platform/companies/control-lock.ts'
import { makeCompany, openForUse } from '#platform/companies/make-company.ts'
import { newId, withIds } from '#platform/db/id.ts'
import { dayOf, instantAt } from './days.ts'
import { makeDemo } from './make-demo.ts'
import { active } from './people.ts'
import { historyDays } from './plan/world.ts'
import { randomFrom } from './random.ts'
import { seededIds } from './seeded-ids.ts'

/** The password of everybody in the demo company; it is no secret, and shown at the door. */
export const demoPassword = 'zhanggui-demo'

const company = {
  name: '澜川智能（演示）',
  locale: 'zh',
  baseCurrency: 'CNY',
  timeZone: 'Asia/Shanghai',
} as const

export interface DemoOptions {
  /** The instant (milliseconds) that is "now" in the company. */
  until: number
  /** How much of it: 1 is the whole. */
  scale?: number
  onProgress?: (share: number) => void
}

/**
 * Sees to it that the installation has its demo company, and gives its id. It is made in one transaction, so a start that breaks off leaves
 * nothing half done; one that is there is used as it is.
 */
export async function openDemo(companies: Companies, options: DemoOptions): Promise<string> {
  const known = (await companies.list()).find(({ state }) => state !== 'removing')
  const id = known?.id ?? newId()
  if (known?.state !== 'open') {
    await makeDemoCompany(companies, id, options)
    await openForUse(companies.pools.control(), id)
    companies.forget(id)
  }
  await letEverybodyIn(companies, id)
  return id
}

/** Makes the demo company, apart from its opening. With the same `until` and `scale` its tables are equal, every id and instant included. */
export async function makeDemoCompany(companies: Companies, id: string, options: DemoOptions): Promise<void> {
  const { until, scale = 1, onProgress = () => undefined } = options
  const clock = { at: instantAt(dayOf(until) - historyDays - 1, 9 * 60) }
  const random = randomFrom(7)
  const now = () => new Date(clock.at)
  const workshop = {
    ...companies,
    contextOf: async (start: Parameters<Companies['contextOf']>[0]) => companies.contextOf({ ...start, now }),
  }
  const seed = (ctx: Parameters<typeof makeDemo>[0]) => makeDemo(ctx, { until, scale, clock, random, onProgress })
  await withControlLock(companies.server, 'companies', () =>
    withIds(
      seededIds(random, () => clock.at),
      () => makeCompany(workshop, { id, ...company }, [...companies.seeders, seed]),
    ),
  )
}

/** Everybody who works there has an account; the first who is let in is the administrator, who closes the set-up. */
async function letEverybodyIn(companies: Companies, id: string): Promise<void> {
  const users = await listPeople(companies, id)
  for (const { key, name, role } of active) {
    const user = users.find(one => one.name === name)
    if (!user || (await accountOfUser(companies.pools.control(), id, user.id))) continue
    const newcomer = { userId: user.id, logins: [{ kind: 'login', normalised: key }], roles: [role] } as const
    await letIn(companies, id, { newcomer, password: demoPassword })
  }
}
