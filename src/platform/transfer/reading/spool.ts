import { createWriteStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ImportLimits, importLimits } from './limits.ts'
import { tooLarge } from './read-csv.ts'

/** A file of the upload while it is read. */
export interface SpooledFile {
  path: string
  bytes: number
  remove(): Promise<void>
}

const prefix = 'zhanggui-import-'

/**
 * Takes away what processes that were killed had spooled: folders whose process is no more. Done once, before this one spools anything; in a container
 * a new process may have the number of the old one, so its own number counts as gone.
 */
export async function sweepSpools(folder = tmpdir()): Promise<number> {
  const left = (await readdir(folder)).filter(name => name.startsWith(prefix))
  const gone = left.filter(name => !isAlive(Number(name.slice(prefix.length).split('-')[0])))
  for (const name of gone) await rm(join(folder, name), { recursive: true, force: true })
  return gone.length
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one all the same.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Writes an upload to a temporary file, because its encoding can be told only from the whole of it. Nothing is left behind when the upload
 * breaks off. Problem `import.too_large`.
 */
export async function spool(upload: AsyncIterable<Buffer>, limits: ImportLimits = importLimits): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  const path = join(folder, 'upload')
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > limits.bytes) done(tooLarge(limits))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(upload, counted, createWriteStream(path, { mode: 0o600 }))
    return { path, bytes, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
