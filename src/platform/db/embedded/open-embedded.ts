import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { Problem } from '#platform/errors.ts'
import { isRoot, postgresAccount, type UnixAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { CONTROL_DATABASE, ownFolder, prepareCluster, ROLE, readPassword } from './cluster.ts'
import { dataFolder, existingDataFolder } from './data-folder.ts'
import { type DataHolder, isHolder, lockData } from './data-lock.ts'
import { endOrphans } from './orphans.ts'
import { type Postmaster, startPostmaster } from './postmaster.ts'
import { serverSettings, type Tuning } from './tuning.ts'

export interface EmbeddedOptions {
  dataDir: string
  /** False when nobody chose `dataDir` (the default `./data`); it matters only for root. */
  dataDirChosen: boolean
  tuning: Tuning
  /** What to do when another process runs these data: refuse (the program itself) or use its server (commands, tests). */
  whenRunning: 'refuse' | 'join'
  /** Told when the server died by itself and was started again, or could not be. */
  onTrouble(problem: Problem): void
}

/** The embedded server as its users need it: how to connect to it, and how to let go of it. */
export interface EmbeddedServer {
  connection: ClientConfig & { database: string }
  joined: boolean
  folder: string
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL on the data folder, making both when they are missing, or joins the one that another process of ours
 * runs there. Problems: `data.in_use`, `data.not_writable`, `data.elsewhere`, `database.would_not_start`, `database.other_major`.
 */
export const openEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const folder = await dataFolder(options.dataDir, options.dataDirChosen)
  for (;;) {
    const lock = lockData(folder)
    if (!isHolder(lock)) {
      return await startOwn(folder, options, () => lock.release()).catch(error => {
        lock.release()
        throw error
      })
    }
    if (options.whenRunning === 'refuse') throw inUse(folder, lock)
    const joined = await join_(folder)
    if (joined) return joined
    // The holder has not come up yet, or is just going away.
    await sleep(100)
  }
}

/** Problem `data.in_use` when another process runs the embedded server on these data. Starts and makes nothing. */
export const refuseDataInUse = async (dataDir: string): Promise<void> => {
  const folder = await existingDataFolder(dataDir)
  if (!folder) return
  const lock = lockData(folder)
  if (isHolder(lock)) throw inUse(folder, lock)
  lock.release()
}

const inUse = (folder: string, holder: DataHolder): Problem =>
  new Problem(409, 'data.in_use', { params: { folder, pid: holder.pid, since: holder.since } })

const startOwn = async (folder: string, options: EmbeddedOptions, release: () => void): Promise<EmbeddedServer> => {
  const cluster = join(folder, 'postgresql')
  const account = await postgresAccount(cluster)
  const binaries = await findBinaries(account)
  const sockets = socketFolder(folder)
  if (existsSync(cluster)) await endOrphans(cluster, sockets)
  const durable = options.tuning.durable ?? true
  const password = await prepareCluster({ folder, binaries, account, durable })
  const logFolder = join(folder, 'log')
  await ownFolder(sockets, account)
  await refuseForeign(sockets, account)
  await ownFolder(logFolder, account)
  const start = (): Promise<Postmaster> =>
    startPostmaster({
      executable: join(binaries.folder, 'postgres'),
      cluster,
      logFolder,
      settings: serverSettings(sockets, logFolder, options.tuning),
      account,
    })
  const stopServer = await keepRunning(start, () => endOrphans(cluster, sockets), options.onTrouble)
  return {
    connection: connectionTo(sockets, password),
    joined: false,
    folder,
    stop: async () => {
      await stopServer()
      release()
    },
  }
}

/**
 * Starts again what died by itself (out of memory, a stray kill): at once, and after more than three deaths in a minute, or when it would
 * not start, after a pause that grows to ten seconds, for as long as we live. Returns how to stop for good.
 */
const keepRunning = async (
  start: () => Promise<Postmaster>,
  cleanUp: () => Promise<void>,
  onTrouble: (problem: Problem) => void,
): Promise<() => Promise<void>> => {
  let postmaster = await start()
  const stopping = new AbortController()
  const failures: number[] = []
  const rest = async (): Promise<void> => {
    const many = failures.filter(at => at > Date.now() - 60_000).length - 3
    if (many <= 0) return
    onTrouble(new Problem(500, 'database.keeps_dying'))
    await sleep(Math.min(1000 * 2 ** many, longestRestMs), undefined, { signal: stopping.signal }).catch(
      () => undefined,
    )
  }
  const comeBack = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      failures.push(Date.now())
      await rest()
      if (stopping.signal.aborted) return
      try {
        await cleanUp()
        postmaster = await start()
        return
      } catch (error) {
        onTrouble(error instanceof Problem ? error : new Problem(500, 'database.keeps_dying', { cause: error }))
      }
    }
  }
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await postmaster.ended
      if (stopping.signal.aborted) return
      onTrouble(new Problem(500, 'database.died'))
      await comeBack()
    }
  }
  const watching = watch()
  return async () => {
    stopping.abort()
    await postmaster.stop()
    await watching
    // It may have been coming back at that moment.
    await postmaster.stop()
  }
}

const longestRestMs = 10_000

/** Uses the server of another process; `undefined` when it does not answer (yet). */
const join_ = async (folder: string): Promise<EmbeddedServer | undefined> => {
  const password = await readPassword(folder)
  if (!password) return undefined
  const connection = connectionTo(socketFolder(folder), password)
  const client = new Client(connection)
  try {
    await client.connect()
  } catch {
    return undefined
  }
  await client.end()
  return { connection, joined: true, folder, stop: async () => undefined }
}

const connectionTo = (sockets: string, password: string): EmbeddedServer['connection'] => ({
  host: sockets,
  port: 5432,
  user: ROLE,
  password,
  database: CONTROL_DATABASE,
  ssl: false,
})

/** A socket's path may have 107 bytes; a deeper data folder gets a short one in /tmp. */
const socketFolder = (folder: string): string => {
  const own = join(folder, 'run')
  if (Buffer.byteLength(own) <= 90 && !/[,"\s]/.test(own)) return own
  return `/tmp/zhanggui-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}

/** In /tmp somebody else could have made that folder first. */
const refuseForeign = async (sockets: string, account: UnixAccount | undefined): Promise<void> => {
  const { uid } = await lstat(sockets)
  const ours = account?.uid ?? process.getuid?.()
  if (uid !== ours && !isRoot())
    throw new Problem(500, 'data.not_writable', { params: { folder: sockets, user: String(ours) } })
}
