import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browserClient, type Reply } from '#test/harness/browser-client.ts'
import type { Installation } from '#test/harness/installation.ts'
import { newCompany, openedInstallation, PASSWORD, person, signedIn } from '#test/harness/opened-installation.ts'
import { userObject } from '../people/user.object.ts'
import { loadActor } from '../access/load-actor.ts'
import { fieldRight } from '../access/readable.ts'
import { letIn, resetPassword } from './operator.ts'

const withKey =
  (place: Installation, key: string) =>
  (method: string, path: string, body?: unknown): Promise<Reply> =>
    browserClient(place.url).ask(method, path, body, { authorization: `Bearer ${key}` })

test('a key does what its owner may at that moment, and never more', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  const made = await lei.ask('POST', '/api/keys', { name: '报表' })
  expect(made.status).toBe(201)
  expect(made.body.key).toMatch(/^zg_[a-z0-9]{8}_[\w-]{43}$/)
  const program = withKey(place, made.body.key)

  expect((await program('GET', '/api/session')).body).toMatchObject({
    user: { id: leiId },
    permissions: { 'user.read': 'all' },
  })
  expect((await program('GET', '/api/users')).body.records).toHaveLength(2)
  expect((await program('POST', '/api/users', { name: '新人' })).status).toBe(403)
  expect((await program('PUT', `/api/users/${leiId}/roles`, { roles: ['administrator'] })).status).toBe(403)
  expect(await program('POST', '/api/keys', { name: '另一把' })).toMatchObject({
    status: 403,
    body: { code: 'session.person_only' },
  })
  expect((await program('PATCH', '/api/session', { password: { old: PASSWORD, new: 'brand new word' } })).status).toBe(
    403,
  )

  // An administrator's key gets no further than a key: it cannot make itself lasting.
  const { body: strong } = await fang.ask('POST', '/api/keys', { name: '同步' })
  const sync = withKey(place, strong.key)
  expect((await sync('POST', '/api/users', { name: '新人' })).status).toBe(201)
  expect((await sync('POST', `/api/users/${leiId}/account`, { password: 'brand new word' })).status).toBe(403)

  // The owner's rights shrink: so does the key, within a second.
  expect((await fang.ask('PUT', `/api/users/${leiId}/roles`, { roles: [] })).status).toBe(200)
  await sleep(900)
  expect((await program('GET', '/api/session')).body.permissions).toEqual({})
  expect((await program('GET', '/api/users')).status).toBe(403)
  const { db } = await place.companies.open(companyId)
  await sql`update users set state = 'left' where id = ${userId}`.execute(db)
  await sleep(900)
  expect((await sync('GET', '/api/session')).status).toBe(401)
})

test('a key is shown once, kept as a hash, listed to its owner, and ends when it is revoked', async () => {
  const { place, companyId } = await openedInstallation()
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  await person(place, companyId, { name: '韩梅', login: 'hanmei', roles: ['director'] })
  const [lei, mei, fang] = [await signedIn(place, 'lilei'), await signedIn(place, 'hanmei'), await signedIn(place)]
  const { body: made } = await lei.ask('POST', '/api/keys', { name: '报表' })
  const { rows } = await sql<{ kept: string }>`select to_jsonb(k)::text as kept from api_keys k`.execute(place.control)
  expect(rows[0]?.kept).not.toContain(made.key.split('_')[2])
  const listed = (await lei.ask('GET', '/api/keys')).body.keys
  expect(listed).toMatchObject([{ id: made.id, name: '报表', lastUsedAt: null }])
  expect(made.key.startsWith(`${listed[0].prefix}_`)).toBe(true)
  expect(JSON.stringify(listed)).not.toContain(made.key)

  expect((await mei.ask('GET', '/api/keys')).body.keys).toEqual([])
  expect((await mei.ask('DELETE', `/api/keys/${made.id}`)).status).toBe(404)
  const program = withKey(place, made.key)
  expect((await program('GET', '/api/session')).status).toBe(200)
  expect((await fang.ask('GET', '/api/keys')).body.keys).toMatchObject([{ id: made.id }])
  expect((await lei.ask('DELETE', `/api/keys/${made.id}`)).status).toBe(204)
  await sleep(900)
  expect((await program('GET', '/api/session')).status).toBe(401)
  // A bad key is not made good by a cookie beside it.
  expect((await lei.ask('GET', '/api/session', undefined, { authorization: `Bearer ${made.key}` })).status).toBe(401)
  expect((await lei.ask('GET', '/api/session', undefined, { authorization: 'Bearer nonsense' })).status).toBe(401)
})

