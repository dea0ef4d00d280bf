import type { NumberLevel } from './number-pattern.ts'

/** A value as the API carries it (DESIGN 5: money is a decimal string, a date 'YYYY-MM-DD', an instant ISO 8601 in UTC). */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What every field of every noun may say of itself. A declaration says what a thing is, never what happens. */
export interface FieldTraits {
  /** Must be filled when a person or an import makes the record. */
  required?: boolean
  /** No two living records of the object share a value; null may repeat. */
  unique?: boolean
  /** Takes part in search: Chinese by any two characters, pinyin, initials, tail of a phone. */
  search?: boolean
  /** Each change leaves a row in `transitions` (who, from, to, when or unknown), beside the ordinary history. */
  tracked?: boolean
  /**
   * `verb`: written by verbs and by derivation only; create and PATCH refuse it, an import with the right `import.history` may set it.
   * `creation`: given when a record is made, or by an import; afterwards a verb changes it, and PATCH and bulk edits refuse it.
   */
  setBy?: 'verb' | 'creation'
  /** Value at creation when none is given. */
  default?: Json
  /** user: makes that person answerable for the record, so that a leaver needs a successor in it; the owner and `coOwners` do so without saying it. */
  isResponsible?: true
  /** date, instant: by when something is to be done; past it is overdue, as long as the choice of that name (if told) has one of these values. */
  due?: true | { field: string; in: readonly string[] }
  /** choice: in lists the default value goes without saying. */
  isQuiet?: true
  /** required: derivation fills it where a person leaves it empty, so no form asks for it. */
  isFilled?: true
  /** An index serves filter and sort on this field at a million records. */
  indexed?: boolean
  /** Shown and asked only where a choice of the record has this value, or where something stands in it: 生日 of a person. */
  onlyWhere?: { field: string; is: string }
  /** Follows from these fields and would tell of them: hidden from whoever may not read all of them in clear. */
  from?: readonly string[]
}

/**
 * A field as declared: data only, so that server and browser read the same. `V` is the TypeScript type of its value and exists
 * for inference alone.
 */
export interface FieldDefinition<V = unknown> extends FieldTraits {
  type: string
  /** Never set; carries `V`. */
  readonly value?: V
  // What single types add; each type's file says which of these it reads.
  max?: number
  min?: number
  decimals?: number
  options?: readonly string[]
  // What a company's overlay adds; no declaration says these.
  /** A field of the company's own: its value is in the record's `custom`. */
  custom?: true
  /** On no form, page or list, though programs read it. */
  isHidden?: boolean
  /** Required because the company says so: asked wherever a person or a file gives values, not of verbs. */
  isRequiredByCompany?: boolean
  /** custom: an index serves filter and order. */
  isFast?: boolean
  /** choice: its options are those of this shared set (`defineOptions`). */
  set?: string
  /** choice: its options mean something to the program; an administrator changes only their labels, adds and retires none. */
  fixed?: boolean
  /** reference, lines: the object referred to. */
  object?: string
  /** reference: records that refer by it do not keep the other from going into the bin: a follow-up, a task. */
  isLoose?: boolean
  /** reference: may not form a circle through this very field (customer.parent). */
  acyclic?: boolean
  /** reference: what happens to this record when the other is erased from the database; removal into the bin never cascades. */
  /** money: the sibling field that holds the currency; 'base' is the company's base currency. */
  currency?: string
  /** computed: how it shows, and what follows from the fields that it is `from`. */
  as?: FieldDefinition
  compute?: (values: Readonly<Record<string, unknown>>) => unknown
  /** lines: the field of the line object that points back. */
  by?: string
  /** serial: prefix and width of the number unless the company says otherwise, `{ prefix: 'C', width: 6 }` gives C000123. */
  prefix?: string
  width?: number
  /** serial: nobody gets a number until the company turns it on. */
  isOptional?: boolean
  /** serial: drawn when the record is first submitted for approval, instead of when it is made. */
  drawnAt?: 'submit'
  /** serial: the reference whose records may have series of their own, and the field of theirs that stands in the number. */
  series?: { by: string; code: string }
  /** serial, by the company's overlay: of what a number is made, and that none is drawn. */
  levels?: readonly NumberLevel[]
  isOff?: boolean
}

/** The fields of an object by name, in the order in which form and page show them. */
export type Fields = Record<string, FieldDefinition>

/** The value a record holds for a field: what a required field or one with a default always has, others may lack. */
export type ValueOf<F> = F extends FieldDefinition<infer V> ? V : never
