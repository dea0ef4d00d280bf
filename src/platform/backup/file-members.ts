import { createHash } from 'node:crypto'
import { PassThrough, type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Client } from 'pg'
import { Problem } from '../errors.ts'
import type { FileStore } from '../files/file-store.ts'
import type { ArchiveWriter } from './archive.ts'
import type { BackedUpFile } from './manifest.ts'
import type { Archive } from './read-archive.ts'

/**
 * Writes the bytes of every file that the snapshot knows into the archive, one by one. What is gone from the store is told, not passed over:
 * the rest of a company must not be without backup because one file is lost.
 */
export const copyFiles = async (
  client: Client,
  store: FileStore,
  archive: ArchiveWriter,
): Promise<{ files: BackedUpFile[]; lostFiles: string[] }> => {
  const { rows: known } = await client.query<{ there: boolean }>("select to_regclass('files') is not null as there")
  if (!known[0]?.there) return { files: [], lostFiles: [] }
  const { rows } = await client.query<{ key: string; size: string; sha256: string }>(
    'select distinct storage_key as key, size::text, sha256 from files order by storage_key',
  )
  const files: BackedUpFile[] = []
  const lostFiles: string[] = []
  for (const { key, size, sha256 } of rows) {
    const content = await store.read(key)
    if (!content) {
      lostFiles.push(key)
      continue
    }
    const member = `files/${key}.gz`
    const written = await archive.addStream(member, content)
    files.push({ key, size: Number(size), contentSha256: sha256, member, ...written })
  }
  return { files, lostFiles }
}

/** Puts the files of a backup into the store. @throws Problem `backup.damaged` where content is not what it was */
export const loadFiles = async (archive: Archive, store: FileStore): Promise<void> => {
  for (const file of archive.manifest.files) {
    const { stream, digest } = hashing()
    const passed = new PassThrough()
    await Promise.all([pipeline(archive.read(file.member), stream, passed), store.write(file.key, passed as Readable)])
    if (digest() !== file.contentSha256)
      throw new Problem(422, 'backup.damaged', { params: { file: file.member, reason: 'sha256' } })
  }
}

/** Takes away what a failed restore put there. */
export const dropFiles = async (archive: Archive, store: FileStore): Promise<void> => {
  for (const file of archive.manifest.files) await store.remove(file.key)
}

const hashing = (): { stream: Transform; digest: () => string } => {
  const hash = createHash('sha256')
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, digest: () => hash.digest('hex') }
}
