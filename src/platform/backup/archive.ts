import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { tarHeader, tarPadding } from './tar.ts'

/** What went into one member of the archive. */
export interface Written {
  /** Compressed. */
  bytes: number
  /** Of the compressed bytes, hex. */
  sha256: string
}

/** An archive being written: a tar file whose members are compressed one by one, so that any tool can look inside. */
export interface ArchiveWriter {
  addStream(name: string, content: Readable): Promise<Written>
  addText(name: string, text: string): Promise<Written>
  /** Makes it durable and gives it its name. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Writes beside `file` and takes its place only at the end, so a broken backup never looks like one. Only the owner may read it. */
export const createArchive = async (file: string): Promise<ArchiveWriter> => {
  const making = `${file}.making`
  await rm(making, { force: true })
  const handle = await open(making, 'wx', 0o600)
  let position = 0
  const add = async (name: string, content: Readable, isCompressed: boolean): Promise<Written> => {
    const start = position
    const { bytes, sha256 } = await writeBody(handle, start + HEADER, content, isCompressed)
    // The size is known only now; the header's place was kept free.
    await handle.write(tarHeader(name, bytes), 0, HEADER, start)
    const padding = tarPadding(bytes)
    await handle.write(padding, 0, padding.length, start + HEADER + bytes)
    position = start + HEADER + bytes + padding.length
    return { bytes, sha256 }
  }
  return {
    addStream: (name, content) => add(name, content, true),
    addText: (name, text) => add(name, Readable.from([Buffer.from(text)]), false),
    finish: async () => {
      await handle.write(Buffer.alloc(2 * HEADER), 0, 2 * HEADER, position)
      await handle.sync()
      await handle.close()
      await rename(making, file)
    },
    abandon: async () => {
      await handle.close()
      await rm(making, { force: true })
    },
  }
}

const HEADER = 512

const writeBody = async (
  handle: FileHandle,
  start: number,
  content: Readable,
  isCompressed: boolean,
): Promise<Written> => {
  const hash = createHash('sha256')
  let bytes = 0
  const write = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) {
      hash.update(chunk)
      await handle.write(chunk, 0, chunk.length, start + bytes)
      bytes += chunk.length
    }
  }
  await (isCompressed ? pipeline(content, createGzip({ level: 4 }), write) : pipeline(content, write))
  return { bytes, sha256: hash.digest('hex') }
}
