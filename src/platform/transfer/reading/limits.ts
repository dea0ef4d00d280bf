/** What an import takes. A file beyond is refused with the limit in the message; nothing of it is kept. */
export interface ImportLimits {
  /** Bytes of the file. */
  bytes: number
  /** Rows below the header; blank ones do not count. */
  rows: number
  columns: number
  /** Characters of one cell: what a spreadsheet can hold. A longer one refuses its row, not the file. */
  cell: number
  /** Characters of one record: more means that a quotation mark was never closed. */
  record: number
}

export const importLimits: ImportLimits = {
  bytes: 200 * 1024 * 1024,
  rows: 1_000_000,
  columns: 200,
  cell: 32_767,
  record: 4_000_000,
}
