/** A table as the database has it. */
export interface DatabaseTable {
  columns: Map<string, { sql: string; isNullable: boolean; referencesTable?: string }>
  indexes: { keys: string; isUnique: boolean }[]
}

/** Reads the tables out of a schema text (`db/schema.sql`), which holds one column, constraint or index in a line. */
export function tablesOf(text: string): Map<string, DatabaseTable> {
  const tables = new Map<string, DatabaseTable>()
  let table: DatabaseTable | undefined
  for (const line of text.split('\n')) {
    const begin = /^create table "?([\w]+)"? \($/.exec(line)?.[1]
    if (begin) tables.set(begin, (table = { columns: new Map(), indexes: [] }))
    else if (table && line.startsWith('  ')) readLine(table, line.trim().replace(/,$/, ''))
    else if (line.startsWith('CREATE ')) readIndex(tables, line)
  }
  return tables
}

function readLine(table: DatabaseTable, line: string): void {
  const reference = /FOREIGN KEY \("?(\w+)"?\) REFERENCES "?(\w+)"?\(/.exec(line)
  const column = reference?.[1] ? table.columns.get(reference[1]) : undefined
  if (column && reference?.[2]) column.referencesTable = reference[2]
  const unique = /^constraint \S+ (?:UNIQUE|PRIMARY KEY) (\(.*\))/.exec(line)?.[1]
  if (unique) table.indexes.push({ keys: unique, isUnique: true })
  if (line.startsWith('constraint ')) return
  const [, name, rest] = /^"?(\w+)"? (.+)$/.exec(line) ?? []
  if (!name || !rest) return
  const sql = rest.replace(/ not null$/, '').replace(/ (default|generated) .*$/, '')
  table.columns.set(name, { sql, isNullable: !rest.endsWith(' not null') })
}

function readIndex(tables: Map<string, DatabaseTable>, line: string): void {
  const [, unique, name, keys] = /^CREATE (UNIQUE )?INDEX \S+ ON (?:ONLY )?"?(\w+)"? USING \w+ (\(.*)$/.exec(line) ?? []
  if (name && keys) tables.get(name)?.indexes.push({ keys, isUnique: unique !== undefined })
}
