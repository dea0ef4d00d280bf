import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { type Companies, openCompanies } from '#platform/companies/companies.ts'
import type { Seeder } from '#platform/companies/make-company.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer } from '#platform/db/server.ts'
import { companyTemplate } from '#platform/db/template.ts'
import type { Assembly } from '#platform/records/assembly.ts'
import { app, seeders } from '#src/app.ts'
import { serve } from '#src/serve.ts'
import { readSettings } from '#src/settings.ts'
import { testServer } from './server.ts'

/** The whole program with all modules, as it runs: HTTP on a port, jobs, events. One per test file. */
export interface TestProgram {
  url: string
  server: DatabaseServer
  pools: Pools
  companies: Companies
  /** The link that opens the set-up page. */
  setupUrl: string
}

let opened: Promise<{ program: TestProgram; stop: () => Promise<void> }> | undefined

afterAll(async () => {
  const running = opened
  opened = undefined
  await (await running)?.stop()
})

/**
 * Starts it, or gives the one that this file has started. It stops after the file's last test, its databases go. 0.5 s. Who wants other modules
 * than the product's names them at the first call.
 */
export async function testProgram(made: MadeOf = { app, seeders }): Promise<TestProgram> {
  opened ??= start(made)
  return (await opened).program
}

/** The modules put together, and what a new company is given. */
export interface MadeOf {
  app: Assembly
  seeders: readonly Seeder[]
}

/**
 * The template of companies belongs to the first 24 letters of a control database's name; with these all test files share one
 * template, and each has a control database of its own.
 */
const controlPrefix = 'test_companies_together_'

async function start(made: MadeOf): Promise<{ program: TestProgram; stop: () => Promise<void> }> {
  const shared = (await testServer()).server
  const database = `${controlPrefix}${randomBytes(8).toString('hex')}`
  const server: DatabaseServer = { ...shared, control: { ...shared.control, database } }
  await server.createDatabase(database)
  await migrate(server, server.control)
  await makeTemplate(shared, server)
  const pools = openPools(server)
  const log = pino({ level: process.env.LOG_LEVEL ?? 'error' })
  const settings = { ...readSettings({ DATA_DIR: shared.dataFolder, ROBOT_HOSTS: '127.0.0.1' }), role: 'all' as const }

  let answer: RequestListener = () => undefined
  const http = createServer((request, response) => answer(request, response))
  // A test that reckons for seconds must not find its connection closed behind its back.
  http.keepAliveTimeout = 120_000
  await new Promise<void>(listening => http.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const served = await serve({ settings, server, pools, log, url }, { webFolder: inject('webFolder'), ...made })
  answer = served.answer

  const companies = openCompanies({ server, pools, contextOf: made.app.contextOf, seeders: made.seeders })
  const stop = async (): Promise<void> => {
    http.closeAllConnections()
    await new Promise(closed => http.close(closed))
    await served.stop()
    const made = await companies.list()
    await pools.close()
    for (const { placement } of made) if (placement) await shared.dropDatabase(placement.database)
    await shared.dropDatabase(database)
  }
  return { program: { url, server, pools, companies, setupUrl: served.setupUrl ?? '' }, stop }
}

/** The product's own lock on the template is held in the control database, of which each test file has another. */
async function makeTemplate(shared: DatabaseServer, server: DatabaseServer): Promise<void> {
  const client = new Client(shared.poolConfig(shared.control))
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('the template of test companies'))")
    await companyTemplate(server)
  } finally {
    await client.end()
  }
}