test('people of one company never see the other', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const otherId = await place.companies.create({ ...newCompany, name: '乙公司' })
  const annId = await person(place, otherId, { name: '安娜', login: 'anna', roles: ['administrator'] })
  const [fang, ann] = [await signedIn(place), await signedIn(place, 'anna')]
  const namesOf = async (browser: typeof fang) =>
    (await browser.ask('GET', '/api/users')).body.records.map((user: { name: string }) => user.name)
  expect([await namesOf(fang), await namesOf(ann)]).toEqual([['王芳'], ['安娜']])
  for (const path of ['', '/roles', '/account'])
    expect((await ann.ask('GET', `/api/users/${userId}${path}`)).status).toBe(404)
  expect((await ann.ask('PUT', `/api/users/${userId}/roles`, { roles: [] })).status).toBe(404)
  expect((await ann.ask('POST', `/api/users/${userId}/account`, { password: 'brand new word' })).status).toBe(404)
  expect((await fang.ask('GET', `/api/users/${userId}/roles`)).body.roles).toEqual(['administrator'])
  const asked = await browserClient(place.url).ask('POST', '/api/session', {
    login: 'anna',
    password: PASSWORD,
    company: companyId,
  })
  expect(asked).toMatchObject({ status: 403, body: { code: 'session.not_in_company' } })
  const { body: key } = await fang.ask('POST', '/api/keys', { name: 'x' })
  expect((await ann.ask('DELETE', `/api/keys/${key.id}`)).status).toBe(404)
  expect((await ann.ask('GET', '/api/keys')).body.keys).toEqual([])
  expect((await ann.ask('GET', `/api/users/${annId}`)).status).toBe(200)
})

test('who is in two companies chooses, and neither administrator may set the common password', async () => {
  const { place, companyId } = await openedInstallation()
  const otherId = await place.companies.create({ ...newCompany, name: '乙公司' })
  await person(place, otherId, { name: '安娜', login: 'anna', roles: ['administrator'] })
  const login = { kind: 'login', normalised: 'wangfang' } as const
  const thereId = await letIn(place.companies, otherId, {
    newcomer: { name: '王芳（乙）', logins: [login], roles: ['salesperson'] },
    password: null,
  })
  const browser = browserClient(place.url)
  const asked = await browser.ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(asked).toMatchObject({ status: 409, body: { code: 'choose_company' } })
  expect(asked.body.companies.map((company: { id: string }) => company.id).sort()).toEqual([companyId, otherId].sort())
  expect(browser.cookie).toBeUndefined()
  const wrong = await browser.ask('POST', '/api/session', { login: 'wangfang', password: 'not this', company: otherId })
  expect(wrong).toMatchObject({ status: 401, body: { code: 'session.wrong' } })

  const there = await signedIn(place, 'wangfang', otherId)
  expect((await there.ask('GET', '/api/session')).body).toMatchObject({
    company: { name: '乙公司' },
    user: { id: thereId, name: '王芳（乙）' },
  })
  const here = await signedIn(place, 'wangfang', companyId)
  expect((await here.ask('GET', '/api/session')).body).toMatchObject({
    company: { name: '华星科技' },
    permissions: { '*': 'all' },
  })
  expect((await there.ask('GET', '/api/roles')).status).toBe(403)

  const ann = await signedIn(place, 'anna')
  const reset = await ann.ask('POST', `/api/users/${thereId}/account`, { password: 'taken over now' })
  expect(reset).toMatchObject({ status: 409, body: { code: 'account.shared' } })
  await signedIn(place, 'wangfang', companyId)

  await place.companies.remove(otherId)
  expect((await there.ask('GET', '/api/session')).status).toBe(401)
  const only = await browserClient(place.url).ask('POST', '/api/session', { login: 'wangfang', password: PASSWORD })
  expect(only.body.company).toMatchObject({ id: companyId })
  const { rows } = await sql<{
    login: string
  }>`select normalised as login from account_logins where kind = 'login'`.execute(place.control)
  expect(rows).toEqual([{ login: 'wangfang' }])
})

