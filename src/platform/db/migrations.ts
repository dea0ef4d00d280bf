import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Which database a migration belongs to; the names of the two schemas as well. */
export type DatabaseKind = 'control' | 'company'

export interface Migration {
  version: number
  /** `0001_platform` */
  name: string
  database: DatabaseKind
  sql: string
  checksum: string
}

const FOLDER = fileURLToPath(new URL('../../../db/migrations', import.meta.url))

/**
 * Reads `NNNN_name.sql` of one or more folders as one line of history, in the order of their numbers. Each file's first line says where
 * it runs: `-- database: control` or `-- database: company`. A change of both databases is two files of one number, the second with a
 * letter: `NNNNa_name.sql`. Throws when a file breaks these rules: that is a programmer's mistake.
 */
export const readMigrations = async (folders: string[] = [FOLDER]): Promise<Migration[]> => {
  const migrations = (await Promise.all(folders.map(readFolder))).flat().sort((a, b) => a.version - b.version)
  const taken = new Map<string, string>()
  for (const { version, database, name } of migrations) {
    const before = taken.get(`${version} ${database}`)
    if (before !== undefined) throw new Error(`Migrations ${before} and ${name} have the same number`)
    taken.set(`${version} ${database}`, name)
  }
  return migrations
}

const readFolder = async (folder: string): Promise<Migration[]> => {
  const files = (await readdir(folder)).filter(file => file.endsWith('.sql'))
  return Promise.all(files.map(file => readMigration(folder, file)))
}

const readMigration = async (folder: string, file: string): Promise<Migration> => {
  const version = /^(\d{4})[a-z]?_[a-z0-9_]+\.sql$/.exec(file)?.[1]
  if (!version) throw new Error(`${join(folder, file)}: the name must be NNNN_some_name.sql or NNNNa_some_name.sql`)
  const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
  const database = /^-- database: (control|company)\n/.exec(sql)?.[1]
  if (!database)
    throw new Error(`${join(folder, file)}: the first line must be "-- database: control" or "-- database: company"`)
  return {
    version: Number(version),
    name: file.replace(/\.sql$/, ''),
    database: database === 'control' ? 'control' : 'company',
    sql,
    checksum: createHash('sha256').update(sql).digest('hex'),
  }
}
