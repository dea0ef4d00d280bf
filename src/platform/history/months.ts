import { sql } from 'kysely'
import type { Database, Queryable } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'

/** How many months ahead have a partition of their own. */
const ahead = 2

/**
 * Gives the present month of history and those to come a partition each (months of UTC), so that a year later old ones can be read or
 * put away as wholes. A month whose first rows lie in the rest already (a restored company) stays there.
 */
export async function prepareMonths(db: Database, now: Date): Promise<void> {
  await transaction(db, trx => prepareMonthsIn(trx, now))
}

/** The same in the caller's transaction. */
export async function prepareMonthsIn(db: Queryable, now: Date): Promise<void> {
  for (let offset = 0; offset <= ahead; offset++) {
    const [from, until] = [offset, offset + 1].map(months => firstOf(now, months)) as [string, string]
    const name = `history_${from.slice(0, 7).replace('-', '_')}`
    const { rows } = await sql<{ is_there: boolean; is_begun: boolean }>`
      select to_regclass(${name}) is not null as is_there,
        exists (select from history_rest where at >= ${from}::timestamptz and at < ${until}::timestamptz) as is_begun`.execute(
      db,
    )
    if (rows[0]?.is_there || rows[0]?.is_begun) continue
    await sql`create table if not exists ${sql.table(name)} partition of history
      for values from (${sql.lit(from)}) to (${sql.lit(until)})`.execute(db)
  }
}

const firstOf = (now: Date, months: number): string =>
  `${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10)} 00:00:00+00`
