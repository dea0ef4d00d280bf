import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of the archive; its content is asked for only when all before it has been written. */
export interface ZipPart {
  name: string
  text: AsyncIterable<string | Buffer> | Iterable<string | Buffer>
}

/**
 * A ZIP archive as it is being made, in constant memory: sizes and checksums follow each part, as the format allows. Always the same
 * bytes for the same parts. A part may not pass 4 GB; the caller sees to that.
 */
export async function* zipStream(parts: AsyncIterable<ZipPart>): AsyncGenerator<Buffer, void, undefined> {
  const written: WrittenPart[] = []
  let offset = 0
  for await (const { name, text } of parts) {
    const part: WrittenPart = { name: Buffer.from(name), offset, crc: 0, size: 0, packed: 0 }
    const header = localHeader(part)
    offset += header.length
    yield header
    for await (const chunk of packed(text, part)) {
      offset += chunk.length
      yield chunk
    }
    const tail = descriptor(part)
    offset += tail.length
    yield tail
    written.push(part)
  }
  const directory = Buffer.concat(written.map(directoryEntry))
  yield directory
  yield endOfDirectory(written.length, directory.length, offset)
}

interface WrittenPart {
  name: Buffer
  offset: number
  crc: number
  size: number
  packed: number
}

async function* packed(text: ZipPart['text'], part: WrittenPart): AsyncGenerator<Buffer, void, undefined> {
  const source = Readable.from(counted(text, part))
  const deflate = createDeflateRaw({ level: 4 })
  source.on('error', error => deflate.destroy(error))
  source.pipe(deflate)
  try {
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      part.packed += chunk.length
      yield chunk
    }
  } finally {
    source.destroy()
    deflate.destroy()
  }
}

async function* counted(text: ZipPart['text'], part: WrittenPart): AsyncGenerator<Buffer, void, undefined> {
  for await (const piece of text) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    part.crc = crc32(bytes, part.crc)
    part.size += bytes.length
    yield bytes
  }
}

/** Sizes follow the part (8), the name is UTF-8 (2048). */
const FLAGS = 8 | 2048
const DEFLATED = 8
/** 1 January 1980: the clock does not belong in the file. */
const DAY = 0x21

function localHeader({ name }: WrittenPart): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(DEFLATED, 8)
  header.writeUInt16LE(DAY, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function descriptor({ crc, size, packed: length }: WrittenPart): Buffer {
  const tail = Buffer.alloc(16)
  tail.writeUInt32LE(0x08074b50, 0)
  tail.writeUInt32LE(crc, 4)
  tail.writeUInt32LE(length, 8)
  tail.writeUInt32LE(size, 12)
  return tail
}

function directoryEntry({ name, offset, crc, size, packed: length }: WrittenPart): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(FLAGS, 8)
  entry.writeUInt16LE(DEFLATED, 10)
  entry.writeUInt16LE(DAY, 14)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(length, 20)
  entry.writeUInt32LE(size, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function endOfDirectory(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
