import { sql } from 'kysely'
import type { Context } from '../records/context.ts'
import { unguardCell } from './cell-prefix.ts'
import { saveImport } from './import-entry.ts'
import type { CsvFile, ReadRow } from './reading/read-csv.ts'

/** Rows written together. */
const CHUNK = 2000

/** Writes all rows of a file into the staging table, a chunk at a time; gives how many they are. */
export async function stageRows(ctx: Context, importId: string, file: CsvFile): Promise<number> {
  let count = 0
  let chunk: ReadRow[] = []
  const flush = async (): Promise<void> => {
    if (chunk.length === 0) return
    await insert(ctx, importId, chunk)
    count += chunk.length
    chunk = []
    await saveImport(ctx.db, importId, { rows: count })
  }
  for await (const row of file.rows) {
    chunk.push(row)
    if (chunk.length >= CHUNK) await flush()
  }
  await flush()
  return count
}

async function insert(ctx: Context, importId: string, rows: readonly ReadRow[]): Promise<void> {
  await sql`
    insert into import_rows (import_id, row, cells, damage)
    select ${importId}::uuid, given.row, given.cells::text[], given.damage
    from unnest(${rows.map(row => row.row)}::int[], ${rows.map(row => arrayText(row.cells))}::text[], ${rows.map(row => row.damage)}::text[])
      as given (row, cells, damage)`.execute(ctx.db)
}

/** An array as PostgreSQL writes it; rows become one bind each, which is far faster than a bind for each cell. */
const arrayText = (cells: readonly string[]): string =>
  `{${cells.map(cell => `"${unguardCell(cell).replace(/[\\"]/g, '\\$&')}"`).join(',')}}`
