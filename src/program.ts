import { type Logger, pino } from 'pino'
import { refuseDataInUse } from '#platform/db/embedded/open-embedded.ts'
import { openServer } from '#platform/db/open-server.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer } from '#platform/db/server.ts'
import { Problem } from '#platform/errors.ts'
import { sweepSpools } from '#platform/transfer/reading/spool.ts'
import { type Door, openDoor } from './door.ts'
import { serve } from './serve.ts'
import { migrateAll } from './migrate-all.ts'
import type { Settings } from './settings.ts'

/** The running program. */
export interface Program {
  /** Where it serves; empty for a worker. */
  url: string
  /** The link that opens the set-up page, while there is no company yet. */
  setupUrl?: string
  /** Ends requests, jobs, connections and the embedded database, in this order. Calling it again waits for the same end. */
  stop(): Promise<void>
}

/** What the program is made of, as its parts get it. */
export interface Foundation {
  settings: Settings
  server: DatabaseServer
  pools: Pools
  log: Logger
  url: string
}

/**
 * Starts everything: port, PostgreSQL, migrations, then what `serve` builds on them. Returns when it is ready to be used; when any step
 * fails, what was started before it is ended and the problem thrown.
 */
export const startProgram = async (
  settings: Settings,
  { onDemo = () => undefined }: { onDemo?: (share: number) => void } = {},
): Promise<Program> => {
  const log = pino({ level: settings.logLevel }, pino.destination({ fd: 2, sync: true }))
  const started: (() => Promise<void>)[] = []
  const stop = async (): Promise<void> => {
    const failures: unknown[] = []
    // What does not end well (its database is away) keeps nothing else from ending.
    for (const end of started.splice(0).reverse()) await end().catch(error => failures.push(error))
    if (failures.length > 0) throw failures[0]
  }
  try {
    const door = settings.role === 'worker' ? undefined : await takePort(settings)
    if (door) started.push(() => door.close(DRAIN_MS))
    const server = await openServer(settings.database, { onTrouble: problem => report(log, problem) })
    started.push(() => server.stop())
    const pools = openPools(server, { onBroken: error => log.warn(`a database connection broke: ${error.message}`) })
    started.push(() => pools.close())
    await migrateAll(server, pools)
    const foundation = { settings, server, pools, log, url: settings.publicUrl || (door?.url ?? '') }
    // What a killed process had spooled of uploads is nobody's.
    await sweepSpools()
    const served = await serve(foundation, { onDemo })
    started.push(served.stop)
    // Requests end first, so the door goes to the end of the list, which is the first to be undone.
    if (door) {
      started.splice(0, 1)
      started.push(async () => {
        const closed = door.close(DRAIN_MS)
        served.endLive()
        await closed
      })
      door.open(served.answer)
    }
    let stopping: Promise<void> | undefined
    return {
      url: door?.url ?? '',
      ...(served.setupUrl && { setupUrl: served.setupUrl }),
      stop: () => (stopping ??= stop()),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The port is often taken by ourselves, started already; then that is the better sentence. */
const takePort = async (settings: Settings): Promise<Door> => {
  try {
    return await openDoor(settings.host, settings.port)
  } catch (error) {
    const isTaken = error instanceof Problem && error.code === 'port.taken'
    if (isTaken && !settings.database.databaseUrl) await refuseDataInUse(settings.database.dataDir)
    throw error
  }
}

/** How long a request in flight may take to end when the program stops. */
const DRAIN_MS = 10_000

const report = (log: Logger, problem: Problem): void => log.error({ code: problem.code }, problem.message)
