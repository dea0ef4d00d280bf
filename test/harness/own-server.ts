import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openServer } from '#platform/db/open-server.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer } from '#platform/db/server.ts'

/** A PostgreSQL of this test's own, empty, gone when the test has finished: for what would disturb the one that all tests share. 2 s. */
export const ownServer = async (): Promise<{ server: DatabaseServer; pools: Pools }> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-own-'))
  const server = await openServer({
    dataDir,
    embedded: { durable: false, sharedBuffers: '64MB', maxConnections: 40 },
  })
  const pools = openPools(server)
  onTestFinished(async () => {
    await pools.close()
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  })
  return { server, pools }
}
