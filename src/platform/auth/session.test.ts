import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type BrowserClient, browserClient } from '#test/harness/browser-client.ts'
import { openedInstallation as opened, PASSWORD, signedIn } from '#test/harness/opened-installation.ts'
import { letIn } from './operator.ts'

const statusOf = async (browser: BrowserClient): Promise<number> => (await browser.ask('GET', '/api/session')).status

test('one signs in by login name, mobile or e-mail, however they are written', async () => {
  const { place, userId } = await opened()
  for (const login of [
    'wangfang',
    ' WangFang ',
    '138 0013 8000',
    '+86 138-0013-8000',
    '１３８００１３８０００',
    'FANG@example.com',
  ]) {
    const { status, body } = await browserClient(place.url).ask('POST', '/api/session', { login, password: PASSWORD })
    expect([login, status, body.user]).toEqual([login, 200, { id: userId, name: '王芳' }])
  }
  for (const login of ['wang', 'wangfang@', '13800138001']) {
    const browser = browserClient(place.url)
    const reply = await browser.ask('POST', '/api/session', { login, password: PASSWORD })
    expect([login, reply.status, reply.body.code, browser.cookie]).toEqual([login, 401, 'session.wrong', undefined])
  }
})

test('the cookie is out of reach of scripts and other sites, and a new one at each sign-in; only its hash is kept', async () => {
  const { place } = await opened({ publicUrl: 'https://crm.example.cn' })
  const browser = browserClient(place.url)
  const first = await browser.ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  const [cookie = ''] = first.headers.getSetCookie()
  expect(cookie.split('; ').slice(1).sort()).toEqual([
    'HttpOnly',
    'Max-Age=31536000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ])
  expect(cookie).toMatch(/^zhanggui_session=[\w-]{43};/)
  const former = browser.cookie
  const { rows } = await sql<{ kept: string }>`select to_jsonb(s)::text as kept from sessions s`.execute(place.control)
  expect(rows[0]?.kept).not.toContain(former?.split('=')[1])

  await browser.ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(browser.cookie).not.toBe(former)
  const thief = browserClient(place.url)
  thief.cookie = former
  expect(await statusOf(thief)).toBe(401)
  expect(await statusOf(browser)).toBe(200)
})

test('over plain HTTP the cookie goes without Secure, and signing out takes it away', async () => {
  const { place } = await opened()
  const browser = browserClient(place.url)
  const reply = await browser.ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(reply.headers.getSetCookie()[0]).not.toContain('Secure')
  const kept = browser.cookie
  expect((await browser.ask('DELETE', '/api/session')).status).toBe(204)
  expect(browser.cookie).toBeUndefined()
  browser.cookie = kept
  expect(await statusOf(browser)).toBe(401)
})

test('a session that another may have planted is not taken over', async () => {
  const { place } = await opened()
  const browser = browserClient(place.url)
  const planted = `zhanggui_session=${'A'.repeat(43)}`
  browser.cookie = planted
  await browser.ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(browser.cookie).not.toBe(planted)
  const attacker = browserClient(place.url)
  attacker.cookie = planted
  expect(await statusOf(attacker)).toBe(401)
})

test('after five failures the account is locked, longer each time, whatever the password; others are not', async () => {
  const { place, companyId } = await opened()
  await letIn(place.companies, companyId, {
    newcomer: { name: '李雷', logins: [{ kind: 'login', normalised: 'lilei' }], roles: ['salesperson'] },
    password: PASSWORD,
  })
  const tryIn = (login: string, password: string) =>
    browserClient(place.url).ask('POST', '/api/session', { login, password })
  const unlock = () =>
    sql`update sign_in_attempts set locked_until = now() - interval '1 second'`.execute(place.control)

  const guesses = []
  for (let guess = 0; guess < 5; guess++) guesses.push((await tryIn('wangfang', 'wrong password')).status)
  expect(guesses).toEqual([401, 401, 401, 401, 401])
  const locked = await tryIn('13800138000', PASSWORD)
  expect(locked).toMatchObject({ status: 429, body: { code: 'session.locked' } })
  expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(20)
  expect((await tryIn('lilei', PASSWORD)).status).toBe(200)

  await unlock()
  expect((await tryIn('wangfang', 'wrong password')).status).toBe(401)
  const longer = await tryIn('wangfang', PASSWORD)
  expect(longer.body.retryAfter).toBeGreaterThan(Number(locked.body.retryAfter))
  await unlock()
  expect((await tryIn('wangfang', PASSWORD)).status).toBe(200)
  expect((await tryIn('wangfang', 'wrong password')).status).toBe(401)
  expect((await tryIn('wangfang', PASSWORD)).status).toBe(200)
})

test('a login that nobody has behaves like one that somebody has', async () => {
  const { place } = await opened()
  const shape = async (login: string) => {
    const replies = []
    for (let guess = 0; guess < 7; guess++) {
      const { status, body } = await browserClient(place.url).ask('POST', '/api/session', {
        login,
        password: 'wrong password',
      })
      replies.push([status, body.code, body.title.replace(/\d+/, 'n')])
    }
    return replies
  }
  expect(await shape('nobody@example.com')).toEqual(await shape('fang@example.com'))
  const took = async (login: string) => {
    await sql`delete from sign_in_attempts`.execute(place.control)
    const from = performance.now()
    await browserClient(place.url).ask('POST', '/api/session', { login, password: 'wrong password' })
    return performance.now() - from
  }
  const fastest = async (login: string) => Math.min(await took(login), await took(login), await took(login))
  // The password is derived in both cases, which is most of the time.
  expect(await fastest('stranger')).toBeGreaterThan((await fastest('wangfang')) / 3)
})

test('sixty guesses at the same moment are five', async () => {
  const { place } = await opened()
  const replies = await Promise.all(
    Array.from({ length: 60 }, () =>
      browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: 'wrong password' }),
    ),
  )
  expect(replies.filter(reply => reply.status === 401)).toHaveLength(5)
  expect(replies.filter(reply => reply.status === 429)).toHaveLength(55)
})

