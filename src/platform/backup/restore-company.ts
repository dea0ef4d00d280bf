import { Client, escapeIdentifier } from 'pg'
import { listCompanies } from '../companies/company-list.ts'
import { withControlLock } from '../companies/control-lock.ts'
import { migrate } from '../db/migrate.ts'
import { readMigrations } from '../db/migrations.ts'
import type { Pools } from '../db/pools.ts'
import type { DatabaseServer, Placement } from '../db/server.ts'
import { emptyPlace } from '../db/template.ts'
import { Problem } from '../errors.ts'
import { type FileStores, openFileStores } from '../files/file-store.ts'
import { dropFiles, loadFiles } from './file-members.ts'
import { loadTables } from './load-tables.ts'
import type { Manifest } from './manifest.ts'
import { type Archive, openArchive } from './read-archive.ts'
import { restoreControl } from './restore-control.ts'

/**
 * Brings a company back from a backup file: reads the whole file first, then makes an empty database of the backup's schema version,
 * loads it, migrates it to the newest schema, puts its files into the store, and last of all writes the control rows that make it known. Until then nobody sees it,
 * and when a step fails its database is dropped again. Returns the manifest.
 *
 * Problems: `backup.unreadable`, `backup.damaged`, `backup.newer`, `restore.company_exists`, `restore.login_taken`, `company.no_room`.
 */
export const restoreCompany = async (
  place: { server: DatabaseServer; pools: Pools; files?: FileStores },
  file: string,
): Promise<Manifest> => {
  const archive = await openArchive(file)
  const { manifest } = archive
  await refuseNewer(manifest)
  await migrate(place.server, place.server.control)
  await withControlLock(place.server, 'companies', () => restoreLocked(place, archive))
  return manifest
}

const restoreLocked = async (
  place: { server: DatabaseServer; pools: Pools; files?: FileStores },
  archive: Archive,
): Promise<void> => {
  const { server, pools } = place
  const { company, versions } = archive.manifest
  const others = await listCompanies(pools.control())
  if (others.some(other => other.id === company.id)) {
    throw new Problem(409, 'restore.company_exists', { params: { company: company.name } })
  }
  const isFirst = others.every(other => other.placement?.database !== server.control.database)
  if (!isFirst && !server.mayCreateDatabases) throw new Problem(409, 'company.no_room')
  const store = (place.files ?? openFileStores('', server.dataFolder)).of(company.id)
  const { placement, remove } = await emptyPlace(server, { id: company.id, isFirst })
  try {
    await migrate(server, placement, { upTo: versions.company })
    await inOneTransaction(server, placement, client => loadTables(client, placement.schema, archive))
    await migrate(server, placement)
    await analyze(server, placement)
    await loadFiles(archive, store)
    await restoreControl(server, archive, placement)
  } catch (error) {
    await dropFiles(archive, store)
    await remove()
    throw error
  }
}

const refuseNewer = async (manifest: Manifest): Promise<void> => {
  const known = await readMigrations()
  const newest = known.at(-1)?.version ?? 0
  const found = Math.max(manifest.versions.control, manifest.versions.company)
  if (found > newest) throw new Problem(409, 'backup.newer', { params: { found, ours: newest } })
}

const inOneTransaction = async (
  server: DatabaseServer,
  placement: Placement,
  work: (client: Client) => Promise<void>,
): Promise<void> => {
  const client = new Client(server.poolConfig(placement))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await client.query('begin')
    await work(client)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** Without figures about its tables PostgreSQL plans badly. */
const analyze = async (server: DatabaseServer, placement: Placement): Promise<void> => {
  await inOneTransaction(server, placement, async client => {
    const { rows } = await client.query<{ name: string }>(
      'select tablename as name from pg_tables where schemaname = $1',
      [placement.schema],
    )
    for (const { name } of rows)
      await client.query(`analyze ${escapeIdentifier(placement.schema)}.${escapeIdentifier(name)}`)
  })
}
