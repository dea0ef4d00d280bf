import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { generate } from 'otplib'
import { expect, test } from 'vitest'
import { type BrowserClient, browserClient } from '#test/harness/browser-client.ts'
import type { Installation } from '#test/harness/installation.ts'
import { openedInstallation, PASSWORD, person, signedIn } from '#test/harness/opened-installation.ts'

/** The code of some intervals of 30 seconds from now. */
const codeOf = (secret: string, later = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * later })

/** Lets a wrong guess or a used code be as if it had been yesterday. */
const forget = (place: Installation) => sql`delete from sign_in_attempts`.execute(place.control)

const addFactor = async (
  browser: BrowserClient,
): Promise<{ secret: string; code: string; recoveryCodes: string[] }> => {
  const { secret } = (await browser.ask('POST', '/api/second-factor', { password: PASSWORD })).body
  const code = await codeOf(secret)
  const { status, body } = await browser.ask('POST', '/api/second-factor/confirm', { code })
  expect(status).toBe(200)
  return { secret, code, recoveryCodes: body.recoveryCodes }
}

test('with a second factor one needs password and code; a code is good once, and so is a recovery code', async () => {
  const { place } = await openedInstallation()
  const [fang, other] = [await signedIn(place), await signedIn(place)]
  expect((await fang.ask('POST', '/api/second-factor', { password: 'not the password' })).status).toBe(422)
  const begun = await fang.ask('POST', '/api/second-factor', { password: PASSWORD })
  expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\//)
  const former = fang.cookie
  expect((await fang.ask('POST', '/api/second-factor/confirm', { code: '000000' })).body.fields).toMatchObject([
    { path: 'code', code: 'second_factor.wrong_code' },
  ])
  // Not confirmed: sign-in is as before.
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })).status,
  ).toBe(200)
  const { secret, code: used, recoveryCodes } = await addFactor(fang)
  expect(recoveryCodes).toHaveLength(10)
  expect(fang.cookie).not.toBe(former)
  await sleep(900)
  expect((await fang.ask('GET', '/api/session')).status).toBe(200)
  expect((await other.ask('GET', '/api/session')).status).toBe(401)
  const { rows } = await sql<{ kept: string }>`
    select to_jsonb(f)::text || (select jsonb_agg(r)::text from recovery_codes r) as kept from second_factors f`.execute(
    place.control,
  )
  for (const text of [secret, ...recoveryCodes]) expect(rows[0]?.kept).not.toContain(text)

  const tryIn = async (code?: string, password = PASSWORD) => {
    const { status, body } = await browserClient(place.url).ask('POST', '/api/session', {
      login: 'wangfang',
      password,
      code,
    })
    return body.code ?? status
  }
  expect(await tryIn()).toBe('session.code_needed')
  expect(await tryIn('123456', 'not the password')).toBe('session.wrong')
  expect(await tryIn(used)).toBe('session.wrong_code')
  await forget(place)
  const next = await codeOf(secret, 1)
  expect(await tryIn(next)).toBe(200)
  expect(await tryIn(next)).toBe('session.wrong_code')
  const [recovery = ''] = recoveryCodes
  expect(await tryIn(recovery.toUpperCase().replace('-', ' '))).toBe(200)
  expect(await tryIn(recovery)).toBe('session.wrong_code')
  expect((await fang.ask('GET', '/api/second-factor')).body).toEqual({
    isOn: true,
    recoveryCodesLeft: 9,
    isRequired: false,
  })
})

test('codes are guessed as little as passwords, and two who use one code at once are one', async () => {
  const { place } = await openedInstallation()
  const { secret, recoveryCodes } = await addFactor(await signedIn(place))
  const tryIn = (code: string) =>
    browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD, code })
  const [, recovery = ''] = recoveryCodes
  const pairs = [await codeOf(secret, 1), recovery]
  for (const code of pairs) {
    await forget(place)
    const both = await Promise.all([tryIn(code), tryIn(code)])
    expect(both.map(reply => reply.status).sort()).toEqual([200, 401])
  }
  await forget(place)
  const guesses = []
  for (let guess = 0; guess < 6; guess++) guesses.push((await tryIn(String(100_000 + guess))).body.code)
  expect(guesses).toEqual([...Array(5).fill('session.wrong_code'), 'session.locked'])
})

test('the company demands it of roles: until it is added nothing else may be done, and it stays on', async () => {
  const { place, companyId } = await openedInstallation()
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  await person(place, companyId, { name: '韩梅', login: 'hanmei', roles: ['director'] })
  const [fang, lei, mei] = [await signedIn(place), await signedIn(place, 'lilei'), await signedIn(place, 'hanmei')]
  const demand = { secondFactor: 'roles', secondFactorRoles: ['director'] }
  expect((await fang.ask('PATCH', '/api/sign-in-policy', demand)).body).toMatchObject(demand)
  await sleep(900)
  expect((await lei.ask('GET', '/api/users')).status).toBe(200)
  expect(await mei.ask('GET', '/api/users')).toMatchObject({ status: 403, body: { code: 'second_factor.enrol_first' } })
  const again = await signedIn(place, 'hanmei')
  expect((await again.ask('GET', '/api/session')).body).toMatchObject({ mustEnrol: true, permissions: {} })
  for (const [method, path] of [
    ['GET', '/api/users'],
    ['GET', '/api/catalog'],
    ['POST', '/api/keys'],
    ['GET', '/api/sessions'],
    ['PATCH', '/api/session'],
  ] as const)
    expect([path, (await again.ask(method, path, method === 'GET' ? undefined : { name: 'x' })).body.code]).toEqual([
      path,
      'second_factor.enrol_first',
    ])
  await addFactor(again)
  expect((await again.ask('GET', '/api/users')).status).toBe(200)
  expect((await again.ask('GET', '/api/session')).body.mustEnrol).toBeUndefined()
  expect((await again.ask('POST', '/api/second-factor/remove', { password: PASSWORD })).body.code).toBe(
    'second_factor.required',
  )
  await fang.ask('PATCH', '/api/sign-in-policy', { secondFactor: 'none' })
  expect((await again.ask('POST', '/api/second-factor/remove', { password: PASSWORD })).status).toBe(204)
})

test('who has lost the telephone is freed by an administrator, which is written down; a reset password still asks for the code', async () => {
  const { place, companyId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  await addFactor(lei)
  const { link } = (await fang.ask('POST', `/api/users/${leiId}/account/reset-link`, {})).body.invitation
  const opened = browserClient(place.url)
  const accepted = await opened.ask('POST', '/api/invitations/accept', {
    token: link.split('#')[1],
    password: 'seven white cranes',
  })
  expect(accepted.body).toEqual({ mustSignIn: true })
  expect(opened.cookie).toBeUndefined()
  const tryIn = () => opened.ask('POST', '/api/session', { login: 'lilei', password: 'seven white cranes' })
  expect((await tryIn()).body.code).toBe('session.code_needed')
  expect((await lei.ask('DELETE', `/api/users/${leiId}/second-factor`)).status).not.toBe(204)
  expect((await fang.ask('DELETE', `/api/users/${leiId}/second-factor`)).status).toBe(204)
  expect((await tryIn()).status).toBe(200)
  const { db } = await place.companies.open(companyId)
  const { rows } = await sql<{
    kind: string
  }>`select kind from audit_log where record_id = ${leiId} order by at`.execute(db)
  expect(rows.map(row => row.kind)).toEqual([
    'secondFactor.on',
    'account.resetLink',
    'account.passwordReset',
    'secondFactor.reset',
  ])
})