test('one address that tries many accounts is locked, too', async () => {
  const { place } = await opened()
  const statuses = new Set<number>()
  for (let guess = 0; guess < 40; guess++) {
    statuses.add(
      (await browserClient(place.url).ask('POST', '/api/session', { login: `person${guess}`, password: 'Spring2026!' }))
        .status,
    )
  }
  expect([...statuses]).toEqual([401])
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'person99', password: 'Spring2026!' })).status,
  ).toBe(429)
})

test('a session ends within a second after its user has left, and his account opens nothing', async () => {
  const { place, companyId, userId } = await opened()
  const browser = await signedIn(place)
  expect(await statusOf(browser)).toBe(200)
  const { db } = await place.companies.open(companyId)
  await sql`update users set state = 'left' where id = ${userId}`.execute(db)
  await sleep(900)
  expect(await statusOf(browser)).toBe(401)
  expect((await browser.ask('GET', '/api/users')).status).toBe(401)
  const again = await browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(again).toMatchObject({ status: 403, body: { code: 'session.disabled' } })
})

test.each([
  ['the account is disabled', sql`update accounts set state = 'disabled'`],
  ['the account may not enter the company', sql`update account_companies set state = 'disabled'`],
  ['it has expired', sql`update sessions set expires_at = now() - interval '1 second'`],
])('a session ends within a second after %s', async (_what, change) => {
  const { place } = await opened()
  const browser = await signedIn(place)
  expect(await statusOf(browser)).toBe(200)
  await change.execute(place.control)
  await sleep(900)
  expect(await statusOf(browser)).toBe(401)
})

