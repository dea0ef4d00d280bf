import type { Readable } from 'node:stream'
import { isId } from '../fields/index.ts'
import { openDisk } from './disk.ts'
import { openS3 } from './s3.ts'

/** A part of a file, in bytes, both ends included. */
export interface ByteRange {
  start: number
  end: number
}

/** A file that lies in a store. */
export interface StoredFile {
  key: string
  writtenAt: Date
}

/**
 * Where the bytes of one company's files lie. A key is a uuid of ours and what lies under it never changes: nothing that a client named ever
 * reaches a path.
 */
export interface FileStore {
  /** Keeps the content; when it returns the bytes are durable. Of content that breaks off nothing stays. */
  write(key: string, content: Readable): Promise<void>
  /** The content, or a part of it; null when nothing lies there. */
  read(key: string, range?: ByteRange): Promise<Readable | null>
  remove(key: string): Promise<void>
  /** Everything that lies there, in no order. */
  list(): AsyncIterable<StoredFile>
}

/** The stores of all companies: a folder or a prefix for each. */
export interface FileStores {
  /** In words, without secrets: `/srv/zhanggui/files`, `s3://bucket`. */
  place: string
  of(companyId: string): FileStore
}

/**
 * Opens the place that `FILES` names: nothing for a folder beside the database, a path, or
 * `s3://key:secret@host:port/bucket?region=…` (`s3+http://` for a server without TLS).
 */
export function openFileStores(setting: string, dataFolder: string): FileStores {
  const stores = /^s3(\+http)?:/.test(setting) ? openS3(setting) : openDisk(setting || `${dataFolder}/files`)
  return { place: stores.place, of: companyId => checked(stores.of(assertKey(companyId))) }
}

/** The only door to a store: what is no uuid goes no further. */
function checked(store: FileStore): FileStore {
  return {
    write: async (key, content) => store.write(assertKey(key), content),
    read: async (key, range) => store.read(assertKey(key), range),
    remove: async key => store.remove(assertKey(key)),
    list: () => store.list(),
  }
}

function assertKey(key: string): string {
  if (!isId(key) || key !== key.toLowerCase()) throw new Error('a file key is a uuid in lower case')
  return key
}
