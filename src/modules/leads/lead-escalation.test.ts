import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, describe, expect, it } from 'vitest'
import { forgetActors } from '#platform/access/load-actor.ts'
import { openMail } from '#platform/mail/mail.ts'
import { type NoticeClock, openNoticeClock } from '#platform/notify/clock.ts'
import { openSecrets } from '#platform/secrets/secrets.ts'
import { app } from '#src/app.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { Person } from '#test/harness/people.ts'

let company: TestCompany
/** Marketing. */
let sun: Person
const clocks: NoticeClock[] = []
beforeAll(async () => {
  company = await openTestCompany()
  sun = company.as.qian
  await company.as.chen.put(`/api/users/${sun.id}/roles`, { roles: ['marketing'] })
  forgetActors(company.db)
  await sql`update lead_settings set escalates_from = now() - interval '1 year'`.execute(company.db)
  // Two processes that both have a clock.
  clocks.push(clock(), clock())
})

function clock(): NoticeClock {
  const { companies, pools, server, url } = company
  const secrets = openSecrets({ folder: server.dataFolder, keys: [] })
  return openNoticeClock({
    companies,
    mail: openMail({ control: pools.control, secrets, installation: null, publicOnly: false }),
    secrets,
    robotHosts: [],
    linkBase: url,
    timed: app.modules.flatMap(module => module.notices.timed),
    log: pino({ level: 'silent' }),
  })
}
const strike = () => Promise.all(clocks.map(one => one.round(company.id)))
const texts = async (person: Person, about: string): Promise<string[]> =>
  (await person.get('/api/notices')).notices
    .filter((notice: { text: string; kind: string }) => notice.kind.startsWith('lead.') && notice.text.includes(about))
    .map((notice: { text: string }) => notice.text)

/** A lead that li was given so many working days ago. */
async function givenAgo(name: string, days: number): Promise<string> {
  const { chen, li } = company.as
  const { id } = await sun.post('/api/leads', { name })
  await sun.post(`/api/leads/${id}/handOver`, { to: li.id })
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { day } = await chen.get(`/api/working-calendar/reckon?day=${today}&add=${-days}`)
  const due = await chen.get(`/api/working-calendar/reckon?day=${day}&add=3`)
  await sql`update leads set assigned_at = ${`${day}T04:00:00Z`}::timestamptz, contact_due_on = ${due.day}::date where id = ${id}::uuid`.execute(
    company.db,
  )
  return id
}

describe('a lead that nobody follows up', () => {
  it('is told to its owner on working day 3, to his manager too on day 5, and goes to the pool on day 7; each once', async () => {
    const { li, wang, zhao } = company.as
    await givenAgo('才两天', 2)
    await givenAgo('第三天', 3)
    await givenAgo('第五天', 5)
    const gone = await givenAgo('第七天', 7)
    await strike()
    await strike()
    expect(await texts(li, '才两天')).toEqual([])
    expect(await texts(li, '第三天')).toEqual(['线索“第三天”分配给您已 3 个工作日，还没有跟进'])
    expect(await texts(wang, '第三天')).toEqual([])
    expect(await texts(li, '第五天')).toHaveLength(1)
    expect(await texts(wang, '第五天')).toEqual(['线索“第五天”分配后已 5 个工作日没有跟进'])
    expect(await texts(zhao, '')).toEqual([])
    const now = await company.as.chen.get(`/api/leads/${gone}`)
    expect(now).toMatchObject({ owner: null, poolCause: 'overdue', contactDueOn: null })
    expect(now.pool).not.toBeNull()
    const { entries } = await company.as.chen.get(`/api/leads/${gone}/timeline`)
    expect(entries[0]).toMatchObject({ verb: 'release', reason: '分配后 7 个工作日没有跟进' })
    const moves = entries.filter((entry: { verb: string }) => entry.verb === 'release')
    expect(moves).toHaveLength(1)
  })

  it('stands on the workbench of owner and manager until it is followed up', async () => {
    const { li, wang } = company.as
    const id = await givenAgo('工作台上的', 4)
    expect(JSON.stringify(await li.get('/api/workbench/tiles/leads.overdue'))).toContain(id)
    expect(JSON.stringify(await wang.get('/api/workbench/tiles/leads.overdue?lens=team'))).toContain(id)
    await li.post('/api/activities', { method: 'phone', content: '打通了', lead: id })
    expect(JSON.stringify(await li.get('/api/workbench/tiles/leads.overdue'))).not.toContain(id)
    expect(JSON.stringify(await wang.get('/api/workbench/tiles/leads.overdue?lens=team'))).not.toContain(id)
    // The program's own clock may have told him before he followed up; afterwards nobody does.
    const told = await texts(li, '工作台上的')
    await strike()
    expect(await texts(li, '工作台上的')).toEqual(told)
  })

  it('goes to the fallback person where the company says so, and stays where it says nothing', async () => {
    const { chen, zhao } = company.as
    const change = async (values: Record<string, unknown>) =>
      chen.patch('/api/lead-settings', { version: (await chen.get('/api/lead-settings')).version, ...values })
    await change({ recoverTo: 'nowhere' })
    const id = await givenAgo('给候补人', 8)
    await strike()
    expect(await chen.get(`/api/leads/${id}`)).toMatchObject({ owner: { id: company.as.li.id } })
    await change({ recoverTo: 'fallback', fallback: zhao.id })
    await strike()
    const moved = await zhao.get(`/api/leads/${id}`)
    expect(moved).toMatchObject({ owner: { id: zhao.id }, state: 'handedOver' })
    expect(moved.contactDueOn > new Date().toISOString().slice(0, 10)).toBe(true)
    const wrong = await chen.patch(
      '/api/lead-settings',
      { version: (await chen.get('/api/lead-settings')).version, managerDays: 2 },
      422,
    )
    expect(wrong.fields).toMatchObject([{ path: 'managerDays', code: 'lead.days_out_of_order' }])
    await change({ isEscalating: false })
    await change({ isEscalating: true, recoverTo: 'fallback' })
    // What was assigned before it was turned on does not escalate.
    const old = await givenAgo('老的', 9)
    await strike()
    expect(await texts(company.as.li, '老的')).toEqual([])
    expect(await chen.get(`/api/leads/${old}`)).toMatchObject({ owner: { id: company.as.li.id } })
  })
})
