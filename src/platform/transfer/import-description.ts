// What `/api/imports` says of an import: the contract between server, screens and command line.

/**
 * reading: the file is being read or checked · mapping: a column or setting is still to be chosen · settling: values without partner
 * wait for the user · ready: the dry run stands, `run` may come · then the job.
 */
export type ImportState =
  | 'reading'
  | 'mapping'
  | 'settling'
  | 'ready'
  | 'running'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undoing'
  | 'undone'

/** A column of the file. */
export interface ImportColumn {
  index: number
  /** As the file has it; empty when it has none. */
  header: string
  /** Up to three different values. */
  samples: string[]
  /** The field it goes into; null: left out. */
  field: string | null
  /** Fields it may well be, best first. */
  suggestions: string[]
}

/** A field that a column may go into: one of the object's, or one that its module reads from files (a deal's `product`). */
export interface ImportField {
  name: string
  label: string
  type: string
  /** The object that a reference points at; null for other kinds. */
  object: string | null
  required: boolean
  /** What one value for all rows may be given for, when no column brings it: `settings.defaults`. */
  hasDefault: boolean
}

/** What the user decides for the whole file. */
export interface ImportSettings {
  /** Where the external ids come from; together they are unique. */
  sourceSystem: string
  /** How 03/04/2017 is meant; 'ymd' refuses such dates. */
  dateOrder: 'ymd' | 'dmy' | 'mdy'
  /** What happens to a row that is already there: leave it, write over what is there, make a second one. */
  doubles: 'skip' | 'update' | 'create'
  /** By field, one value for all rows whose column is missing or blank: `{ currency: 'USD', pipeline: '<id>' }`. */
  defaults: Record<string, string>
}

/** What to do with a value that has no partner. */
export type SettlementKind = 'use' | 'create' | 'leaveEmpty' | 'refuse'

/** `use` takes an id (or the title of an existing one); `create` makes one, called `title` when that is given, else as the file says. */
export interface Settlement {
  kind: SettlementKind
  id?: string
  title?: string
}

/** A value of a reference, person or choice column that no existing record answers to: once, however many rows hold it. */
export interface UnsettledValue {
  field: string
  /** As the file has it first. */
  value: string
  /** For a value that counts only inside another: the stage's pipeline. Empty otherwise. */
  within: string
  count: number
  suggestion: Settlement | null
  /** Null until the user settles it. */
  settlement: Settlement | null
  /** What the user may choose. */
  kinds: SettlementKind[]
}

/** Something to be put right before the rows can be looked at, or something to know. */
export interface ImportProblem {
  code: string
  params: Record<string, unknown>
  field: string | null
  message: string
}

/** created + updated + skipped + refused = rows of the file, before the run (foreseen) and after it (what happened). */
export interface ImportCounts {
  created: number
  updated: number
  skipped: number
  refused: number
  /** Marks of the object's module: `withoutCustomer` for opportunities. */
  [mark: string]: number
}

export interface ImportDescription {
  id: string
  object: string
  /** Of the file. */
  name: string
  state: ImportState
  createdAt: string
  by: { id: string; title: string } | null
  encoding: string | null
  separator: string | null
  columns: ImportColumn[]
  fields: ImportField[]
  settings: ImportSettings
  rows: number
  counts: ImportCounts
  /** Values that wait for the user, most frequent first; at most 500, `unsettledCount` says how many there are. */
  unsettled: UnsettledValue[]
  unsettledCount: number
  /** Values that the user has settled, so that a choice can be changed. */
  settled: UnsettledValue[]
  /** What the run makes beside the rows: `{ user: 6, department: 3 }`. */
  alsoCreates: Record<string, number>
  progress: { done: number; total: number }
  problems: ImportProblem[]
  /** Records that the undo left, because somebody changed them or refers to them since. */
  kept: { object: string; id: string; title: string; reason: string }[]
  can: ('change' | 'run' | 'cancel' | 'undo')[]
}

/** A row with what becomes of it. */
export interface ImportRow {
  /** As a spreadsheet numbers it: the header is 1. */
  row: number
  cells: string[]
  outcome: 'created' | 'updated' | 'skipped' | 'refused'
  problems: ImportProblem[]
  recordId: string | null
}
