import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, onTestFinished } from 'vitest'
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
  signup?: 'closed' | 'open'
  /** Pretend to be a server of this nature. */
  nature?: Partial<Pick<DatabaseServer, 'kind' | 'mayCreateDatabases'>>
}

/** Opens one, gone when the test has finished; one at a time. 0.5 s. */
export const installation = async (options: InstallationOptions = {}): Promise<Installation> => {
  const { server: shared } = await testServer()
  const database = `${PREFIX}_control`
  const server = { ...shared, control: { server: 'main', database, schema: 'control' }, ...options.nature }
  await server.createDatabase(database)
  await migrate(server, server.control)
  const pools = openPools(server)
  const { contextOf, ...assembly } = assemble([peopleModule, ...(options.modules ?? [])])
  const companies = openCompanies({ server, pools, contextOf, seeders: options.seeders ?? [] })
  const door = openDoor({
    companies,
    settings: { publicUrl: options.publicUrl ?? '', signup: options.signup ?? 'closed' },
  })
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
    await drop(name => !isTemplate(name))
  })
  const { port } = api.server.address() as AddressInfo
  const setupToken = (await door.setupToken()) ?? ''
  return { server, companies, control: pools.control(), url: `http://127.0.0.1:${port}`, setupToken }
}

/** The databases of companies, whole or not, that there are at this moment. */
export const companyDatabases = async (): Promise<string[]> =>
  (await ours()).filter(name => !isTemplate(name) && !name.endsWith('_control'))

/** Databases are named after the first 24 characters of the control database, so the installations of a test file share one template. */
const PREFIX = `t_${randomBytes(11).toString('hex')}`

const isTemplate = (name: string): boolean => name.includes('_template_')

const ours = async (): Promise<string[]> => {
  const { pools } = await testServer()
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where starts_with(datname, ${PREFIX}) order by datname`.execute(
    pools.control(),
  )
  return rows.map(row => row.name)
}

const drop = async (which: (name: string) => boolean): Promise<void> => {
  const { server } = await testServer()
  for (const name of (await ours()).filter(which)) await server.dropDatabase(name)
}

afterAll(() => drop(() => true))
