import { execFile } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const PARTS = [
  'bin',
  'db',
  'dist',
  'index.html',
  'package.json',
  'package-lock.json',
  'src',
  'tsconfig.json',
  'vite.config.ts',
]

/**
 * A clone of the project as it is here, installed, in a folder of this mode that belongs to
 * `owner` (a user's number); hard links where the disk allows. Gone after the test.
 */
export const cloneWithMode = async (mode: number, owner?: number): Promise<string> => {
  const above = await mkdtemp(join(tmpdir(), 'zhanggui-clone-'))
  onTestFinished(() => rm(above, { recursive: true, force: true }))
  const clone = join(above, 'zhanggui')
  await mkdir(clone, { mode: 0o755 })
  for (const part of PARTS.filter(name => existsSync(join(root, name)))) await copy('-r', part, clone)
  await copy('-rl', 'node_modules', clone).catch(() => copy('-r', 'node_modules', clone))
  await chmod(above, mode)
  // Folders only: a hard-linked file is the same file here and there.
  if (owner !== undefined)
    await promisify(execFile)('find', [above, '-type', 'd', '-exec', 'chown', `${owner}`, '{}', '+'])
  return clone
}

/** Our Node inside the clone: the one that runs the tests may lie where another user may not enter. */
export const nodeOf = (clone: string): string => {
  const within = relative(root, realpathSync(process.execPath))
  return within.startsWith('..') ? process.execPath : join(clone, within)
}

const copy = (how: string, part: string, clone: string): Promise<unknown> =>
  promisify(execFile)('cp', [how, join(root, part), `${clone}/`])
