import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Problem } from '../../errors.ts'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const
/** GB18030 covers GBK and GB2312: what Excel in China writes. */
export type Encoding = (typeof encodings)[number]

/**
 * How a text file is encoded: by its byte order mark; without one UTF-16 by the zero bytes that no other encoding has, then UTF-8 when
 * the whole file is valid, else GB18030. UTF-8 in which only a few bytes are damaged stays UTF-8, so that the damage shows in its rows
 * and does not turn all other Chinese into nonsense. Problems: `import.is_spreadsheet`, `import.not_text`.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const head = await firstBytes(path, 65_536)
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (isArchive(head) || isOldSpreadsheet(head)) throw new Problem(422, 'import.is_spreadsheet')
  const wide = wideEncoding(head)
  if (wide) return wide
  const { sequences, damaged } = await scanUtf8(path)
  if (damaged === 0 || sequences > damaged * 20) return 'utf-8'
  return 'gb18030'
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** XLSX, ODS and ZIP begin so. */
const isArchive = (head: Buffer): boolean => padded(head).readUInt32BE(0) === 0x504b0304
/** XLS. */
const isOldSpreadsheet = (head: Buffer): boolean => padded(head).readUInt32BE(0) === 0xd0cf11e0
const padded = (head: Buffer): Buffer => (head.length >= 4 ? head : Buffer.concat([head, Buffer.alloc(4)]))

/** Of UTF-16 without a mark: commas, digits and line ends have a zero byte before (BE) or behind (LE) them. */
function wideEncoding(head: Buffer): Encoding | undefined {
  let [even, odd] = [0, 0]
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (even + odd === 0) return undefined
  // A few zero bytes in a long text are damage, not an encoding; a picture or a program has them on both sides.
  if (Math.max(even, odd) < head.length / 50) return undefined
  if (Math.min(even, odd) > Math.max(even, odd) / 4) throw new Problem(422, 'import.not_text')
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** Counts whole characters of several bytes, and bytes that belong to none. */
async function scanUtf8(path: string): Promise<{ sequences: number; damaged: number }> {
  let [sequences, damaged, awaited] = [0, 0, 0]
  let [lowest, highest] = [0x80, 0xbf]
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (awaited > 0) {
        if (byte >= lowest && byte <= highest) {
          awaited--
          if (awaited === 0) sequences++
          ;[lowest, highest] = [0x80, 0xbf]
          continue
        }
        damaged++
        awaited = 0
        ;[lowest, highest] = [0x80, 0xbf]
      }
      if (byte < 0x80) continue
      if (byte >= 0xc2 && byte <= 0xdf) awaited = 1
      else if (byte >= 0xe0 && byte <= 0xef) awaited = 2
      else if (byte >= 0xf0 && byte <= 0xf4) awaited = 3
      else damaged++
      // Overlong forms, surrogates and what lies beyond Unicode are no UTF-8.
      if (byte === 0xe0) lowest = 0xa0
      if (byte === 0xed) highest = 0x9f
      if (byte === 0xf0) lowest = 0x90
      if (byte === 0xf4) highest = 0x8f
    }
  }
  return { sequences, damaged: damaged + (awaited > 0 ? 1 : 0) }
}
