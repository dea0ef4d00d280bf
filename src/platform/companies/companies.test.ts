import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { companyDatabases, installation } from '#test/harness/installation.ts'
import { newCompany, openedInstallation, signedIn } from '#test/harness/opened-installation.ts'
import { libraryModule } from '#test/toy/library.ts'
import { newId } from '../db/id.ts'
import { may, scopeOf, systemActor } from '../access/actor.ts'
import { listRoles } from '../auth/user-roles.ts'
import { readCompany } from './company-settings.ts'

test('the roles of a new company follow the nature of each noun', async () => {
  const place = await installation({ modules: [libraryModule] })
  const { db } = await place.companies.open(await place.companies.create(newCompany))
  const roles = await listRoles(db)
  const scope = (role: string, permission: string) =>
    scopeOf({ ...systemActor('x'), grants: roles.find(one => one.id === role)?.grants ?? {} }, permission)
  const table = ['administrator', 'director', 'salesManager', 'salesperson'].map(role => [
    role,
    ...[
      'book.read',
      'book.lend',
      'book.export',
      'user.read',
      'user.update',
      'import.history',
      'role.assign',
      'report.read',
    ].map(permission => scope(role, permission)),
  ])
  expect(table).toEqual([
    ['administrator', 'all', 'all', 'all', 'all', 'all', 'all', 'all', 'all'],
    ['director', 'all', 'all', 'all', 'all', null, null, null, 'all'],
    ['salesManager', 'team', 'team', 'team', 'all', null, null, null, 'team'],
    ['salesperson', 'own', 'own', null, 'all', null, null, null, 'own'],
  ])
  expect(
    roles.flatMap(role => Object.keys(role.grants)).filter(permission => permission.startsWith('chapter')),
  ).toEqual([])
  expect(roles.every(role => role.name.zh && role.name.en)).toBe(true)
  expect(may({ ...systemActor('x'), grants: {} }, 'book.read')).toBe(false)
})

test('making a company that broke off goes on with the same id, and fills it once', async () => {
  const filled: string[] = []
  let isBroken = true
  const place = await installation({
    seeders: [
      async ctx => {
        filled.push(ctx.company.id)
        if (isBroken) throw new Error('power cut')
        await sql`insert into counters (name, value) values ('seeded', 1)`.execute(ctx.db)
      },
    ],
  })
  const id = newId()
  await expect(place.companies.create(newCompany, id)).rejects.toThrow('power cut')
  expect(await place.companies.list()).toMatchObject([{ id, state: 'making' }])
  await expect(place.companies.open(id)).rejects.toMatchObject({ code: 'company.not_ready', status: 503 })
  isBroken = false
  expect(await place.companies.create(newCompany, id)).toBe(id)
  expect(await place.companies.create(newCompany, id)).toBe(id)
  expect(filled).toEqual([id, id])
  const { db, company } = await place.companies.open(id)
  expect(company).toEqual({ id, ...newCompany, fiscalYearStart: 1, weekStart: 1, watermark: false })
  expect((await sql`select value from counters`.execute(db)).rows).toEqual([{ value: 1 }])
  expect(await companyDatabases()).toHaveLength(1)
})

test('settings that change are seen within a second', async () => {
  const place = await installation()
  const id = await place.companies.create(newCompany)
  const { db } = await place.companies.open(id)
  await sql`update settings set fiscal_year_start = 4`.execute(db)
  expect((await readCompany(db, id)).fiscalYearStart).toBe(4)
  await expect.poll(async () => (await place.companies.open(id)).company.fiscalYearStart, { timeout: 900 }).toBe(4)
})

test('removing a company takes its database, accounts, sessions and keys, and no others; broken off, it is repeated', async () => {
  const { place, companyId } = await openedInstallation()
  const otherId = await place.companies.create({ ...newCompany, name: '乙' })
  const fang = await signedIn(place)
  await fang.ask('POST', '/api/keys', { name: 'x' })
  await sql`create function broken() returns trigger language plpgsql as $$ begin raise exception 'power cut'; end $$`.execute(
    place.control,
  )
  await sql`create trigger broken before delete on accounts for each row execute function broken()`.execute(
    place.control,
  )
  await expect(place.companies.remove(companyId)).rejects.toThrow('power cut')
  expect((await place.companies.list()).map(entry => entry.state).sort()).toEqual(['open', 'removing'])
  await expect.poll(async () => (await fang.ask('GET', '/api/session')).status, { timeout: 900 }).toBe(401)

  await sql`drop trigger broken on accounts`.execute(place.control)
  await place.companies.remove(companyId)
  await place.companies.remove(companyId)
  expect(await place.companies.list()).toMatchObject([{ id: otherId, state: 'open' }])
  expect(await companyDatabases()).toHaveLength(1)
  for (const table of ['accounts', 'account_logins', 'account_companies', 'sessions', 'api_keys']) {
    const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(place.control)
    expect([table, rows.length]).toEqual([table, 0])
  }
})

test('what is no company cannot be made', async () => {
  const place = await installation()
  const wrong = { name: '', locale: 'fr', baseCurrency: 'XXX', timeZone: '+08:00' }
  // @ts-expect-error -- what a command may pass on
  const problem = await place.companies.create(wrong).catch((error: unknown) => error)
  expect(problem).toMatchObject({ status: 422, code: 'invalid' })
  expect((problem as { fields: { path: string }[] }).fields.map(field => field.path).sort()).toEqual([
    'baseCurrency',
    'locale',
    'name',
    'timeZone',
  ])
  expect(await place.companies.list()).toEqual([])
  await expect(place.companies.open(newId())).rejects.toMatchObject({ status: 404 })
})
