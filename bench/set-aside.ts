import { sql } from 'kysely'
import type { Database } from '#platform/db/server.ts'

/**
 * Takes foreign keys and secondary indexes away from these tables, because a table is filled many times faster without them, and gives
 * back a function that puts exactly the same ones in place again.
 */
export async function setAside(db: Database, tables: readonly string[]): Promise<() => Promise<void>> {
  const constraints = await namesAndTexts(db, tables, 'constraints')
  const indexes = await namesAndTexts(db, tables, 'indexes')
  for (const { table, name } of constraints)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`.execute(db)
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(db)
  return () =>
    db.connection().execute(async one => {
      await sql`set statement_timeout = 0`.execute(one)
      await sql`set maintenance_work_mem = '1GB'`.execute(one)
      // Of a partitioned table PostgreSQL tells the index of the parent alone; made without ONLY it is one of every partition, too.
      for (const { text } of indexes) await sql.raw(text.replace(' ON ONLY ', ' ON ')).execute(one)
      for (const { table, name, text } of constraints)
        await sql`alter table ${sql.table(table)} add constraint ${sql.ref(name)} ${sql.raw(text)}`.execute(one)
    })
}

interface Piece {
  table: string
  name: string
  text: string
}

async function namesAndTexts(
  db: Database,
  tables: readonly string[],
  what: 'constraints' | 'indexes',
): Promise<Piece[]> {
  const query =
    what === 'constraints'
      ? sql<Piece>`select c.conrelid::regclass::text as "table", c.conname as name, pg_get_constraintdef(c.oid) as text
          from pg_constraint c where c.contype = 'f' and c.conrelid = any(${[...tables]}::regclass[])`
      : sql<Piece>`select i.indrelid::regclass::text as "table", i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text
          from pg_index i where i.indrelid = any(${[...tables]}::regclass[]) and not i.indisprimary`
  return (await query.execute(db)).rows
}