test('an administrator gives a user an account, and sets it anew', async () => {
  const { place } = await openedInstallation()
  const fang = await signedIn(place)
  const { body: user } = await fang.ask('POST', '/api/users', { name: '李雷' })
  const path = `/api/users/${user.id}/account`
  expect((await fang.ask('GET', path)).body).toEqual({ account: null })
  expect((await fang.ask('POST', path, { password: 'short' })).body.fields).toMatchObject([
    { path: 'password', code: 'account.password_short' },
    { path: 'login', code: 'account.no_login' },
  ])
  const taken = await fang.ask('POST', path, { login: 'WangFang', mobile: '13800138000', password: PASSWORD })
  expect(taken.body.fields.map((field: { path: string }) => field.path).sort()).toEqual(['login', 'mobile'])
  expect((await fang.ask('GET', path)).body).toEqual({ account: null })

  const given = await fang.ask('POST', path, { login: 'LiLei', password: PASSWORD })
  expect(given).toMatchObject({ status: 201, body: { account: { login: 'lilei', state: 'active' } } })
  expect(JSON.stringify(given.body)).not.toContain('argon2')
  const lei = await signedIn(place, 'lilei')
  const { body: key } = await lei.ask('POST', '/api/keys', { name: 'x' })

  const changed = await fang.ask('POST', path, { mobile: '139 0013 9000', password: 'another password' })
  expect(changed).toMatchObject({ status: 200, body: { account: { login: 'lilei', mobile: '+8613900139000' } } })
  await sleep(900)
  expect((await lei.ask('GET', '/api/session')).status).toBe(401)
  expect((await withKey(place, key.key)('GET', '/api/session')).status).toBe(401)
  const again = await browserClient(place.url).ask('POST', '/api/session', {
    login: '13900139000',
    password: 'another password',
  })
  expect(again.status).toBe(200)
})

test('nobody gives, takes or takes over what he has not himself; the last administrator stays', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const { db } = await place.companies.open(companyId)
  await sql`insert into roles (id, name_zh, name_en, grants) values
    ('staff', '人事', 'Staff', '{"role.assign": "all", "account.assign": "all", "user.*": "all", "department.*": "all", "report.read": "own"}')`.execute(
    db,
  )
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  expect(
    (await fang.ask('PUT', `/api/users/${leiId}/roles`, { roles: ['staff', 'nonsense'] })).body.fields,
  ).toMatchObject([{ path: 'roles.1', code: 'role.unknown' }])
  expect((await fang.ask('PUT', `/api/users/${leiId}/roles`, { roles: ['staff'] })).body).toEqual({ roles: ['staff'] })

  for (const [who, roles] of [
    [leiId, ['administrator', 'staff']],
    [leiId, ['director']],
    [userId, []],
  ] as const) {
    const reply = await lei.ask('PUT', `/api/users/${who}/roles`, { roles })
    expect([who, reply.status, reply.body.code]).toEqual([who, 403, 'role.beyond_yours'])
  }
  expect((await lei.ask('POST', `/api/users/${userId}/account`, { password: 'taken over now' })).status).toBe(403)
  expect((await fang.ask('GET', `/api/users/${userId}/roles`)).body).toEqual({ roles: ['administrator'] })
  await signedIn(place)

  expect(await fang.ask('PUT', `/api/users/${userId}/roles`, { roles: ['director'] })).toMatchObject({
    status: 409,
    body: { code: 'role.last_administrator' },
  })
  // An administrator who cannot sign in is none.
  const { body: ghost } = await fang.ask('POST', '/api/users', { name: '无账号' })
  expect((await fang.ask('PUT', `/api/users/${ghost.id}/roles`, { roles: ['administrator'] })).status).toBe(200)
  expect((await fang.ask('PUT', `/api/users/${userId}/roles`, { roles: ['director'] })).status).toBe(409)
  const timeline = await fang.ask('GET', `/api/users/${leiId}/timeline`)
  expect(timeline.body.entries.map((entry: { verb: string }) => entry.verb)).toContain('assignRoles')
})

