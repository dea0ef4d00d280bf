import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../errors.ts'

/** Keeps passwords and secrets of others (mail server, second factors) so that a look into the database does not give them away. */
export interface Secrets {
  seal(text: string): Promise<Buffer>
  /** Problem `secret.other_key` (500) for what was sealed with a key that we do not have. */
  open(sealed: Buffer): Promise<string>
}

/**
 * The secrets of an installation. `keys` are what SECRET_KEY says: the first seals, all of them open, so that a key can be replaced. When
 * it says nothing, a key is drawn once and kept in `secrets/key` of the data folder; processes on several machines need SECRET_KEY.
 */
export const openSecrets = ({ folder, keys }: { folder: string; keys: readonly string[] }): Secrets => {
  let known: Promise<Key[]> | undefined
  const all = (): Promise<Key[]> => {
    known ??= readKeys(folder, keys)
    known.catch(() => {
      known = undefined
    })
    return known
  }
  return {
    seal: async text => {
      const [key] = await all()
      if (!key) throw new Error('There is no key to seal with')
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key.bytes, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([key.id, iv, cipher.getAuthTag(), body])
    },
    open: async sealed => {
      const key = (await all()).find(one => one.id.equals(sealed.subarray(0, ID)))
      if (!key) throw new Problem(500, 'secret.other_key')
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(ID, ID + 12))
      decipher.setAuthTag(sealed.subarray(ID + 12, ID + 28))
      return Buffer.concat([decipher.update(sealed.subarray(ID + 28)), decipher.final()]).toString('utf8')
    },
  }
}

interface Key {
  /** The beginning of the key's hash: says which key sealed. */
  id: Buffer
  bytes: Buffer
}

const ID = 4

const readKeys = async (folder: string, given: readonly string[]): Promise<Key[]> => {
  const texts = [...given]
  const file = join(folder, 'secrets', 'key')
  const kept = await readFile(file, 'utf8').catch(noneWhenMissing)
  // What was sealed before somebody set SECRET_KEY stays readable.
  if (kept !== null) texts.push(kept.trim())
  else if (texts.length === 0) texts.push(await drawKey(folder, file))
  return texts.map(text => {
    const bytes = Buffer.from(hkdfSync('sha256', text, 'zhanggui', 'secrets', 32))
    return { id: createHash('sha256').update(bytes).digest().subarray(0, ID), bytes }
  })
}

/** Draws a key and keeps it; of two processes that do so at once the first wins, and both have its key. */
const drawKey = async (folder: string, file: string): Promise<string> => {
  await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  return (await readFile(file, 'utf8')).trim()
}

const noneWhenMissing = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
