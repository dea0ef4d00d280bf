import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CheckOutcome } from './outcome.ts'
import { type DatabaseTable, tablesOf } from './schema-tables.ts'

/**
 * What the migrations of this tree make, in a PostgreSQL of its own, against what its declarations need, both ways: each declared
 * column with its type, its "not null" and its foreign key, and no column or record table beside. `db/schema.sql` must be what they
 * make.
 */
export async function checkMigrations(root: string): Promise<CheckOutcome> {
  const load = async (path: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(root, path)).href)
  const { migratedSchema } = (await load('src/platform/db/migrated-schema.ts')) as {
    migratedSchema: () => Promise<string>
  }
  const { app } = (await load('src/app.ts')) as { app: { modules: { objects: DeclaredObject[] }[] } }
  const { expectedTables } = (await load('src/platform/objects/schema.ts')) as {
    expectedTables: (objects: DeclaredObject[]) => ExpectedTable[]
  }

  const text = await migratedSchema()
  const objects = app.modules.flatMap(module => module.objects)
  const expected = expectedTables(objects)
  const company = tablesOf(text.slice(text.indexOf('-- ==== database: company')))
  const findings = [
    ...expected.flatMap(table => differences(table, company.get(table.name))),
    ...undeclared(company, expected),
    ...objects.flatMap(object => [
      ...missingIndexes(object, expected, company),
      ...missingOfEveryNoun(object, expected, company),
    ]),
  ]
  if (expected.length === 0) findings.push('no noun is declared; this check saw nothing')
  const written = existsSync(join(root, 'db/schema.sql')) ? await readFile(join(root, 'db/schema.sql'), 'utf8') : ''
  if (written.trim() !== text.trim())
    findings.push('db/schema.sql is not what the migrations make; run `npm run schema` and read the change')
  const columns = expected.reduce((sum, table) => sum + table.columns.length, 0)
  return { findings, saw: `${expected.length} nouns, ${columns} columns, ${company.size} tables` }
}

interface DeclaredObject {
  name: string
  title: string
  lineOf?: object
  fields: Record<string, { type: string; unique?: boolean; indexed?: boolean; search?: boolean }>
}
interface ExpectedColumn {
  name: string
  sql: string
  isNullable: boolean
  referencesTable?: string
}
interface ExpectedTable {
  name: string
  object: string
  columns: ExpectedColumn[]
}

function differences(expected: ExpectedTable, found: DatabaseTable | undefined): string[] {
  if (!found) return [`${expected.object}: no migration makes the table ${expected.name}`]
  const where = (column: string) => `${expected.object}: ${expected.name}.${column}`
  const missing = expected.columns.flatMap(column => {
    const real = found.columns.get(column.name)
    if (!real) return [`${where(column.name)} (${column.sql}) is declared, no migration makes it`]
    const told: string[] = []
    if (real.sql !== column.sql)
      told.push(`${where(column.name)} is declared as ${column.sql}, the migrations make ${real.sql}`)
    if (real.isNullable !== column.isNullable)
      told.push(
        `${where(column.name)} is declared ${column.isNullable ? 'nullable' : 'not null'}, the migrations make it ${real.isNullable ? 'nullable' : 'not null'}`,
      )
    if (real.referencesTable !== column.referencesTable)
      told.push(
        `${where(column.name)} is declared to refer to ${column.referencesTable ?? 'nothing'}, in the migrations to ${real.referencesTable ?? 'nothing'}`,
      )
    return told
  })
  const names = new Set(expected.columns.map(column => column.name))
  const extra = [...found.columns.keys()]
    .filter(name => !names.has(name))
    .map(name => `${where(name)} is made by a migration, nothing declares it`)
  return [...missing, ...extra]
}

/** A table with the columns of a record belongs to a noun; the platform's own tables have others. */
function undeclared(company: Map<string, DatabaseTable>, expected: ExpectedTable[]): string[] {
  const declared = new Set(expected.map(table => table.name))
  return [...company]
    .filter(
      ([name, { columns }]) =>
        !declared.has(name) && ['version', 'deleted_at', 'custom'].every(column => columns.has(column)),
    )
    .map(([name]) => `a migration makes the record table ${name}, no noun declares it`)
}

/** `unique` and `indexed` are promises that only an index keeps. */
function missingIndexes(
  object: DeclaredObject,
  expected: ExpectedTable[],
  company: Map<string, DatabaseTable>,
): string[] {
  const name = expected.find(table => table.object === object.name)?.name ?? ''
  const table = company.get(name)
  if (!table) return []
  return Object.entries(object.fields).flatMap(([field, { unique, indexed }]) => {
    const snake = snakeCase(field)
    const column = [snake, `${snake}_id`].find(candidate => table.columns.has(candidate))
    if (!column) return []
    const leading = table.indexes.filter(index => new RegExp(`^\\(+(\\w+\\()?"?${column}\\b`).test(index.keys))
    const told: string[] = []
    if (unique && !leading.some(index => index.isUnique))
      told.push(`${object.name}: ${name}.${column} is declared unique, no unique index begins with it`)
    if (indexed && leading.length === 0)
      told.push(`${object.name}: ${name}.${column} is declared indexed, no index begins with it`)
    return told
  })
}

/** The bin reads each noun newest first; programs ask what changed; an import finds partners by what `import_key` makes of their titles. */
function missingOfEveryNoun(
  object: DeclaredObject,
  expected: ExpectedTable[],
  company: Map<string, DatabaseTable>,
): string[] {
  const name = expected.find(table => table.object === object.name)?.name ?? ''
  const table = company.get(name)
  if (!table) return []
  const has = (keys: string): boolean => table.indexes.some(index => index.keys.startsWith(keys))
  const told: string[] = []
  if (!has('(deleted_at DESC, id DESC) WHERE (deleted_at IS NOT NULL)'))
    told.push(`${object.name}: ${name} has no index for the bin (${name}_bin)`)
  if (!object.lineOf && !has('(updated_at, id)'))
    told.push(`${object.name}: ${name} has no index for programs that synchronise (${name}_changes)`)
  const title = snakeCase(object.title)
  if (!object.lineOf && object.fields[object.title]?.type === 'text' && !has(`(import_key(${title}))`))
    told.push(`${object.name}: ${name} has no index on import_key(${title}); an import would read the whole table`)
  return told
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
