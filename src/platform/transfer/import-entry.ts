import { sql } from 'kysely'
import { ownersWithin } from '../access/actor.ts'
import type { Queryable } from '../db/server.ts'
import { notFound } from '../errors.ts'
import type { Context } from '../records/context.ts'
import type { ImportCounts, ImportSettings, ImportState } from './import-description.ts'

/** A problem as it is kept: its message is made for whoever reads it. */
export interface KeptProblem {
  code: string
  params?: Record<string, unknown> | undefined
  field?: string | null | undefined
}

/** A record that an undo left, with the code of the reason. */
export interface KeptRecord {
  object: string
  id: string
  reason: string
}

/** An import as the company's database keeps it. */
export interface ImportEntry {
  id: string
  object: string
  fileName: string
  userId: string | null
  state: ImportState
  createdAt: string
  updatedAt: string
  kind: 'csv' | 'xlsx'
  encoding: string | null
  separator: string | null
  sheets: string[]
  sheet: string | null
  headerRow: number
  clearedAt: string | null
  headers: string[]
  mapping: (string | null)[]
  settings: ImportSettings
  isStaged: boolean
  rows: number
  counts: ImportCounts
  problems: KeptProblem[]
  done: number
  atLevel: number
  atRow: number
  isCancelled: boolean
  batchId: string | null
  kept: KeptRecord[]
}

/** What holds where the user says nothing. */
export const usualSettings: ImportSettings = {
  sourceSystem: 'import',
  dateOrder: 'ymd',
  doubles: 'skip',
  key: null,
  writing: 'overwrite',
  runsEvents: false,
  defaults: {},
}

export const noCounts: ImportCounts = { created: 0, updated: 0, skipped: 0, refused: 0 }

/** The import of that id, if the actor may see it: his own, his team's or all, by the scope of `import.run`. Problem `not_found`. */
export async function findImport(ctx: Context, id: string): Promise<ImportEntry> {
  const { rows } = await sql<EntryRow>`select * from imports i where id = ${id}::uuid and ${seen(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw notFound('import')
  return fromRow(rows[0])
}

/** The newest imports that the actor may see. */
export async function listImports(ctx: Context, limit: number): Promise<ImportEntry[]> {
  const { rows } =
    await sql<EntryRow>`select * from imports i where ${seen(ctx)} order by created_at desc, id desc limit ${limit}`.execute(
      ctx.db,
    )
  return rows.map(fromRow)
}

/** Writes down changes of an import. */
export async function saveImport(db: Queryable, id: string, changes: Partial<ImportEntry>): Promise<void> {
  const assignments = Object.entries(changes).map(([name, value]) => {
    const column = columns[name as keyof ImportEntry]
    const isJson = jsonFields.has(name)
    return sql`${sql.ref(column)} = ${isJson ? sql`${JSON.stringify(value)}::jsonb` : value}`
  })
  await sql`update imports set ${sql.join([...assignments, sql`updated_at = now()`])} where id = ${id}::uuid`.execute(
    db,
  )
}

/** Puts a new import down. */
export async function insertImport(
  ctx: Context,
  entry: Pick<ImportEntry, 'id' | 'object' | 'fileName' | 'settings'>,
): Promise<void> {
  await sql`insert into imports (id, object, file_name, user_id, state, settings)
    values (${entry.id}::uuid, ${entry.object}, ${entry.fileName}, ${ctx.actor.userId}::uuid, 'reading', ${JSON.stringify(entry.settings)}::jsonb)`.execute(
    ctx.db,
  )
}

const columns: Record<keyof ImportEntry, string> = {
  id: 'id',
  object: 'object',
  fileName: 'file_name',
  userId: 'user_id',
  state: 'state',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  kind: 'kind',
  sheets: 'sheets',
  sheet: 'sheet',
  headerRow: 'header_row',
  clearedAt: 'cleared_at',
  encoding: 'encoding',
  separator: 'separator',
  headers: 'headers',
  mapping: 'mapping',
  settings: 'settings',
  isStaged: 'is_staged',
  rows: 'rows',
  counts: 'counts',
  problems: 'problems',
  done: 'done',
  atLevel: 'at_level',
  atRow: 'at_row',
  isCancelled: 'is_cancelled',
  batchId: 'batch_id',
  kept: 'kept',
}
const jsonFields = new Set<string>(['mapping', 'settings', 'counts', 'problems', 'kept'])

type EntryRow = Record<string, unknown>

const fromRow = (row: EntryRow): ImportEntry => {
  const entries = Object.entries(columns).map(([name, column]) => [name, row[column]])
  const entry = Object.fromEntries(entries) as ImportEntry
  return {
    ...entry,
    counts: { ...noCounts, ...entry.counts },
    settings: { ...usualSettings, ...entry.settings },
  }
}

const seen = (ctx: Context) => {
  const owners = ownersWithin(ctx.actor, 'import.run')
  return owners === 'all' ? sql<boolean>`true` : sql<boolean>`i.user_id = any(${[...owners]}::uuid[])`
}
