import { Problem } from '../../../errors.ts'
import { isBlank } from '../fitted-row.ts'
import type { ReadChoices } from '../sheet-file.ts'
import type { SheetRow } from './sheet-rows.ts'

/**
 * Which of the first rows of a sheet is its header: the one that was chosen; else the one with the most names that are known; else the
 * first that fills nearly as many columns as any. Where a header cell is merged with the ones above or below, the name stands in the
 * upper one: a blank header takes what stands over it. Problem `import.no_such_header` for a chosen row that is blank.
 */
export function chooseHeader(
  rows: readonly SheetRow[],
  { headerRow, known }: ReadChoices,
): { headerRow: number; headers: string[] } {
  const chosen = headerRow === undefined ? likeliest(rows, known) : rows.findIndex(one => one.row === headerRow)
  const row = rows[chosen]
  if (!row || !row.cells.some(cell => !isBlank(cell)))
    throw new Problem(422, 'import.no_such_header', { params: { row: headerRow ?? 1 } })
  const above = rows[chosen - 1]
  const isGroup = above !== undefined && above.row === row.row - 1 && filled(above) > 1
  const width = Math.max(row.cells.length, isGroup ? above.cells.length : 0)
  const headers = Array.from({ length: width }, (_, index) => {
    const own = row.cells[index] ?? ''
    return isBlank(own) && isGroup ? (above.cells[index] ?? '') : own
  })
  while (headers.length > 0 && isBlank(headers.at(-1) ?? '')) headers.pop()
  return { headerRow: row.row, headers }
}

const filled = (row: SheetRow): number => row.cells.filter(cell => !isBlank(cell)).length

function likeliest(rows: readonly SheetRow[], known: ReadChoices['known']): number {
  const counts = rows.map(row => known?.(row.cells.filter(cell => !isBlank(cell))) ?? 0)
  const most = Math.max(0, ...counts)
  // One name alone may well be a value: a customer of the name 客户.
  if (most >= 2) return counts.indexOf(most)
  const widest = Math.max(...rows.map(filled))
  return rows.findIndex(row => filled(row) >= Math.max(1, Math.ceil(widest * 0.6)))
}
