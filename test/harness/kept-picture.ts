import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { GreyPicture } from './pdf.ts'

const kept = join(import.meta.dirname, '..', 'data', 'prints')
const fresh = join(import.meta.dirname, '..', '..', 'test-results', 'prints')

/**
 * How much of a picture differs from the one kept under that name, as a share of its points: 0 is the same. What it looks like now is written to
 * `test-results/prints` to be looked at. With `KEEP_PICTURES=1` it is kept instead, once somebody has looked at it.
 */
export async function differsFromKept(name: string, picture: GreyPicture): Promise<number> {
  const png = encode(picture)
  await mkdir(fresh, { recursive: true })
  await writeFile(join(fresh, `${name}.png`), png)
  if (process.env.KEEP_PICTURES === '1') {
    await mkdir(kept, { recursive: true })
    await writeFile(join(kept, `${name}.png`), png)
  }
  const before = decode(await readFile(join(kept, `${name}.png`)))
  if (before.width !== picture.width || before.height !== picture.height) return 1
  // Another build of the drawing library may smooth an edge a little differently; a missing word is dark against light.
  const different = picture.pixels.filter((shade, at) => Math.abs(shade - (before.pixels[at] ?? 0)) > 80)
  return different.length / picture.pixels.length
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** A PNG of eight bits of grey, each row as it is. */
function encode({ width, height, pixels }: GreyPicture): Buffer {
  const rows = Buffer.alloc((width + 1) * height)
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** Reads what `encode` wrote. */
function decode(png: Buffer): GreyPicture {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const packed: Buffer[] = []
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  const rows = inflateSync(Buffer.concat(packed))
  const pixels = new Uint8Array(width * height)
  for (let row = 0; row < height; row++)
    pixels.set(rows.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)), row * width)
  return { width, height, pixels }
}
