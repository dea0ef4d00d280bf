import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { chown, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#platform/errors.ts'
import type { UnixAccount } from './account.ts'
import { postgresEnvironment } from './cluster.ts'
import { readPostmasterFile } from './orphans.ts'

/** A PostgreSQL server that we started. */
export interface Postmaster {
  pid: number
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>
  /** Fast shutdown: open transactions are rolled back, everything is written out. */
  stop(): Promise<void>
}

export interface PostmasterOptions {
  /** The program `postgres`. */
  executable: string
  cluster: string
  logFolder: string
  settings: string[]
  account: UnixAccount | undefined
}

/**
 * Starts the server and waits until it takes connections; crash recovery may take its time, so there is no limit while it lives.
 * It runs in a session of its own, so that Ctrl-C in the terminal reaches the program first; a guard ends it when we die.
 */
export const startPostmaster = async (options: PostmasterOptions): Promise<Postmaster> => {
  const complaints = join(options.logFolder, 'start.log')
  await writeFile(complaints, '', { mode: 0o600 })
  if (options.account) await chown(complaints, options.account.uid, options.account.gid)
  const log = openSync(complaints, 'a')
  const child = spawn(
    options.executable,
    ['-D', options.cluster, ...options.settings.flatMap(setting => ['-c', setting])],
    { ...unprivileged(options.account), cwd: options.cluster, stdio: ['ignore', log, log], detached: true },
  )
  closeSync(log)
  const ended = new Promise<void>(done => {
    child.once('exit', () => done())
    child.once('error', () => done())
  })
  const failure = new Promise<Error>(done => child.once('error', done))
  const pid = child.pid
  if (pid === undefined) throw notStarted((await failure).message)
  const guard = startGuard(pid, options)
  child.unref()
  void ended.then(() => guard.stdin?.end())
  await untilReady(child, pid, options, complaints)
  const stop = async (): Promise<void> => {
    child.ref()
    if (!hasEnded(child)) child.kill('SIGINT')
    await ended
  }
  return { pid, ended, stop }
}

const unprivileged = (account: UnixAccount | undefined): { env: NodeJS.ProcessEnv; uid?: number; gid?: number } => ({
  env: postgresEnvironment(),
  ...(account && { uid: account.uid, gid: account.gid }),
})

/**
 * A shell that reads a pipe whose other end is ours: when we are gone, by `kill -9` too, it wakes and shuts the server down, if that
 * is still the one we started. So a killed program leaves no server behind, unless the guard was killed with it.
 */
const startGuard = (pid: number, options: PostmasterOptions): ChildProcess => {
  const script = 'cat >/dev/null; read -r pid < "$2/postmaster.pid" && [ "$pid" = "$1" ] && kill -INT "$1"'
  const guard = spawn('/bin/sh', ['-c', script, 'zhanggui-guard', String(pid), options.cluster], {
    ...unprivileged(options.account),
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Without it (no process to be had, or killed) the server only outlives a killed program; the next start ends it.
  guard.on('error', () => undefined)
  guard.stdin?.on('error', () => undefined)
  guard.unref()
  if (guard.stdin && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  return guard
}

const untilReady = async (
  child: ChildProcess,
  pid: number,
  { cluster, logFolder }: PostmasterOptions,
  complaints: string,
): Promise<void> => {
  for (;;) {
    if (hasEnded(child)) throw notStarted(await lastComplaint(pid, complaints, logFolder))
    const lines = await readPostmasterFile(cluster)
    if (lines?.[0] === String(pid) && lines[7] === 'ready') return
    await sleep(10)
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** What it died of: what it said before it began to write its log, or else the first complaint that its log holds. */
const lastComplaint = async (pid: number, complaints: string, logFolder: string): Promise<string> => {
  const said = linesOf(await readFile(complaints, 'utf8'))
  const lines = [...said, ...(await logOf(pid, logFolder))]
  const complaint = lines.find(line => /FATAL|PANIC/.test(line)) ?? said.findLast(line => !line.includes('HINT:')) ?? ''
  return complaint.replace(/^.*?(FATAL|PANIC): */, '')
}

/** The lines that this server has logged since it was started; the same file holds those of earlier ones. */
const logOf = async (pid: number, logFolder: string): Promise<string[]> => {
  const files = (await readdir(logFolder)).filter(name => name.startsWith('postgresql-'))
  const logs = await Promise.all(files.map(async name => linesOf(await readFile(join(logFolder, name), 'utf8'))))
  const isStart = (line: string): boolean => line.includes(`[${pid}]`) && line.includes('starting PostgreSQL')
  const log = logs.find(lines => lines.some(isStart)) ?? []
  return log.slice(log.findLastIndex(isStart))
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => line.trim() !== '')

const notStarted = (reason: string): Problem => new Problem(500, 'database.would_not_start', { params: { reason } })
