import type { Encoding } from './encoding.ts'
import type { Separator } from './separator.ts'

/** A row as read; `damage` is the code of what makes it useless whatever its values mean. */
export interface ReadRow {
  /** As a spreadsheet numbers it: the header is 1, blank rows count. */
  row: number
  /** As many as there are headers. */
  cells: string[]
  damage: string | null
  /** By column from 0, the code of what is wrong with a cell; it matters only where the column goes into a field. */
  flaws?: Record<number, CellFlaw>
}

/** An error value, a formula whose result nobody saved, a number that has lost digits (that is bad only for texts and ids). */
export type CellFlaw = 'import.cell_error' | 'import.no_formula_value' | 'import.digits_lost'

/** A file of any kind whose header has been read and whose rows come as they are asked for. */
export interface SheetFile {
  kind: 'csv' | 'xlsx'
  /** Of a CSV file; null of a workbook. */
  encoding: Encoding | null
  separator: Separator | null
  /** Of a workbook: the names of its visible sheets, and the one that is read. */
  sheets: string[]
  sheet: string | null
  /** As a spreadsheet numbers it. */
  headerRow: number
  headers: string[]
  /** Whether an apostrophe before what looks like a formula is the guard of a CSV file. */
  isGuarded: boolean
  /** Rows that are not blank, in the file's order; may be walked once. */
  rows: AsyncIterable<ReadRow>
  /** Lets go of what is held open; the rows need not have been walked. */
  close(): Promise<void>
}

/** What the user chose, and how a file finds out what he did not choose. */
export interface ReadChoices {
  /** A visible sheet's name; the first that has rows unless told. */
  sheet?: string | undefined
  /** The first row that looks like one unless told. */
  headerRow?: number | undefined
  /** How many of these headers are known names; tells the header from a title above it. */
  known?: ((headers: readonly string[]) => number) | undefined
}
