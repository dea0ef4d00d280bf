import { Client, type ClientConfig, escapeIdentifier, type QueryResult } from 'pg'
import { Problem } from '#platform/errors.ts'
import { openEmbedded } from './embedded/open-embedded.ts'
import type { Tuning } from './embedded/tuning.ts'
import { openExternal } from './external.ts'
import { poolConfigFor } from './pool-config.ts'
import type { DatabaseServer } from './server.ts'

/** Where the data lie and how to reach PostgreSQL. Only `dataDir` is needed: then the embedded server runs on it. */
export interface ServerSettings {
  /** A foreign server (`postgresql://…`, several hosts allowed); the embedded one when empty. */
  databaseUrl?: string | undefined
  dataDir: string
  /** False when `dataDir` is only the default; root then keeps its data in /var/lib/zhanggui. */
  dataDirChosen?: boolean | undefined
  /** Connections per company (and for the control database). */
  poolSize?: number | undefined
  embedded?: Tuning | undefined
}

export interface OpenOptions {
  /** When another process runs the embedded server on these data: refuse (default) or use that server. */
  whenRunning?: 'refuse' | 'join'
  onTrouble?(problem: Problem): void
}

/**
 * Opens the PostgreSQL that these settings mean. With the embedded one this starts it (or joins it, see `whenRunning`), so `stop()` must
 * follow. Problems: `data.*` and `database.*`, each a sentence for the operator.
 *
 * In tests: one server per run, opened in the global set-up with `{ dataDir: mkdtemp(…), embedded: { durable: false } }`; the workers
 * open it with the same folder and `{ whenRunning: 'join' }`, and make a database each from `companyTemplate`.
 */
export const openServer = async (settings: ServerSettings, options: OpenOptions = {}): Promise<DatabaseServer> =>
  settings.databaseUrl ? await foreign(settings, settings.databaseUrl) : await own(settings, options)

const own = async (settings: ServerSettings, options: OpenOptions): Promise<DatabaseServer> => {
  const server = await openEmbedded({
    dataDir: settings.dataDir,
    dataDirChosen: settings.dataDirChosen ?? true,
    tuning: settings.embedded ?? {},
    whenRunning: options.whenRunning ?? 'refuse',
    onTrouble: options.onTrouble ?? (() => undefined),
  })
  return {
    kind: 'embedded',
    ...shared(() => server.connection, settings),
    isShared: server.joined,
    dataFolder: server.folder,
    mayCreateDatabases: true,
    isSuperuser: false,
    stop: () => server.stop(),
  }
}

const foreign = async (settings: ServerSettings, databaseUrl: string): Promise<DatabaseServer> => {
  const server = await openExternal(databaseUrl)
  return {
    kind: 'external',
    ...shared(() => server.connection(), settings),
    isShared: true,
    dataFolder: settings.dataDir,
    mayCreateDatabases: server.role.mayCreateDatabases,
    isSuperuser: server.role.isSuperuser,
    findPrimary: () => server.findPrimary(),
    stop: async () => undefined,
  }
}

type Connection = ClientConfig & { database: string }

const shared = (
  connection: () => Connection,
  settings: ServerSettings,
): Pick<DatabaseServer, 'control' | 'poolConfig' | 'createDatabase' | 'dropDatabase' | 'databaseExists'> => ({
  control: { server: 'main', database: connection().database, schema: 'control' },
  poolConfig: placement => poolConfigFor(connection(), placement, settings.poolSize ?? 10),
  createDatabase: async (name, options = {}) => {
    const from = options.template
      ? `template ${escapeIdentifier(options.template)} strategy wal_log`
      : "template template0 encoding 'UTF8'"
    await run(connection(), `create database ${escapeIdentifier(name)} ${from}`)
  },
  dropDatabase: name => drop(connection(), name),
  databaseExists: async name => {
    const { rows } = await run(connection(), 'select 1 from pg_database where datname = $1', [name])
    return rows.length > 0
  },
})

/**
 * Ends our own connections first instead of `with (force)`: that would also end a vacuum worker, which belongs to the superuser, and be
 * refused. Without it PostgreSQL sends the worker away and waits some seconds for it.
 */
const drop = async (connection: Connection, name: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    await run(
      connection,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user and pid <> pg_backend_pid()`,
      [name],
    )
    try {
      await run(connection, `drop database if exists ${escapeIdentifier(name)}`)
      return
    } catch (error) {
      const isInUse = error instanceof Error && 'code' in error && error.code === '55006'
      if (!isInUse || attempt === dropAttempts) throw error
    }
  }
}

const dropAttempts = 5

/** Databases are made from outside of any transaction, on a connection of its own. */
const run = async (connection: Connection, text: string, values?: unknown[]): Promise<QueryResult> => {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await client.query(text, values)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') {
      throw new Problem(403, 'database.may_not_create', { params: { reason: error.message }, cause: error })
    }
    throw error
  } finally {
    await client.end()
  }
}
