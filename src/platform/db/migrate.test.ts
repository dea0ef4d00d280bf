import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDatabase, testServer } from '#test/harness/server.ts'
import { migrate, schemaState } from './migrate.ts'
import { type Migration, readMigrations } from './migrations.ts'
import type { Placement } from './server.ts'

const migration = (version: number, text: string): Migration => ({
  version,
  name: `${String(version).padStart(4, '0')}_step`,
  database: 'company',
  sql: text,
  checksum: text,
})
const first = migration(1, 'create table books (id int primary key, title text)')
const second = migration(3, "insert into books values (1, '红楼梦'); alter table books add column year int")

const books = async (placement: Placement) => {
  const { pools } = await testServer()
  return (await sql`select * from books`.execute(pools.at(placement))).rows
}

test('applies what is missing, once, in order, each database only its own', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  const foreign: Migration = { ...migration(2, 'create table strangers ()'), database: 'control' }
  expect(await migrate(server, placement, { migrations: [first, foreign] })).toEqual(['0001_step'])
  expect(await migrate(server, placement, { migrations: [first, foreign, second] })).toEqual(['0003_step'])
  expect(await migrate(server, placement, { migrations: [first, foreign, second] })).toEqual([])
  expect(await books(placement)).toEqual([{ id: 1, title: '红楼梦', year: null }])
})

test('stops where it is told to', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  expect(await migrate(server, placement, { migrations: [first, second], upTo: 2 })).toEqual(['0001_step'])
})

test('four processes at once apply each step once', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(server, placement, { migrations: [first, second] })))
  expect(runs.flat()).toEqual(['0001_step', '0003_step'])
  expect(await books(placement)).toHaveLength(1)
})

test('a step that fails leaves nothing of itself, and the steps before it', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  const broken = migration(4, "insert into books values (2, '水浒传'); select 1/0")
  await expect(migrate(server, placement, { migrations: [first, second, broken] })).rejects.toMatchObject({
    code: 'database.migration_failed',
    params: { migration: '0004_step', reason: 'division by zero' },
  })
  expect(await books(placement)).toHaveLength(1)
  expect(await migrate(server, placement, { migrations: [first, second] })).toEqual([])
})

test('a database newer than the program is refused and left alone', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  await migrate(server, placement, { migrations: [first, second] })
  await expect(migrate(server, placement, { migrations: [first] })).rejects.toMatchObject({
    code: 'database.newer',
    params: { migration: '0003_step' },
  })
  expect(await books(placement)).toEqual([{ id: 1, title: '红楼梦', year: null }])
})

test('a migration changed after it was applied is refused', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  await migrate(server, placement, { migrations: [first] })
  const changed = { ...first, checksum: 'other' }
  await expect(migrate(server, placement, { migrations: [changed, second] })).rejects.toMatchObject({
    code: 'database.migration_changed',
  })
})

test('the migrations of the project apply to empty databases', async () => {
  const { server } = await testServer()
  const placement = await emptyDatabase()
  const known = await readMigrations()
  await migrate(server, placement)
  await migrate(server, { ...placement, schema: 'control' })
  for (const schema of ['company', 'control']) {
    const newest = known.findLast(step => step.database === schema)?.version
    expect(await schemaState(server, { ...placement, schema })).toEqual({ version: newest, pending: 0 })
  }
})
