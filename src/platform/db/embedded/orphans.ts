import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Ends what a killed program left behind in `cluster`: a whole server that still runs, or single processes of a dead one, and the lock
 * files there and beside the socket, which PostgreSQL would believe when a stranger got the dead server's process number. Call it only
 * while holding the lock of the data folder: then nobody living owns any of it.
 *
 * First politely (fast shutdown: rolls back and writes everything out), after half a minute at once, after another half by force;
 * PostgreSQL recovers from each of these at its next start.
 */
export const endOrphans = async (cluster: string, sockets: string): Promise<void> => {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 30_000],
    ['SIGKILL', 10_000],
  ]
  for (const [signal, patience] of steps) {
    const left = await processesIn(cluster)
    if (left.length === 0) break
    const postmaster = await readPostmaster(cluster)
    // Without their postmaster the others end by themselves; only force is left for those that do not.
    const targets = signal === 'SIGKILL' ? left : left.filter(pid => pid === postmaster)
    for (const pid of targets) end(pid, signal)
    await waitUntil(async () => (await processesIn(cluster)).length === 0, targets.length > 0 ? patience : 1000)
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true })
  await rm(join(sockets, '.s.PGSQL.5432.lock'), { force: true })
  await rm(join(sockets, '.s.PGSQL.5432'), { force: true })
}

/** The process number in `postmaster.pid`; `undefined` without that file. */
export const readPostmaster = async (cluster: string): Promise<number | undefined> => {
  const lines = await readPostmasterFile(cluster)
  return lines ? Number(lines[0]) : undefined
}

/** The lines of `postmaster.pid`: process number first, state (`ready`) eighth. */
export const readPostmasterFile = (cluster: string): Promise<string[] | undefined> =>
  readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    text => text.split('\n').map(line => line.trim()),
    error => {
      if (error.code === 'ENOENT') return undefined
      throw error
    },
  )

/** All processes of PostgreSQL work in the folder of their cluster, and nothing else does. */
const processesIn = async (cluster: string): Promise<number[]> => {
  const folder = await realpath(cluster)
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async pid => ((await readlink(`/proc/${pid}/cwd`).catch(() => '')) === folder ? [Number(pid)] : [])),
  )
  return found.flat()
}

const end = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const waitUntil = async (reached: () => Promise<boolean>, patienceMs: number): Promise<void> => {
  const until = Date.now() + patienceMs
  while (Date.now() < until && !(await reached())) await sleep(30)
}
