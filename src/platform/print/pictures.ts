import { buffer } from 'node:stream/consumers'
import { Problem } from '../errors.ts'
import type { FileStores } from '../files/file-store.ts'
import { fileFor } from '../files/record-files.ts'
import type { PrintHow } from './define-print.ts'

/** What paper can hold: others are left out. */
const printable = ['image/png', 'image/jpeg']
const largest = 4 * 1024 * 1024

/** Reads pictures for paper: those that the context may read. */
export const pictureFrom =
  (stores: FileStores): PrintHow['picture'] =>
  async (ctx, file) => {
    const found = await fileFor(ctx, file).catch(error => {
      if (error instanceof Problem && error.status === 404) return null
      throw error
    })
    if (!found || !printable.includes(found.type) || found.size > largest) return null
    const content = await stores.of(ctx.company.id).read(found.storageKey)
    return content && `data:${found.type};base64,${(await buffer(content)).toString('base64')}`
  }
