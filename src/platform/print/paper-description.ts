export type PrintLanguage = 'zh' | 'en'

/** A document to be printed, as its noun's module describes it: plain values, made into a PDF in another thread. */
export interface PrintDocument {
  language: PrintLanguage
  title: string
  /** Stands small above every page but the first: number and customer. */
  running?: string
  /** Lies pale across every page: who printed it, DRAFT. */
  watermark?: string
  orientation?: 'portrait' | 'landscape'
  blocks: readonly PrintBlock[]
}

export type PrintBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; align?: 'left' | 'center' | 'right'; isStrong?: boolean; isSmall?: boolean }
  /** Labels with values, in one column or two. A value that is empty is left out with its label. */
  | { kind: 'pairs'; columns: 1 | 2; pairs: readonly PrintPair[] }
  /** A table whose heading is repeated on each page and whose rows are not torn apart; `totals` are its last rows. */
  | {
      kind: 'table'
      columns: readonly PrintColumn[]
      rows: readonly (readonly string[])[]
      totals?: readonly { label: string; values: readonly string[] }[]
    }
  /** Who the parties are, side by side: each with a heading and what is known of it. */
  | { kind: 'parties'; parties: readonly { title: string; pairs: readonly PrintPair[] }[] }
  /** Sums under a table, at the right; the last may be strong. `words` stand below across the whole width: the amount in capitals. */
  | { kind: 'totals'; rows: readonly (PrintPair & { isStrong?: boolean })[]; words?: PrintPair }
  /**
   * Places where parties sign and seal, side by side, never torn from each other. `place` says what the empty space is for (盖章处); a `seal`
   * is a picture as a data address and lies over it.
   */
  | { kind: 'signatures'; parties: readonly PrintParty[] }
  /** A picture as a data address (PNG, JPEG); its width in points. */
  | { kind: 'picture'; data: string; width: number; align?: 'left' | 'center' | 'right' }
  | { kind: 'newPage' }

export interface PrintParty {
  title: string
  lines: readonly string[]
  place?: string
  seal?: string
}

export interface PrintPair {
  label: string
  value: string | null | undefined
}

export interface PrintColumn {
  label: string
  align?: 'left' | 'right' | 'center'
  /** In points, or the share of what is left that the column takes (`*`), or as wide as its words (`auto`). */
  width: number | '*' | 'auto'
}

/** What came of printing. */
export interface Printed {
  pdf: Buffer
  /** Characters that the fonts do not have: they stand as empty boxes, and whoever prints is told. */
  missing: string[]
}
