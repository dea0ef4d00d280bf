import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The program as it runs for people, in a process of its own. */
export interface RunningProgram {
  url: string
  stop(): Promise<void>
}

/** Starts it on these data at any free port. @throws with what it said when it does not come up */
export async function startProgram(dataDir: string): Promise<RunningProgram> {
  const withoutLimits = ['--import', join(import.meta.dirname, 'without-limits.ts')]
  const child = spawn(process.execPath, [...withoutLimits, join(import.meta.dirname, '../src/main.ts')], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await addressOf(child)
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((found, failed) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const url = /http:\/\/127\.0\.0\.1:\d+(?=[\s。]|$)/m.exec(said)?.[0]
      if (url) found(url)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => failed(new Error(`the program ended with ${code}: ${said}`)))
  })
}
