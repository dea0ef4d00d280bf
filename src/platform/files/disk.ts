import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isId } from '../fields/index.ts'
import type { ByteRange, FileStore, FileStores, StoredFile } from './file-store.ts'

/** Files in a folder of this machine: `<root>/<company>/<first two of the key>/<key>`, readable by its owner alone. */
export function openDisk(folder: string): FileStores {
  const root = resolve(folder)
  return { place: root, of: companyId => diskStore(join(root, companyId)) }
}

function diskStore(root: string): FileStore {
  // The end of a time-ordered id is spread evenly, its beginning is not.
  const folderOf = (key: string): string => join(root, key.slice(-2))
  const pathOf = (key: string): string => join(folderOf(key), key)
  return {
    write: async (key, content) => {
      await mkdir(folderOf(key), { recursive: true, mode: 0o700 })
      await writeDurably(pathOf(key), content)
      await syncFolder(folderOf(key))
    },
    read: async (key, range) => readIfThere(pathOf(key), range),
    remove: key => rm(pathOf(key), { force: true }),
    list: () => filesUnder(root),
  }
}

/** Beside its place first: what is half written never looks whole. */
async function writeDurably(path: string, content: Readable): Promise<void> {
  const making = `${path}.making`
  try {
    await rm(making, { force: true })
    await pipeline(content, createWriteStream(making, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(making, path)
  } catch (error) {
    await rm(making, { force: true })
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readIfThere(path: string, range: ByteRange | undefined): Promise<Readable | null> {
  try {
    // Opened at once, so that a sweep between cannot take away what is being sent.
    const handle = await open(path)
    return handle.createReadStream(range)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function* filesUnder(root: string): AsyncIterable<StoredFile> {
  for (const folder of await namesIn(root))
    for (const name of await namesIn(join(root, folder))) {
      const key = name.replace(/\.making$/, '')
      if (!isId(key)) continue
      const found = await stat(join(root, folder, name)).catch(error => {
        if (isMissing(error)) return null
        throw error
      })
      if (!found) continue
      // What a crash left half written goes as if it had never begun.
      if (name === key) yield { key, writtenAt: found.mtime }
      else if (Date.now() - found.mtimeMs > abandonedMs) await rm(join(root, folder, name), { force: true })
    }
}

const abandonedMs = 86_400_000

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
