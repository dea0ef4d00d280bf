import { Client, escapeIdentifier } from 'pg'
import { Problem } from '#platform/errors.ts'
import { type DatabaseKind, type Migration, readMigrations } from './migrations.ts'
import type { DatabaseServer, Placement } from './server.ts'

export interface MigrateOptions {
  /** Instead of those in `db/migrations`; tests add folders of their own. */
  migrations?: Migration[]
  /** Up to and including this number, not to the newest. */
  upTo?: number
}

/**
 * Brings one database to the newest schema and returns the names of the migrations it applied. Which ones run is decided by the
 * placement's schema, `control` or `company`. Each runs in a transaction of its own together with its mark in
 * `<schema>.schema_migrations`; a second process waits for the first, and a killed one leaves the last whole step.
 *
 * Problems: `database.newer` (the database knows migrations that this program does not), `database.migration_changed`,
 * `database.migration_failed`.
 */
export const migrate = async (
  server: DatabaseServer,
  placement: Placement,
  options: MigrateOptions = {},
): Promise<string[]> => {
  const known = (options.migrations ?? (await readMigrations())).filter(of(placement))
  const wanted = known.filter(migration => migration.version <= (options.upTo ?? Number.POSITIVE_INFINITY))
  const client = await connect(server, placement)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK[kindOf(placement)]])
    await prepare(client, placement.schema)
    const pending = await checkHistory(client, placement, known, wanted)
    for (const migration of pending) await apply(client, placement.schema, migration)
    return pending.map(migration => migration.name)
  } finally {
    await client.end()
  }
}

/** What `migrate` would find: the newest migration applied (0 in an empty database) and how many are still to run. Same problems. */
export const schemaState = async (
  server: DatabaseServer,
  placement: Placement,
): Promise<{ version: number; pending: number }> => {
  const known = (await readMigrations()).filter(of(placement))
  const client = await connect(server, placement)
  try {
    const pending = await checkHistory(client, placement, known, known)
    const applied = await readApplied(client, placement.schema)
    return { version: applied.at(-1)?.version ?? 0, pending: pending.length }
  } finally {
    await client.end()
  }
}

/** The schemas are called `control` and `company`; restoring uses a passing `control_restored`. */
const kindOf = (placement: Placement): DatabaseKind => (placement.schema.startsWith('control') ? 'control' : 'company')

const of =
  (placement: Placement) =>
  (migration: Migration): boolean =>
    migration.database === kindOf(placement)

/** Advisory locks are per database; where both schemas share one, two numbers keep them apart. */
const LOCK: Record<DatabaseKind, number> = { control: 7_264_001, company: 7_264_002 }

const connect = async (server: DatabaseServer, placement: Placement): Promise<Client> => {
  const { options, ...config } = server.poolConfig(placement)
  const client = new Client({
    ...config,
    options: `${options ?? ''} -c statement_timeout=0`,
    application_name: 'zhanggui migrate',
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const prepare = async (client: Client, schema: string): Promise<void> => {
  const name = escapeIdentifier(schema)
  const { rows } = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  if (rows.length === 0) await client.query(`create schema ${name}`)
  await client.query(`create table if not exists ${name}.schema_migrations (
    version int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
  )`)
}

interface Applied {
  version: number
  name: string
  checksum: string
}

const readApplied = async (client: Client, schema: string): Promise<Applied[]> => {
  const table = `${escapeIdentifier(schema)}.schema_migrations`
  const { rows: exists } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
    table,
  ])
  if (!exists[0]?.there) return []
  const { rows } = await client.query<Applied>(`select version, name, checksum from ${table} order by version`)
  return rows
}

/** What is still to do; refuses a history that is not the beginning of ours. */
const checkHistory = async (
  client: Client,
  placement: Placement,
  known: Migration[],
  wanted: Migration[],
): Promise<Migration[]> => {
  const applied = await readApplied(client, placement.schema)
  const byVersion = new Map(known.map(migration => [migration.version, migration]))
  for (const done of applied) {
    const ours = byVersion.get(done.version)
    const params = { database: placement.database, migration: done.name }
    if (!ours) throw new Problem(500, 'database.newer', { params })
    if (ours.checksum !== done.checksum) throw new Problem(500, 'database.migration_changed', { params })
  }
  const done = new Set(applied.map(migration => migration.version))
  return wanted.filter(migration => !done.has(migration.version))
}

const apply = async (client: Client, schema: string, migration: Migration): Promise<void> => {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query(
      `insert into ${escapeIdentifier(schema)}.schema_migrations (version, name, checksum) values ($1, $2, $3)`,
      [migration.version, migration.name, migration.checksum],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => undefined)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Problem(500, 'database.migration_failed', { params: { migration: migration.name, reason }, cause })
  }
}
