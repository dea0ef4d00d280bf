import { Client, type ClientConfig } from 'pg'
import { parse } from 'pg-connection-string'
import { Problem } from '#platform/errors.ts'

/** A foreign server as DATABASE_URL names it. */
export interface ExternalServer {
  /** How to connect to the host that is the primary at the moment. */
  connection(): ClientConfig & { database: string }
  /** Looks again which host is the primary. */
  findPrimary(): Promise<void>
  role: { name: string; isSuperuser: boolean; mayCreateDatabases: boolean }
  /** `server_version_num`: 150018 is 15.18. */
  version: number
}

const OLDEST = 150_000

/**
 * Finds the primary among the hosts of DATABASE_URL (`postgresql://user:word@one:5432,two:5432/crm?sslmode=…`), trying them in order.
 * Problems: `database.url` (cannot be read), `database.unreachable`, `database.no_primary`, `database.too_old`.
 */
export const openExternal = async (databaseUrl: string): Promise<ExternalServer> => {
  const hosts = readHosts(databaseUrl)
  let primary = await probe(hosts)
  if (primary.version < OLDEST) {
    throw new Problem(500, 'database.too_old', { params: { found: versionText(primary.version), host: primary.where } })
  }
  return {
    connection: () => primary.connection,
    findPrimary: async () => {
      primary = await probe(hosts)
    },
    role: primary.role,
    version: primary.version,
  }
}

/** 150018 → `15.18`. */
export const versionText = (version: number): string => `${Math.floor(version / 10_000)}.${version % 10_000}`

type Connection = ClientConfig & { database: string }

interface Probed {
  connection: Connection
  where: string
  role: ExternalServer['role']
  version: number
}

/** One connection per host: `pg` refuses several hosts in one URL. */
const readHosts = (databaseUrl: string): Connection[] => {
  const match = /^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)([^/?]*)(.*)$/.exec(databaseUrl)
  if (!match) throw new Problem(400, 'database.url')
  const [, before = '', hosts = '', after = ''] = match
  return hosts.split(',').map(host => {
    const url = `${before}${host}${after}`
    try {
      const { database } = parse(url)
      if (!database) throw new Problem(400, 'database.url')
      return { ...withoutUndefined(parse(url)), database }
    } catch (cause) {
      // The cause would show the password; it stays out.
      throw cause instanceof Problem ? cause : new Problem(400, 'database.url')
    }
  })
}

const probe = async (hosts: Connection[]): Promise<Probed> => {
  const failures: string[] = []
  let standby: string | undefined
  for (const connection of hosts) {
    const where = `${connection.host ?? 'localhost'}:${connection.port ?? 5432}/${connection.database}`
    try {
      const found = await ask(connection)
      if (!found.recovering) return { connection, where, role: found.role, version: found.version }
      standby = where
    } catch (error) {
      failures.push(`${where}: ${reasonOf(error)}`)
    }
  }
  if (standby) throw new Problem(503, 'database.no_primary', { params: { host: standby } })
  throw new Problem(503, 'database.unreachable', { params: { reason: failures.join('; ') } })
}

const ask = async (
  connection: Connection,
): Promise<{ recovering: boolean; role: ExternalServer['role']; version: number }> => {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{
      recovering: boolean
      version: number
      name: string
      super: boolean
      create: boolean
    }>(
      `select pg_is_in_recovery() as recovering, current_setting('server_version_num')::int as version,
              rolname as name, rolsuper as super, rolcreatedb or rolsuper as create
         from pg_roles where rolname = current_user`,
    )
    const row = rows[0]
    if (!row) throw new Error('The role does not see itself')
    const role = { name: row.name, isSuperuser: row.super, mayCreateDatabases: row.create }
    return { recovering: row.recovering, version: row.version, role }
  } finally {
    await client.end()
  }
}

/** Several addresses of one host fail as an AggregateError without a message of its own. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}

const withoutUndefined = (settings: object): ClientConfig =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== null))
