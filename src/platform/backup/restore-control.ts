import { Client, escapeIdentifier } from 'pg'
import { migrate } from '../db/migrate.ts'
import type { DatabaseServer, Placement } from '../db/server.ts'
import { Problem } from '../errors.ts'
import { CONTROL_ROWS } from './control-rows.ts'
import { copyIn } from './load-tables.ts'
import type { Archive } from './read-archive.ts'
import { listTables } from './table-list.ts'

/**
 * Writes a backup's control rows beside those that are there, in one transaction. They pass through a schema of the backup's own
 * version, which is migrated to ours, so that an old backup meets no column that it does not know. An account that is still here (it
 * belongs to another company too) keeps its login and password; the company gets its new placement.
 *
 * Problem `restore.login_taken` when somebody else here signs in by the same mobile, e-mail or login name.
 */
export const restoreControl = async (server: DatabaseServer, archive: Archive, placement: Placement): Promise<void> => {
  const passing: Placement = { ...server.control, schema: 'control_restored' }
  const client = new Client(server.poolConfig(passing))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('drop schema if exists control_restored cascade')
    await migrate(server, passing, { upTo: archive.manifest.versions.control })
    for (const table of archive.manifest.tables.filter(entry => entry.database === 'control')) {
      await copyIn(client, `control_restored.${escapeIdentifier(table.table)}`, table, archive)
    }
    await migrate(server, passing)
    await client.query('begin')
    await client.query(
      `update control_restored.companies set server = $1, database = $2, schema = $3, state = 'open'`,
      [placement.server, placement.database, placement.schema],
    )
    await refuseTakenLogins(client)
    await adopt(client)
    // Whoever restores a company has no need of the first set-up.
    await client.query('update control.setup set closed_at = coalesce(closed_at, now()), token_hash = null')
    await client.query('commit')
  } finally {
    await client.query('rollback')
    await client.query('drop schema if exists control_restored cascade')
    await client.end()
  }
}

const adopt = async (client: Client): Promise<void> => {
  const shapes = new Map((await listTables(client, 'control')).map(shape => [shape.name, shape.columns]))
  for (const { table } of CONTROL_ROWS) {
    const columns = (shapes.get(table) ?? []).map(escapeIdentifier).join(', ')
    const name = escapeIdentifier(table)
    await client.query(
      `insert into control.${name} (${columns}) select ${columns} from control_restored.${name} on conflict do nothing`,
    )
  }
}

const refuseTakenLogins = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ login: string }>(
    `select r.normalised as login from control_restored.account_logins r
       join control.account_logins l on l.kind = r.kind and l.normalised = r.normalised and l.account_id <> r.account_id
      order by 1 limit 3`,
  )
  if (rows.length === 0) return
  throw new Problem(409, 'restore.login_taken', { params: { logins: rows.map(row => row.login).join(', ') } })
}
