import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { isRoot } from '#platform/db/embedded/account.ts'
import { cloneWithMode, nodeOf } from '../harness/clone.ts'
import { addressOf, processesBelow, type RunningProcess, watchProcess } from '../harness/process.ts'

vi.setConfig({ testTimeout: 180_000 })

const NOBODY = 65_534

/** Root only can become somebody else; where the tests run as an ordinary user, that user is the one who starts. */
const users: { name: string; uid: number | undefined; mode: number }[] = isRoot()
  ? [
      { name: 'root, in a folder that only root may enter', uid: undefined, mode: 0o700 },
      { name: 'root, in a folder that all may enter', uid: undefined, mode: 0o755 },
      { name: 'an ordinary user', uid: NOBODY, mode: 0o755 },
    ]
  : [{ name: 'an ordinary user', uid: undefined, mode: 0o700 }]

test.for(users)('npm start serves when started by $name', async ({ uid, mode }) => {
  const clone = await cloneWithMode(mode, uid)
  const program = start(clone, uid)
  const url = await addressOf(program)
  expect((await fetch(`${url}/api/health/ready`)).status).toBe(200)

  const runsAsRoot = isRoot() && uid === undefined
  const location = join(clone, 'data/location')
  expect(existsSync(location)).toBe(runsAsRoot)
  const data = runsAsRoot ? (await readFile(location, 'utf8')).trim() : join(clone, 'data')
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  if (runsAsRoot) expect(data).toMatch(/^\/var\/lib\/zhanggui\/zhanggui-[0-9a-f]{8}$/)
  expect((await stat(join(data, 'postgresql'))).mode & 0o777).toBe(0o700)
  expect((await stat(join(data, 'secrets/postgresql'))).mode & 0o777).toBe(0o600)
  for (const pid of await processesBelow(join(data, 'postgresql'))) {
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0)
  }

  program.kill('SIGTERM')
  expect((await program.ended).code).toBe(0)
  expect(await processesBelow(data)).toEqual([])
})

const start = (clone: string, uid: number | undefined): RunningProcess => {
  const child: ChildProcess = spawn(nodeOf(clone), [join(clone, 'bin/start.mjs')], {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', PORT: '0', EMBEDDED_SHARED_BUFFERS: '64MB' },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return watchProcess(child)
}
