import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

const project = join(import.meta.dirname, '..', '..')

/** A tree of files made for one test and removed after it: path → content. */
export async function makeTree(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'zhanggui-check-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) await writeInto(root, path, content)
  return root
}

/** A copy of the whole project without its history and data, to be broken on purpose; it shares the installed packages. */
export async function copyProject(): Promise<string> {
  const root = await makeTree({})
  for (const part of ['src', 'bin', 'db', 'docs', 'package.json', 'tsconfig.json']) {
    await cp(join(project, part), join(root, part), { recursive: true })
  }
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'))
  return root
}

export async function writeInto(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

/** Runs `npm run check -- --only …` on that tree, as a process, and gives its exit code and all it printed. */
export async function runCheck(root: string, only: string): Promise<{ code: number; output: string }> {
  const program = join(project, 'bin', 'check.mjs')
  return await new Promise(resolve => {
    execFile(process.execPath, [program, '--root', root, '--only', only], (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr })
    })
  })
}
