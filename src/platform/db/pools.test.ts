import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emptyDatabase, testServer } from '#test/harness/server.ts'
import { openPools } from './pools.ts'
import type { Database, Placement } from './server.ts'

const nameOf = async (db: Database): Promise<string | undefined> =>
  (await sql<{ name: string }>`select current_database() as name`.execute(db)).rows[0]?.name

test('a connection belongs to one database, whatever is open beside it', async () => {
  const { server } = await testServer()
  const places = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()])
  const pools = openPools(server)
  const asked = [...places, ...places.toReversed(), ...places]
  expect(await Promise.all(asked.map(place => nameOf(pools.at(place))))).toEqual(asked.map(place => place.database))
  await pools.close()
})

test('pools that nobody uses are closed for others, and open again by themselves', async () => {
  const { server } = await testServer()
  const places = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()])
  const [first] = places as [Placement, ...Placement[]]
  const pools = openPools(server, { maxOpen: 1 })
  const kept = pools.at(first)
  for (const place of places) await nameOf(pools.at(place))
  await expect.poll(() => connectionsTo(places)).toBeLessThanOrEqual(1)
  expect(await nameOf(kept)).toBe(first.database)
  await pools.close()
})

test('a pool in use is never closed under its user', async () => {
  const { server } = await testServer()
  const [one, two] = await Promise.all([emptyDatabase(), emptyDatabase()])
  const pools = openPools(server, { maxOpen: 1 })
  const slow = sql<{ name: string }>`select current_database() as name, pg_sleep(0.3)`.execute(pools.at(one))
  await nameOf(pools.at(two))
  expect((await slow).rows[0]?.name).toBe(one.database)
  await pools.close()
})

test('broken connections are replaced', async () => {
  const { server, pools: others } = await testServer()
  const place = await emptyDatabase()
  const broken: string[] = []
  const pools = openPools(server, { onBroken: error => broken.push(error.message) })
  await nameOf(pools.at(place))
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${place.database}`.execute(
    others.control(),
  )
  await expect.poll(() => broken.length).toBeGreaterThan(0)
  expect(await nameOf(pools.at(place))).toBe(place.database)
  await pools.close()
})

const connectionsTo = async (places: Placement[]): Promise<number> => {
  const { pools } = await testServer()
  const names = places.map(place => place.database)
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where datname = any(${names})`.execute(pools.control())
  return rows[0]?.count ?? -1
}
