import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Who holds a data folder, for the sentence that refuses the second one. */
export interface DataHolder {
  pid: number
  command: string
  since: string
}

export interface DataLock {
  release(): void
}

/**
 * Takes the data folder for this process, or returns who holds it.
 *
 * The lock itself is the kernel's (fcntl, through SQLite's exclusive transaction on an empty file): it ends with the process, however
 * that dies, so there is no stale lock to judge by process numbers. `in-use` beside it only says who it is.
 */
export const lockData = (folder: string): DataLock | DataHolder => {
  const lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return readHolder(folder)
    throw error
  }
  const holder: DataHolder = {
    pid: process.pid,
    command: process.argv.slice(1).join(' '),
    since: new Date().toISOString(),
  }
  writeFileSync(join(folder, 'in-use'), `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  return { release: () => lock.close() }
}

export const isHolder = (outcome: DataLock | DataHolder): outcome is DataHolder => 'pid' in outcome

/** The other one may not have written its name yet. */
const readHolder = (folder: string): DataHolder => {
  try {
    return JSON.parse(readFileSync(join(folder, 'in-use'), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      return { pid: 0, command: '', since: '' }
    }
    throw error
  }
}

const SQLITE_BUSY = 5
