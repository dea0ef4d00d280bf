import { randomBytes } from 'node:crypto'
import { afterAll, inject } from 'vitest'
import { openServer } from '#platform/db/open-server.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { Database, DatabaseServer, Placement } from '#platform/db/server.ts'
import { companyPlacement, companyTemplate } from '#platform/db/template.ts'

let opened: Promise<{ server: DatabaseServer; pools: Pools }> | undefined
const made = new Set<string>()

afterAll(async () => {
  if (!opened) return
  const { server, pools } = await opened
  opened = undefined
  await pools.close()
  for (const name of made) await server.dropDatabase(name)
  await server.stop()
})

/** The one PostgreSQL of this run, joined by this test file. It closes after the file's last test. */
export function testServer(): Promise<{ server: DatabaseServer; pools: Pools }> {
  opened ??= openServer({ dataDir: inject('dataDir'), poolSize: 5 }, { whenRunning: 'join' }).then(server => ({
    server,
    pools: openPools(server),
  }))
  return opened
}

/** An empty database with the newest company schema, dropped after the file: 0.1 s. */
export async function freshCompanyDatabase(): Promise<{ placement: Placement; db: Database }> {
  const { server, pools } = await testServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await server.createDatabase(name, { template: await companyTemplate(server) })
  made.add(name)
  const placement = companyPlacement(server, name)
  return { placement, db: pools.at(placement) }
}

/** An empty database without any schema, dropped after the file. */
export async function emptyDatabase(): Promise<Placement> {
  const { server } = await testServer()
  const name = `test_${randomBytes(8).toString('hex')}`
  await server.createDatabase(name)
  made.add(name)
  return companyPlacement(server, name)
}