test('an actor has the widest of his roles, all below him even in a circle, and sees what any role shows', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const { db } = await place.companies.open(companyId)
  const ids = [userId]
  for (const name of ['甲', '乙', '丙'])
    ids.push(await person(place, companyId, { name, login: `p${ids.length}`, roles: ['salesperson'] }))
  const [boss = '', middle = '', lower = '', lowest = ''] = ids
  for (const [id, superior] of [
    [middle, boss],
    [lower, middle],
    [lowest, lower],
    [boss, lowest],
  ]) {
    await sql`update users set superior_id = ${superior} where id = ${id}`.execute(db)
  }
  await sql`insert into roles (id, name_zh, name_en, grants, field_rights) values
    ('narrow', '窄', 'Narrow', '{"user.read": "own", "user.update": "team", "user.create": "nonsense"}', '{"user.phones": "hidden", "user.emails": "hidden"}'),
    ('wide', '宽', 'Wide', '{"user.read": "team", "user.update": "own"}', '{"user.phones": "masked", "user.expertise": "hidden"}')`.execute(
    db,
  )
  await sql`delete from user_roles where user_id = ${middle}`.execute(db)
  await sql`insert into user_roles (user_id, role_id) values (${middle}, 'narrow'), (${middle}, 'wide')`.execute(db)
  await sleep(600)
  const actor = await loadActor(db, middle, 'person')
  expect(actor.grants).toEqual({ 'user.read': 'team', 'user.update': 'team' })
  const rights = ['phones', 'emails', 'expertise'].map(field => fieldRight({ actor }, userObject, field))
  expect(rights, 'of several roles the widest').toEqual(['masked', 'edit', 'edit'])
  expect([...actor.subordinates].sort()).toEqual([boss, lower, lowest].sort())
  await sql`update users set deleted_at = now() where id = ${lower}`.execute(db)
  await expect(loadActor(db, lower, 'person')).rejects.toMatchObject({ code: 'user.left' })
  await sleep(600)
  expect((await loadActor(db, middle, 'person')).subordinates).toContain(lowest)
})

test('without a session there is nothing but set-up, sign-in and health', async () => {
  const { place, userId } = await openedInstallation()
  const stranger = browserClient(place.url)
  for (const path of [
    'session',
    'users',
    'roles',
    'keys',
    'catalog',
    `users/${userId}/roles`,
    `users/${userId}/account`,
    'openapi.json',
    'search?q=王芳',
  ]) {
    expect([path, await stranger.ask('GET', `/api/${path}`)]).toMatchObject([
      path,
      { status: 401, body: { code: 'not_signed_in' } },
    ])
  }
  expect((await stranger.ask('POST', '/api/keys', { name: 'x' })).status).toBe(401)
  expect((await stranger.ask('POST', `/api/users/${userId}/account`, { password: 'taken over now' })).status).toBe(401)
  await resetPassword(place.control, 'wangfang', 'by the operator')
  expect((await stranger.ask('POST', '/api/session', { login: 'wangfang', password: 'by the operator' })).status).toBe(
    200,
  )
})

test('a key narrowed to some rights has only these, and ends by itself', async () => {
  const { place, companyId } = await openedInstallation()
  const fang = await signedIn(place)
  const make = (body: object) => fang.ask('POST', '/api/keys', body)
  expect((await make({ name: 'x', rights: ['everything'] })).status).toBe(422)
  expect((await make({ name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).body.fields).toMatchObject([
    { code: 'key.in_the_past' },
  ])
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  const narrow = (await make({ name: '只读', rights: ['user.read'], expiresAt: soon })).body
  const program = withKey(place, narrow.key)
  expect((await program('GET', '/api/users')).status).toBe(200)
  expect((await program('GET', '/api/session')).body.permissions).toEqual({ 'user.read': 'all' })
  expect((await program('POST', '/api/users', { name: '新人' })).status).toBe(403)
  expect((await program('GET', '/api/departments')).status).toBe(403)
  expect((await program('GET', '/api/accounts')).status).toBe(403)
  expect((await fang.ask('GET', '/api/keys')).body.keys[0]).toMatchObject({
    name: '只读',
    userName: '王芳',
    rights: ['user.read'],
    expiresAt: expect.any(String),
  })
  await sql`update api_keys set expires_at = now() - interval '1 second'`.execute(place.control)
  await sleep(900)
  expect((await program('GET', '/api/users')).status).toBe(401)
  const { db } = await place.companies.open(companyId)
  const { rows } = await sql<{ kind: string }>`select kind from audit_log where kind like 'key.%'`.execute(db)
  expect(rows).toEqual([{ kind: 'key.created' }])
})
