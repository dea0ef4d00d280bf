import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { newCompany, openedInstallation, PASSWORD, person, signedIn } from '#test/harness/opened-installation.ts'

const ok = async (browser: { ask(method: string, path: string): Promise<{ status: number }> }) =>
  (await browser.ask('GET', '/api/session')).status

test('one sees where one is signed in, ends one of them or all others, and never another person’s', async () => {
  const { place, companyId } = await openedInstallation()
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [here, there, elsewhere] = [await signedIn(place), await signedIn(place), await signedIn(place)]
  const lei = await signedIn(place, 'lilei')
  const { sessions } = (await here.ask('GET', '/api/sessions')).body
  expect(sessions).toHaveLength(3)
  expect(sessions.filter((one: { isCurrent: boolean }) => one.isCurrent)).toHaveLength(1)
  expect(sessions[0]).toMatchObject({
    companyName: newCompany.name,
    ip: expect.stringMatching(/127\.0\.0\.1/),
    userAgent: expect.any(String),
    startedAt: expect.any(String),
    lastSeenAt: expect.any(String),
  })
  expect(JSON.stringify(sessions)).not.toMatch(/hash|token/i)

  const [, second] = (await there.ask('GET', '/api/sessions')).body.sessions.filter(
    (one: { isCurrent: boolean }) => !one.isCurrent,
  )
  expect((await lei.ask('DELETE', `/api/sessions/${second.id}`)).status).toBe(404)
  expect((await lei.ask('GET', '/api/sessions')).body.sessions).toHaveLength(1)
  expect((await here.ask('DELETE', '/api/sessions')).body).toEqual({ ended: 2 })
  await sleep(900)
  expect([await ok(here), await ok(there), await ok(elsewhere), await ok(lei)]).toEqual([200, 401, 401, 200])

  const again = await signedIn(place)
  const other = (await here.ask('GET', '/api/sessions')).body.sessions.find(
    (one: { isCurrent: boolean }) => !one.isCurrent,
  )
  expect((await here.ask('DELETE', `/api/sessions/${other.id}`)).status).toBe(204)
  await sleep(900)
  expect([await ok(here), await ok(again)]).toEqual([200, 401])
})

test('an administrator sees and ends the sessions of his own company alone, and of nobody above him', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  expect((await lei.ask('GET', `/api/users/${userId}/sessions`)).status).toBe(403)
  expect((await lei.ask('DELETE', `/api/users/${userId}/sessions`)).status).toBe(403)
  const { db } = await place.companies.open(companyId)
  await sql`
    insert into roles (id, name_zh, name_en, grants) values ('desk', '前台', 'Desk', '{"account.assign": "all"}')`.execute(
    db,
  )
  await sql`insert into user_roles values (${leiId}, 'desk')`.execute(db)
  await sleep(600)
  expect((await lei.ask('GET', `/api/users/${userId}/sessions`)).body.sessions).toHaveLength(1)
  expect(await lei.ask('DELETE', `/api/users/${userId}/sessions`)).toMatchObject({
    status: 403,
    body: { code: 'role.beyond_yours' },
  })
  expect(await lei.ask('PUT', `/api/users/${userId}/account/state`, { state: 'disabled' })).toMatchObject({
    status: 403,
  })

  expect((await fang.ask('DELETE', `/api/users/${leiId}/sessions`)).body).toEqual({ ended: 1 })
  await sleep(900)
  expect([await ok(fang), await ok(lei)]).toEqual([200, 401])
})

