import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { browserClient } from '#test/harness/browser-client.ts'
import { companyDatabases, type Installation, installation } from '#test/harness/installation.ts'

const form = (token: string, over: { company?: object; administrator?: object } = {}) => ({
  token,
  company: { name: '华星科技', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', ...over.company },
  administrator: {
    name: '李管',
    login: 'Admin',
    password: 'correct horse',
    mobile: '138 1234 5678',
    email: 'Li@Example.com',
    ...over.administrator,
  },
})

test('set-up makes the company and its administrator, signs him in, and closes', async () => {
  const place = await installation()
  const browser = browserClient(place.url)
  expect((await browser.ask('GET', '/api/setup')).body).toEqual({ open: true })

  const done = await browser.ask('POST', '/api/setup', form(place.setupToken))
  expect(done.body).toMatchObject({
    user: { name: '李管' },
    company: { name: '华星科技', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai', fiscalYearStart: 1 },
    permissions: { '*': 'all' },
    locale: 'zh',
  })
  expect(done.status).toBe(201)
  expect((await browser.ask('GET', '/api/session')).body).toEqual(done.body)

  const user = await browser.ask('GET', `/api/users/${done.body.user.id}`)
  expect(user.body).toMatchObject({ name: '李管', state: 'active', phones: [{ normalised: '+8613812345678' }] })
  expect((await browser.ask('GET', `/api/users/${done.body.user.id}/roles`)).body).toEqual({ roles: ['administrator'] })
  expect((await browser.ask('GET', '/api/roles')).body.roles.map((role: { id: string }) => role.id)).toEqual([
    'administrator',
    'director',
    'salesManager',
    'salesperson',
    'finance',
    'marketing',
    'service',
    'readOnly',
    'auditor',
  ])

  expect((await browser.ask('GET', '/api/setup')).body).toEqual({ open: false })
  const again = await browserClient(place.url).ask('POST', '/api/setup', form(place.setupToken))
  expect(again).toMatchObject({ status: 409, body: { code: 'setup.closed' } })
  expect(await place.companies.list()).toHaveLength(1)
})

test('without the token of the latest start nobody gets in, and nothing is made', async () => {
  const place = await installation()
  const browser = browserClient(place.url)
  expect(await browser.ask('POST', '/api/setup', form('x'.repeat(43)))).toMatchObject({
    status: 403,
    body: { code: 'setup.token' },
  })
  expect(browser.cookie).toBeUndefined()
  expect(await place.companies.list()).toEqual([])
  const { rows } = await sql<{ hash: Buffer }>`select token_hash as hash from setup`.execute(place.control)
  expect(rows[0]?.hash.toString('latin1')).not.toContain(place.setupToken)
})

test('every mistake in the form is told at once', async () => {
  const place = await installation()
  const wrong = form(place.setupToken, {
    company: { name: ' ', baseCurrency: 'GOLD', timeZone: 'Mars/Olympus' },
    administrator: { login: '13812345678', password: 'short', mobile: '12', email: 'nobody', admin: true },
  })
  const { status, body } = await browserClient(place.url).ask('POST', '/api/setup', wrong)
  expect(status).toBe(422)
  expect(body.fields.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`).sort()).toEqual([
    'administrator.admin field.unknown',
    'administrator.email field.not_email',
    'administrator.login account.login_form',
    'administrator.mobile field.not_phone',
    'company.baseCurrency field.unknown_currency',
    'company.name field.required',
    'company.timeZone company.unknown_time_zone',
  ])
  expect(body.fields.map((field: { message: string }) => field.message)).not.toContain('account.login_form')
  const weak = await browserClient(place.url).ask(
    'POST',
    '/api/setup',
    form(place.setupToken, { administrator: { password: '1234567' } }),
  )
  expect(weak.body.fields).toMatchObject([
    { path: 'administrator.password', code: 'account.password_short', params: { min: 8 } },
  ])
  expect(await place.companies.list()).toEqual([])
})

test('of several set-ups at the same moment one wins', async () => {
  const place = await installation()
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      browserClient(place.url).ask(
        'POST',
        '/api/setup',
        form(place.setupToken, { administrator: { login: `admin${index}` } }),
      ),
    ),
  )
  expect(replies.map(reply => reply.status).sort()).toEqual([201, ...Array<number>(11).fill(409)])
  expect(await place.companies.list()).toHaveLength(1)
  expect(await companyDatabases()).toHaveLength(1)
  const { rows } = await sql`select 1 from accounts`.execute(place.control)
  expect(rows).toHaveLength(1)
})

/** Makes PostgreSQL itself fail at one step of the control database's side. */
const breakAt = async ({ control }: Installation, table: string, when: string): Promise<() => Promise<void>> => {
  await sql`create function broken() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`.execute(
    control,
  )
  await sql
    .raw(`create trigger broken before ${when} on ${table} for each row execute function broken()`)
    .execute(control)
  return async () => {
    await sql.raw(`drop trigger broken on ${table}`).execute(control)
    await sql`drop function broken`.execute(control)
  }
}

const breaks: [step: string, table: string, when: string][] = [
  ['before the company is noted', 'setup', 'update'],
  ['before the company is entered', 'companies', 'insert'],
  ['after the company is filled', 'accounts', 'insert'],
  ['at the login', 'account_logins', 'insert'],
  ['at the opening', 'companies', 'update'],
]

test.each(breaks)('set-up that broke off %s is repeated until it is whole', async (_step, table, when) => {
  const place = await installation()
  const mend = await breakAt(place, table, when)
  const broken = await browserClient(place.url).ask('POST', '/api/setup', form(place.setupToken))
  expect(broken.status).toBe(500)
  expect(JSON.stringify(broken.body)).not.toContain('power cut')
  expect((await browserClient(place.url).ask('GET', '/api/setup')).body).toEqual({ open: true })
  const signIn = await browserClient(place.url).ask('POST', '/api/session', {
    login: 'admin',
    password: 'correct horse',
  })
  expect(signIn.status).toBe(401)

  await mend()
  // With other values: what broke off binds nobody.
  const changed = form(place.setupToken, { company: { name: 'Star', locale: 'en' }, administrator: { name: 'Ann' } })
  const browser = browserClient(place.url)
  expect((await browser.ask('POST', '/api/setup', changed)).status).toBe(201)
  expect((await browser.ask('GET', '/api/session')).body).toMatchObject({
    company: { name: 'Star' },
    user: { name: 'Ann' },
    locale: 'en',
  })
  expect((await browser.ask('GET', '/api/users')).body.records).toHaveLength(1)
  expect(await place.companies.list()).toMatchObject([{ name: 'Star', state: 'open' }])
  expect(await companyDatabases()).toHaveLength(1)
})

test('set-up that broke off while the company was being filled is repeated', async () => {
  let failures = 2
  const seen: string[] = []
  const place = await installation({
    seeders: [
      async ctx => {
        seen.push(ctx.company.name)
        if (failures-- > 0) throw new Error('power cut')
      },
    ],
  })
  const statuses = []
  for (let attempt = 0; attempt < 3; attempt++) {
    statuses.push((await browserClient(place.url).ask('POST', '/api/setup', form(place.setupToken))).status)
  }
  expect(statuses).toEqual([500, 500, 201])
  expect(seen).toHaveLength(3)
  expect(await companyDatabases()).toHaveLength(1)
})

test('on a foreign server the first company lies beside the control schema, a second one needs CREATEDB', async () => {
  const place = await installation({ nature: { kind: 'external', mayCreateDatabases: false } })
  const mend = await breakAt(place, 'accounts', 'insert')
  expect((await browserClient(place.url).ask('POST', '/api/setup', form(place.setupToken))).status).toBe(500)
  await mend()
  expect((await browserClient(place.url).ask('POST', '/api/setup', form(place.setupToken))).status).toBe(201)
  const [first] = await place.companies.list()
  expect(first?.placement).toEqual({ server: 'main', database: place.server.control.database, schema: 'company' })
  expect(await companyDatabases()).toEqual([])

  const second = { name: '乙', locale: 'zh', baseCurrency: 'CNY', timeZone: 'Asia/Shanghai' } as const
  await expect(place.companies.create(second)).rejects.toMatchObject({ code: 'company.no_room', status: 409 })
  expect(await place.companies.list()).toHaveLength(1)
})
