import { createHash } from 'node:crypto'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { companyById } from '../companies/company-list.ts'
import { schemaState } from '../db/migrate.ts'
import type { Pools } from '../db/pools.ts'
import type { DatabaseServer, Placement } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { type FileStore, type FileStores, openFileStores } from '../files/file-store.ts'
import { keepFiles } from '../files/sweep.ts'
import { type ArchiveWriter, createArchive } from './archive.ts'
import { copyFiles } from './file-members.ts'
import { CONTROL_ROWS } from './control-rows.ts'
import { type BackedUpTable, MANIFEST, type Manifest, SEAL } from './manifest.ts'
import { listSequences, listTables } from './table-list.ts'

/**
 * Writes one company whole into `file` while people go on working: all its tables as one snapshot saw them, and its rows of the
 * control database (accounts with their logins and password hashes, API keys; no sessions), then the bytes of all its files, which nobody
 * sweeps meanwhile. Returns the manifest.
 */
export const backupCompany = async (
  place: { server: DatabaseServer; pools: Pools; files?: FileStores },
  companyId: string,
  file: string,
): Promise<Manifest> => {
  const company = await companyById(place.pools.control(), companyId)
  const placement = company?.placement
  if (!company || company.state !== 'open' || !placement) {
    throw new Problem(404, 'company.unknown', { params: { company: companyId } })
  }
  const archive = await createArchive(file)
  try {
    const control = await inSnapshot(place.server, place.server.control, client =>
      copyControl(client, companyId, archive),
    )
    const store = (place.files ?? openFileStores('', place.server.dataFolder)).of(companyId)
    const records = await inSnapshot(place.server, placement, client =>
      copyCompany(client, placement.schema, { archive, store }),
    )
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      company: { id: company.id, name: company.name },
      versions: {
        control: (await schemaState(place.server, place.server.control)).version,
        company: (await schemaState(place.server, placement)).version,
      },
      tables: [...control, ...records.tables],
      files: records.files,
      lostFiles: records.lostFiles,
      sequences: records.sequences,
    }
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    await archive.addText(MANIFEST, text)
    await archive.addText(SEAL, `${createHash('sha256').update(text).digest('hex')}\n`)
    await archive.finish()
    return manifest
  } catch (error) {
    await archive.abandon()
    throw error
  }
}

const inSnapshot = async <T>(
  server: DatabaseServer,
  placement: Placement,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new Client(server.poolConfig(placement))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0')
    await keepFiles(client)
    await client.query('begin isolation level repeatable read, read only')
    return await work(client)
  } finally {
    await client.end()
  }
}

const copyControl = async (client: Client, companyId: string, archive: ArchiveWriter): Promise<BackedUpTable[]> => {
  const shapes = new Map((await listTables(client, 'control')).map(shape => [shape.name, shape.columns]))
  const copied: BackedUpTable[] = []
  for (const { table, where } of CONTROL_ROWS) {
    const columns = shapes.get(table)
    if (!columns) throw new Error(`The control database has no table ${table}`)
    const condition = where.replaceAll('$1', escapeLiteral(companyId))
    copied.push(await copyOut(client, archive, { database: 'control', table, columns, condition }))
  }
  return copied
}

const copyCompany = async (
  client: Client,
  schema: string,
  { archive, store }: { archive: ArchiveWriter; store: FileStore },
): Promise<Pick<Manifest, 'files' | 'lostFiles' | 'sequences'> & { tables: BackedUpTable[] }> => {
  const tables: BackedUpTable[] = []
  for (const { name, columns } of await listTables(client, schema)) {
    tables.push(await copyOut(client, archive, { database: 'company', table: name, columns, condition: 'true' }))
  }
  return { tables, sequences: await listSequences(client, schema), ...(await copyFiles(client, store, archive)) }
}

const copyOut = async (
  client: Client,
  archive: ArchiveWriter,
  what: { database: 'control' | 'company'; table: string; columns: string[]; condition: string },
): Promise<BackedUpTable> => {
  const { database, table, columns } = what
  const member = `${database}/${table}.copy.gz`
  const list = columns.map(escapeIdentifier).join(', ')
  const stream = client.query(
    copyTo(`copy (select ${list} from ${escapeIdentifier(table)} where ${what.condition}) to stdout`),
  )
  const { bytes, sha256 } = await archive.addStream(member, stream)
  return { database, table, columns, rows: stream.rowCount, member, bytes, sha256 }
}
