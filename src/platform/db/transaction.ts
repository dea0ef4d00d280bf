import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database, Transaction } from './server.ts'

export interface TransactionOptions {
  /** PostgreSQL's usual one is `read committed`. */
  isolation?: 'read committed' | 'repeatable read' | 'serializable'
  readOnly?: boolean
  /** Milliseconds per statement instead of the pool's limit; 0 is none. */
  statementTimeoutMs?: number
  /** How often in all, when PostgreSQL asks to try again (deadlock, serialization failure). */
  tries?: number
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. After a deadlock or a serialization failure
 * the whole of it runs again, so `work` must have no effects outside the database. Returns what `work` returns.
 */
export const transaction = async <T>(
  db: Database,
  work: (trx: Transaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> => {
  const tries = options.tries ?? 4
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(db, work, options)
    } catch (error) {
      if (attempt >= tries || !asksForRetry(error)) throw error
      await sleep(Math.random() * 20 * 2 ** attempt)
    }
  }
}

const once = <T>(db: Database, work: (trx: Transaction) => Promise<T>, options: TransactionOptions): Promise<T> => {
  let builder = db.transaction()
  if (options.isolation) builder = builder.setIsolationLevel(options.isolation)
  if (options.readOnly) builder = builder.setAccessMode('read only')
  return builder.execute(async trx => {
    if (options.statementTimeoutMs !== undefined) {
      await sql`select set_config('statement_timeout', ${String(options.statementTimeoutMs)}, true)`.execute(trx)
    }
    return work(trx)
  })
}

/** PostgreSQL's `serialization_failure` and `deadlock_detected`: nothing was done, and another try may do it. */
const asksForRetry = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01')
