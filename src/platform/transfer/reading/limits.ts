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
  /** Of a workbook: what its packed parts may come to, in bytes, and how often larger than packed any of them. */
  unpacked: number
  ratio: number
  /** Of a workbook: parts inside, and texts in its table of shared texts. */
  parts: number
  sharedTexts: number
  /** Milliseconds that the reading of one file may take. */
  time: number
}

export const importLimits: ImportLimits = {
  bytes: 200 * 1024 * 1024,
  rows: 1_000_000,
  columns: 200,
  cell: 32_767,
  record: 4_000_000,
  unpacked: 4 * 1024 * 1024 * 1024,
  ratio: 250,
  parts: 5000,
  sharedTexts: 20_000_000,
  time: 30 * 60_000,
}
