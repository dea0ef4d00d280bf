import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A process of the program or of the operator's tool, as somebody at a terminal sees it. */
export interface RunningProcess {
  pid: number
  /** Everything on standard output and standard error so far. */
  output(): string
  /** Waits until the output has this; fails when the process ends first. Returns the match. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): void
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** An empty data folder, removed after the test, with whatever still works in it ended. */
export const dataFolderForTest = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-process-'))
  onTestFinished(async () => {
    for (const pid of await processesBelow(folder)) process.kill(pid, 'SIGKILL')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  return folder
}

/** Runs a script of the project in English with these settings and nothing of ours; killed after the test if it still runs. */
export const startScript = (script: string, args: string[], settings: Record<string, string>): RunningProcess => {
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      LANG: 'en_US.UTF-8',
      PORT: '0',
      EMBEDDED_SHARED_BUFFERS: '64MB',
      // As every start of ours has it; loading the program takes half the time.
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      ...settings,
    },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return watchProcess(child)
}

/** The program itself, on a free port. */
export const startProgramProcess = (settings: Record<string, string>): RunningProcess =>
  startScript('src/main.ts', [], settings)

/** The address that it prints when it is ready. */
export const addressOf = async (program: RunningProcess): Promise<string> =>
  (await program.says(/is running: (\S+)/))[1] ?? ''

/** Runs a command of the operator to its end. */
export const zhanggui = async (
  args: string[],
  settings: Record<string, string>,
): Promise<{ code: number | null; output: string }> => {
  const command = startScript('src/cli.ts', args, settings)
  const { code } = await command.ended
  return { code, output: command.output() }
}

/** Follows what a child process says. */
export const watchProcess = (child: ChildProcess): RunningProcess => {
  let output = ''
  const listeners = new Set<() => void>()
  const collect = (chunk: Buffer): void => {
    output += chunk.toString()
    for (const listener of listeners) listener()
  }
  child.stdout?.on('data', collect)
  child.stderr?.on('data', collect)
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>(done =>
    child.on('close', (code, signal) => done({ code, signal })),
  )
  const says = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, fail) => {
      const look = (): void => {
        const match = pattern.exec(output)
        if (!match) return
        listeners.delete(look)
        found(match)
      }
      listeners.add(look)
      look()
      void ended.then(({ code, signal }) =>
        fail(new Error(`Ended with ${code ?? signal} before it said ${pattern}:\n${output}`)),
      )
    })
  return { pid: child.pid ?? 0, output: () => output, says, kill: signal => void child.kill(signal), ended }
}

/** Processes that work in this folder or below it: those of an embedded PostgreSQL work in its cluster. */
export const processesBelow = async (folder: string): Promise<number[]> => {
  const place = await realpath(folder)
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async pid => {
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '')
      return cwd === place || cwd.startsWith(`${place}/`) ? [Number(pid)] : []
    }),
  )
  return found.flat()
}
