import { sql } from 'kysely'
import type { Database } from '../db/server.ts'

/**
 * Does `work` while no other process or request works on this import, or gives undefined at once when one does. The lock is one of the
 * database, so a crash lets it go.
 */
export async function withImportLock<T>(
  db: Database,
  importId: string,
  work: () => Promise<T>,
): Promise<{ result: T } | undefined> {
  return await db.connection().execute(async connection => {
    const key = sql`hashtextextended(${`import ${importId}`}, 0)`
    const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_lock(${key}) as held`.execute(connection)
    if (rows[0]?.held !== true) return undefined
    try {
      return { result: await work() }
    } finally {
      await sql`select pg_advisory_unlock(${key})`.execute(connection)
    }
  })
}
