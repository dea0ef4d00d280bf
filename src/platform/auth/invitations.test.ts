import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { mailSettingsFor, openMailbox } from '#test/harness/mailbox.ts'
import { newCompany, openedInstallation, PASSWORD, person, signedIn } from '#test/harness/opened-installation.ts'

const NEW = 'seven white cranes'
const tokenIn = (link: string): string => link.split('#')[1] ?? ''

test('an invited person opens the link, sets a password, and is in; the link is good once', async () => {
  const { place, companyId } = await openedInstallation({ publicUrl: 'https://crm.example.cn' })
  const fang = await signedIn(place)
  const made = await fang.ask(
    'POST',
    '/api/invitations',
    { person: { name: '周新', mobile: '13911112222', email: 'zhou@example.com', roles: ['salesperson'] } },
    { origin: place.url, host: 'evil.example.com', 'x-forwarded-host': 'evil.example.com' },
  )
  expect(made.status).toBe(201)
  const [{ link, userId }] = made.body.invitations
  expect(link).toMatch(/^https:\/\/crm\.example\.cn\/invitation#[\w-]{43}$/)
  const token = tokenIn(link)
  const { rows } = await sql<{ kept: string }>`select to_jsonb(i)::text as kept from invitations i`.execute(
    place.control,
  )
  expect(rows[0]?.kept).not.toContain(token)

  const zhou = browserClient(place.url)
  expect((await zhou.ask('POST', '/api/invitations/look', { token })).body).toMatchObject({
    kind: 'invite',
    company: { name: newCompany.name },
    inviterName: '王芳',
    name: '周新',
    mobile: '+8613911112222',
    email: 'zhou@example.com',
  })
  expect(await zhou.ask('POST', '/api/invitations/accept', { token, password: NEW })).toMatchObject({
    status: 422,
    body: { fields: [{ code: 'account.no_login' }] },
  })
  expect(
    await zhou.ask('POST', '/api/invitations/accept', { token, password: 'short', mobile: '13911112222' }),
  ).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'password', code: 'account.password_short' }] },
  })
  const [first, second] = await Promise.all(
    [zhou, browserClient(place.url)].map(browser =>
      browser.ask('POST', '/api/invitations/accept', { token, password: NEW, mobile: '13911112222' }),
    ),
  )
  expect([first?.status, second?.status].sort()).toEqual([200, 410])
  const winner = first?.status === 200 ? first : second
  expect(winner?.body).toMatchObject({ user: { id: userId, name: '周新' }, permissions: { 'user.read': 'all' } })
  expect((await zhou.ask('POST', '/api/invitations/look', { token })).body.code).toBe('invitation.used')
  const again = await browserClient(place.url).ask('POST', '/api/session', { login: '139 1111 2222', password: NEW })
  expect(again.status).toBe(200)
  const { db } = await place.companies.open(companyId)
  const { rows: log } = await sql<{
    kind: string
  }>`select kind from audit_log where record_id = ${userId} order by at`.execute(db)
  expect(log.map(row => row.kind)).toEqual(['account.invited', 'account.opened'])
})

test('a link is withdrawn, replaced or runs out, and dies with the person’s employment', async () => {
  const { place, companyId } = await openedInstallation()
  const fang = await signedIn(place)
  const invite = async (name: string) =>
    (await fang.ask('POST', '/api/invitations', { person: { name, roles: [] } })).body.invitations[0]
  const codeOf = async (link: string) =>
    (await browserClient(place.url).ask('POST', '/api/invitations/look', { token: tokenIn(link) })).body.code ?? 'good'
  const one = await invite('甲')
  expect(await codeOf(one.link)).toBe('good')
  expect((await fang.ask('DELETE', `/api/invitations/${one.id}`)).status).toBe(204)
  expect(await codeOf(one.link)).toBe('invitation.withdrawn')
  const two = (await fang.ask('POST', '/api/invitations', { userIds: [one.userId] })).body.invitations[0]
  const three = (await fang.ask('POST', '/api/invitations', { userIds: [one.userId] })).body.invitations[0]
  expect([await codeOf(two.link), await codeOf(three.link)]).toEqual(['invitation.withdrawn', 'good'])
  await sql`update invitations set expires_at = now() - interval '1 second' where id = ${three.id}`.execute(
    place.control,
  )
  expect(await codeOf(three.link)).toBe('invitation.expired')
  expect(await codeOf('#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')).toBe('invitation.unknown')
  const leaver = await invite('乙')
  const { db } = await place.companies.open(companyId)
  await sql`update users set state = 'left' where id = ${leaver.userId}`.execute(db)
  await sleep(600)
  expect(await codeOf(leaver.link)).toBe('user.left')
  expect((await fang.ask('POST', '/api/invitations', { userIds: [leaver.userId] })).body.code).toBe('user.left')
})

