import { Client } from 'pg'
import type { DatabaseServer, Placement } from './server.ts'

/**
 * The tables of one database as readable SQL, the same text for the same schema whatever order migrations made it in: tables by name
 * with columns, constraints and indexes, then views, functions and triggers. For review and comparison; nothing runs it.
 */
export const schemaText = async (server: DatabaseServer, placement: Placement): Promise<string> => {
  const client = new Client(server.poolConfig(placement))
  client.on('error', () => undefined)
  await client.connect()
  try {
    const ask = async <T extends object>(text: string): Promise<T[]> =>
      (await client.query<T>(text, [placement.schema])).rows
    const columns = groupBy(await ask<ColumnRow>(COLUMNS), row => row.table)
    const constraints = groupBy(await ask<LineRow>(CONSTRAINTS), row => row.table)
    const indexes = groupBy(await ask<LineRow>(INDEXES), row => row.table)
    const tables = (await ask<TableRow>(TABLES)).map(table =>
      tableText(table, columns.get(table.name) ?? [], constraints.get(table.name) ?? [], indexes.get(table.name) ?? []),
    )
    const others = (await ask<{ text: string }>(OTHERS)).map(row => `${row.text.trim()};`)
    return `${[...tables, ...others].join('\n\n').replaceAll(`${placement.schema}.`, '')}\n`
  } finally {
    await client.end()
  }
}

interface TableRow {
  name: string
  /** `PARTITION BY RANGE (at)`, or empty. */
  partitioned: string | null
  /** `partition of history default`, or empty. */
  partition: string | null
}

interface ColumnRow {
  table: string
  name: string
  type: string
  required: boolean
  default: string | null
  generated: string
  identity: string
}

interface LineRow {
  table: string
  text: string
}

const tableText = (table: TableRow, columns: ColumnRow[], constraints: LineRow[], indexes: LineRow[]): string => {
  const lines = [...columns.map(columnText), ...constraints.map(row => row.text)].map(line => `  ${line}`)
  const head = table.partition
    ? `create table ${table.name} ${table.partition};`
    : `create table ${table.name} (\n${lines.join(',\n')}\n)${table.partitioned ? ` partition by ${table.partitioned}` : ''};`
  return [head, ...indexes.map(row => `${row.text};`)].join('\n')
}

const columnText = (column: ColumnRow): string =>
  [
    column.name,
    column.type,
    column.identity ? `generated ${column.identity === 'a' ? 'always' : 'by default'} as identity` : '',
    column.default === null
      ? ''
      : column.generated
        ? `generated always as (${column.default}) stored`
        : `default ${column.default}`,
    column.required ? 'not null' : '',
  ]
    .filter(Boolean)
    .join(' ')

const groupBy = <T>(rows: T[], key: (row: T) => string): Map<string, T[]> => Map.groupBy(rows, key)

/** The runner's own table is no part of the schema. */
const OURS = `n.nspname = $1 and c.relname <> 'schema_migrations'`

const TABLES = `
  select c.relname as name, pg_get_partkeydef(c.oid) as partitioned,
         'partition of ' || (select inhparent::regclass::text from pg_inherits where inhrelid = c.oid) || ' '
           || pg_get_expr(c.relpartbound, c.oid) as partition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and c.relkind in ('r', 'p')
   order by c.relname collate "C"`

const COLUMNS = `
  select c.relname as table, quote_ident(a.attname) as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
         pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated::text as generated, a.attidentity::text as identity
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where ${OURS} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
   order by c.relname collate "C", a.attnum`

/** PostgreSQL 18 keeps NOT NULL as constraints too; they stand beside their columns. */
const CONSTRAINTS = `
  select c.relname as table, 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) as text
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
   where ${OURS} and k.contype in ('p', 'u', 'f', 'c', 'x') and k.conparentid = 0
   order by c.relname collate "C", array_position('{p,u,x,c,f}', k.contype::text), k.conname collate "C"`

const INDEXES = `
  select c.relname as table, pg_get_indexdef(i.indexrelid) as text
    from pg_index i
    join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class x on x.oid = i.indexrelid
   where ${OURS} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
     and not exists (select from pg_inherits where inhrelid = i.indexrelid)
   order by c.relname collate "C", x.relname collate "C"`

const OTHERS = `
  select text from (
    select 1 as kind, c.relname as name, 'create view ' || c.relname || E' as\\n' || trim(trailing ';' from pg_get_viewdef(c.oid)) as text
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('v', 'm')
    union all
    select 2, p.proname || pg_get_function_identity_arguments(p.oid), pg_get_functiondef(p.oid)
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 and p.prokind in ('f', 'p')
    union all
    select 3, c.relname || ' ' || t.tgname, pg_get_triggerdef(t.oid)
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and not t.tgisinternal and t.tgparentid = 0
  ) found order by kind, name collate "C"`
