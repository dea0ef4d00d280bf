import { Client } from 'pg'
import type { DatabaseServer } from '../db/server.ts'

/** What may happen only once at a time, in all processes together. */
export const LOCKS = { companies: 7_264_011, setup: 7_264_012 } as const

/**
 * Runs `work` while nobody else, in any process, holds this lock. It waits its turn on a connection of its own: one of the pool, held
 * while waiting, could be the very one that the holder needs. A crash frees the lock.
 */
export const withControlLock = async <T>(
  server: DatabaseServer,
  lock: keyof typeof LOCKS,
  work: () => Promise<T>,
): Promise<T> => {
  const client = new Client(server.poolConfig(server.control))
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query('select pg_advisory_lock($1)', [LOCKS[lock]])
    return await work()
  } finally {
    await client.end()
  }
}
