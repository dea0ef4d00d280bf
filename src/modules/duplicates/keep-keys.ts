import { sql } from 'kysely'
import type { Context, Written } from '#platform/records/index.ts'
import { keysOf, type MatchKey } from './match-keys.ts'

/** Keeps the keys of records that were written, in their transaction: one statement to take out, one to put in, for all of them. */
export async function keepKeys(ctx: Context, object: string, written: readonly Written[]): Promise<void> {
  const rows: { record_id: string; keys: MatchKey[] }[] = []
  for (const { id, before, values } of written) {
    const keys = keysOf(object, values)
    if (before !== null && values !== null && isEqual(keys, keysOf(object, before))) continue
    rows.push({ record_id: id, keys })
  }
  await writeKeys(ctx.db, object, rows)
}

/** Puts keys in place of those that records had. */
export async function writeKeys(
  db: Context['db'],
  object: string,
  rows: readonly { record_id: string; keys: readonly MatchKey[] }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`delete from match_keys where record_id = any(${rows.map(row => row.record_id)}::uuid[])`.execute(db)
  const given = rows.flatMap(({ record_id, keys }) =>
    keys.map(({ kind, value, near }) => ({ object, record_id, kind, value, near })),
  )
  if (given.length > 0)
    await sql`insert into match_keys select * from jsonb_populate_recordset(null::match_keys, ${JSON.stringify(given)}::jsonb)`.execute(
      db,
    )
}

const isEqual = (a: readonly MatchKey[], b: readonly MatchKey[]): boolean => textOf(a) === textOf(b)
const textOf = (keys: readonly MatchKey[]): string => JSON.stringify(keys.map(key => [key.kind, key.value]).sort())
