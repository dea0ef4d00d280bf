import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { Problem } from '../../../errors.ts'
import type { ImportLimits } from '../limits.ts'

/** A ZIP archive on disk. Nothing of it is ever written anywhere; a part is unpacked only when it is read, and counted while it is. */
export interface ZipFile {
  has(name: string): boolean
  names: string[]
  /** The part's bytes as they are unpacked. */
  read(name: string): AsyncGenerator<Buffer, void, undefined>
}

interface Part {
  offset: number
  packed: number
  size: number
  method: number
}

/**
 * Reads the archive's directory and refuses what no spreadsheet program writes: too many parts, parts that overlap or claim to be larger
 * than is taken, names that lead out of a folder, secret or unknown packing. Problems `import.workbook_damaged`,
 * `import.workbook_protected`, `import.workbook_too_large`, `import.workbook_hostile`.
 */
export async function openZip(path: string, limits: ImportLimits): Promise<ZipFile> {
  const file = await open(path)
  try {
    const parts = await readDirectory(file, limits)
    const spent = { bytes: 0, until: Date.now() + limits.time }
    return {
      names: [...parts.keys()],
      has: name => parts.has(name.toLowerCase()),
      read: name => {
        const part = parts.get(name.toLowerCase())
        if (!part) throw damaged()
        return unpacked(path, part, { limits, spent })
      },
    }
  } finally {
    await file.close()
  }
}

export const damaged = (cause?: unknown): Problem => new Problem(422, 'import.workbook_damaged', { cause })
export const hostile = (): Problem => new Problem(422, 'import.workbook_hostile')
export const tooBig = (): Problem => new Problem(422, 'import.workbook_too_large')

/** The end of the archive says where its directory is; a comment of up to 64 KB may follow. */
async function readDirectory(file: FileHandle, limits: ImportLimits): Promise<Map<string, Part>> {
  const { size } = await file.stat()
  const tail = await slice(file, Math.max(0, size - 65_557), Math.min(size, 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end === -1 || end + 22 > tail.length) throw damaged()
  const [count, length, offset] = [
    tail.readUInt16LE(end + 10),
    tail.readUInt32LE(end + 12),
    tail.readUInt32LE(end + 16),
  ]
  // A workbook of 4 GB (ZIP64) is beyond every limit.
  if (offset === 0xffffffff || count === 0xffff) throw tooBig()
  if (count > limits.parts || length > limits.parts * 600) throw hostile()
  if (offset + length > size) throw damaged()
  const directory = await slice(file, offset, length)
  const parts = new Map<string, Part>()
  let [at, packed, unpackedSize] = [0, 0, 0]
  for (let index = 0; index < count; index++) {
    const entry = entryAt(directory, at)
    if (isStray(entry.name) || parts.has(entry.name.toLowerCase())) throw hostile()
    parts.set(entry.name.toLowerCase(), entry)
    packed += entry.packed
    unpackedSize += entry.size
    at = entry.next
  }
  // Parts that overlap make more of the same bytes.
  if (packed > size) throw hostile()
  if (unpackedSize > limits.unpacked) throw tooBig()
  return parts
}

function entryAt(directory: Buffer, at: number): Part & { name: string; next: number } {
  if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) throw damaged()
  const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)]
  const nameLength = directory.readUInt16LE(at + 28)
  const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  if (next > directory.length) throw damaged()
  if ((flags & 1) !== 0) throw new Problem(422, 'import.workbook_protected')
  if (method !== 0 && method !== 8) throw damaged()
  const packed = directory.readUInt32LE(at + 20)
  if (packed === 0xffffffff) throw tooBig()
  return {
    name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    offset: directory.readUInt32LE(at + 42),
    packed,
    size: directory.readUInt32LE(at + 24),
    method,
    next,
  }
}

const isStray = (name: string): boolean =>
  name.startsWith('/') || name.includes('\\') || name.includes('\0') || /(^|\/)\.\.(\/|$)|^[A-Za-z]:/.test(name)

async function slice(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

/** So much may come of any part, however small it is packed. */
const HARMLESS = 16 * 1024 * 1024

async function* unpacked(
  path: string,
  part: Part,
  { limits, spent }: { limits: ImportLimits; spent: { bytes: number; until: number } },
): AsyncGenerator<Buffer, void, undefined> {
  const start = part.offset + (await headerLength(path, part))
  if (part.packed === 0) return
  const source = createReadStream(path, { start, end: start + part.packed - 1, highWaterMark: 64 * 1024 })
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
  source.on('error', error => inflate.destroy(error))
  const stream = part.method === 8 ? source.pipe(inflate) : source
  let bytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length
      spent.bytes += chunk.length
      if (spent.bytes > limits.unpacked) throw tooBig()
      if (bytes > HARMLESS && bytes > part.packed * limits.ratio) throw hostile()
      if (Date.now() > spent.until) throw tooBig()
      yield chunk
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_') ? damaged(error) : error
  } finally {
    source.destroy()
    inflate.destroy()
  }
}

async function headerLength(path: string, part: Part): Promise<number> {
  const file = await open(path)
  try {
    const header = await slice(file, part.offset, 30)
    if (header.length < 30 || header.readUInt32LE(0) !== 0x04034b50) throw damaged()
    return 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}
