import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { postgresAccount } from '#platform/db/embedded/account.ts'
import { findBinaries } from '#platform/db/embedded/binaries.ts'

/** A PostgreSQL server that is not ours, as DATABASE_URL meets one: over TCP, with a database `crm` and two roles. */
export interface ForeignPostgres {
  major: number
  port: number
  /** The owner of the database: an ordinary role that may create databases. */
  url: string
  /** A superuser on the same database. */
  superuserUrl: string
  /** Runs statements as the superuser. */
  asSuperuser(text: string): Promise<void>
  /** Another server on a copy of the data, read-only, as a standby is; this one is restarted meanwhile. */
  standby(): Promise<{ port: number }>
}

/** Debian's PostgreSQL 15, the oldest that we support, where it is installed; else the embedded one's programs. Gone after the test. */
export const foreignPostgres = async (): Promise<ForeignPostgres> => {
  const account = await postgresAccount('')
  const debian = '/usr/lib/postgresql/15/bin'
  const programs = existsSync(debian) ? debian : (await findBinaries(account)).folder
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-foreign-'))
  if (account) await chown(folder, account.uid, account.gid)
  await chmod(folder, 0o711)
  const owner = { cwd: folder, ...(account && { uid: account.uid, gid: account.gid }) }
  const cluster = join(folder, 'data')
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', cluster, '-U', 'postgres', '--auth-local=trust', '--auth-host=scram-sha-256', ...locale],
    owner,
  )
  const running: (() => Promise<void>)[] = []
  onTestFinished(async () => {
    for (const stop of running) await stop()
    await rm(folder, { recursive: true, force: true })
  })
  const start = async (data: string, port: number): Promise<() => Promise<void>> => {
    const settings = [`unix_socket_directories=${folder}`, `port=${port}`, 'listen_addresses=127.0.0.1']
    const child = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap(setting => ['-c', setting])], {
      ...owner,
      stdio: 'ignore',
    })
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    const stop = async (): Promise<void> => {
      child.kill('SIGINT')
      await ended
    }
    running.push(stop)
    await untilAnswering(folder, port)
    return stop
  }
  const port = await freePort()
  const stop = await start(cluster, port)
  const asSuperuser = async (text: string, database = 'crm'): Promise<void> => {
    const client = new Client({ host: folder, port, user: 'postgres', database })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  await asSuperuser("create role crm login createdb password 'cr:m@1'", 'postgres')
  await asSuperuser("create role boss login superuser password 'boss'", 'postgres')
  await asSuperuser('create database crm owner crm', 'postgres')
  return {
    major: programs === debian ? 15 : 18,
    port,
    url: `postgresql://crm:cr%3Am%401@127.0.0.1:${port}/crm`,
    superuserUrl: `postgresql://boss:boss@127.0.0.1:${port}/crm`,
    asSuperuser: text => asSuperuser(text),
    standby: async () => {
      await stop()
      const copy = join(folder, 'standby')
      await cp(cluster, copy, { recursive: true })
      await writeFile(join(copy, 'standby.signal'), '')
      if (account) await promisify(execFile)('chown', ['-R', `${account.uid}:${account.gid}`, copy])
      await chmod(copy, 0o700)
      await start(cluster, port)
      const standbyPort = await freePort()
      await start(copy, standbyPort)
      return { port: standbyPort }
    },
  }
}

/** A port that nobody listens on at the moment. */
export const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

const untilAnswering = async (host: string, port: number): Promise<void> => {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ host, port, user: 'postgres', database: 'postgres' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (attempt > 200) throw error
      await sleep(50)
    }
  }
}