test('nobody invites beyond his own rights, into another company, or a user who has an account', async () => {
  const { place, companyId, userId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesManager'] })
  const elsewhere = await place.companies.create({ ...newCompany, name: '另一家' })
  const strangerId = await person(place, elsewhere, { name: '外人', login: 'outside', roles: [] })
  const { db } = await place.companies.open(companyId)
  await sql`insert into roles (id, name_zh, name_en, grants) values ('desk', '前台', 'Desk',
    '{"account.assign": "all", "user.create": "all", "role.assign": "all"}')`.execute(db)
  await sql`insert into user_roles values (${leiId}, 'desk')`.execute(db)
  const lei = await signedIn(place, 'lilei')
  const invite = (body: object) => lei.ask('POST', '/api/invitations', body)
  const before = (await lei.ask('GET', '/api/users')).body.records.length
  expect((await invite({ person: { name: '高', roles: ['administrator'] } })).body.code).toBe('role.beyond_yours')
  expect((await lei.ask('GET', '/api/users')).body.records).toHaveLength(before)
  expect((await invite({ userIds: [userId] })).body.code).toBe('role.beyond_yours')
  expect((await invite({ userIds: [strangerId] })).status).toBe(403)
  expect((await invite({ userIds: [leiId] })).body.code).toBe('account.exists')
  expect((await lei.ask('POST', `/api/users/${userId}/account/reset-link`, {})).body.code).toBe('role.beyond_yours')
  const stranger = await signedIn(place, 'outside')
  expect((await stranger.ask('POST', '/api/invitations', { userIds: [leiId] })).status).toBe(403)
  expect((await stranger.ask('GET', '/api/invitations')).status).toBe(403)
})

test('who has an account in another company comes in with it, and no company may reset its password afterwards', async () => {
  const { place } = await openedInstallation()
  const elsewhere = await place.companies.create({ ...newCompany, name: '另一家' })
  await person(place, elsewhere, { name: '老赵', login: 'laozhao', roles: [] })
  const fang = await signedIn(place)
  const [{ link, userId }] = (
    await fang.ask('POST', '/api/invitations', { person: { name: '赵', roles: ['salesperson'] } })
  ).body.invitations
  const zhao = browserClient(place.url)
  const accept = (password: string) =>
    zhao.ask('POST', '/api/invitations/accept-with-account', { token: tokenIn(link), login: 'laozhao', password })
  expect((await accept('not the password')).body.code).toBe('session.wrong')
  expect((await accept(PASSWORD)).body).toMatchObject({ user: { id: userId }, company: { name: newCompany.name } })
  expect((await fang.ask('POST', `/api/users/${userId}/account/reset-link`, {})).body.code).toBe('account.shared')
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'laozhao', password: PASSWORD })).body.code,
  ).toBe('choose_company')
})

test('an administrator’s link sets a new password and ends the sessions and keys of before', async () => {
  const { place, companyId } = await openedInstallation()
  const leiId = await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  const { key } = (await lei.ask('POST', '/api/keys', { name: '报表' })).body
  const { link } = (await fang.ask('POST', `/api/users/${leiId}/account/reset-link`, {})).body.invitation
  const somewhere = browserClient(place.url)
  expect((await somewhere.ask('POST', '/api/invitations/look', { token: tokenIn(link) })).body).toMatchObject({
    kind: 'reset',
    login: 'lilei',
  })
  expect((await somewhere.ask('POST', '/api/invitations/accept', { token: tokenIn(link), password: NEW })).status).toBe(
    200,
  )
  await sleep(900)
  expect((await lei.ask('GET', '/api/session')).status).toBe(401)
  expect(
    (await browserClient(place.url).ask('GET', '/api/users', undefined, { authorization: `Bearer ${key}` })).status,
  ).toBe(401)
  expect(
    (await browserClient(place.url).ask('POST', '/api/session', { login: 'lilei', password: PASSWORD })).status,
  ).toBe(401)
  expect((await somewhere.ask('GET', '/api/session')).status).toBe(200)
})

