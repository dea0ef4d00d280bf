import { isWatermarkRow } from '../audit/watermark.ts'
import type { Database } from '../db/server.ts'
import { copyIn, type CopyValue } from '../db/copy-in.ts'
import type { Context } from '../records/context.ts'
import { unguardCell } from './cell-prefix.ts'
import { saveImport } from './import-entry.ts'
import type { ReadRow, SheetFile } from './reading/sheet-file.ts'

/** Rows of one COPY: after so many one sees how far it is. */
const CHUNK = 20_000

/** Writes all rows of a file into the staging table as they are read; gives how many they are. */
export async function stageRows(ctx: Context & { db: Database }, importId: string, file: SheetFile): Promise<number> {
  const rows = file.rows[Symbol.asyncIterator]()
  let count = 0
  for (;;) {
    const written = await copyIn(
      ctx.db,
      staging,
      someOf(rows, row => stagedValues(importId, row, file.isGuarded)),
    )
    count += written
    if (written > 0) await saveImport(ctx.db, importId, { rows: count })
    if (written < CHUNK) return count
  }
}

const staging = { table: 'import_rows', columns: ['import_id', 'row', 'cells', 'damage', 'flaws'] }

/** The iterator is not closed at the end, as a `for` would: the next COPY goes on with it. */
async function* someOf(
  rows: AsyncIterator<ReadRow>,
  values: (row: ReadRow) => CopyValue[],
): AsyncGenerator<CopyValue[], void, undefined> {
  for (let count = 0; count < CHUNK; ) {
    const next = await rows.next()
    if (next.done) return
    if (isWatermarkRow(next.value.cells)) continue
    count += 1
    yield values(next.value)
  }
}

const stagedValues = (importId: string, { row, cells, damage, flaws }: ReadRow, isGuarded: boolean): CopyValue[] => [
  importId,
  row,
  isGuarded ? cells.map(unguardCell) : cells,
  damage,
  flaws ? JSON.stringify(flaws) : null,
]
