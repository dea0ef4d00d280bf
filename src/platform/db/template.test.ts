import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ownServer } from '#test/harness/own-server.ts'
import type { Migration } from './migrations.ts'
import { companyTemplate, placeCompany } from './template.ts'

const step = (version: number, text: string): Migration => ({
  version,
  name: `${version}`,
  database: 'company',
  sql: text,
  checksum: text,
})
const books = step(1, 'create table books (id int)')

test('each company gets a database of its own, from one template', async () => {
  const { server, pools } = await ownServer()
  const [one, two] = await Promise.all(
    [true, false].map(isFirst => placeCompany(server, { id: randomUUID(), isFirst }, [books])),
  )
  if (!one || !two) throw new Error('two were asked for')
  expect(one.database).not.toBe(two.database)
  await sql`insert into books values (1)`.execute(pools.at(one))
  expect((await sql`select * from books`.execute(pools.at(two))).rows).toEqual([])
  expect((await sql`select * from books`.execute(pools.at(one))).rows).toEqual([{ id: 1 }])
})

test('placing the same company again gives the same place and keeps its rows', async () => {
  const { server, pools } = await ownServer()
  const id = randomUUID()
  const place = await placeCompany(server, { id, isFirst: true }, [books])
  await sql`insert into books values (7)`.execute(pools.at(place))
  expect(await placeCompany(server, { id, isFirst: true }, [books])).toEqual(place)
  expect((await sql`select * from books`.execute(pools.at(place))).rows).toEqual([{ id: 7 }])
})

test('a newer schema replaces the template; nobody can connect to a template', async () => {
  const { server, pools } = await ownServer()
  const older = await companyTemplate(server, [books])
  const newer = await companyTemplate(server, [books, step(2, 'create table loans (id int)')])
  expect(await server.databaseExists(older)).toBe(false)
  expect(await server.databaseExists(newer)).toBe(true)
  const place = { ...server.control, database: newer, schema: 'company' }
  await expect(sql`select 1`.execute(pools.at(place))).rejects.toThrow(/not currently accepting connections/)
})

test('the role of the program is no superuser, and the superuser cannot sign in', async () => {
  const { server, pools } = await ownServer()
  const { rows } = await sql`select rolname, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles
    where rolname = current_user`.execute(pools.control())
  expect(rows).toEqual([
    { rolname: 'zhanggui', rolsuper: false, rolcreatedb: true, rolcreaterole: false, rolbypassrls: false },
  ])
  await expect(sql`select pg_read_file('/etc/hostname')`.execute(pools.control())).rejects.toMatchObject({
    code: '42501',
  })
  const { Client } = await import('pg')
  const client = new Client({ ...server.poolConfig(server.control), user: 'postgres' })
  await expect(client.connect()).rejects.toMatchObject({ code: '28000' })
})
