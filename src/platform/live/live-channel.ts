import { sql } from 'kysely'
import type { Logger } from 'pino'
import pg from 'pg'
import type { Database, DatabaseServer } from '../db/server.ts'

/** What changed in a company: object and id, nothing else. Of a notice the id is its recipient's. Without ids it is everything. */
export interface Changes {
  company: string
  ids: (readonly [object: string, id: string])[]
}

const channel = 'zhanggui_live'
/** PostgreSQL takes 8,000 bytes; a pair has some 60. */
const atOnce = 100

/** Tells every process that serves people. Called after commit, by whoever tells events: a NOTIFY in each write would cost more than the write. */
export async function announce(control: Database, { company, ids }: Changes): Promise<void> {
  const single = [...new Map(ids.map(pair => [pair.join(' '), pair])).values()]
  for (let from = 0; from < single.length; from += atOnce) {
    const payload = JSON.stringify({ company, ids: single.slice(from, from + atOnce) } satisfies Changes)
    await sql`select pg_notify(${channel}, ${payload})`.execute(control)
  }
}

/** Tells everybody in a company that what he has before him may be gone: he reads it anew. */
export async function announceGap(control: Database, company: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify({ company, ids: [] } satisfies Changes)})`.execute(control)
}

/** Hears what is announced. */
export interface Listening {
  stop(): Promise<void>
}

const againAfterMs = 1000

/**
 * One connection of its own to the control database, however many companies and people there are. While it is broken changes are lost:
 * `onGap` is told when it stands again.
 */
export function listenForChanges(
  server: DatabaseServer,
  { onChanges, onGap, log }: { onChanges: (changes: Changes) => void; onGap: () => void; log: Logger },
): Listening {
  const { types: _ours, ...config } = server.poolConfig(server.control)
  let client: pg.Client | null = null
  let isStopped = false
  let hasBroken = false

  const open = async (): Promise<void> => {
    const fresh = new pg.Client(config)
    let isBroken = false
    const lose = (): void => {
      if (isBroken) return
      isBroken = true
      hasBroken = true
      client = null
      // It is lost already; that it cannot say farewell tells nothing new.
      fresh.end().catch(() => undefined)
      if (!isStopped) setTimeout(() => void open(), againAfterMs).unref()
    }
    fresh.on('error', error => {
      if (!isStopped) log.warn(`the connection for live pages broke: ${error.message}`)
      lose()
    })
    fresh.on('end', lose)
    fresh.on('notification', ({ payload }) => {
      if (payload) onChanges(JSON.parse(payload) as Changes)
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
    } catch (error) {
      if (!isStopped) log.warn({ err: error }, 'live pages could not be connected')
      return lose()
    }
    if (isStopped) return void fresh.end()
    client = fresh
    if (hasBroken) onGap()
  }
  void open()
  return {
    stop: async () => {
      isStopped = true
      await client?.end()
    },
  }
}
