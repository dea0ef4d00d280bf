import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { node24, root } from './paths.mjs'

/** Node keeps what it compiled there; loading the program then takes half the time. */
export const compiled = join(root, 'node_modules', '.cache', 'node')

/**
 * Goes on under our Node 24 with a file of the project and ends as it ends. Signals pass on; the child holds a channel to us, by which
 * it sees when we are killed. `cwd` stays the caller's, so that file names on the command line mean what they say.
 */
export function handOver(script, args, options = {}) {
  void runToEnd(script, args, options).then(code => process.exit(code))
}

/** The same, but comes back with the exit code; whoever was sent away by a signal gets 128 and its number. */
export function runToEnd(script, args, { env = process.env, channel = false } = {}) {
  const stdio = channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit'
  const child = spawn(node24(), [join(root, script), ...args], { stdio, env: { NODE_COMPILE_CACHE: compiled, ...env } })
  const pass = signal => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  return new Promise(resolve => {
    child.on('error', error => {
      console.error(error.message)
      resolve(1)
    })
    child.on('exit', (code, signal) => {
      for (const each of signals) process.off(each, pass)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
