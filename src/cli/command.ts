import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../settings.ts'

/** What a command gets: its options and positional arguments as `node:util` parsed them, and the program's settings. */
export interface Invocation {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>
  positionals: string[]
  settings: Settings
}

/**
 * One command of `zhanggui`, the default export of `src/cli/<name>.ts`. Its short description is the message `cli.commands.<name>`, its
 * help `cli.help.<name>`, in both languages.
 */
export interface Command {
  options?: NonNullable<ParseArgsConfig['options']>
  /** The least and the greatest number of positional arguments; none when absent. */
  positionals?: { from: number; to: number }
  /** Does the work, writes results to standard output and returns the exit code. Problems become one sentence and 1. */
  run(invocation: Invocation): Promise<number>
}

/** The option as text; `undefined` when it was not given. */
export const textOption = (invocation: Invocation, name: string): string | undefined => {
  const value = invocation.values[name]
  return typeof value === 'string' ? value : undefined
}
