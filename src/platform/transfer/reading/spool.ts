import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
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

/**
 * Writes an upload to a temporary file, because its encoding can be told only from the whole of it. Nothing is left behind when the upload
 * breaks off. Problem `import.too_large`.
 */
export async function spool(upload: AsyncIterable<Buffer>, limits: ImportLimits = importLimits): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-import-'))
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