test('using a session makes it last', async () => {
  const { place } = await opened()
  const browser = await signedIn(place)
  await sql`update sessions set last_seen_at = now() - interval '10 days', expires_at = now() + interval '4 days'`.execute(
    place.control,
  )
  await sleep(600)
  expect(await statusOf(browser)).toBe(200)
  const { rows } = await sql<{ days: number }>`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days from sessions`.execute(place.control)
  expect(rows).toEqual([{ days: 14 }])
  await sql`update sessions set created_at = now() - interval '89 days', last_seen_at = now() - interval '1 day'`.execute(
    place.control,
  )
  await sleep(600)
  expect(await statusOf(browser)).toBe(200)
  const { rows: last } = await sql<{ days: number }>`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days from sessions`.execute(place.control)
  expect(last).toEqual([{ days: 1 }])
})

test('changing the password needs the old one, ends all other sessions and gives this one a new token', async () => {
  const { place } = await opened()
  const [here, there] = [await signedIn(place), await signedIn(place)]
  const patch = (password: object) => here.ask('PATCH', '/api/session', { password })
  expect(await patch({ old: 'not it, really', new: 'brand new word' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'password.old', code: 'session.wrong_password' }] },
  })
  expect(await patch({ old: PASSWORD, new: 'short' })).toMatchObject({
    body: { fields: [{ path: 'password.new', code: 'account.password_short' }] },
  })
  expect(await patch({ old: PASSWORD, new: 'WangFang' })).toMatchObject({
    body: { fields: [{ code: 'account.password_guessable' }] },
  })
  expect(await statusOf(there)).toBe(200)

  const former = here.cookie
  expect((await patch({ old: PASSWORD, new: 'brand new word' })).status).toBe(200)
  expect(here.cookie).not.toBe(former)
  await sleep(900)
  expect(await statusOf(here)).toBe(200)
  expect(await statusOf(there)).toBe(401)
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })).status,
  ).toBe(401)
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: 'brand new word' }))
      .status,
  ).toBe(200)
})

test('the language is the person’s own, in all sessions', async () => {
  const { place } = await opened()
  const browser = await signedIn(place)
  expect((await browser.ask('PATCH', '/api/session', { locale: 'en' })).body.locale).toBe('en')
  expect((await (await signedIn(place)).ask('GET', '/api/session')).body.locale).toBe('en')
  expect((await browser.ask('PATCH', '/api/session', { locale: 'fr' })).status).toBe(422)
})

test('a change that another site sends with our cookie is refused, and nothing changes', async () => {
  const { place } = await opened({ publicUrl: 'https://crm.example.cn' })
  const browser = await signedIn(place)
  const change = (headers: Record<string, string>) => browser.ask('PATCH', '/api/session', { locale: 'en' }, headers)
  const refused: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: place.url.replace('127.0.0.1', '127.0.0.1.evil.example') },
    { 'sec-fetch-site': 'cross-site', origin: place.url },
    { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.cn' },
    { 'sec-fetch-site': 'none' },
  ]
  for (const headers of refused) {
    expect([headers, await change(headers)]).toMatchObject([
      headers,
      { status: 403, body: { code: 'session.other_site' } },
    ])
  }
  expect((await browser.ask('DELETE', '/api/session', undefined, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await browser.ask('POST', '/api/keys', { name: 'evil' }, { origin: 'https://evil.example' })).status).toBe(
    403,
  )
  expect((await browser.ask('GET', '/api/session')).body.locale).toBe('zh')
  expect((await browser.ask('GET', '/api/keys')).body.keys).toEqual([])
  const planted = await browserClient(place.url).ask(
    'POST',
    '/api/session',
    { login: 'wangfang', password: PASSWORD },
    { origin: 'https://evil.example' },
  )
  expect(planted.status).toBe(403)
  // Reading is harmless: the browser itself keeps the answer from the other site.
  expect((await browser.ask('GET', '/api/session', undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(200)
  const own: Record<string, string>[] = [
    { origin: place.url },
    { origin: 'https://crm.example.cn' },
    { 'sec-fetch-site': 'same-origin' },
  ]
  for (const headers of own) {
    expect((await change(headers)).status).toBe(200)
  }
})
