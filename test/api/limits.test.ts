import { beforeAll, expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { openTestCompany, type TestCompany } from '#test/harness/company.ts'

let company: TestCompany

beforeAll(async () => {
  company = await openTestCompany()
})

// A report that is not there costs the counter as much as one that is, and the machine nothing.

/** Asks until it is refused, and gives how often it was answered and the refusal. */
async function untilRefused(ask: () => Promise<{ status: number; body: { code?: string }; headers: Headers }>) {
  for (let answered = 0; answered < 1000; answered += 25) {
    const replies = await Promise.all(Array.from({ length: 25 }, ask))
    const refused = replies.find(reply => reply.status !== 404)
    if (refused) return { answered, refused }
  }
  throw new Error('never refused')
}

test('a program that asks too much is told when to come again, and spends nothing of its owner’s own', async () => {
  const { li, wang } = company.as
  const { key } = await li.post('/api/keys', { name: '爬虫' }, 201)
  const program = browserClient(company.url)
  const ask = () => program.ask('GET', '/api/reports/nothing', undefined, { authorization: `Bearer ${key}` })
  const { answered, refused } = await untilRefused(ask)
  expect(answered).toBeGreaterThanOrEqual(100)
  expect([refused.status, refused.body.code]).toEqual([429, 'rate.too_often'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  // Everything else goes on, for the program, for its owner and for others.
  const read = await program.ask('GET', '/api/customers', undefined, { authorization: `Bearer ${key}` })
  expect(read.status).toBe(200)
  for (const person of [li, wang]) await person.get('/api/reports/nothing', 404)
})

test('all keys of a person together have an end, too; one who looks in by browser has his own', async () => {
  const { zhao } = company.as
  const keys: string[] = []
  for (let n = 0; n < 4; n++) keys.push((await zhao.post('/api/keys', { name: `键${n}` }, 201)).key)
  let place = 0
  const ask = () => {
    place += 1
    const authorization = `Bearer ${keys[place % keys.length]}`
    return browserClient(company.url).ask('GET', '/api/reports/nothing', undefined, { authorization })
  }
  const { answered } = await untilRefused(ask)
  expect(answered).toBeLessThan(4 * 120)
  const own = await untilRefused(() => zhao.ask('GET', '/api/reports/nothing'))
  expect([own.refused.status, own.answered >= 100]).toEqual([429, true])
})

test('bodies, addresses and headers have a largest size, and nesting an end', async () => {
  const { li } = company.as
  const long = await li.ask('POST', '/api/customers', { name: '长', remark: 'x'.repeat(2_100_000) })
  expect([long.status, long.body.code]).toEqual([413, 'body.too_large'])
  expect((await li.ask('GET', `/api/customers?filter=${'x'.repeat(15_000)}`)).status).toBe(400)
  expect((await li.ask('GET', `/api/customers/${'x'.repeat(700)}`)).status).toBeLessThan(500)
  expect((await li.ask('GET', `/api/customers?filter=${'x'.repeat(40_000)}`)).status).toBe(431)
  const deep = `{"name":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const headers = { cookie: li.cookies.map(({ name, value }) => `${name}=${value}`).join('; '), origin: company.url }
  const nested = await fetch(`${company.url}/api/customers`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': 'deep' },
    body: deep,
  })
  expect([nested.status >= 400, nested.status < 500]).toEqual([true, true])
  const polluted = await fetch(`${company.url}/api/customers`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{"name":"污染","__proto__":{"isAdmin":true}}',
  })
  expect(polluted.status).toBe(400)
})
