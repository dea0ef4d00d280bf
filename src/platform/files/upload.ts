import { createHash } from 'node:crypto'
import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { newId } from '../db/id.ts'
import { Problem } from '../errors.ts'
import type { Context } from '../records/context.ts'
import { sniff, sniffedBytes } from './content-kind.ts'
import { tidyFileName } from './file-name.ts'
import type { FileStore } from './file-store.ts'

/** A file as the API shows it. `title` is its name. */
export interface FileDescription {
  id: string
  title: string
  /** Bytes. */
  size: number
  /** By its own bytes. */
  type: string
}

/**
 * Takes a file in: the bytes go to the store as they come, measured and looked at on the way; the row comes after, so that no row is without
 * its bytes. It belongs to nobody's record until it is attached, and goes after a day when it is not.
 * @throws Problem `file.too_large` (413), `file.empty` (422)
 */
export async function takeIn(
  ctx: Context,
  store: FileStore,
  { name, content, limit }: { name: string; content: Readable; limit: number },
): Promise<FileDescription> {
  const [id, key] = [newId(), newId()]
  const meter = measuring(limit)
  const passed = new PassThrough()
  // Both ends are waited for: the store hears of a broken upload by the stream, we of a broken store by its promise.
  const [fed, kept] = await Promise.allSettled([pipeline(content, meter.stream, passed), store.write(key, passed)])
  if (kept.status === 'rejected' || fed.status === 'rejected') {
    if (kept.status === 'fulfilled') await store.remove(key)
    const reason: unknown = kept.status === 'rejected' ? kept.reason : fed.status === 'rejected' ? fed.reason : null
    if (meter.isOver()) throw tooLarge(limit)
    // Whoever broke off gets no answer; a store that does not take the bytes is ours to mend.
    throw content.errored ? content.errored : new Problem(503, 'file.store_unreachable', { cause: reason })
  }
  const { size, sha256, beginning } = meter.result()
  if (size === 0) {
    await store.remove(key)
    throw new Problem(422, 'file.empty')
  }
  const file = { id, title: tidyFileName(name), size, type: await sniff(beginning) }
  await sql`insert into files (id, name, size, sha256, content_type, storage_key, uploaded_at, uploaded_by_id)
    values (${id}, ${file.title}, ${size}, ${sha256}, ${file.type}, ${key}, ${ctx.now().toISOString()}::timestamptz, ${ctx.actor.userId})`.execute(
    ctx.db,
  )
  return file
}

/** @param limit in bytes */
export const tooLarge = (limit: number): Problem =>
  new Problem(413, 'file.too_large', { params: { max: Math.floor(limit / 1024 / 1024) } })

function measuring(limit: number): {
  stream: Transform
  isOver: () => boolean
  result: () => { size: number; sha256: string; beginning: Buffer }
} {
  const hash = createHash('sha256')
  const first: Buffer[] = []
  let size = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (size < sniffedBytes) first.push(chunk.subarray(0, sniffedBytes - size))
      size += chunk.length
      hash.update(chunk)
      if (size > limit) done(tooLarge(limit))
      else done(null, chunk)
    },
  })
  return {
    stream,
    isOver: () => size > limit,
    result: () => ({ size, sha256: hash.digest('hex'), beginning: Buffer.concat(first) }),
  }
}
