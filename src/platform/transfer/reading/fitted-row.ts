import type { ImportLimits } from './limits.ts'

export const isBlank = (cell: string): boolean => cell.trim() === ''

/** The row with as many cells as there are headers, and text that a database can hold. */
export function fitted(
  cells: readonly string[],
  columns: number,
  limits: ImportLimits,
): { cells: string[]; damage: string | null } {
  let damage: string | null = null
  if (cells.length > columns && cells.slice(columns).some(cell => !isBlank(cell))) damage = 'import.extra_cells'
  const kept = Array.from({ length: columns }, (_, index) => {
    let cell = cells[index] ?? ''
    if (cell.length > limits.cell) {
      damage = 'import.cell_too_long'
      cell = cell.slice(0, limits.cell).replace(/[\uD800-\uDBFF]$/, '')
    }
    if (cell.includes('\uFFFD') || cell.includes('\u0000')) {
      damage = 'import.damaged_text'
      cell = cell.replaceAll('\u0000', '\uFFFD')
    }
    return cell
  })
  return { cells: kept, damage }
}

/** A header as it is kept: one line. */
export const tidyHeader = (cell: string): string => cell.replace(/\s+/g, ' ').trim()
