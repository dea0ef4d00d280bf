import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { serve } from '#src/serve.ts'
import { readSettings } from '#src/settings.ts'
import { setFieldRights, openTestCompany, type TestCompany } from '#test/harness/company.ts'
import type { PersonName } from '#test/harness/people.ts'

// Live pages: who hears of what, and who hears nothing.

let company: TestCompany
const open: { close: () => void }[] = []

beforeAll(async () => {
  company = await openTestCompany()
})
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

interface Ear {
  events: { event: string; data: Record<string, string[]> }[]
  raw: string
  ended: boolean
  close: () => void
}

/** Listens as a browser does. */
async function listen(who: PersonName, url = company.url): Promise<Ear> {
  const ending = new AbortController()
  const [cookie] = company.as[who].cookies
  const response = await fetch(`${url}/api/live`, {
    headers: { cookie: `${cookie?.name}=${cookie?.value}` },
    signal: ending.signal,
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const ear: Ear = { events: [], raw: '', ended: false, close: () => ending.abort() }
  open.push(ear)
  const read = async () => {
    let text = ''
    for await (const part of response.body ?? []) {
      text += Buffer.from(part).toString('utf8')
      ear.raw += Buffer.from(part).toString('utf8')
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = text.slice(0, end).split('\n')
        text = text.slice(end + 2)
        const event = lines.find(line => line.startsWith('event: '))?.slice(7)
        const data = lines.find(line => line.startsWith('data: '))?.slice(6)
        if (event && data && event !== 'open') ear.events.push({ event, data: JSON.parse(data) })
      }
    }
  }
  read().then(
    () => (ear.ended = true),
    () => (ear.ended = true),
  )
  await expect.poll(() => ear.raw).toContain('event: open')
  return ear
}
const hears = (ear: Ear, event: string, path: string, id: string) =>
  expect
    .poll(() => ear.events.some(one => one.event === event && one.data[path]?.includes(id)), { timeout: 8000 })
    .toBe(true)

test('whoever may see a record hears that it changed; zhao’s socket stays silent about li’s customer', async () => {
  const [li, wang, zhao, qian] = await Promise.all((['li', 'wang', 'zhao', 'qian'] as const).map(who => listen(who)))
  const customer = await company.as.li.post('/api/customers', { name: '隐秘客户' })
  await hears(li as Ear, 'changed', 'customers', customer.id)
  await hears(wang as Ear, 'changed', 'customers', customer.id)
  await company.as.li.patch(`/api/customers/${customer.id}`, { version: customer.version, remark: '机密' })
  await company.as.li.delete(`/api/customers/${customer.id}`)
  await hears(li as Ear, 'gone', 'customers', customer.id)
  // The company itself was just made, so colleagues and departments may still be told of; the customer is not, by any word.
  for (const ear of [zhao, qian]) {
    expect(ear?.events.filter(one => one.data.customers)).toEqual([])
    expect(ear?.raw).not.toContain(customer.id)
  }
  // Object and id only: no value of any field ever passes.
  for (const ear of [li, wang]) for (const word of ['隐秘', '机密']) expect(ear?.raw).not.toContain(word)
})

test('what leaves somebody’s sight goes out as gone, to him who had it; who gets it hears that it changed', async () => {
  const [li, zhao] = [await listen('li'), await listen('zhao')]
  const customer = await company.as.li.post('/api/customers', { name: '要转走的' })
  await hears(li, 'changed', 'customers', customer.id)
  li.events.length = 0
  await company.as.chen.patch(`/api/customers/${customer.id}`, { owner: { id: company.as.zhao.id } })
  await hears(li, 'gone', 'customers', customer.id)
  await hears(zhao, 'changed', 'customers', customer.id)
  expect(li.events.some(one => one.event === 'changed' && one.data.customers?.includes(customer.id))).toBe(false)
  // The new owner is told, and so his bell.
  await expect.poll(() => zhao.events.some(one => one.event === 'bell'), { timeout: 8000 }).toBe(true)
  expect(li.events.some(one => one.event === 'bell')).toBe(false)
})

test('a hidden field’s change tells no more than any other, and rights that are taken away act at once', async () => {
  const customer = await company.as.li.post('/api/customers', { name: '改电话' })
  await setFieldRights(company, 'salesperson', { 'customer.phones': 'hidden' })
  const li = await listen('li')
  await company.as.wang.patch(`/api/customers/${customer.id}`, { phones: [{ raw: '13800138000' }] })
  await hears(li, 'changed', 'customers', customer.id)
  expect(li.raw).not.toContain('138')
  expect(li.raw).not.toContain('phones')
  await setFieldRights(company, 'salesperson', {})
})

test('many changes come together, at most once a second', async () => {
  const li = await listen('li')
  await company.as.li.post('/api/customers', { name: '先来一个' })
  await expect.poll(() => li.events.length, { timeout: 8000 }).toBe(1)
  const started = Date.now()
  const made = await Promise.all(
    Array.from({ length: 30 }, (_, n) => company.as.li.post('/api/customers', { name: `一批 ${n}` })),
  )
  const heard = () => new Set(li.events.flatMap(one => one.data.customers ?? []))
  await expect.poll(() => made.every(one => heard().has(one.id)), { timeout: 10_000 }).toBe(true)
  expect(li.events.length - 1).toBeLessThanOrEqual(Math.ceil((Date.now() - started) / 1000) + 1)
})

test('a session that ends loses its connection within a second; without one there is none', async () => {
  expect((await fetch(`${company.url}/api/live`)).status).toBe(401)
  const zhao = await listen('zhao')
  const { rows } = await sql<{ id: string }>`select id from users where id = ${company.as.zhao.id}`.execute(company.db)
  expect(rows).toHaveLength(1)
  const ended = Date.now()
  await sql`delete from sessions where account_id = (select account_id from account_companies where user_id = ${company.as.zhao.id})`.execute(
    company.pools.control(),
  )
  await expect.poll(() => zhao.ended, { timeout: 3000, interval: 20 }).toBe(true)
  expect(Date.now() - ended).toBeLessThan(1500)
})

test('a process that only serves people hears what another one told', async () => {
  const { server, pools } = company
  const settings = { ...readSettings({ DATA_DIR: server.dataFolder }), role: 'web' as const }
  let answer: RequestListener = () => undefined
  const http = createServer((request, response) => answer(request, response))
  await new Promise<void>(listening => http.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const other = await serve({ settings, server, pools, log: pino({ level: 'silent' }), url }, { webFolder: '' })
  answer = other.answer
  try {
    const [wang, li] = [await listen('wang', url), await listen('li', url)]
    const customer = await company.as.wang.post('/api/customers', { name: '另一个进程' })
    await hears(wang, 'changed', 'customers', customer.id)
    expect(li.raw).not.toContain(customer.id)
    // Stopping waits for nobody who would listen for ever.
    other.endLive()
    await expect.poll(() => wang.ended && li.ended, { timeout: 3000 }).toBe(true)
  } finally {
    http.closeAllConnections()
    http.close()
    await other.stop()
  }
})

test('after the connection to the database broke, pages are told that they may have missed something', async () => {
  const li = await listen('li')
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where query = 'listen zhanggui_live' and datname = current_database()`.execute(company.pools.control())
  await expect.poll(() => li.events.some(one => one.event === 'gap'), { timeout: 8000 }).toBe(true)
  const customer = await company.as.li.post('/api/customers', { name: '断线之后' })
  await hears(li, 'changed', 'customers', customer.id)
})
