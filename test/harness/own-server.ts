import { sql } from 'kysely'
import { onTestFinished } from 'vitest'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer } from '#platform/db/server.ts'
import { emptyDatabase, testServer } from './server.ts'

/**
 * An installation of this test's own on the PostgreSQL that all tests share: an empty control database and, by its name, companies and
 * templates of its own. All of it is gone when the test has finished.
 */
export const ownServer = async (): Promise<{ server: DatabaseServer; pools: Pools }> => {
  const shared = await testServer()
  const { database } = await emptyDatabase()
  const server: DatabaseServer = { ...shared.server, control: { ...shared.server.control, database } }
  const pools = openPools(server)
  onTestFinished(async () => {
    await pools.close()
    const { rows } = await sql<{ name: string }>`
      select datname as name from pg_database where starts_with(datname, ${database})`.execute(shared.pools.control())
    for (const { name } of rows) await server.dropDatabase(name)
  })
  return { server, pools }
}
