import { pipeline } from 'node:stream/promises'
import { type Client, escapeIdentifier } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Problem } from '../errors.ts'
import type { BackedUpTable } from './manifest.ts'
import type { Archive } from './read-archive.ts'

/**
 * Loads all of a company's tables into the schema, which already has them at the backup's version, inside the caller's transaction.
 * Foreign keys are dropped first and made again after, which checks every row: no order of tables would suit tables that refer to each
 * other, and only a superuser may switch the checks off.
 */
export const loadTables = async (client: Client, schema: string, archive: Archive): Promise<void> => {
  const tables = archive.manifest.tables.filter(table => table.database === 'company')
  const keys = await foreignKeys(client, schema)
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const table of tables) {
    const name = `${escapeIdentifier(schema)}.${escapeIdentifier(table.table)}`
    await client.query(`alter table ${name} disable trigger user`)
    // A migration may have put rows there.
    await client.query(`delete from ${name}`)
    await copyIn(client, name, table, archive)
    await client.query(`alter table ${name} enable trigger user`)
  }
  for (const key of keys) await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  for (const sequence of archive.manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [
      `${escapeIdentifier(schema)}.${escapeIdentifier(sequence.name)}`,
      sequence.value,
      sequence.isCalled,
    ])
  }
}

/** Streams one member into one table; the number of rows must be the one that the backup counted. */
export const copyIn = async (client: Client, name: string, table: BackedUpTable, archive: Archive): Promise<void> => {
  const columns = table.columns.map(escapeIdentifier).join(', ')
  const stream = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
  await pipeline(archive.read(table.member), stream)
  if (stream.rowCount !== table.rows) {
    throw new Problem(422, 'backup.damaged', {
      params: { file: table.member, reason: `${stream.rowCount} ≠ ${table.rows}` },
    })
  }
}

interface ForeignKey {
  table: string
  name: string
  definition: string
}

const foreignKeys = async (client: Client, schema: string): Promise<ForeignKey[]> => {
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
       from pg_constraint where contype = 'f' and connamespace = $1::regnamespace and conparentid = 0`,
    [schema],
  )
  return rows
}