test('mail goes through the company’s server, whose password is sealed and never told; names cannot write headers', async () => {
  const { place, companyId } = await openedInstallation({ publicUrl: 'https://crm.example.cn' })
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const box = await openMailbox()
  const [fang, lei] = [await signedIn(place), await signedIn(place, 'lilei')]
  expect((await lei.ask('GET', '/api/mail-settings')).status).toBe(403)
  expect((await fang.ask('POST', '/api/mail-settings/test', { to: 'a@example.com' })).body.code).toBe('mail.not_set_up')
  const saved = await fang.ask('PUT', '/api/mail-settings', mailSettingsFor(box))
  expect(saved.body).toMatchObject({ source: 'company', hasPassword: true, user: box.user })
  expect(JSON.stringify(saved.body)).not.toContain(box.password)
  const { rows } = await sql<{ smtp: Buffer }>`select smtp from company_policies`.execute(place.control)
  expect(rows[0]?.smtp.toString('utf8')).not.toContain('rd')
  // Another server does not get the old one's password.
  const moved = { ...mailSettingsFor(box), host: 'localhost', password: undefined }
  expect((await fang.ask('PUT', '/api/mail-settings', moved)).body).toMatchObject({ hasPassword: false })
  expect(await fang.ask('POST', '/api/mail-settings/test', { to: 'a@example.com' })).toMatchObject({
    status: 502,
    body: { code: 'mail.failed' },
  })
  await fang.ask('PUT', '/api/mail-settings', mailSettingsFor(box))
  for (const to of ['a@example.com\r\nBcc: x@example.com', 'a@example.com, b@example.com', '<a@example.com>'])
    expect((await fang.ask('POST', '/api/mail-settings/test', { to })).status).toBe(422)
  expect((await fang.ask('POST', '/api/mail-settings/test', { to: 'fang@example.com' })).status).toBe(204)

  const { db } = await place.companies.open(companyId)
  const made = await fang.ask('POST', '/api/invitations', {
    person: { name: '周新', email: 'zhou@example.com', roles: [] },
  })
  await sql`update users set name = ${'周\r\nBcc: x@example.com\r\n\r\n坏'} where id = ${made.body.invitations[0].userId}`.execute(
    db,
  )
  const sent = await fang.ask('POST', '/api/invitations', { userIds: [made.body.invitations[0].userId], byMail: true })
  expect(sent.body.invitations[0]).toMatchObject({ mailedTo: 'zhou@example.com', mailProblem: null })
  expect(box.mails.map(mail => mail.to)).toEqual([['fang@example.com'], ['zhou@example.com']])
  const mail = box.mails[1]
  expect(mail?.read.from).toMatchObject({ name: newCompany.name, address: 'crm@example.com' })
  expect(mail?.read.subject).toContain('王芳邀请您使用')
  expect(mail?.read.text).toContain('https://crm.example.cn/invitation#')
  expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
})

test('a forgotten password: a link to the account’s own address, the same answer for everybody, three mails an hour', async () => {
  const { place, companyId } = await openedInstallation()
  await person(place, companyId, { name: '李雷', login: 'lilei', roles: ['salesperson'] })
  const box = await openMailbox()
  const fang = await signedIn(place)
  await fang.ask('PUT', '/api/mail-settings', mailSettingsFor(box))
  const forgot = (login: string) => browserClient(place.url).ask('POST', '/api/forgotten', { login })
  const answers = await Promise.all(['wangfang', 'lilei', 'nobody', 'x@example.com'].map(forgot))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(Array.from({ length: 4 }, () => [202, {}]))
  await expect.poll(() => box.mails.length).toBe(1)
  expect(box.mails[0]?.to).toEqual(['fang@example.com'])
  const token = tokenIn(/\/invitation(#[\w-]{43})/.exec(box.mails[0]?.read.text ?? '')?.[1] ?? '')
  expect((await browserClient(place.url).ask('POST', '/api/invitations/accept', { token, password: NEW })).status).toBe(
    200,
  )
  for (let time = 0; time < 4; time++) await forgot('wangfang')
  await sleep(1500)
  expect(box.mails.length).toBeLessThanOrEqual(3)
  const statuses = []
  for (let time = 0; time < 4; time++) statuses.push((await forgot('wangfang')).status)
  expect(statuses).toContain(429)
})
