import { request as httpRequest } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { browserClient } from '../harness/browser-client.ts'
import { setUpCompany } from '../harness/first-company.ts'
import { foreignPostgres } from '../harness/foreign-postgres.ts'
import { addressOf, dataFolderForTest, startProgramProcess } from '../harness/process.ts'

vi.setConfig({ testTimeout: 240_000 })

const PASSWORD = 'quiet mountain lake'

test('who leaves is out within a second in every process: session, key and what is under way; taking him back gives none of it back', async () => {
  const { url: DATABASE_URL } = await foreignPostgres()
  const one = startProgramProcess({ DATABASE_URL, DATA_DIR: await dataFolderForTest() })
  const here = await addressOf(one)
  const chief = await setUpCompany(here, (await one.says(/(\S+\/setup\?token=\S+)/))[1] ?? '')
  const other = startProgramProcess({
    DATABASE_URL,
    DATA_DIR: await dataFolderForTest(),
    ROLE: 'web',
    TRUST_PROXY: '10.0.0.0/8',
  })
  const there = await addressOf(other)

  const { body: user } = await chief.request('POST', '/api/users', { name: '李雷' })
  const userId = String(user.id)
  await chief.request('POST', `/api/users/${userId}/account`, { login: 'lilei', password: PASSWORD })
  await chief.request('PUT', `/api/users/${userId}/roles`, { roles: ['director'] })
  const lei = browserClient(there)
  const proxied = { origin: there, 'x-forwarded-for': '203.0.113.9, 10.1.2.3' }
  expect((await lei.ask('POST', '/api/session', { login: 'lilei', password: PASSWORD }, proxied)).status).toBe(200)
  const { key } = (await lei.ask('POST', '/api/keys', { name: '报表' })).body
  const program = (url: string) =>
    browserClient(url).ask('GET', '/api/users', undefined, { authorization: `Bearer ${key}` })
  expect([(await program(here)).status, (await program(there)).status]).toEqual([200, 200])

  // Behind a proxy on another machine each person has the address that the trusted proxy tells.
  const plain = browserClient(here)
  await plain.ask('POST', '/api/session', { login: 'lilei', password: PASSWORD }, { ...proxied, origin: here })
  const { sessions } = (await lei.ask('GET', '/api/sessions')).body
  expect(sessions.map((session: { ip: string }) => session.ip).sort()).toEqual(['10.1.2.3', '203.0.113.9'])

  const upload = slowUpload(there, lei.cookie ?? '')
  await upload.begun
  await sleep(1500)
  expect(upload.isCut()).toBe(false)
  expect((await chief.request('PATCH', `/api/users/${userId}`, { state: 'left' })).status).toBe(200)
  await sleep(1000)
  expect(upload.isCut()).toBe(true)
  const asLei = browserClient(here)
  asLei.cookie = lei.cookie
  expect(
    await Promise.all([lei, asLei, plain].map(async browser => (await browser.ask('GET', '/api/session')).status)),
  ).toEqual([401, 401, 401])
  expect([(await program(here)).status, (await program(there)).status]).toEqual([401, 401])
  expect((await chief.request('GET', `/api/users/${userId}`)).body).toMatchObject({ name: '李雷', state: 'left' })

  await sleep(2500)
  expect((await chief.request('PATCH', `/api/users/${userId}`, { state: 'active' })).status).toBe(200)
  await sleep(1000)
  expect((await lei.ask('GET', '/api/session')).status).toBe(401)
  expect([(await program(here)).status, (await program(there)).status]).toEqual([401, 401])
  expect((await browserClient(there).ask('POST', '/api/session', { login: 'lilei', password: PASSWORD })).status).toBe(
    200,
  )
})

/** An upload that begins and goes on for ever. */
const slowUpload = (url: string, cookie: string) => {
  let cut = false
  const sent = httpRequest(`${url}/api/imports?object=customer&name=a.csv`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'text/csv' },
  })
  sent.on('error', () => {
    cut = true
  })
  sent.on('response', () => {
    cut = true
  })
  const begun = new Promise<void>(done => sent.write('名称\n甲公司\n', () => done()))
  return { begun, isCut: () => cut }
}
