import { sql } from 'kysely'
import type { Client } from 'pg'
import { tableOf } from '../access/visible.ts'
import type { Database, Queryable } from '../db/server.ts'
import { transaction } from '../db/transaction.ts'
import type { ObjectDefinition } from '../objects/index.ts'
import type { FileStore, StoredFile } from './file-store.ts'

const dayMs = 86_400_000
/** An upload that nobody attached goes after a day, a file that was taken away after a month: so long an undo may bring it back. */
const unattachedMs = dayMs
const removedMs = 30 * dayMs

/** What a sweep took away. */
export interface Swept {
  unattached: number
  removed: number
  /** Of records that were erased for good. */
  ofErased: number
  /** Bytes without a row: what a crash left. */
  stray: number
}

/**
 * Takes away files that nothing needs any more: first their rows, then their bytes, so that no row is ever without. Does nothing, and gives
 * null, while a backup runs: what its snapshot names must still be there when it comes to it.
 */
export async function sweepFiles(
  db: Database,
  store: FileStore,
  { objects, now }: { objects: readonly ObjectDefinition[]; now: Date },
): Promise<Swept | null> {
  return transaction(db, async trx => {
    const { rows } = await sql<{
      free: boolean
    }>`select pg_try_advisory_xact_lock(${sql.lit(filesLock)}) as free`.execute(trx)
    if (!rows[0]?.free) return null
    const before = (ms: number): string => new Date(now.getTime() - ms).toISOString()
    const swept: Swept = { unattached: 0, removed: 0, ofErased: 0, stray: 0 }
    const keys: string[] = []
    const take = async (condition: ReturnType<typeof sql>): Promise<number> => {
      const gone = await sql<{
        key: string
      }>`delete from files f where ${condition} returning storage_key as key`.execute(trx)
      keys.push(...gone.rows.map(row => row.key))
      return gone.rows.length
    }
    swept.unattached = await take(sql`record_id is null and uploaded_at < ${before(unattachedMs)}::timestamptz`)
    swept.removed = await take(sql`removed_at < ${before(removedMs)}::timestamptz`)
    for (const object of objects)
      swept.ofErased += await take(sql`object = ${object.name}
        and not exists (select from ${sql.table(tableOf(object))} t where t.id = f.record_id)
        and not exists (select from file_links l where l.file_id = f.id)`)
    // The bytes go while the lock is held and before the rows are gone for good: if that breaks off, the next sweep finds them as strays.
    const strays = await strayFiles(trx, store, new Date(now.getTime() - unattachedMs))
    swept.stray = strays.filter(key => !keys.includes(key)).length
    const shared = await stillNamed(trx, keys)
    for (const key of new Set([...keys, ...strays])) if (!shared.has(key)) await store.remove(key)
    return swept
  })
}

/** Of these keys those whose bytes another file still needs. */
async function stillNamed(db: Queryable, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select distinct storage_key as key from files
    where storage_key = any(${[...keys]}::uuid[])`.execute(db)
  return new Set(rows.map(row => row.key))
}

/** Files in the store that no row names, written before an instant: an upload may be on its way to its row. */
export async function strayFiles(db: Queryable, store: FileStore, before: Date): Promise<string[]> {
  const strays: string[] = []
  for await (const some of inHundreds(store.list())) {
    const old = some.filter(file => file.writtenAt < before).map(file => file.key)
    const { rows } = await sql<{ key: string }>`select given.key from unnest(${old}::uuid[]) as given (key)
      where not exists (select from files f where f.storage_key = given.key)`.execute(db)
    strays.push(...rows.map(row => row.key))
  }
  return strays
}

/** Rows whose bytes are not in the store: what somebody deleted there, or a store that is not the one the files were written to. */
export async function lostFiles(db: Database, store: FileStore): Promise<number> {
  const there = new Set<string>()
  for await (const file of store.list()) there.add(file.key)
  const { rows } = await sql<{ key: string }>`select storage_key as key from files`.execute(db)
  return rows.filter(row => !there.has(row.key)).length
}

/** Held shared by a backup for as long as it runs, alone by the sweeper. Any fixed number of ours. */
const filesLock = 740_221_907

/** Keeps the sweeper away for as long as this connection lives; waits for one that is at work. */
export const keepFiles = async (client: Client): Promise<void> => {
  await client.query('select pg_advisory_lock_shared($1)', [filesLock])
}

async function* inHundreds(files: AsyncIterable<StoredFile>): AsyncIterable<StoredFile[]> {
  let some: StoredFile[] = []
  for await (const file of files) {
    some.push(file)
    if (some.length < 500) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
