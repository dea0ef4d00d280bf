import { createHash } from 'node:crypto'
import { Client, escapeIdentifier } from 'pg'
import { migrate } from './migrate.ts'
import { type Migration, readMigrations } from './migrations.ts'
import type { DatabaseServer, Placement } from './server.ts'

/** The placement of a company's own database of this name, whether or not it exists. */
export const companyPlacement = (server: DatabaseServer, database: string): Placement => ({
  server: server.control.server,
  database,
  schema: 'company',
})

/**
 * Where a new company belongs, before anything is made: a database of its own; only the first company on a foreign server (`isFirst`)
 * lies in the schema `company` of the control database.
 */
export const intendedPlacement = (server: DatabaseServer, company: { id: string; isFirst: boolean }): Placement =>
  server.kind === 'external' && company.isFirst
    ? { ...server.control, schema: 'company' }
    : companyPlacement(server, databaseName(server, company.id.replaceAll('-', '')))

/**
 * Makes the place for a new company and returns it. `id` is the company's id; doing it again gives the same place, so a set-up that
 * broke off can be repeated. A database of its own is cloned from a template in a tenth of a second.
 *
 * Problem `database.may_not_create` when the role may not create databases.
 */
export const placeCompany = async (
  server: DatabaseServer,
  company: { id: string; isFirst: boolean },
  migrations?: Migration[],
): Promise<Placement> => {
  const known = migrations ?? (await readMigrations())
  const placement = intendedPlacement(server, company)
  if (placement.database !== server.control.database && !(await server.databaseExists(placement.database))) {
    await clone(server, placement.database, known)
  }
  await migrate(server, placement, { migrations: known })
  return placement
}

/** Another process with newer migrations may drop our template between finding and using it; then it is made again. */
const clone = async (server: DatabaseServer, name: string, migrations: Migration[]): Promise<void> => {
  try {
    await server.createDatabase(name, { template: await companyTemplate(server, migrations) })
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && error.code === '3D000'
    if (!isGone) throw error
    await server.createDatabase(name, { template: await companyTemplate(server, migrations) })
  }
}

/**
 * An empty place for a company that comes from elsewhere (a backup), and how to take it away again. What a broken attempt with the same
 * id left there is dropped, so the caller must know that no company of this id exists. Problem `database.may_not_create`.
 */
export const emptyPlace = async (
  server: DatabaseServer,
  company: { id: string; isFirst: boolean },
): Promise<{ placement: Placement; remove(): Promise<void> }> => {
  const placement = intendedPlacement(server, company)
  const isBeside = placement.database === server.control.database
  const remove = (): Promise<void> => (isBeside ? dropCompanySchema(server) : server.dropDatabase(placement.database))
  await remove()
  if (!isBeside) await server.createDatabase(placement.database)
  return { placement, remove }
}

/**
 * The name of a database that holds the newest company schema and nothing else, made when it is missing; nobody may connect to it, so
 * it can be cloned at any time. Templates of older schemas are dropped.
 */
export const companyTemplate = async (server: DatabaseServer, migrations?: Migration[]): Promise<string> => {
  const known = (migrations ?? (await readMigrations())).filter(migration => migration.database === 'company')
  const prefix = databaseName(server, 'template_')
  const name = `${prefix}${fingerprint(known)}`
  const client = new Client(server.poolConfig(server.control))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCK])
    if (await server.databaseExists(name)) return name
    const making = `${prefix}making`
    await server.dropDatabase(making)
    await server.createDatabase(making)
    await migrate(server, companyPlacement(server, making), { migrations: known })
    await client.query(`alter database ${escapeIdentifier(making)} with allow_connections false`)
    await client.query(`alter database ${escapeIdentifier(making)} rename to ${escapeIdentifier(name)}`)
    await dropOlder(client, server, prefix, name)
    return name
  } finally {
    await client.end()
  }
}

const dropCompanySchema = async (server: DatabaseServer): Promise<void> => {
  const client = new Client(server.poolConfig(server.control))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('drop schema if exists company cascade')
  } finally {
    await client.end()
  }
}

const LOCK = 7_264_003

/** Several installations may share a server, so the control database's name comes first. PostgreSQL allows 63 bytes. */
const databaseName = (server: DatabaseServer, rest: string): string => `${server.control.database.slice(0, 24)}_${rest}`

const fingerprint = (migrations: Migration[]): string =>
  createHash('sha256')
    .update(migrations.map(migration => `${migration.name}:${migration.checksum}`).join('\n'))
    .digest('hex')
    .slice(0, 16)

const dropOlder = async (client: Client, server: DatabaseServer, prefix: string, keep: string): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `select datname as name from pg_database
      where starts_with(datname, $1) and datname <> $2 and not datallowconn and datdba = (select oid from pg_roles where rolname = current_user)`,
    [prefix, keep],
  )
  for (const { name } of rows) await server.dropDatabase(name)
}
