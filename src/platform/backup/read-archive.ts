import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem } from '../errors.ts'
import { MANIFEST, type Manifest, parseManifest, SEAL } from './manifest.ts'
import { readTarHeader } from './tar.ts'

/** A backup file that has been read through and found whole. */
export interface Archive {
  manifest: Manifest
  /** The uncompressed content of a member. */
  read(member: string): Readable
}

/**
 * Reads the whole file once and compares every member with the manifest's checksums. Problems: `backup.unreadable` (no such file),
 * `backup.damaged` (cut short, changed, or no backup at all).
 */
export const openArchive = async (file: string): Promise<Archive> => {
  const handle = await open(file).catch(cause => {
    throw new Problem(404, 'backup.unreadable', { params: { file, reason: cause.message }, cause })
  })
  try {
    const members = await readMembers(handle)
    const manifest = parseManifest(await sealedManifest(handle, members))
    for (const { member: name, bytes, sha256 } of [...manifest.tables, ...manifest.files]) {
      const member = members.get(name)
      if (member?.size !== bytes || (await hashOf(handle, member)) !== sha256) throw new Error(name)
    }
    return {
      manifest,
      read: name => {
        const { start, size } = found(members, name)
        const raw = createReadStream(file, size > 0 ? { start, end: start + size - 1 } : { start, end: start })
        const content = createGunzip()
        raw.on('error', error => content.destroy(error))
        return raw.pipe(content)
      },
    }
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)
    throw new Problem(422, 'backup.damaged', { params: { file, reason }, cause })
  } finally {
    await handle.close()
  }
}

interface Member {
  start: number
  size: number
}

const readMembers = async (handle: FileHandle): Promise<Map<string, Member>> => {
  const members = new Map<string, Member>()
  const { size: fileSize } = await handle.stat()
  const header = Buffer.alloc(512)
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(header, 0, 512, position)
    if (bytesRead < 512) throw new Error('cut short')
    const entry = readTarHeader(header)
    if (!entry) return members
    const start = position + 512
    if (start + entry.size > fileSize) throw new Error('cut short')
    members.set(entry.name, { start, size: entry.size })
    position = start + Math.ceil(entry.size / 512) * 512
  }
}

const sealedManifest = async (handle: FileHandle, members: Map<string, Member>): Promise<string> => {
  const text = await readText(handle, found(members, MANIFEST))
  const seal = await readText(handle, found(members, SEAL))
  if (createHash('sha256').update(text).digest('hex') !== seal.trim()) throw new Error(MANIFEST)
  return text
}

const found = (members: Map<string, Member>, name: string): Member => {
  const member = members.get(name)
  if (!member) throw new Error(`${name}?`)
  return member
}

const readText = async (handle: FileHandle, { start, size }: Member): Promise<string> => {
  const text = Buffer.alloc(size)
  await handle.read(text, 0, size, start)
  return text.toString('utf8')
}

const hashOf = async (handle: FileHandle, { start, size }: Member): Promise<string> => {
  const hash = createHash('sha256')
  const chunk = Buffer.alloc(1 << 20)
  for (let done = 0; done < size; ) {
    const { bytesRead } = await handle.read(chunk, 0, Math.min(chunk.length, size - done), start + done)
    if (bytesRead === 0) throw new Error('cut short')
    hash.update(chunk.subarray(0, bytesRead))
    done += bytesRead
  }
  return hash.digest('hex')
}
