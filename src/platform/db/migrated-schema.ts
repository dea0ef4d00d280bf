import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from './migrate.ts'
import { openServer } from './open-server.ts'
import { schemaText } from './schema-text.ts'
import { companyPlacement } from './template.ts'

/** The text of `db/schema.sql` as the migrations have it: both databases, made from nothing in a temporary PostgreSQL. */
export const migratedSchema = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-schema-'))
  const server = await openServer({
    dataDir: folder,
    embedded: { durable: false, sharedBuffers: '64MB', maxConnections: 20 },
  })
  try {
    const company = companyPlacement(server, `${server.control.database}_schema`)
    await server.createDatabase(company.database)
    await migrate(server, server.control)
    await migrate(server, company)
    return [
      '-- Written by `npm run schema` from what db/migrations makes. For review; nothing runs it.',
      '-- ==== database: control ====',
      await schemaText(server, server.control),
      '-- ==== database: company ====',
      await schemaText(server, company),
    ].join('\n\n')
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
