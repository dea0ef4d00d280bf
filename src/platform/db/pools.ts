import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely'
import pg from 'pg'
import { connectionsOf } from './copy-in.ts'
import type { Database, DatabaseServer, Placement } from './server.ts'

/** One `Database` per placement, shared by the whole process. */
export interface Pools {
  /** The database at this placement. It may be kept: when its pool was closed for lack of use, the next query opens it again. */
  at(placement: Placement): Database
  control(): Database
  /** Closes all connections; queries after that fail. */
  close(): Promise<void>
}

export interface PoolsOptions {
  /** How many pools of companies may stay open at once; beyond it the longest unused ones that are idle are closed. */
  maxOpen?: number
  /** Told of a broken idle connection (server restarted, network cut); the pool mends itself. */
  onBroken?(error: Error, placement: Placement): void
}

/** Opens nothing yet: each pool connects at its first query. */
export const openPools = (server: DatabaseServer, options: PoolsOptions = {}): Pools => {
  const entries = new Map<string, Entry>()
  const maxOpen = options.maxOpen ?? 50
  let closed = false
  const at = (placement: Placement): Database => {
    if (closed) throw new Error('The pools are closed')
    const key = `${placement.server}/${placement.database}/${placement.schema}`
    const entry =
      entries.get(key) ??
      makeEntry(server, placement, options, () => queueMicrotask(() => void closeIdle(entries, maxOpen)))
    // Newest last: a Map keeps the order of insertion.
    entries.delete(key)
    entries.set(key, entry)
    return entry.db
  }
  return {
    at,
    control: () => at(server.control),
    close: async () => {
      closed = true
      await Promise.all([...entries.values()].map(entry => entry.db.destroy()))
    },
  }
}

interface Entry {
  db: Database
  isOpen(): boolean
  isIdle(): boolean
  /** Closes the pool, not the `Database`. */
  rest(): Promise<void>
}

const makeEntry = (server: DatabaseServer, placement: Placement, options: PoolsOptions, onOpen: () => void): Entry => {
  let pool: pg.Pool | undefined
  const open = (): pg.Pool => {
    if (pool) return pool
    pool = new pg.Pool(server.poolConfig(placement))
    // Each connection for its whole life: the pool itself listens only to those that nobody uses at the moment, and one that breaks
    // under somebody's query would otherwise end the process. Whoever uses it is told by his query.
    pool.on('connect', client => client.on('error', error => options.onBroken?.(error, placement)))
    pool.on('error', () => undefined)
    onOpen()
    return pool
  }
  const rest = async (): Promise<void> => {
    const closing = pool
    pool = undefined
    await closing?.end()
  }
  const db: Database = new Kysely({
    dialect: new PostgresDialect({
      pool: { options: {}, connect: () => connect(open, rest, server) as Promise<PostgresPoolClient>, end: rest },
    }),
  })
  connectionsOf.set(db, () => connect(open, rest, server))
  const isIdle = (): boolean => !pool || (pool.idleCount === pool.totalCount && pool.waitingCount === 0)
  return { db, isOpen: () => pool !== undefined, isIdle, rest }
}

/** Waits a little when the server is full; asks for the primary again when the one we know is gone. */
const connect = async (
  open: () => pg.Pool,
  rest: () => Promise<void>,
  server: DatabaseServer,
): Promise<pg.PoolClient> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open().connect()
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      if (attempt > 6) throw error
      if (LOST.has(code) && server.findPrimary) {
        await server.findPrimary()
        await rest()
      } else if (!FULL.has(code) && !LOST.has(code)) throw error
      await sleep(50 * 2 ** attempt)
    }
  }
}

/** Too many connections. */
const FULL = new Set(['53300'])
/** Connection refused or reset, starting up, shutting down. */
const LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EHOSTUNREACH', '57P03', '57P01'])

const closeIdle = async (entries: Map<string, Entry>, maxOpen: number): Promise<void> => {
  const open = [...entries.values()].filter(entry => entry.isOpen())
  const surplus = open.filter(entry => entry.isIdle()).slice(0, Math.max(0, open.length - maxOpen))
  await Promise.all(surplus.map(entry => entry.rest()))
}
