import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#platform/errors.ts'
import type { UnixAccount } from './account.ts'
import type { Binaries } from './binaries.ts'

/** The role and the database of the program. The role is no superuser; it owns its databases and may create more. */
export const ROLE = 'zhanggui'
export const CONTROL_DATABASE = 'zhanggui'

/**
 * Makes the cluster when it is missing and returns the password of the program's role.
 *
 * The superuser gets no password and no line in pg_hba.conf, so nobody can sign in as it: what it has to do, once, happens in
 * PostgreSQL's single-user mode. Everything is made in `postgresql.new` and renamed at the end, so a first start that broke off leaves
 * nothing that looks like a cluster.
 */
export const prepareCluster = async (options: {
  folder: string
  binaries: Binaries
  account: UnixAccount | undefined
  durable: boolean
}): Promise<string> => {
  const cluster = join(options.folder, 'postgresql')
  const known = await readPassword(options.folder)
  if (existsSync(cluster)) {
    await refuseOtherMajor(cluster, options.binaries)
    if (known) return known
    const password = await makePassword(options.folder)
    await singleUser(cluster, options, [`alter role ${ROLE} password '${password}'`])
    return password
  }
  const password = known ?? (await makePassword(options.folder))
  const making = `${cluster}.new`
  await rm(making, { recursive: true, force: true })
  await ownFolder(making, options.account)
  await run(join(options.binaries.folder, 'initdb'), initdbArguments(making, options.durable), options)
  await writeFile(join(making, 'pg_hba.conf'), `local all ${ROLE} scram-sha-256\n`)
  await singleUser(making, options, [
    `create role ${ROLE} login createdb password '${password}'`,
    `create database ${CONTROL_DATABASE} owner ${ROLE}`,
  ])
  await rename(making, cluster)
  return password
}

/** A folder that only PostgreSQL's account (or we ourselves) may enter. */
export const ownFolder = async (folder: string, account: UnixAccount | undefined): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  if (account) await chown(folder, account.uid, account.gid)
}

/** The password of the program's role as the running instance left it; `undefined` before the first start. */
export const readPassword = async (folder: string): Promise<string | undefined> => {
  const file = join(folder, 'secrets/postgresql')
  return existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined
}

const makePassword = async (folder: string): Promise<string> => {
  const password = randomBytes(24).toString('base64url')
  await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
  await writeFile(join(folder, 'secrets/postgresql.new'), `${password}\n`, { mode: 0o600 })
  await rename(join(folder, 'secrets/postgresql.new'), join(folder, 'secrets/postgresql'))
  return password
}

const initdbArguments = (cluster: string, durable: boolean): string[] => [
  `--pgdata=${cluster}`,
  '--username=postgres',
  '--auth=reject',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
  ...(durable ? [] : ['--no-sync']),
]

const refuseOtherMajor = async (cluster: string, binaries: Binaries): Promise<void> => {
  const major = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  const ours = binaries.version.split('.')[0]
  if (major !== ours)
    throw new Problem(500, 'database.other_major', { params: { found: major, ours, folder: cluster } })
}

type Runner = { folder: string; binaries: Binaries; account: UnixAccount | undefined; durable: boolean }

const singleUser = (cluster: string, options: Runner, statements: string[]): Promise<void> =>
  run(
    join(options.binaries.folder, 'postgres'),
    ['--single', '-D', cluster, '-c', 'exit_on_error=on', '-c', `fsync=${options.durable ? 'on' : 'off'}`, 'postgres'],
    options,
    `${statements.join('\n')}\n`,
  )

/** Runs one of PostgreSQL's programs to its end; what it complained of becomes the problem's reason. */
const run = (command: string, args: string[], { folder, account }: Runner, input = ''): Promise<void> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: postgresEnvironment(),
      stdio: 'pipe',
      detached: true,
      ...(account && { uid: account.uid, gid: account.gid }),
    })
    let output = ''
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-4000)
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', cause =>
      fail(new Problem(500, 'database.would_not_start', { params: { reason: cause.message }, cause })),
    )
    child.on('close', code => {
      if (code === 0) done()
      else
        fail(
          new Problem(500, 'database.would_not_start', { params: { reason: output.trim() || `${command}: ${code}` } }),
        )
    })
    child.stdin.on('error', () => child.kill())
    child.stdin.end(input)
  })

/** Nothing of the caller's PG… variables or locale reaches the server. */
export const postgresEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
})
