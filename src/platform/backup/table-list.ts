import type { Client } from 'pg'

/** A table as COPY needs it: partitions are reached through their parent, generated columns make themselves. */
export interface TableShape {
  name: string
  columns: string[]
}

export const listTables = async (client: Client, schema: string): Promise<TableShape[]> => {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
      group by c.relname order by c.relname collate "C"`,
    [schema],
  )
  return rows
}

export interface SequenceState {
  name: string
  value: string
  isCalled: boolean
}

/** Where the counters of a schema stand. */
export const listSequences = async (client: Client, schema: string): Promise<SequenceState[]> => {
  const { rows } = await client.query<{ name: string; value: string | null; start: string }>(
    `select sequencename as name, last_value::text as value, start_value::text as start
       from pg_sequences where schemaname = $1 order by sequencename collate "C"`,
    [schema],
  )
  return rows.map(row => ({ name: row.name, value: row.value ?? row.start, isCalled: row.value !== null }))
}
