import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openServer } from '#platform/db/open-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of the one PostgreSQL of this run; `testServer()` joins it. */
    dataDir: string
    /** The pages as they were built when this run began: a build beside it changes nothing under a browser's hands. */
    webFolder: string
  }
}

/**
 * One PostgreSQL for the whole run, small and without fsync: nothing in it outlives the run. Tests that are about power cuts and
 * kills start a durable one of their own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhanggui-test-'))
  const built = join(import.meta.dirname, '..', '..', 'dist', 'web')
  const webFolder = `${dataDir}-web`
  if (existsSync(built)) await cp(built, webFolder, { recursive: true })
  project.provide('webFolder', webFolder)
  const server = await openServer({
    dataDir,
    embedded: { durable: false, sharedBuffers: '128MB', maxConnections: 300 },
  })
  project.provide('dataDir', dataDir)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
    await rm(webFolder, { recursive: true, force: true })
  }
}
