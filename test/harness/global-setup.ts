import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openServer } from '#platform/db/open-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the one PostgreSQL of this run; `testServer()` joins it. */
    dataDir: string
  }
}

/**
 * One PostgreSQL for the whole run, small and without fsync: nothing in it outlives the run. Tests that are about power cuts and
 * kills start a durable one of their own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-test-'))
  const server = await openServer({
    dataDir,
    embedded: { durable: false, sharedBuffers: '128MB', maxConnections: 300 },
  })
  project.provide('dataDir', dataDir)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
