import { sql } from 'kysely'
import { tableOf } from '../access/visible.ts'
import type { Queryable } from '../db/server.ts'
import type { Context } from '../records/context.ts'

/** A table of the company as far as it can hold words about somebody. */
export interface WordTable {
  name: string
  /** Columns that hold text, and how. */
  words: { column: string; kind: 'text' | 'texts' | 'json'; isRequired: boolean }[]
  /** Columns that name rows of other tables. */
  references: { column: string; to: string }[]
  /** Whether its rows say by `record_id` of which record they are. */
  isBesideRecords: boolean
}

/** Every table, by the catalog of the database itself: one that a migration adds tomorrow is among them. */
export async function tablesOf(db: Queryable): Promise<WordTable[]> {
  const { rows } = await sql<{ name: string; columns: Column[]; references: WordTable['references'] | null }>`
    select c.relname as name,
           json_agg(json_build_object('name', a.attname, 'type', t.typname, 'isRequired', a.attnotnull, 'isGenerated', a.attgenerated <> '') order by a.attnum) as columns,
           (select json_agg(json_build_object('column', f.attname, 'to', o.relname))
              from pg_constraint k join pg_class o on o.oid = k.confrelid
              join pg_attribute f on f.attrelid = k.conrelid and f.attnum = k.conkey[1]
             where k.conrelid = c.oid and k.contype = 'f' and array_length(k.conkey, 1) = 1 and f.atttypid = 'uuid'::regtype) as references
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid
     where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition
     group by c.oid, c.relname order by c.relname`.execute(db)
  return rows.map(({ name, columns, references }) => ({
    name,
    words: columns.flatMap(column => {
      const kind = kinds[column.type]
      return kind && !column.isGenerated ? [{ column: column.name, kind, isRequired: column.isRequired }] : []
    }),
    references: references ?? [],
    isBesideRecords: columns.some(column => column.name === 'record_id' && column.type === 'uuid'),
  }))
}

interface Column {
  name: string
  type: string
  isRequired: boolean
  isGenerated: boolean
}

const kinds: Readonly<Record<string, WordTable['words'][number]['kind']>> = {
  text: 'text',
  varchar: 'text',
  bpchar: 'text',
  _text: 'texts',
  jsonb: 'json',
}

/** Whether a table holds the records of a noun. */
export const isNounTable = (ctx: Pick<Context, 'catalog'>, name: string): boolean =>
  [...ctx.catalog.objects.values()].some(object => tableOf(object) === name)
