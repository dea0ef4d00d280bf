import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { pino } from 'pino'
import { beforeAll, expect, inject, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import type { Database } from '#platform/db/server.ts'
import type { ObjectDescription } from '#platform/objects/description.ts'
import { serve } from '#src/serve.ts'
import { readSettings } from '#src/settings.ts'
import { accessibilityFindings } from '#test/harness/axe.ts'
import { openPage, pageErrors } from '#test/harness/browser.ts'
import { browserClient } from '#test/harness/browser-client.ts'
import { type AssertingClient, signedInClient } from '#test/harness/people.ts'
import { testProgram } from '#test/harness/program.ts'
import { demoPassword, makeDemoCompany, openDemo } from './open-demo.ts'
import { active, type DemoPerson, sellers } from './people.ts'

// The whole company is made by night; what must not be empty is guaranteed person by person, so a part of it shows the same.
const scale = process.env.NIGHTLY === '1' ? 1 : 0.03

interface Visitor extends DemoPerson {
  client: AssertingClient
}
type Sums = Record<string, { count: number; sum: string }>
const visitors: Visitor[] = []
const companyId = newId()
let [first, second]: [Sums, Sums] = [{}, {}]

beforeAll(async () => {
  const { companies, url } = await testProgram()
  const until = Date.now()
  // Nobody works in a company that is not open yet, so what is compared is what was made.
  first = await tablesOf(companyId, until)
  second = await tablesOf(newId(), until)
  // It is there, so it is opened and not made once more.
  await openDemo(companies, { until, scale })
  for (const person of active) {
    const browser = browserClient(url)
    await browser.ask('POST', '/api/session', { login: person.key, password: demoPassword })
    visitors.push({ ...person, client: signedInClient(url, (browser.cookie ?? '').replace('zhanggui_session=', '')) })
  }
}, 300_000)

it('two demo companies of the same instant are equal, row for row', () => {
  expect(Object.keys(first).length).toBeGreaterThan(30)
  for (const table of ['customers', 'leads', 'opportunities', 'activities', 'tasks', 'events', 'transitions'])
    expect(first[table]?.count, table).toBeGreaterThan(10)
  expect(second).toEqual(first)
})

it('everybody finds something in every ready view of every noun', { timeout: 120_000 }, async () => {
  const empty: string[] = []
  let visited = 0
  for (const { key, role, client } of visitors) {
    const { objects } = (await client.get('/api/catalog')) as { objects: ObjectDescription[] }
    const { objects: views } = (await client.get('/api/views')) as {
      objects: Record<string, { views: { id: string; filter: unknown; isSystem: boolean }[] }>
    }
    for (const object of objects)
      for (const view of views[object.name]?.views ?? []) {
        if (!view.isSystem || isNobodysAffair({ role, noun: object.name, view: view.id })) continue
        visited++
        const filter = view.filter ? `&filter=${encodeURIComponent(JSON.stringify(view.filter))}` : ''
        const { records } = await client.get(`/api/${object.path}?limit=1${filter}`)
        if (records.length === 0) empty.push(`${key}: ${object.name} ${view.id}`)
      }
  }
  expect(empty).toEqual([])
  expect(visited).toBeGreaterThan(300)
})

it('every report of everybody who has it shows rows, and last year can be compared', async () => {
  const empty: string[] = []
  let visited = 0
  for (const { key, client } of visitors) {
    const answer = await client.ask('GET', '/api/reports')
    if (answer.status === 403) continue
    for (const { name } of answer.body.reports) {
      visited++
      const { rows } = await client.get(`/api/reports/${name}`)
      if (rows.length === 0) empty.push(`${key}: ${name}`)
    }
  }
  expect(empty).toEqual([])
  expect(visited).toBeGreaterThan(30)
  const director = visitorOf('zhoujianguo')
  const { rows } = await director.get('/api/reports/wonByQuarter')
  expect(rows.length).toBeGreaterThanOrEqual(scale === 1 ? 6 : 3)
})

it('the workbench of whoever sells has something to do today', async () => {
  for (const { key, name } of sellers) {
    const { tiles } = await visitorOf(key).get('/api/workbench?lens=own')
    const agenda = tiles.filter((tile: { kind: string }) => tile.kind === 'agenda')
    expect(JSON.stringify(agenda).length, name).toBeGreaterThan(400)
  }
})

it('whoever has left cannot come in, and still has customers', async () => {
  const { url, companies } = await testProgram()
  const browser = browserClient(url)
  expect(await browser.ask('POST', '/api/session', { login: 'hejun', password: demoPassword })).toMatchObject({
    status: 401,
  })
  const { db } = await companies.open(companyId)
  const { rows } = await sql<{ customers: number }>`select count(*)::int as customers from customers c
    join users u on u.id = c.owner_id where u.name = '何俊' and u.state = 'left'`.execute(db)
  expect(rows[0]?.customers).toBeGreaterThan(0)
})

it('nothing in it lies in the future, and an ordinary server knows no demo', async () => {
  const { url, companies } = await testProgram()
  const { db } = await companies.open(companyId)
  const { rows } = await sql<{ late: number }>`select
    (select count(*) from history where at > now()) + (select count(*) from activities where happened_at > now())
      + (select count(*) from opportunities where created_at > now() or closed_on > current_date + 1) as late`.execute(
    db,
  )
  expect(Number(rows[0]?.late)).toBe(0)
  expect((await fetch(`${url}/api/demo`)).status).toBe(401)
  expect((await visitorOf('chenjing').ask('GET', '/api/demo')).status).toBe(404)
  expect((await fetch(url)).headers.get('set-cookie')).toBeNull()
})

/** Makes one and gives of each of its tables how many rows there are, and a sum over all they say. */
async function tablesOf(id: string, until: number): Promise<Sums> {
  const { companies, pools } = await testProgram()
  await makeDemoCompany(companies, id, { until, scale })
  const entry = (await companies.list()).find(one => one.id === id)
  if (!entry) throw new Error('no such company')
  const db = pools.at(entry.placement)
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'company' and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> 'schema_migrations' order by 1`.execute(db)
  return Object.fromEntries(await Promise.all(rows.map(async ({ name }) => [name, await sumOf(db, name)] as const)))
}

/** Without what is drawn so that nobody guesses it: addresses of forms, and what they are signed with. */
async function sumOf(db: Database, table: string): Promise<{ count: number; sum: string }> {
  const { rows } = await sql<{
    row: string
  }>`select (to_jsonb(t) - 'token' - 'key')::text as row from ${sql.table(table)} t`.execute(db)
  const hash = createHash('sha256')
  for (const row of rows.map(one => one.row).sort()) hash.update(`${row}\n`)
  return { count: rows.length, sum: hash.digest('hex') }
}

it('at the door of a demo one click lets in', { timeout: 90_000 }, async () => {
  const { server, pools } = await testProgram()
  const settings = {
    ...readSettings({ DATA_DIR: server.dataFolder }),
    demo: { until: Date.now() },
    role: 'web' as const,
  }
  let answer: RequestListener = () => undefined
  const http = createServer((request, response) => answer(request, response))
  await new Promise<void>(listening => http.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const foundation = { settings, server, pools, log: pino({ level: 'silent' }), url }
  const served = await serve(foundation, { webFolder: inject('webFolder') })
  answer = served.answer
  try {
    expect(await (await fetch(`${url}/api/demo`)).json()).toMatchObject({ people: { length: active.length } })
    const page = await openPage({ width: 375, locale: 'zh-CN', baseUrl: url })
    await page.goto('/sign-in')
    await page.getByRole('button', { name: /李强/ }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await page.getByRole('button', { name: /李强/ }).click()
    await page.getByText('这是演示公司').waitFor()
    await page.getByText('今天和逾期').waitFor()
    expect(pageErrors(page)).toEqual([])
  } finally {
    served.endLive()
    http.closeAllConnections()
    http.close()
    await served.stop()
  }
})

const visitorOf = (key: string): AssertingClient => (visitors.find(one => one.key === key) as Visitor).client

/** Views of one's own records are for those who make such records; the team's for those who lead people who do. */
function isNobodysAffair({ role, noun, view }: { role: string; noun: string; view: string }): boolean {
  const sells = ['salesperson', 'salesManager', 'director'].includes(role)
  const works: Record<string, readonly string[]> = {
    marketing: ['lead', 'campaign', 'task', 'event'],
    service: ['activity', 'task', 'event'],
    finance: ['task', 'event'],
    administrator: ['task', 'event'],
  }
  const nouns = sells
    ? ['customer', 'contact', 'lead', 'opportunity', 'activity', 'task', 'event']
    : (works[role] ?? [])
  // Marketing's own business: what it has sorted and what came back to it.
  if (noun === 'lead' && ['qualified', 'returned'].includes(view)) return sells
  if (view === 'starred') return !nouns.includes(noun)
  if (view === 'team') return !(role === 'salesManager' || role === 'director') || !nouns.includes(noun)
  return ['mine', 'today', 'assigned'].includes(view) && !nouns.includes(noun)
}