test('a disabled account is out within a second with its keys, and enabling gives back neither session nor key', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  const { key } = (await lei.ask('POST', '/api/keys', { name: '报表' })).body
  const program = () => browserClient(place.url).ask('GET', '/api/users', undefined, { authorization: `Bearer ${key}` })
  expect((await program()).status).toBe(200)
  expect(await fang.ask('PUT', `/api/users/${userId}/account/state`, { state: 'disabled' })).toMatchObject({
    status: 409,
    body: { code: 'account.not_yourself' },
  })
  expect((await fang.ask('PUT', `/api/users/${leiId}/account/state`, { state: 'disabled' })).status).toBe(204)
  await sleep(900)
  expect([await ok(lei), (await program()).status]).toEqual([401, 401])
  const refused = await browserClient(place.url).ask('POST', '/api/session', { login: 'lilei', password: PASSWORD })
  expect(refused.status).toBe(403)

  expect((await fang.ask('PUT', `/api/users/${leiId}/account/state`, { state: 'active' })).status).toBe(204)
  await sleep(600)
  expect([await ok(lei), (await program()).status]).toEqual([401, 401])
  expect(await ok(await signedIn(place, 'lilei'))).toBe(200)
  const { db } = await place.companies.open(companyId)
  const { rows } = await sql<{
    kind: string
  }>`select kind from audit_log where record_id = ${leiId} order by at`.execute(db)
  expect(rows.map(row => row.kind)).toEqual(['key.created', 'account.disabled', 'account.enabled'])
})

test('the last administrator who can sign in is not disabled', async () => {
  const { place, companyId } = await openedInstallation()
  const meiId = await person(place, companyId, { name: '韩梅', login: 'hanmei', roles: ['administrator'] })
  const [fang, mei] = [await signedIn(place), await signedIn(place, 'hanmei')]
  const fangId = (await fang.ask('GET', '/api/session')).body.user.id
  const both = await Promise.all([
    mei.ask('PUT', `/api/users/${fangId}/account/state`, { state: 'disabled' }),
    fang.ask('PUT', `/api/users/${meiId}/account/state`, { state: 'disabled' }),
  ])
  expect(both.map(reply => reply.status).sort()).toEqual([204, 401])
})

test('too many wrong passwords are told to the administrator, who lets the person try again at once', async () => {
  const { place, companyId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const fang = await signedIn(place)
  const tryIn = (password: string) => browserClient(place.url).ask('POST', '/api/session', { login: 'lilei', password })
  for (let guess = 0; guess < 5; guess++) await tryIn('wrong password')
  expect((await tryIn(PASSWORD)).body).toMatchObject({
    code: 'session.locked',
    title: expect.stringMatching(/\d+ seconds/),
  })
  const standing = async () =>
    (await fang.ask('GET', '/api/accounts')).body.accounts.find((row: { userId: string }) => row.userId === leiId)
      .account
  expect((await standing()).lockedUntil).toEqual(expect.any(String))
  expect((await fang.ask('POST', `/api/users/${leiId}/account/unlock`)).status).toBe(204)
  expect((await standing()).lockedUntil).toBeNull()
  expect((await tryIn(PASSWORD)).status).toBe(200)
  const { rows } = await sql<{ refusal: string | null }>`select refusal from sign_ins where account_id =
    (select account_id from account_companies where user_id = ${leiId}) order by at`.execute(place.control)
  expect(rows.map(row => row.refusal)).toEqual([...Array(5).fill('session.wrong'), 'session.locked', null])
})

test('the company says how long a session lasts; a shorter time ends those that have not been used for so long', async () => {
  const { place, companyId } = await openedInstallation()
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  expect((await lei.ask('GET', '/api/sign-in-policy')).status).toBe(403)
  expect((await lei.ask('PATCH', '/api/sign-in-policy', { idleMinutes: 5 })).status).toBe(403)
  expect((await fang.ask('PATCH', '/api/sign-in-policy', { idleMinutes: 1 })).status).toBe(422)
  await sql`update sessions set last_seen_at = now() - interval '40 minutes', created_at = now() - interval '2 days'
    where user_id <> (select user_id from account_logins l join account_companies m using (account_id) where l.normalised = 'wangfang')`.execute(
    place.control,
  )
  expect((await fang.ask('PATCH', '/api/sign-in-policy', { idleMinutes: 30, longestDays: 3 })).body).toMatchObject({
    idleMinutes: 30,
    longestDays: 3,
    secondFactor: 'none',
  })
  await sleep(900)
  expect([await ok(fang), await ok(lei)]).toEqual([200, 401])
  await signedIn(place, 'lilei')
  const { rows } = await sql<{ minutes: number }>`
    select round(extract(epoch from expires_at - now()) / 60)::int as minutes from sessions`.execute(place.control)
  expect(rows).toEqual([{ minutes: 30 }, { minutes: 30 }])
})
