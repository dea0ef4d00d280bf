import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { emptyDatabase, testServer } from '#test/harness/server.ts'
import type { Database } from './server.ts'
import { transaction } from './transaction.ts'

let db: Database

beforeAll(async () => {
  const { pools } = await testServer()
  db = pools.at({ ...(await emptyDatabase()), schema: 'public' })
  await sql`create table counters (name text primary key, value int not null)`.execute(db)
})

const set = async (name: string, value: number): Promise<void> => {
  await sql`insert into counters values (${name}, ${value}) on conflict (name) do update set value = excluded.value`.execute(
    db,
  )
}
const read = async (name: string): Promise<number | undefined> => {
  const { rows } = await sql<{ value: number }>`select value from counters where name = ${name}`.execute(db)
  return rows[0]?.value
}

test('returns what the work returns, and keeps what it wrote', async () => {
  const result = await transaction(db, async trx => {
    await sql`insert into counters values ('kept', 1)`.execute(trx)
    return 'done'
  })
  expect(result).toBe('done')
  expect(await read('kept')).toBe(1)
})

test('a failure takes everything back and runs the work once', async () => {
  let runs = 0
  const failing = transaction(db, async trx => {
    runs++
    await sql`insert into counters values ('lost', 1)`.execute(trx)
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(runs).toBe(1)
  expect(await read('lost')).toBeUndefined()
})

test('two that lock each other both get through', async () => {
  await set('a', 0)
  await set('b', 0)
  let runs = 0
  const addTo = (first: string, second: string) =>
    transaction(db, async trx => {
      runs++
      await sql`update counters set value = value + 1 where name = ${first}`.execute(trx)
      await sleep(100)
      await sql`update counters set value = value + 1 where name = ${second}`.execute(trx)
    })
  await Promise.all([addTo('a', 'b'), addTo('b', 'a')])
  expect(runs).toBeGreaterThan(2)
  expect([await read('a'), await read('b')]).toEqual([2, 2])
})

test('serializable transactions that contradict each other are repeated until both hold', async () => {
  await set('s', 0)
  const increase = () =>
    transaction(
      db,
      async trx => {
        const { rows } = await sql<{ value: number }>`select value from counters where name = 's'`.execute(trx)
        await sleep(20)
        await sql`update counters set value = ${(rows[0]?.value ?? 0) + 1} where name = 's'`.execute(trx)
      },
      { isolation: 'serializable', tries: 20 },
    )
  await Promise.all([increase(), increase(), increase()])
  expect(await read('s')).toBe(3)
})

test('a read-only transaction writes nothing', async () => {
  const writing = transaction(db, trx => sql`insert into counters values ('ro', 1)`.execute(trx), { readOnly: true })
  await expect(writing).rejects.toMatchObject({ code: '25006' })
  expect(await read('ro')).toBeUndefined()
})

test('a statement that takes too long is cut off, and the connection is as before', async () => {
  const slow = transaction(db, trx => sql`select pg_sleep(5)`.execute(trx), { statementTimeoutMs: 50 })
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  const { rows } = await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`.execute(db)
  expect(rows[0]?.limit).toBe('30s')
})
