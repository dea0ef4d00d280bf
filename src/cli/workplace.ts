import { openServer } from '#platform/db/open-server.ts'
import { openPools, type Pools } from '#platform/db/pools.ts'
import type { DatabaseServer } from '#platform/db/server.ts'
import { type FileStores, openFileStores } from '#platform/files/file-store.ts'
import { migrateAll, requireMigrated } from '../migrate-all.ts'
import type { Settings } from '../settings.ts'

/** What commands work on. */
export interface Workplace {
  server: DatabaseServer
  pools: Pools
  /** Where the bytes of files lie. */
  files: FileStores
}

/**
 * Opens the databases for one command and closes them after it. Beside a running program it uses that one's PostgreSQL; without one it
 * starts the embedded PostgreSQL for the time being. A schema that is behind is migrated when nobody else can be using it, and refused
 * (`database.older`) when somebody may.
 */
export const withWorkplace = <T>(settings: Settings, work: (place: Workplace) => Promise<T>): Promise<T> =>
  withServer(settings, async place => {
    if (place.server.isShared) await requireMigrated(place.server, place.pools)
    else await migrateAll(place.server, place.pools)
    return work(place)
  })

/** The same without looking at the schema: for commands that are about the schema itself. */
export const withServer = async <T>(settings: Settings, work: (place: Workplace) => Promise<T>): Promise<T> => {
  const server = await openServer(settings.database, { whenRunning: 'join' })
  const pools = openPools(server)
  try {
    return await work({ server, pools, files: openFileStores(settings.files.place, server.dataFolder) })
  } finally {
    await pools.close()
    await server.stop()
  }
}
