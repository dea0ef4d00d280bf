/** A cell, by row and column. */
export interface Cell {
  row: number
  column: number
}

/** What is marked in the grid: the cell one stands on, and the other corner of a marked block. */
export interface Marked {
  at: Cell
  anchor: Cell
}

interface Size {
  rows: number
  columns: number
  /** Rows that fit on the screen: what PageDown goes by. */
  page: number
}

/** Where a key leads; null when the key moves nothing. With shift the block grows from its anchor. */
export function moved(marked: Marked, key: string, { rows, columns, page }: Size, isExtending: boolean): Marked | null {
  const { row, column } = marked.at
  const to: Record<string, Cell> = {
    ArrowDown: { row: row + 1, column },
    j: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    k: { row: row - 1, column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    PageDown: { row: row + page, column },
    PageUp: { row: row - page, column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  }
  const next = Object.hasOwn(to, key) ? to[key] : undefined
  if (!next || rows === 0) return null
  const at = { row: clamp(next.row, rows), column: clamp(next.column, columns) }
  return { at, anchor: isExtending ? marked.anchor : at }
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

/** The marked block's corners, both included. */
export function blockOf({ at, anchor }: Marked): { from: Cell; to: Cell } {
  return {
    from: { row: Math.min(at.row, anchor.row), column: Math.min(at.column, anchor.column) },
    to: { row: Math.max(at.row, anchor.row), column: Math.max(at.column, anchor.column) },
  }
}

export function isInBlock(marked: Marked, row: number, column: number): boolean {
  const { from, to } = blockOf(marked)
  return row >= from.row && row <= to.row && column >= from.column && column <= to.column
}

/** Cells as a sheet reads them when pasted: tabs between columns, one line per row; what holds a tab or a line break is quoted. */
export const asTsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(cells => cells.map(cell => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
