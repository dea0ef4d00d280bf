import type { Database, Queryable } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { Context } from '../records/context.ts'

/**
 * Runs `work` in one READ ONLY transaction that sees one state of the database, so that a figure and the rows behind it cannot differ.
 * Inside a transaction it uses that one.
 */
export function inSnapshot<T>(ctx: Context, work: (inner: Context) => Promise<T>): Promise<T> {
  if (isTransaction(ctx.db)) return work(ctx)
  return transaction(ctx.db, trx => work({ ...ctx, db: trx }), { readOnly: true, isolation: 'repeatable read' })
}

const isTransaction = (db: Queryable): boolean => (db as Database).isTransaction
