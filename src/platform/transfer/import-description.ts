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
  /**
   * What happens to a row that is already there, and to one that is not: leave it and make the others; write over it and make the others;
   * write over it and make none; make a second one.
   */
  doubles: 'skip' | 'update' | 'updateOnly' | 'create'
  /**
   * By which column a row is known as one that is there: `id`, `externalId`, a unique field, the title, phones or e-mails. Null: by
   * external id and unique fields, and by the title where the file brings none of these.
   */
  key: string | null
  /** Of a record that is there: what the file says replaces what it holds, or fills only what is empty. A blank cell never empties. */
  writing: 'overwrite' | 'fillEmpty'
  /** Whether what listens to new and changed records is told of them; a silent import sets off nothing. */
  runsEvents: boolean
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

/** A mapping kept under a name. */
export interface SavedMapping {
  id: string
  object: string
  name: string
  isShared: boolean
  /** Whether it is the viewer's own; only then may he change it. */
  isOwn: boolean
  by: string
  /** By header. */
  columns: Record<string, string | null>
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
  kind: 'csv' | 'xlsx'
  encoding: string | null
  separator: string | null
  /** Of a workbook: its visible sheets and the one that was read. Another one is read by handing the file over again. */
  sheets: string[]
  sheet: string | null
  headerRow: number
  /** By which columns rows may be known as ones that are there, as the file stands: for `settings.key`. */
  keys: string[]
  /** Mappings that were kept for files with these headers, newest first. */
  offered: SavedMapping[]
  /** When its rows were thrown away; then there is no list of rows and no file of refused ones any more. */
  clearedAt: string | null
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
