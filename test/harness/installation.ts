import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { openDoor } from '#platform/auth/door.ts'
import { type Companies, openCompanies } from '#platform/companies/companies.ts'
import type { Seeder } from '#platform/companies/make-company.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openPools } from '#platform/db/pools.ts'
import type { Database, DatabaseServer } from '#platform/db/server.ts'
import { openApi } from '#platform/http/server.ts'
import { peopleModule } from '#platform/people/index.ts'
import { assemble } from '#platform/records/assembly.ts'
import type { ModuleDefinition } from '#platform/records/module.ts'
import { testServer } from './server.ts'

/** A whole installation on the PostgreSQL of the run: a control database of its own, companies, and the API listening. */
export interface Installation {
  server: DatabaseServer
  companies: Companies
  control: Database
  url: string
  /** Of the set-up that is open at the start. */
  setupToken: string
}

export interface InstallationOptions {
  modules?: readonly ModuleDefinition[]
  seeders?: readonly Seeder[]
  publicUrl?: string
  /** Pretend to be a server of this nature. */
  nature?: Partial<Pick<DatabaseServer, 'kind' | 'mayCreateDatabases'>>
}

/** Opens one, gone when the test has finished. 0.5 s. */
export const installation = async (options: InstallationOptions = {}): Promise<Installation> => {
  const { server: shared } = await testServer()
  const database = `test_${randomBytes(8).toString('hex')}`
  const server = { ...shared, control: { server: 'main', database, schema: 'control' }, ...options.nature }
  await server.createDatabase(database)
  await migrate(server, server.control)
  const pools = openPools(server)
  const { contextOf, ...assembly } = assemble([peopleModule, ...(options.modules ?? [])])
  const companies = openCompanies({ server, pools, contextOf, seeders: options.seeders ?? [] })
  const door = openDoor({ companies, settings: { publicUrl: options.publicUrl ?? '' } })
  const api = await openApi({
    door,
    assembly: { ...assembly, contextOf },
    plugins: [],
    isReady: async () => true,
    webFolder: null,
    log: pino({ level: process.env.LOG_LEVEL ?? 'silent' }),
  })
  await api.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(async () => {
    await api.close()
    await pools.close()
    await dropAll(shared, database)
  })
  const { port } = api.server.address() as AddressInfo
  const setupToken = (await door.setupToken()) ?? ''
  return { server, companies, control: pools.control(), url: `http://127.0.0.1:${port}`, setupToken }
}

const dropAll = async (server: DatabaseServer, database: string): Promise<void> => {
  const { pools } = await testServer()
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where starts_with(datname, ${database})`.execute(pools.control())
  for (const { name } of rows) await server.dropDatabase(name)
}
