import type { FieldProblem } from '../errors.ts'
import type { Fields } from '../objects/field.ts'
import type { Context } from '../records/context.ts'

/** A value that a tracked field took before the import, with the instant at which it did, as far as that is known. */
export interface OriginalTransition {
  field: string
  from: string | null
  to: string | null
  /** ISO; null when nobody knows. A day is the first instant of that day in the company's time zone. */
  at: string | null
  precision: 'instant' | 'day' | 'unknown'
  reason?: string
}

/** One row of the file on its way to become a record. */
export interface ImportDraft {
  /** As a spreadsheet numbers it. */
  row: number
  /** False when the row changes a record that is there: then nothing may be filled in that the file does not say. */
  isNew: boolean
  /** What the file gives, in API form, by field or column of `columns`; a blank cell is absent. `prepare` changes it in place. */
  values: Record<string, unknown>
  transitions: OriginalTransition[]
  problems: FieldProblem[]
}

/** What a module knows of files that bring its noun. */
export interface ObjectImport {
  /** How other systems call a field (or one of `columns`): `{ customer: ['account', '公司'] }`. Case, spaces and `_` do not count. */
  names?: Readonly<Record<string, readonly string[]>>
  /** Columns that a file may have though the noun has no such field; `prepare` turns them into values. Labels: `<object>.imports.<column>`. */
  columns?: Fields
  /** Required fields that `prepare` fills when the file lacks them. */
  fills?: readonly string[]
  /** Makes of what the file says what the record shall hold: fills values, adds transitions and problems, removes `columns`. */
  prepare?: (ctx: Context, drafts: ImportDraft[]) => Promise<void>
  /** Rows that the dry run counts beside: `{ withoutCustomer: values => values.customer === undefined }`. */
  marks?: Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => boolean>>
}
